"""What focal points and the desk type."""
