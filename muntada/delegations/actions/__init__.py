"""What is done with delegations: opened, nominated to, confirmed, trusted to a focal point."""
