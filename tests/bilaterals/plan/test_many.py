"""Many meetings at once are as few statements as one, and each party hears of them once."""

from datetime import time

import pytest

from muntada.audit.models import Entry
from muntada.bilaterals import rules
from muntada.bilaterals.actions import plans, rounds
from muntada.bilaterals.desk.problem import read_problem
from muntada.bilaterals.desk.windows import wall
from muntada.bilaterals.models import Meeting, MeetingRoom, Move, Notice, Round
from muntada.kit.errors import RuleBroken
from muntada.kit.models import Outgoing
from muntada.planning.meetings.problem import Meeting as Placed
from muntada.planning.meetings.problem import Plan
from tests import world
from tests.bilaterals.plan import desk
from tests.counting import rolled_back, statements

pytestmark = pytest.mark.django_db
MANY = 40


def planned(many: int) -> None:
    """Egypt meets so many more parties, each on the board, nobody told yet."""
    pearl = MeetingRoom.objects.first() or desk.room("Pearl")
    first = Meeting.objects.count()
    for n in range(first, first + many):
        asked = desk.agreed("EGY", "KAZ" if n == 0 else f"X{n:02d}")
        desk.met(asked, pearl, desk.at(n / 2), state=rules.PLANNED)


def publish() -> None:
    plans.publish_meetings(world.edition(), by=desk.huda(), at=desk.NOW)


def test_publishing_many_meetings_is_as_few_statements_as_one():
    world.nadia(), world.igor(), desk.huda()
    planned(1)
    one = statements(publish)
    planned(MANY)
    assert statements(publish) == one
    assert set(Meeting.objects.values_list("state", "told_at")) == {(rules.PUBLISHED, desk.NOW)}


def test_each_meeting_published_has_its_entry_and_its_notices_and_each_person_one_mail():
    world.nadia(), world.igor()
    planned(3)
    Outgoing.objects.all().delete()
    publish()
    told = Entry.objects.filter(verb="meeting.published").order_by("id")
    meetings = list(Meeting.objects.order_by("starts"))
    assert [(e.thing_id, e.after) for e in told] == [
        (str(m.pk), {"state": rules.PUBLISHED}) for m in meetings
    ]
    assert [e.previous for e in told][1:] == [e.seal for e in told][:-1]
    notices = Notice.objects.order_by("id").values_list("meeting", "user__name", "details")
    room = {"en": "Pearl"}
    first, *others = [(m.pk, {"starts": m.starts.isoformat(), "room": room}) for m in meetings]
    assert list(notices) == [
        (first[0], "Nadia", first[1]),
        (first[0], "Igor", first[1]),
        *((pk, "Nadia", details) for pk, details in others),
    ]
    sent = Outgoing.objects.order_by("to").values_list("to", flat=True)
    assert list(sent) == sorted([world.nadia().email, world.igor().email])


def test_of_two_who_publish_the_second_is_told_and_nothing_of_it_is_kept(monkeypatch):
    planned(2)
    gone = Meeting.objects.order_by("starts")[1]
    held = plans.alone_with

    def meanwhile(edition):
        held(edition)
        original = plans.ensure_moved

        def late(*args, **also):
            Meeting.objects.filter(pk=gone.pk).update(state=rules.CANCELLED)
            original(*args, **also)

        monkeypatch.setattr(plans, "ensure_moved", late)

    monkeypatch.setattr(plans, "alone_with", meanwhile)
    with pytest.raises(RuleBroken, match="has changed since"):
        publish()
    assert set(Meeting.objects.values_list("state", flat=True)) == {rules.PLANNED}
    assert not Entry.objects.filter(verb="meeting.published").exists()
    assert not Notice.objects.exists()


def made(plan: dict[int, float], number: int = 1) -> Round:
    """A round whose plan puts these requests at these hours in the one room."""
    room = MeetingRoom.objects.get()
    hour = {pk: wall(world.edition(), desk.at(at)) for pk, at in plan.items()}
    placed = Plan(tuple(Placed(str(pk), at, str(room.pk), None) for pk, at in hour.items()))
    read = read_problem(world.edition())
    return Round.objects.create(
        edition=world.edition(), number=number, state=rules.FINISHED, created_at=desk.NOW,
        problem=rounds.as_data(read.problem), plan=rounds.as_data(placed),
        options={"before": rounds.as_data(read.plan)}, created_by=desk.huda(), seconds=1, seed=1,
    )  # fmt: skip


def adopt(one: Round) -> None:
    rounds.adopt_round(one, by=desk.huda(), at=desk.NOW)


def asked(many: int) -> list[int]:
    codes = ["KAZ", *(f"X{n:02d}" for n in range(1, many))]
    return [desk.agreed("EGY", code, minutes=15).pk for code in codes]


def whole_day() -> None:
    desk.arranged(day_begins=time(0), day_ends=time(23, 59), step=15, most_a_day=None)
    desk.room("Pearl", turnaround=0)


@pytest.mark.parametrize("told", [False, True])
def test_a_plan_of_many_meetings_is_taken_in_as_few_statements_as_a_plan_of_one(told):
    counts = []
    for many in (1, MANY):
        with rolled_back():
            whole_day()
            world.nadia(), world.igor(), desk.huda()
            requests = asked(many)
            hours = {pk: n / 4 for n, pk in enumerate(requests)}
            put = statements(adopt, made(hours))
            if told:
                publish()
            moved = statements(adopt, made({pk: 23 - at for pk, at in hours.items()}, 2))
            left = statements(adopt, made({}, 3))
            counts.append((put, moved, left))
            assert Move.objects.count() == many
            gone = Meeting.objects.filter(state=rules.CANCELLED, sequence=1 + told)
            assert gone.count() == many
    assert counts[0] == counts[1]


def test_a_plan_taken_is_recorded_and_told_meeting_by_meeting_and_mailed_once():
    whole_day()
    world.igor()
    kept, gone, new = asked(3)
    adopt(made({kept: 9, gone: 10}))
    publish()
    Outgoing.objects.all().delete()
    world.nadia()
    before = Entry.objects.latest("id").pk
    adopt(made({kept: 11, new: 12}, 2))
    pk = dict(Meeting.objects.values_list("request", "pk"))
    recorded = Entry.objects.filter(pk__gt=before).order_by("id")
    assert list(recorded.values_list("verb", "thing_id", "after")) == [
        ("meeting.cancelled", str(pk[gone]), {"side": "desk"}),
        ("meeting.moved", str(pk[kept]), {"state": "published"}),
        ("meeting.planned", str(pk[new]), {"state": "planned"}),
        ("round.adopted", str(Round.objects.get(number=2).pk), {"meetings": 2}),
    ]
    assert [e.seal == e.sealed() for e in recorded] == [True] * 4
    nadia = Notice.objects.filter(user__name="Nadia").order_by("id")
    assert list(nadia.values_list("verb", "meeting")) == [
        ("meeting.cancelled", pk[gone]),
        ("meeting.moved", pk[kept]),
    ]
    place = {"starts": desk.at(11).isoformat(), "room": {"en": "Pearl"}}
    assert {n: nadia[1].details[n] for n in place} == place
    assert Outgoing.objects.filter(to=world.nadia().email).count() == 1
    moved = Meeting.objects.get(pk=pk[kept])
    assert (moved.starts, moved.sequence, moved.round.number) == (desk.utc(desk.at(11)), 1, 2)
