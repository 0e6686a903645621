"""State machines are tables (`STEPS` in a chapter's rules), moved by one conditional UPDATE.

Of two people who press at once the second is told: the UPDATE finds no row in the old state.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from muntada.kit.errors import RuleBroken

Steps = Mapping[str, tuple[frozenset[str], str]]


def step(*before: str, to: str) -> tuple[frozenset[str], str]:
    return frozenset(before), to


def move(thing: Model, steps: Steps, verb: str, **also: Any) -> None:
    """Move `thing` by `verb`, setting the fields in `also` in the same UPDATE."""
    before, to = steps[verb]
    rows = (
        type(thing)._default_manager.filter(pk=thing.pk, state__in=before).update(state=to, **also)
    )
    if not rows:
        raise RuleBroken(
            _("This has changed since you opened the page. Look at it again, then decide.")
        )
    thing.state = to  # type: ignore[attr-defined]
    for name, value in also.items():
        setattr(thing, name, value)
