"""Pages of the archive: figures and closing, the purge."""
