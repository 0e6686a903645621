"""What the live pages read: one small JSON of a floor, in all its languages, written once a change.

Readers ask again and again for a version they mostly have; the answer is 304 and costs one look
into this process. See docs/adr/0006-the-floor-is-polled.md for the measurements.
"""

import json
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from django.db import connection

from muntada.floor import rules
from muntada.floor.models import Floor, Speech

FRESH = 0.2  # seconds a process may go on with what it read last
MOST = 500  # floors (and wrong keys) kept in mind


def waiting(floor: Floor) -> list[Speech]:
    """Who is still to speak, in turn."""
    found = floor.speeches.filter(state=rules.INSCRIBED).select_related(
        "delegation__party", "member__person", "on_behalf"
    )
    return sorted(found, key=lambda speech: speech.turn.key)


def write(floor: Floor) -> None:
    """Bump the version and write what is seen, in the transaction of the change."""
    turn = waiting(floor)
    speaking = (
        floor.speeches.filter(state=rules.SPEAKING)
        .select_related("delegation__party", "member__person", "on_behalf")
        .first()
    )
    floor.version += 1
    said = {
        "v": floor.version,
        "state": floor.state,
        "list": "open" if floor.list_is_open else "closed",
        "chair": dict(floor.chair_name),
        "waiting": len(turn),
        "current": _said(speaking) if speaking else None,
        "next": [_said(speech) for speech in turn[: rules.NEXT]],
        "texts": [
            {"id": one.pk, "party": dict(one.delegation.party.short_name), "language": one.language}
            for one in [*([speaking] if speaking else []), *turn]
            if one.text
        ],
    }
    floor.live = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    floor.save(update_fields=["version", "live"])


def _said(speech: Speech) -> dict[str, Any]:
    return {
        "id": speech.pk,
        "party": dict(speech.delegation.party.short_name),
        "name": dict(speech.member.person.name) if speech.member else {},
        "function": dict(speech.member.function) if speech.member else {},
        "behalf": dict(speech.on_behalf.name) if speech.on_behalf else {},
        "kind": speech.kind,
        "language": speech.language,
        "minutes": speech.minutes,
        "text": bool(speech.text),
        "began": _ms(speech.began_at),
        "paused": _ms(speech.paused_at),
        "lost": int(speech.paused_for.total_seconds() * 1000),
    }


def _ms(moment: Any) -> int | None:
    return int(moment.timestamp() * 1000) if moment else None


@dataclass(frozen=True)
class Seen:
    etag: str
    body: bytes


class Board:
    """What this process knows of each floor; one thread looks again, others answer meanwhile."""

    def __init__(self) -> None:
        self.kept: OrderedDict[str, tuple[float, Seen | None]] = OrderedDict()
        self.lock = threading.Lock()

    def read(self, key: str) -> Seen | None:
        read_at, seen = self.kept.get(key, (float("-inf"), None))
        if time.monotonic() - read_at < FRESH:
            return seen
        if not self.lock.acquire(blocking=read_at == float("-inf")):
            return seen
        try:
            row = Floor.objects.filter(key=key).values_list("version", "live").first()
            seen = Seen(f'"{key[:8]}-{row[0]}"', row[1].encode()) if row else None
            self.kept[key] = (time.monotonic(), seen)
            self.kept.move_to_end(key)
            while len(self.kept) > MOST:
                self.kept.popitem(last=False)
        finally:
            self.lock.release()
            if not connection.in_atomic_block:
                connection.close()
        return seen

    def clear(self) -> None:
        self.kept.clear()


board = Board()


def answer(key: str, if_none_match: str) -> tuple[int, list[tuple[str, str]], bytes]:
    """Status, headers and body for a floor's JSON; the clock of the server rides along."""
    seen = board.read(key)
    if seen is None:
        return 404, [("Content-Type", "application/json")], b"{}"
    headers = [
        ("ETag", seen.etag),
        ("Cache-Control", "no-cache"),
        ("X-Now", str(int(time.time() * 1000))),
    ]
    if if_none_match == seen.etag:
        return 304, headers, b""
    return 200, [*headers, ("Content-Type", "application/json; charset=utf-8")], seen.body
