"""Protocol in the demo: a drawn lot, a hall and a dinner seated, and a meeting in the middle."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from muntada.accounts.models import User
from muntada.conferences.models import Edition
from muntada.delegations import rules as delegation_rules
from muntada.delegations.models import Delegation, Member
from muntada.floor import actions as floor
from muntada.floor import rules as floor_rules
from muntada.parties.models import Group
from muntada.programme.models import Session
from muntada.protocol.actions import orders, seats
from muntada.website.demo.words import four

DRAWN_AT = datetime(2021, 6, 14, 10, 0, tzinfo=UTC)
HALL = four("Plenary hall", "قاعة الجلسات العامة", "Salle plénière", "Зал пленарных заседаний")
DINNER = four(
    "Dinner of the host",
    "مأدبة العشاء الرسمية",
    "Dîner officiel",
    "Обед от имени принимающей стороны",
)
PHOTO = four("Family photo", "الصورة التذكارية", "Photo de famille", "Совместное фотографирование")
TEXT = "Mr Chair, allow me to thank the host for the welcome extended to all of us. " * 60

OUTCOMES = (
    ("decision", "DEC/1/21", four("Programme of work", "برنامج العمل", "Programme de travail",
                                  "Программа работы")),
    ("document", "INF/3/21", four("List of participants, provisional", "قائمة المشاركين المؤقتة",
                                  "Liste provisoire des participants",
                                  "Предварительный список участников")),
)  # fmt: skip

# The Russian booth is one short, so that the page has a sentence to show.
TEAM = (
    ("Interpreter", "en", ["ar", "fr", "ru"]), ("Interpreter", "en", ["ar", "fr", "ru"]),
    ("Interpreter", "ar", ["en"]), ("Interpreter", "ar", ["en", "fr"]),
    ("Interpreter", "fr", ["en"]), ("Interpreter", "fr", ["en", "ru"]),
    ("Interpreter", "ru", ["en"]),
)  # fmt: skip


def fill_protocol(edition: Edition, by: User) -> None:
    """Through the verbs of the desk; nobody is kept apart in the demo, for states are real."""
    orders.draw(
        edition, seed="4 2 6 1", drawn_by="Secretariat", witness="Dean of the diplomatic corps",
        by=by, at=DRAWN_AT,
    )  # fmt: skip
    heads = Member.objects.filter(edition=edition, place=delegation_rules.HEAD)
    heads = heads.filter(mode=delegation_rules.IN_PERSON).order_by("pk")
    for number, what in ((20, "wheelchair"), (31, "left_handed"), (48, "left_handed")):
        need = {"wheelchair": False, "left_handed": False, what: True}
        seats.put_need(heads[number], **need, interpreter=None, by=by, at=DRAWN_AT)
    room = edition.rooms.first()
    many = heads.count()
    plans = (
        (HALL, "rows", "seating", 20, many + 15, 20),
        (DINNER, "dinner", "precedence", 10, many + 5, 0),
        (PHOTO, "photo", "precedence", 24, many, 0),
    )
    for name, shape, purpose, per_row, size, honour in plans:
        fields = {"name": name, "room": room if shape == "rows" else None, "shape": shape,
                  "who": "heads", "purpose": purpose, "size": size, "per_row": per_row,
                  "behind": 0, "honour": honour}  # fmt: skip
        made = seats.plan_seats(edition, fields=fields, by=by, at=DRAWN_AT + timedelta(days=2))
    gone = made.versions.get(number=1).content["at"]["30"]
    seats.cancel(made, keys=[gone], move_up=False, by=by, at=DRAWN_AT + timedelta(days=8))


def fill_floor(edition: Edition, by: User) -> None:
    """Ten on the list of the first plenary; two have spoken, one was absent, one replies."""
    session = Session.objects.filter(edition=edition, kind="plenary").order_by("starts")[0]
    at = session.starts - timedelta(hours=4)
    made = floor.furnish(session, by=by, at=at)
    presides = Member.objects.filter(edition=edition, place="alternate").first()
    presides = presides or Member.objects.filter(edition=edition, place="member").first()
    chair = {"presides": presides, "minutes": 7, "reply_minutes": 5, "second_reply_minutes": 3}
    floor.set_floor(made, fields=chair, by=by, at=at)
    floor.open_list(made, is_open=True, by=by, at=at)
    coming = Delegation.objects.filter(edition=edition, is_coming=True).select_related("party")
    heads = {
        one.delegation_id: one
        for one in Member.objects.filter(edition=edition, place="head").select_related("rank")
    }
    group = Group.objects.filter(code="ASEAN").first()
    speeches = []
    for n, delegation in enumerate(coming.order_by("party__code")[:10]):
        speeches.append(
            floor.inscribe(
                made, delegation=delegation, member=heads.get(delegation.pk),
                language=("ar", "en", "fr", "ru")[n % 4], text=TEXT if n in (3, 5) else "",
                on_behalf=group if n == 2 else None, by=by, at=at + timedelta(minutes=7 * n),
            )
        )  # fmt: skip
    turn = sorted(speeches, key=lambda speech: speech.turn.key)
    floor.sit(made, verb="open", by=by, at=session.starts)
    floor.miss(turn[2], by=by, at=session.starts + timedelta(minutes=1))
    hours = [session.starts + timedelta(minutes=8 * n + 2) for n in range(4)]
    for speech, (begins, ends) in zip([turn[0], turn[1]], pairwise(hours), strict=False):
        floor.begin(speech, by=by, at=begins)
        floor.end(speech, by=by, at=ends - timedelta(minutes=1))
    floor.inscribe(
        made, delegation=turn[0].delegation, member=turn[0].member, kind=floor_rules.REPLY,
        language="en", by=by, at=hours[2],
    )  # fmt: skip
    for kind, symbol, title in OUTCOMES:
        fields = {"kind": kind, "symbol": symbol, "title": title}
        floor.record_outcome(made, fields=fields, by=by, at=hours[2])
    waiting = [one for one in turn[3:] if one.kind == floor_rules.STATEMENT]
    floor.ask_swap(made, one=waiting[0], other=waiting[-1], by=by, at=hours[2])
    version = floor.issue_journal(edition, session.starts.date(), by=by, at=hours[3])
    floor.publish_journal(version, by=by, at=hours[3])
    for n, (name, booth, works_from) in enumerate(TEAM):
        fields = {"name": f"{name} {n + 1}", "booth": booth, "works_from": works_from, "retour": []}
        floor.put_interpreter(made, fields=fields, by=by, at=at)
