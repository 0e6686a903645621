"""The desk's tables as the planner's problem."""

from datetime import datetime, timedelta

import pytest

from muntada.bilaterals import rules
from muntada.bilaterals.desk.problem import read_problem
from muntada.bilaterals.models import Apart, Cap, Hours, Opening
from muntada.conferences.models import Walk
from muntada.planning.meetings.problem import Place, Window
from muntada.programme.models import Participation
from tests import world
from tests.bilaterals.plan import desk

pytestmark = pytest.mark.django_db


def _free(problem, principal):
    return next(one.free for one in problem.principals if one.key == str(principal.pk))


def _of(problem, request):
    return next(one for one in problem.requests if one.key == str(request.pk))


def _wall(day, hour, minute=0):
    return datetime(2021, 6, day, hour, minute)  # noqa: DTZ001 - the wall knows no zone


def test_who_speaks_or_prays_is_not_free_and_neither_is_who_has_not_arrived():
    desk.arranged(margin=10)
    asked = desk.agreed()
    minister = asked.principal
    minister.member.arrives_at = desk.at(9)
    minister.member.departs_at = desk.at(18)
    minister.member.save()
    session = world.session("Opening", hours_in=0, minutes=60)  # 10:00 to 11:00 on the wall
    Participation.objects.create(session=session, member=minister.member, position=1)
    Hours.objects.create(
        edition=world.edition(), kind=rules.PRAYER, starts=desk.at(12), ends=desk.at(12.5)
    )
    assert _free(read_problem(world.edition()).problem, minister) == (
        Window(_wall(23, 9), _wall(23, 9, 50)),
        Window(_wall(23, 11, 10), _wall(23, 12)),
        Window(_wall(23, 12, 30), _wall(23, 18)),
    )


def test_hours_at_which_somebody_receives_leave_no_other():
    asked = desk.agreed()
    host = asked.counterpart_principal
    Hours.objects.create(
        edition=world.edition(), delegation=host.delegation, principal=host, kind=rules.FREE,
        starts=desk.at(15), ends=desk.at(17),
    )  # fmt: skip
    assert _free(read_problem(world.edition()).problem, host) == (
        Window(_wall(23, 15), _wall(23, 17)),
    )


def test_who_withdrew_is_never_free():
    asked = desk.agreed()
    asked.principal.member.state = "withdrawn"
    asked.principal.member.save()
    assert _free(read_problem(world.edition()).problem, asked.principal) == ()


def test_a_room_is_open_at_its_hours_but_not_while_a_session_is_held_in_it():
    desk.agreed()
    pearl = desk.room("Pearl")
    Opening.objects.create(room=pearl, starts=desk.at(9), ends=desk.at(13))
    world.session("Side event", hours_in=1, minutes=60, room=pearl.room)
    [room] = read_problem(world.edition()).problem.rooms
    assert room.free == (Window(_wall(23, 9), _wall(23, 11)), Window(_wall(23, 12), _wall(23, 13)))


def test_rooms_of_one_wing_share_a_door_and_the_longest_walk_counts():
    desk.agreed()
    pearl, coral = desk.room("Pearl", wing="N"), desk.room("Coral", wing="N")
    amber = desk.room("Amber")
    for one, minutes in ((pearl, 3), (coral, 7)):
        a, b = sorted((one.room, amber.room), key=lambda r: r.pk)
        Walk.objects.create(room_a=a, room_b=b, minutes=minutes)
    problem = read_problem(world.edition()).problem
    zone = {one.key: one.zone for one in problem.rooms}
    assert zone[str(pearl.pk)] == zone[str(coral.pk)] != zone[str(amber.pk)]
    assert problem.walking(zone[str(pearl.pk)], zone[str(amber.pk)]) == 7


def test_an_interpreter_is_asked_for_only_between_two_languages():
    both = desk.agreed(needs_interpreter=True, language="ar", counterpart_language="ru")
    same = desk.agreed("EGY", "BRA", needs_interpreter=True, language="en")
    problem = read_problem(world.edition()).problem
    assert _of(problem, both).languages == ("ar", "ru")
    assert _of(problem, same).languages is None


def test_a_delegation_with_a_limit_of_its_own_has_that_one():
    asked = desk.agreed()
    desk.arranged(most_a_day=4)
    Cap.objects.create(delegation=asked.delegation, most_a_day=2, reason="short stay")
    daily = {one.key: one.daily for one in read_problem(world.edition()).problem.parties}
    assert daily == {str(asked.delegation_id): 2, str(asked.counterpart_id): 4}


def test_what_is_confirmed_or_locked_stands_fixed_and_the_rest_does_not():
    pearl = desk.room()
    sure = desk.met(desk.agreed(), pearl, desk.at(10), state=rules.CONFIRMED)
    locked = desk.met(desk.agreed("EGY", "BRA"), pearl, desk.at(11), is_locked=True)
    loose = desk.met(desk.agreed("EGY", "FRA"), pearl, desk.at(12))
    problem = read_problem(world.edition()).problem
    room = str(pearl.pk)
    assert _of(problem, sure.request).fixed == Place(_wall(23, 10), room)
    assert _of(problem, locked.request).fixed == Place(_wall(23, 11), room)
    assert _of(problem, loose.request).fixed is None


def test_what_is_fixed_and_can_stand_no_longer_is_let_loose_and_said():
    pearl = desk.room()
    asked = desk.agreed()
    desk.met(asked, pearl, desk.at(10), state=rules.CONFIRMED)
    asked.principal.member.arrives_at = desk.at(10.25)
    asked.principal.member.save()
    read = read_problem(world.edition())
    assert read.loosened == [str(asked.pk)]
    assert _of(read.problem, asked).fixed is None


def test_a_pair_kept_apart_that_asks_to_meet_is_not_planned_but_said():
    asked = desk.agreed()
    one, other = sorted((asked.delegation, asked.counterpart), key=lambda d: d.pk)
    Apart.objects.create(edition=world.edition(), one=one, other=other)
    read = read_problem(world.edition())
    assert (read.unfit, read.problem.requests) == ({asked.pk: "apart"}, ())


def test_while_the_conference_runs_nothing_is_planned_in_the_past():
    asked = desk.agreed()
    asked.times.create(starts=desk.at(9), ends=desk.at(12))
    noon = read_problem(world.edition(), at=desk.at(10))
    assert _of(noon.problem, asked).allowed == (Window(_wall(23, 10), _wall(23, 12)),)
    months_before = read_problem(world.edition(), at=desk.at(9) - timedelta(days=90))
    assert _of(months_before.problem, asked).allowed == (Window(_wall(23, 9), _wall(23, 12)),)
    missed = read_problem(world.edition(), at=desk.at(15))
    assert _of(missed.problem, asked).allowed == (Window(_wall(23, 15), _wall(23, 15, 1)),)


def test_reading_the_desk_asks_no_more_of_the_database_with_thirty_requests(
    django_assert_max_num_queries,
):
    for code in ("KAZ", "BRA", "FRA"):
        for level in (rules.OFFICIALS, rules.MINISTERS):
            desk.agreed("EGY", code, level=level)
    with django_assert_max_num_queries(22):
        read_problem(world.edition())
