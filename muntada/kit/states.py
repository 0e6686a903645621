"""State machines are tables (`STEPS` in a chapter's rules), moved by one conditional UPDATE.

Of two people who press at once the second is told: the UPDATE finds no row in the old state.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from muntada.kit.errors import RuleBroken

Steps = Mapping[str, tuple[frozenset[str], str]]

# Rows in one statement: well under what either database takes.
SLICE = 500


def step(*before: str, to: str) -> tuple[frozenset[str], str]:
    return frozenset(before), to


CHANGED = _("This has changed since you opened the page. Look at it again, then decide.")


def move(thing: Model, steps: Steps, verb: str, **also: Any) -> None:
    """Move `thing` by `verb`, setting the fields in `also` in the same UPDATE."""
    before, to = steps[verb]
    rows = (
        type(thing)._default_manager.filter(pk=thing.pk, state__in=before).update(state=to, **also)
    )
    if not rows:
        raise RuleBroken(CHANGED)
    _set([thing], {"state": to, **also})


def move_all[M: Model](
    things: Sequence[M], steps: Steps, verb: str, **also: Any
) -> tuple[list[M], list[M]]:
    """Move many by one conditional UPDATE: those moved, and those somebody moved before.

    Call it in a transaction. A field in `also` may be reckoned by the database (`F`); such a one
    is not read back.
    """
    before, to = steps[verb]
    if not things:
        return [], []
    rows = type(things[0])._default_manager.all()
    found: set[Any] = set()
    for start in range(0, len(things), SLICE):
        keys = [one.pk for one in things[start : start + SLICE]]
        # Held first, in one order: which of them are still as they were is known before the UPDATE,
        # and two who press at once do not wait for one another in a circle.
        held = rows.filter(pk__in=keys, state__in=before).order_by("pk").select_for_update()
        still = list(held.values_list("pk", flat=True))
        rows.filter(pk__in=still, state__in=before).update(state=to, **also)
        found.update(still)
    moved = [one for one in things if one.pk in found]
    _set(moved, {"state": to, **also})
    return moved, [one for one in things if one.pk not in found]


def ensure_moved(things: Sequence[Model], steps: Steps, verb: str, **also: Any) -> None:
    """Move all of them, or refuse: who pressed second is told."""
    _moved, left = move_all(things, steps, verb, **also)
    if left:
        raise RuleBroken(CHANGED)


def _set(things: Iterable[Model], fields: Mapping[str, Any]) -> None:
    plain = {n: value for n, value in fields.items() if not hasattr(value, "resolve_expression")}
    for thing in things:
        for name, value in plain.items():
            setattr(thing, name, value)
