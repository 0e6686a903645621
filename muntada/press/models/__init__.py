"""Nouns of the press office, one file a kind."""

from muntada.press.models.desk import Agency, Coverage, MediaSlot
from muntada.press.models.photos import Photo
from muntada.press.models.statements import (
    Acceptance,
    EmbargoReading,
    Statement,
    Version,
    new_key,
)

__all__ = [
    "Acceptance", "Agency", "Coverage", "EmbargoReading", "MediaSlot", "Photo", "Statement",
    "Version", "new_key",
]  # fmt: skip
