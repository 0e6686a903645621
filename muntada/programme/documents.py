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
    rooms = edition.rooms.all()
    return {
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
    return part.member.state != delegation_rules.WITHDRAWN


def _part(part: Participation) -> dict[str, Any]:
    member = part.member
    named = member.state == delegation_rules.CONFIRMED and member.is_published
    party = member.delegation.party
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


# what a reader of the programme would notice, in the order in which it is said
_NOTICED = (
    ("moved", ("starts", "ends", "room")),
    ("renamed", ("title", "number")),
    ("people", ("people",)),
    ("changed", ("description", "access", "languages", "kind", "track")),
)


def differences(before: dict[str, Any] | None, after: dict[str, Any]) -> list[dict[str, Any]]:
    """What changed between two versions: {"what", "session", "title", "before", "after"} each."""
    old = {one["id"]: one for one in (before or {}).get("sessions", [])}
    new = {one["id"]: one for one in after["sessions"]}
    changes: list[dict[str, Any]] = []
    for key, session in new.items():
        if key not in old:
            changes.append(_change("added", session))
            continue
        for what, fields in _NOTICED:
            changed = [field for field in fields if old[key].get(field) != session.get(field)]
            if changed:
                changes.append(
                    _change(what, session)
                    | {
                        "before": {f: old[key].get(f) for f in changed},
                        "after": {f: session.get(f) for f in changed},
                    }
                )
    changes += [_change("removed", session) for key, session in old.items() if key not in new]
    return changes


def _change(what: str, session: dict[str, Any]) -> dict[str, Any]:
    return {
        "what": what,
        "session": session["id"],
        "title": session["title"],
        "starts": session["starts"],
    }
