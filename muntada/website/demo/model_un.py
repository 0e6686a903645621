"""A small neutral conference: students of one city play the United Nations for a day and a half."""

import random
from datetime import UTC, date, datetime, timedelta

from muntada.accounts.models import User
from muntada.audit.actions import Deed, record_all
from muntada.conferences.models import Edition, Room, Series
from muntada.delegations.actions.desk import open_categories, open_ladder
from muntada.delegations.models import Category, Delegation, Member
from muntada.invitations.actions.letters import invite
from muntada.invitations.actions.replies import reply
from muntada.invitations.models import Invitation
from muntada.invitations.rules import ACCEPTED
from muntada.parties.models import Party
from muntada.people.models import Person
from muntada.programme.actions.publish import publish
from muntada.programme.actions.sessions import plan_session
from muntada.website.demo.names import culture, people
from muntada.website.demo.words import four

STATES = "ARG AUS BRA CAN CHN DEU EGY ESP FRA GBR IDN IND ITA JPN KAZ KEN MAR MEX NGA NOR RUS SAU USA ZAF".split()
AT = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
NAME = four("Model United Nations of the City", "محاكاة الأمم المتحدة في المدينة",
            "Simulation des Nations Unies de la ville", "Городская Модель ООН")  # fmt: skip
DELEGATE = four("Student delegate", "مندوب طلابي", "Délégué étudiant", "Делегат-студент")
COMMITTEES = [
    four("Security Council", "مجلس الأمن", "Conseil de sécurité", "Совет Безопасности"),
    four(
        "Human Rights Council",
        "مجلس حقوق الإنسان",
        "Conseil des droits de l’homme",
        "Совет по правам человека",
    ),
    four(
        "Committee on the Environment",
        "لجنة البيئة",
        "Commission de l’environnement",
        "Комитет по окружающей среде",
    ),
]
OPENING = four("Opening meeting", "الجلسة الافتتاحية", "Séance d’ouverture", "Открытие")
CLOSING = four("Closing meeting", "الجلسة الختامية", "Séance de clôture", "Закрытие")


def open_model_un(by: User) -> Edition:
    """24 delegations of two, three committees in parallel, no host state."""
    chance = random.Random(24)
    host = four("Students’ Union", "رابطة الطلبة", "L’Union des étudiants", "Студенческий союз")
    series = Series.objects.create(slug="model-un", name=NAME, host=host, counts_feminine=True)
    edition = Edition.objects.create(
        series=series, slug="model-un-3", ordinal=3, title=NAME, starts=date(2026, 12, 4),
        ends=date(2026, 12, 5), time_zone="UTC", languages=["ar", "en", "fr", "ru"],
        city=four("The City", "المدينة", "La Ville", "Город"), is_public=True, is_demo=True,
    )  # fmt: skip
    record_all([Deed("series.opened", series), Deed("edition.opened", edition)], by=by, at=AT)
    open_ladder(edition, by=by, at=AT)
    open_categories(edition, by=by, at=AT)
    _delegations(edition, by, chance)
    _programme(edition, by)
    return edition


def _delegations(edition: Edition, by: User, chance: random.Random) -> None:
    kinds = ("arab", "slav", "latin", "africa", "asia", "west")
    names = {kind: people(kind, chance) for kind in kinds}
    category = Category.objects.get(edition=edition, code="delegate")
    for party in Party.objects.filter(code__in=STATES).order_by("code"):
        invitation = Invitation.objects.create(edition=edition, party=party, language="en")
        invite(invitation, by=by, at=AT)
        reply(invitation, answer=ACCEPTED, by=by, at=AT + timedelta(days=3))
        delegation = Delegation.objects.get(edition=edition, party=party)
        for place in ("head", "member"):
            name = next(names[culture(party.code, party.region, party.subregion)])
            person = Person.objects.create(name=name, is_fictitious=True)
            Member.objects.create(
                edition=edition, delegation=delegation, person=person, category=category,
                place=place, function=DELEGATE, state="confirmed", nominated_at=AT, confirmed_at=AT,
            )  # fmt: skip


def _programme(edition: Edition, by: User) -> None:
    rooms = [
        Room.objects.create(edition=edition, name=four(*[f"{n}"] * 4), capacity=80, position=n)
        for n in (1, 2, 3)
    ]
    opening = datetime(2026, 12, 4, 9, tzinfo=UTC)
    plan = [(OPENING, rooms[0], 0, 1), (CLOSING, rooms[0], 28, 1)]
    plan += [
        (name, room, hour, 3)
        for hour in (2, 5, 24)
        for name, room in zip(COMMITTEES, rooms, strict=True)
    ]
    for title, room, hour, length in plan:
        starts = opening + timedelta(hours=hour)
        fields = {"title": title, "room": room, "starts": starts, "ends": starts + timedelta(hours=length),
                  "kind": "plenary" if length == 1 else "parallel"}  # fmt: skip
        plan_session(edition, fields=fields, by=by, at=AT)
    publish(edition, note="", by=by, at=AT + timedelta(days=30))
