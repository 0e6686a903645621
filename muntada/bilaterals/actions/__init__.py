"""Verbs of the desk, by noun."""
