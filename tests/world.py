"""A named cast: the conference every test is about.

The ninth edition opens on Wednesday 23 June 2021 in Manama's zone; NOW is three months before.
Salma runs the secretariat, Pavel the protocol, Amélie the programme, Omar audits, and Nadia is the
focal point of Egypt, Igor of Kazakhstan. All are fictitious.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from muntada.accounts.models import Grant, User
from muntada.conferences.models import Building, Edition, Room, Series
from muntada.delegations.models import Category, Delegation, FocalPoint, Member
from muntada.invitations import rules as invitation_rules
from muntada.invitations.models import Invitation
from muntada.kit.texts import Text
from muntada.parties.models import Party
from muntada.people.models import Person, Rank
from muntada.programme.models import Session

NOW = datetime(2021, 3, 23, 9, 0, tzinfo=UTC)
OPENING = datetime(2021, 6, 23, 7, 0, tzinfo=UTC)

NAMES = {
    "EGY": ("مصر", "Egypt", "Égypte", "Египет", "Africa", "818"),
    "KAZ": ("كازاخستان", "Kazakhstan", "Kazakhstan", "Казахстан", "Asia", "398"),
    "BRA": ("البرازيل", "Brazil", "Brésil", "Бразилия", "Americas", "076"),
    "FRA": ("فرنسا", "France", "France", "Франция", "Europe", "250"),
    "NZL": ("نيوزيلندا", "New Zealand", "Nouvelle-Zélande", "Новая Зеландия", "Oceania", "554"),
}


def series() -> Series:
    made, _new = Series.objects.get_or_create(
        slug="security",
        defaults={
            "name": Text(en="Conference on Security", ar="مؤتمر الأمن"),
            "host": Text(en="The Ministry", ar="الوزارة"),
        },
    )
    return made


def edition(slug: str = "ninth", ordinal: int | None = 9, **fields: Any) -> Edition:
    made = Edition.objects.filter(slug=slug).first()
    if made:
        return made
    defaults: dict[str, Any] = {
        "series": series(),
        "ordinal": ordinal,
        "title": Text(en="Ninth Conference on Security", ar="مؤتمر الأمن التاسع"),
        "arrival_day": date(2021, 6, 22),
        "starts": date(2021, 6, 23),
        "ends": date(2021, 6, 24),
        "time_zone": "Asia/Bahrain",
        "languages": ["ar", "en", "fr", "ru"],
        "replies_close": NOW + timedelta(days=60),
        "nominations_close": NOW + timedelta(days=70),
        "confirmations_close": NOW + timedelta(days=80),
        "is_public": True,
    }
    return Edition.objects.create(slug=slug, **{**defaults, **fields})


def party(code: str = "EGY", kind: str = "state") -> Party:
    ar, en, fr, ru, region, m49 = NAMES.get(code, (code, code, code, code, "Europe", ""))
    made, _new = Party.objects.get_or_create(
        code=code,
        defaults={
            "kind": kind,
            "region": region if kind == "state" else "",
            "m49": m49,
            "un_status": "member" if kind == "state" else "",
            "short_name": Text(ar=ar, en=en, fr=fr, ru=ru),
            "formal_name": Text(en=f"Republic of {en}"),
        },
    )
    return made


LADDER = [
    ("Head of State", True),
    ("Head of Government", True),
    ("Minister", True),
    ("Deputy Minister", False),
    ("Chief of the General Staff", False),
    ("Ambassador", False),
    ("Expert", False),
]


def rank(name: str = "Minister", of: Edition | None = None) -> Rank:
    of = of or edition()
    if not Rank.objects.filter(edition=of).exists():
        for position, (said, ministerial) in enumerate(LADDER, start=1):
            Rank.objects.create(
                edition=of, position=position, name=Text(en=said), is_ministerial=ministerial
            )
    return next(rung for rung in Rank.objects.filter(edition=of) if rung.name["en"] == name)


def category(
    code: str = "delegate", quota: int | None = None, of: Edition | None = None
) -> Category:
    made, _new = Category.objects.get_or_create(
        edition=of or edition(),
        code=code,
        defaults={"name": Text(en=code.capitalize(), ar="مندوب"), "quota": quota},
    )
    return made


def user(name: str, role: str = "", of: Edition | None = None, language: str = "en") -> User:
    made = User.objects.filter(email=f"{name.lower()}@example.org").first()
    if made is None:
        made = User.objects.create_user(
            f"{name.lower()}@example.org", "a long password", name=name, language=language
        )
    if role:
        Grant.objects.get_or_create(user=made, role=role, edition=of or edition())
    return made


def salma() -> User:
    return user("Salma", "secretariat")


def pavel() -> User:
    return user("Pavel", "protocol", language="ru")


def amelie() -> User:
    return user("Amelie", "programme", language="fr")


def omar() -> User:
    made = user("Omar", language="ar")
    Grant.objects.get_or_create(user=made, role="auditor", edition=None)
    return made


def delegation(code: str = "EGY", of: Edition | None = None, **fields: Any) -> Delegation:
    made, _new = Delegation.objects.get_or_create(
        edition=of or edition(), party=party(code), defaults=fields
    )
    return made


def nadia() -> User:
    """The focal point of Egypt."""
    return focal_point("Nadia", "EGY", language="ar")


def igor() -> User:
    """The focal point of Kazakhstan."""
    return focal_point("Igor", "KAZ", language="ru")


def focal_point(name: str, code: str, language: str = "en") -> User:
    made = user(name, language=language)
    FocalPoint.objects.get_or_create(
        delegation=delegation(code), user=made, defaults={"since": NOW}
    )
    return made


def invitation(
    code: str = "EGY", state: str = invitation_rules.INVITED, **fields: Any
) -> Invitation:
    made = Invitation.objects.filter(edition=edition(), party__code=code).first()
    if made:
        return made
    sent = state != invitation_rules.LISTED
    return Invitation.objects.create(
        edition=edition(),
        party=party(code),
        delegation=delegation(code) if sent else None,
        level_asked=rank("Minister"),
        state=state,
        invited_at=NOW if sent else None,
        **fields,
    )


def person(name: str = "Laila Haddad", **names: str) -> Person:
    return Person.objects.create(name=Text(en=name, **names), is_fictitious=True)


def member(name: str = "Laila Haddad", code: str = "EGY", **fields: Any) -> Member:
    of = fields.pop("of", None) or edition()
    defaults: dict[str, Any] = {
        "category": category(of=of),
        "function": Text(en="Adviser"),
        "nominated_at": NOW,
    }
    if fields.get("state") == "confirmed":
        defaults["confirmed_at"] = NOW
    return Member.objects.create(
        edition=of,
        delegation=delegation(code, of=of),
        person=person(name),
        **{**defaults, **fields},
    )


def room(name: str = "Hall A", capacity: int = 600, booths: int = 4) -> Room:
    of = edition()
    building, _new = Building.objects.get_or_create(edition=of, name=Text(en="Main building"))
    found = [one for one in Room.objects.filter(edition=of) if one.name["en"] == name]
    return (
        found[0]
        if found
        else Room.objects.create(
            edition=of, building=building, name=Text(en=name), capacity=capacity, booths=booths
        )
    )


def session(
    title: str = "Opening", hours_in: float = 0, minutes: int = 90, **fields: Any
) -> Session:
    starts = OPENING + timedelta(hours=hours_in)
    fields.setdefault("room", room())
    return Session.objects.create(
        edition=edition(),
        title=Text(en=title),
        starts=starts,
        ends=starts + timedelta(minutes=minutes),
        **fields,
    )
