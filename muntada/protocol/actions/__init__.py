"""Verbs of protocol: orders and draws, seat plans."""
