"""Meetings two by two on the margins of a conference: planned, checked, explained, repaired."""
