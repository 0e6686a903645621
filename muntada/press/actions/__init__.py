"""Verbs of the press office, one file a noun."""
