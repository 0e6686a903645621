"""Pages of the edition: its facts, its venue, and who works in it."""
