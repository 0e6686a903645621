"""Rows are written by the columns that change: what somebody else wrote meanwhile stays."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model


def write_row(thing: Model, fields: Mapping[str, Any]) -> None:
    """Set these columns, and write them and no other; a new row is written whole."""
    for name, value in fields.items():
        setattr(thing, name, value)
    if thing._state.adding:
        thing.save(force_insert=True)
    elif fields:
        thing.save(update_fields=[*fields])
