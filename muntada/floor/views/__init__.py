"""Pages of the floor."""
