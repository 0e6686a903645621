"""Pages of protocol."""
