"""On the day somebody is late, leaves or cancels, or a room is lost."""

import pytest
from django.urls import reverse
from icalendar import Calendar

from muntada.bilaterals import rules
from muntada.bilaterals.actions import calendars, rounds
from muntada.bilaterals.actions.plans import Why
from muntada.bilaterals.actions.repairs import look_at_repair
from muntada.bilaterals.desk.problem import as_plan, read_problem
from muntada.bilaterals.models import Hours, Meeting, Move, Notice, Opening
from muntada.planning.meetings import check
from tests import world
from tests.bilaterals.plan import desk

pytestmark = pytest.mark.django_db


def _look(kind, hour, *, principal=None, room=None, now=None, **why):
    return look_at_repair(
        world.edition(), kind=kind, principal=principal.pk if principal else None,
        room=room.pk if room else None, moment=desk.at(hour), now=now,
        why=Why(**why) if why else Why("flight late"), by=desk.huda(), at=desk.NOW,
    )  # fmt: skip


@pytest.fixture
def morning():
    """Egypt meets Kazakhstan at nine and Brazil at eleven; France meets Brazil at nine."""
    pearl, coral = desk.room("Pearl"), desk.room("Coral")
    return (
        desk.met(desk.agreed("EGY", "KAZ"), pearl, desk.at(9), state=rules.CONFIRMED),
        desk.met(desk.agreed("EGY", "BRA"), pearl, desk.at(11), state=rules.CONFIRMED),
        desk.met(desk.agreed("FRA", "BRA"), coral, desk.at(9)),
    )


def test_looking_at_a_repair_changes_nothing(morning):
    first, *_rest = morning
    one = _look(rules.LATE, 10, principal=first.request.principal)
    assert [move["request"] for move in one.options["moved"]] == [str(first.request_id)]
    assert (one.options["lost"], one.options["kept"], one.faults) == ([], 2, [])
    assert not Hours.objects.exists()
    first.refresh_from_db()
    assert first.starts == desk.utc(desk.at(9))


def test_a_minister_late_moves_only_the_meeting_that_must(morning):
    world.nadia(), world.igor()
    first, second, third = morning
    one = _look(rules.LATE, 10, principal=first.request.principal)
    rounds.adopt_round(one, by=desk.huda(), at=desk.NOW)
    assert first.starts < Meeting.objects.get(pk=first.pk).starts
    for kept in (second, third):
        assert Meeting.objects.get(pk=kept.pk).starts == kept.starts
    assert Move.objects.get().reason == "flight late"
    told = Notice.objects.filter(verb="meeting.moved")
    assert sorted(notice.user.name for notice in told) == ["Igor", "Nadia"]
    assert not any("reason" in notice.details for notice in told)
    read = read_problem(world.edition(), on_the_day=True)
    assert check.problems(read.problem, as_plan(world.edition())) == []


def test_both_calendars_follow(morning):
    first, *_rest = morning
    links = [
        calendars.make_link(first.request.principal, by=world.nadia(), at=desk.NOW),
        calendars.make_link(first.request.counterpart_principal, by=world.igor(), at=desk.NOW),
    ]
    one = _look(rules.LATE, 10, principal=first.request.principal)
    rounds.adopt_round(one, by=desk.huda(), at=desk.NOW)
    now = Meeting.objects.get(pk=first.pk)
    from django.test import Client

    for secret in links:
        calendar = Calendar.from_ical(Client().get(f"/calendars/{secret}.ics").content)
        [event] = [e for e in calendar.walk("VEVENT") if first.code in e["UID"]]
        assert (event["DTSTART"].dt, event["SEQUENCE"]) == (now.starts, 1)


def test_who_cancels_for_the_day_loses_or_moves_to_the_next(morning):
    first, second, _third = morning
    one = _look(rules.CANCELS, 8, principal=first.request.principal)
    rounds.adopt_round(one, by=desk.huda(), at=desk.NOW)
    for meeting in Meeting.objects.filter(pk__in=[first.pk, second.pk], state__in=rules.LIVE):
        assert world.edition().local(meeting.starts).day != 23


def test_a_room_lost_empties_from_then_on_and_stays_closed(morning):
    first, second, _third = morning
    one = _look(rules.ROOM_LOST, 10, room=first.room)
    rounds.adopt_round(one, by=desk.huda(), at=desk.NOW)
    after = {m.pk: m for m in Meeting.objects.standing()}
    assert (after[first.pk].room, after[first.pk].starts) == (first.room, first.starts)
    assert after[second.pk].room != first.room or (
        world.edition().local(after[second.pk].starts).day != 23
    )
    closed = Opening.objects.filter(room=first.room, ends__gt=desk.at(10), starts__lt=desk.at(24))
    assert not closed.exists()
    assert Opening.objects.filter(room=first.room, starts__gte=desk.at(24)).exists()


def test_what_is_about_to_begin_is_left_alone():
    pearl = desk.room("Pearl")
    soon = desk.met(desk.agreed("EGY", "KAZ"), pearl, desk.at(9), state=rules.CONFIRMED)
    late = desk.met(desk.agreed("FRA", "BRA"), pearl, desk.at(10), state=rules.CONFIRMED)
    one = _look(rules.LATE, 10.5, principal=late.request.principal, now=desk.at(8.75))
    moved = [move["request"] for move in one.options["moved"]]
    assert str(soon.request_id) not in moved


def test_a_meeting_that_fits_nowhere_is_lost_with_its_parties_told():
    world.nadia()
    meeting = desk.met(desk.agreed(), desk.room(), desk.at(10))
    meeting.request.principal.member.departs_at = desk.at(20)
    meeting.request.principal.member.save()
    Hours.objects.create(
        edition=world.edition(), starts=desk.at(0, day=-1), ends=desk.at(0), kind=rules.BUSY
    )
    one = _look(rules.CANCELS, 0, principal=meeting.request.principal)
    assert one.options["lost"] == [str(meeting.request_id)]
    rounds.adopt_round(one, by=desk.huda(), at=desk.NOW)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.request.state) == (rules.CANCELLED, rules.ACCEPTED)
    assert Notice.objects.filter(verb="meeting.cancelled").count() == 1


def test_the_page_shows_before_and_after_and_then_applies(as_user, morning):
    first, *_rest = morning
    client = as_user(desk.huda())
    typed = {"kind": "late", "principal": first.request.principal_id, "moment": "2021-06-23T10:00"}
    answer = client.post("/en/desk/ninth/bilaterals/day/", typed)
    html = client.get(answer.url).content.decode()
    assert "Laila Haddad (Egypt) is late, until Wed 23 June, 10:00." in html
    assert "Wed 23 June, 09:00 · Pearl" in html
    assert "1 meeting moves." in html
    client.post(reverse("meetings:adopt", args=["ninth", 1]))
    assert Meeting.objects.get(pk=first.pk).starts > first.starts


def test_the_form_asks_for_who_or_which_room(as_user):
    client = as_user(desk.huda())
    answer = client.post("/en/desk/ninth/bilaterals/day/", {"kind": "room_lost"})
    assert "Choose the room that is lost." in answer.content.decode()
    answer = client.post("/en/desk/ninth/bilaterals/day/", {"kind": "late"})
    assert "Choose who is late, leaves or cancels." in answer.content.decode()
    typed = {"kind": "late", "principal": desk.principal().pk, "moment": "2021-06-23T10:00"}
    answer = client.post("/en/desk/ninth/bilaterals/day/", typed)
    assert "there is nothing to put right" in answer.content.decode()
