"""Muntada: the secretariat of a high-level international conference."""

__version__ = "0.1.0"
