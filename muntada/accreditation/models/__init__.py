"""Nouns of accreditation: what is set up, what is applied for, what is handed out."""

from muntada.accreditation.models.applications import (
    Application,
    SealedFile,
    VettingBatch,
    VettingItem,
    ZoneChange,
)
from muntada.accreditation.models.badges import (
    Badge,
    Floater,
    FloaterSeries,
    Pin,
    PrintBatch,
    Receipt,
    ReceiptLine,
)
from muntada.accreditation.models.setup import BadgeTemplate, Category, EditionKeys, Zone

__all__ = [
    "Application",
    "Badge",
    "BadgeTemplate",
    "Category",
    "EditionKeys",
    "Floater",
    "FloaterSeries",
    "Pin",
    "PrintBatch",
    "Receipt",
    "ReceiptLine",
    "SealedFile",
    "VettingBatch",
    "VettingItem",
    "Zone",
    "ZoneChange",
]
