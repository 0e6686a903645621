"""What the register knows of the cards of a slice that is merged: read once, then kept up."""

from bisect import insort
from collections.abc import Collection
from datetime import datetime

from muntada.accreditation import admission
from muntada.gates import rules
from muntada.gates.models import Conflict, Scan

type Key = tuple[str, int]
"""A card in a zone."""


def key_of(scan: Scan) -> Key:
    return scan.card, scan.zone_id


def _moment(scan: Scan) -> tuple[datetime, int]:
    return scan.at, scan.pk


class Known:
    """Admissions and exits by card and zone, in their order; the lines of the slice are added as
    they are judged, so that each is held against what was told before it. Locked by who asks."""

    def __init__(self, keys: Collection[Key]) -> None:
        self._moving: dict[Key, list[Scan]] = {key: [] for key in keys}
        cards, zones = {card for card, _zone in keys}, {zone for _card, zone in keys}
        rows = Scan.objects.filter(card__in=cards, zone__in=zones, verdict__in=rules.EFFECTIVE)
        for scan in rows.order_by("at", "id"):
            self._moving.setdefault(key_of(scan), []).append(scan)
        contested = Conflict.objects.filter(
            kind=rules.TWICE, settled_at=None, first__card__in=cards, first__zone__in=zones
        )
        self.contested: set[Key] = set(contested.values_list("first__card", "first__zone"))

    def add(self, scan: Scan) -> None:
        """As it is now: a line moved to another time leaves its old place."""
        lines = self._moving.setdefault(key_of(scan), [])
        lines[:] = [one for one in lines if one.pk != scan.pk]
        if scan.verdict in rules.EFFECTIVE:
            insort(lines, scan, key=_moment)

    def latest(self, key: Key) -> Scan | None:
        return self._moving[key][-1] if self._moving.get(key) else None

    def around(self, scan: Scan) -> tuple[Scan | None, Scan | None]:
        """The line just before this one, and the one just after."""
        lines = self._of(scan)
        before = [one for one in lines if _moment(one) < _moment(scan)]
        after = [one for one in lines if _moment(one) > _moment(scan)]
        return (before[-1] if before else None), (after[0] if after else None)

    def around_moment(self, scan: Scan, moment: datetime) -> tuple[Scan | None, Scan | None]:
        """The same card's last line before a moment, and its first since."""
        lines = self._of(scan)
        before = [one for one in lines if one.at < moment]
        after = [one for one in lines if one.at >= moment]
        return (before[-1] if before else None), (after[0] if after else None)

    def left_between(self, first: Scan, second: Scan) -> bool:
        return any(
            _moment(first) < _moment(one) < _moment(second)
            for one in self._of(first)
            if one.verdict == admission.LEFT
        )

    def _of(self, scan: Scan) -> list[Scan]:
        return self._moving.get(key_of(scan), [])
