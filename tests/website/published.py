"""Published programmes for tests: one small with names, one of any size."""

from datetime import timedelta

from muntada.programme.models import ProgrammeVersion
from tests import world


def said_session(number=1, *, minutes_in=0, title=None, people=(), **fields):
    starts = world.OPENING + timedelta(minutes=minutes_in)
    return {
        "id": number,
        "number": f"P{number}",
        "kind": "plenary",
        "title": title or {"en": f"Session {number}", "ar": f"الجلسة {number}"},
        "description": {"en": "What is discussed."},
        "track": "security",
        "room": 1,
        "starts": starts.isoformat(),
        "ends": (starts + timedelta(minutes=60)).isoformat(),
        "access": "open",
        "languages": ["ar", "en", "fr", "ru"],
        "people": list(people),
        **fields,
    }


def said_person(member=7, name="Laila Haddad", **fields):
    return {
        "member": member,
        "part": "speaker",
        "name": {"en": name},
        "function": {"en": "Minister of Water"},
        "party": {"en": "Egypt", "ar": "مصر"},
        "party_code": "EGY",
        "mode": "in_person",
        "minutes": 10,
        "topic": {},
        **fields,
    }


def content(*sessions):
    return {
        "time_zone": "Asia/Bahrain",
        "days": ["2021-06-22", "2021-06-23", "2021-06-24"],
        "rooms": [
            {"id": 1, "name": {"en": "Hall A", "ar": "القاعة أ"}, "capacity": 600},
            {"id": 2, "name": {"en": "Hall B"}, "capacity": 80},
        ],
        "tracks": [
            {"slug": "security", "name": {"en": "Security"}},
            {"slug": "region", "name": {"en": "Regions"}},
        ],
        "sessions": list(sessions),
    }


def publish(*sessions, number=1, of=None):
    return ProgrammeVersion.objects.create(
        edition=of or world.edition(),
        number=number,
        published_at=world.NOW + timedelta(days=number),
        content=content(*sessions),
    )
