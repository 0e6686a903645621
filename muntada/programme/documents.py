"""The programme as the public is to read it: one document a version, complete in itself."""

from typing import Any

from django.db.models import Prefetch

from muntada.conferences.models import Edition
from muntada.delegations import rules as delegation_rules
from muntada.programme.models import Participation, Session


def snapshot(edition: Edition) -> dict[str, Any]:
    """What publishing now would say: public sessions only, confirmed and published people only.

    Somebody nominated but not confirmed appears as their party alone: a name is a promise.
    """
    parts = Participation.objects.select_related("member__person", "member__delegation__party")
    sessions = (
        Session.objects.filter(edition=edition, is_public=True)
        .select_related("track")
        .prefetch_related(Prefetch("participations", parts))
        .order_by("starts", "room__position", "pk")
    )
    # A room in which the public finds nothing (of the bilaterals, say) is nobody's business.
    rooms = edition.rooms.filter(pk__in=[session.room_id for session in sessions])
    return {
        # The hours below are read in this zone for ever: the edition's may be corrected later.
        "time_zone": edition.time_zone,
        "days": [day.isoformat() for day in edition.days()],
        "rooms": [{"id": room.pk, "name": room.name, "capacity": room.capacity} for room in rooms],
        "tracks": [{"slug": track.slug, "name": track.name} for track in edition.tracks.all()],
        "sessions": [_session(session) for session in sessions],
    }


def _session(session: Session) -> dict[str, Any]:
    return {
        "id": session.pk,
        "number": session.number,
        "kind": session.kind,
        "title": session.title,
        "description": session.description,
        "track": session.track.slug if session.track else None,
        "room": session.room_id,
        "starts": session.starts.isoformat(),
        "ends": session.ends.isoformat(),
        "access": session.access,
        "languages": session.languages,
        "people": [_part(part) for part in session.participations.all() if _is_shown(part)],
    }


def _is_shown(part: Participation) -> bool:
    """Not who withdrew, nor who was to come with a party that declined (its delegation is shut)."""
    member = part.member
    return member.state != delegation_rules.WITHDRAWN and member.delegation.is_open


def _part(part: Participation) -> dict[str, Any]:
    member, delegation = part.member, part.member.delegation
    confirmed = member.state == delegation_rules.CONFIRMED and delegation.is_coming
    named = confirmed and member.is_published
    party = delegation.party
    return {
        "member": member.pk if named else None,
        "part": part.part,
        "name": member.person.name if named else {},
        "function": member.function if named else {},
        "party": party.short_name,
        "party_code": party.code,
        "mode": part.mode,
        "minutes": part.minutes,
        "topic": part.topic,
    }


# What a reader of the programme would notice, in the order in which it is said.
_NOTICED = (
    ("moved", ("starts", "ends", "room")),
    ("renamed", ("title", "number")),
    ("people", ("people",)),
)
# What is said of the programme as a whole, beside its sessions.
FRAME = ("time_zone", "days", "rooms", "tracks")


def differences(before: dict[str, Any] | None, after: dict[str, Any]) -> list[dict[str, Any]]:
    """What changed between two versions: {"what", "session", "title", "before", "after"} each.

    Empty only where nothing at all differs; `session` is None where the whole is spoken of.
    """
    old = {one["id"]: one for one in (before or {}).get("sessions", [])}
    new = {one["id"]: one for one in after["sessions"]}
    changes = _frame(before, after) if before else []
    for key, session in new.items():
        if key not in old:
            changes.append(_change("added", session))
        else:
            changes += _of_session(old[key], session)
    changes += [_change("removed", session) for key, session in old.items() if key not in new]
    if before and not changes and [*old] != [*new]:
        changes.append(_whole("order", [*old], [*new]))
    return changes


def _frame(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        _whole(name, before.get(name), after.get(name))
        for name in FRAME
        if before.get(name) != after.get(name)
    ]


def _whole(what: str, before: Any, after: Any) -> dict[str, Any]:
    return {
        "what": what,
        "session": None,
        "title": {},
        "before": {what: before},
        "after": {what: after},
    }


def _of_session(old: dict[str, Any], new: dict[str, Any]) -> list[dict[str, Any]]:
    changes = []
    named = {field for _what, fields in _NOTICED for field in fields}
    rest = sorted({*old, *new} - named)
    for what, fields in (*_NOTICED, ("changed", rest)):
        changed = [field for field in fields if old.get(field) != new.get(field)]
        if changed:
            before = {field: old.get(field) for field in changed}
            after = {field: new.get(field) for field in changed}
            changes.append(_change(what, new) | {"before": before, "after": after})
    return changes


def _change(what: str, session: dict[str, Any]) -> dict[str, Any]:
    return {
        "what": what,
        "session": session["id"],
        "title": session["title"],
        "starts": session["starts"],
    }
