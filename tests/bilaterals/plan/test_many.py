"""Many meetings at once are as few statements as one, and each party hears of them once."""

import pytest

from muntada.audit.models import Entry
from muntada.bilaterals import rules
from muntada.bilaterals.actions import plans
from muntada.bilaterals.models import Meeting, MeetingRoom, Notice
from muntada.kit.errors import RuleBroken
from muntada.kit.models import Outgoing
from tests import world
from tests.bilaterals.plan import desk
from tests.counting import statements

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
