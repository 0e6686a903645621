"""A round of planning: asked for, worked on, stopped, taken up again, taken onto the board."""

import pytest

from muntada.bilaterals import rules, tasks
from muntada.bilaterals.actions import plans, rounds
from muntada.bilaterals.models import Meeting, Move, Notice, Round
from muntada.kit.errors import RuleBroken
from muntada.planning.meetings import check
from tests import world
from tests.bilaterals.plan import desk

pytestmark = pytest.mark.django_db
SOON = {"seconds": 1, "seed": 1}


def _planned(**options) -> Round:
    one = rounds.ask_for_round(world.edition(), **{**SOON, **options}, by=desk.huda(), at=desk.NOW)
    rounds.work(one, at=desk.NOW)
    return one


def _adopted() -> list[Meeting]:
    rounds.adopt_round(_planned(), by=desk.huda(), at=desk.NOW)
    return list(Meeting.objects.order_by("request"))


def test_two_requests_of_one_minister_are_planned_one_after_the_other():
    desk.room("Pearl"), desk.room("Coral")
    desk.agreed("EGY", "KAZ"), desk.agreed("EGY", "BRA")
    one = _planned()
    assert (one.state, one.status, one.score["met"], one.faults) == ("finished", "OPTIMAL", 2, [])
    assert check.problems(rounds.problem_in(one), rounds.plan_in(one)) == []
    assert Meeting.objects.count() == 0  # a plan is only a plan until it is taken


def test_a_plan_taken_stands_on_the_board_and_no_party_knows_of_it_yet():
    desk.room()
    asked = desk.agreed()
    [meeting] = _adopted()
    assert (meeting.state, meeting.request, meeting.round.number) == ("planned", asked, 1)
    assert not Notice.objects.exists()
    assert not Meeting.objects.visible_to(world.nadia()).exists()


def test_a_plan_that_breaks_a_rule_is_not_taken():
    desk.room()
    desk.agreed()
    one = _planned()
    Round.objects.filter(pk=one.pk).update(faults=["5: nobody interprets"])
    with pytest.raises(RuleBroken, match="breaks a rule"):
        rounds.adopt_round(one, by=desk.huda(), at=desk.NOW)
    assert not Meeting.objects.exists()


def test_a_plan_made_before_the_desk_changed_is_verified_anew():
    desk.room()
    asked = desk.agreed()
    one = _planned()
    asked.principal.member.state = "withdrawn"
    asked.principal.member.save()
    with pytest.raises(RuleBroken, match="no longer fits"):
        rounds.adopt_round(one, by=desk.huda(), at=desk.NOW)


def test_a_request_withdrawn_meanwhile_is_left_away_and_the_rest_is_taken():
    desk.room()
    kept, gone = desk.agreed("EGY", "KAZ"), desk.agreed("EGY", "BRA")
    one = _planned()
    gone.state = rules.WITHDRAWN
    gone.save()
    rounds.adopt_round(one, by=desk.huda(), at=desk.NOW)
    assert [m.request for m in Meeting.objects.all()] == [kept]


def test_what_both_sides_confirmed_is_where_it_was_after_the_next_round():
    pearl = desk.room()
    sure = desk.met(desk.agreed(), pearl, desk.at(13.25), state=rules.CONFIRMED)
    desk.agreed("EGY", "BRA")
    _adopted()
    sure.refresh_from_db()
    assert (sure.starts, sure.state) == (desk.utc(desk.at(13.25)), rules.CONFIRMED)
    assert Meeting.objects.count() == 2


def test_a_published_meeting_that_moves_is_to_be_confirmed_anew_and_both_are_told():
    pearl = desk.room("Pearl")
    world.nadia(), world.igor()
    meeting = desk.met(desk.agreed(), pearl, desk.at(10), asker_confirmed_at=desk.NOW)
    coral = desk.room("Coral")
    plans.move_meeting(
        meeting, starts=desk.at(11), room=coral, by=desk.huda(), at=desk.NOW,
        why=plans.Why("a minister is late", withheld=True),
    )  # fmt: skip
    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.asker_confirmed_at) == (1, None)
    told = Notice.objects.filter(verb="meeting.moved")
    assert sorted(notice.user.name for notice in told) == ["Igor", "Nadia"]
    assert all("reason" not in notice.details for notice in told)
    assert Move.objects.get().reason == "a minister is late"


def test_the_reason_is_told_where_the_desk_says_so_but_never_of_a_confidential_meeting():
    pearl = desk.room()
    world.nadia()
    said = plans.Why("the hall is lost", withheld=False)
    for code, secret in (("KAZ", False), ("BRA", True)):
        asked = desk.agreed("EGY", code, is_confidential=secret)
        meeting = desk.met(asked, pearl, desk.at(10 if secret else 12))
        starts = desk.at(15 if secret else 16)
        plans.move_meeting(
            meeting, starts=starts, room=pearl, by=desk.huda(), at=desk.NOW, why=said
        )
        [notice] = Notice.objects.filter(meeting=meeting)
        assert notice.details.get("reason", "") == ("" if secret else "the hall is lost")


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        ("taken", "Pearl is taken by Egypt – Brazil"),
        ("person", "Laila Haddad (Egypt) is in the meeting Egypt – Brazil then."),
        ("closed", "Pearl is closed to meetings then."),
        ("locked", "This meeting is locked."),
    ],
)
def test_a_forbidden_move_says_why_and_changes_nothing(case, sentence):
    pearl, coral = desk.room("Pearl"), desk.room("Coral")
    desk.met(desk.agreed("EGY", "BRA"), pearl, desk.at(11))
    meeting = desk.met(desk.agreed(), pearl, desk.at(14), is_locked=case == "locked")
    to = {"taken": (11, pearl), "person": (11, coral), "closed": (22, pearl), "locked": (15, pearl)}
    hour, room = to[case]
    with pytest.raises(RuleBroken) as refused:
        plans.move_meeting(meeting, starts=desk.at(hour), room=room, by=desk.huda(), at=desk.NOW)
    assert sentence in str(refused.value)
    meeting.refresh_from_db()
    assert (meeting.starts, meeting.room, Move.objects.count()) == (
        desk.utc(desk.at(14)), pearl, 0,
    )  # fmt: skip


def test_a_meeting_moved_by_hand_takes_an_interpreter_who_is_free():
    pearl = desk.room()
    basma = desk.interpreter("Basma")
    yara = desk.interpreter("Yara")
    asked = desk.agreed(needs_interpreter=True, language="ar", counterpart_language="ru")
    meeting = desk.met(asked, pearl, desk.at(10), interpreter=basma)
    basma.duties.create(starts=desk.at(9), ends=desk.at(12))
    plans.move_meeting(meeting, starts=desk.at(15), room=pearl, by=desk.huda(), at=desk.NOW)
    meeting.refresh_from_db()
    assert meeting.interpreter == yara


def test_both_sides_confirm_and_neither_twice():
    meeting = desk.met(desk.agreed(), desk.room(), desk.at(10))
    plans.confirm_meeting(meeting, side=rules.ASKER, by=world.nadia(), at=desk.NOW)
    meeting.refresh_from_db()
    assert meeting.state == rules.PUBLISHED
    with pytest.raises(RuleBroken, match="already"):
        plans.confirm_meeting(meeting, side=rules.ASKER, by=world.nadia(), at=desk.NOW)
    plans.confirm_meeting(meeting, side=rules.COUNTERPART, by=world.igor(), at=desk.NOW)
    meeting.refresh_from_db()
    assert meeting.state == rules.CONFIRMED


def test_publishing_tells_both_sides_once():
    world.nadia(), world.igor()
    desk.met(desk.agreed(), desk.room(), desk.at(10), state=rules.PLANNED)
    assert plans.publish_meetings(world.edition(), by=desk.huda(), at=desk.NOW) == 1
    assert Notice.objects.filter(verb="meeting.published").count() == 2
    with pytest.raises(RuleBroken, match="already"):
        plans.publish_meetings(world.edition(), by=desk.huda(), at=desk.NOW)


def test_a_round_asked_to_stop_keeps_what_it_has():
    desk.room()
    for code in ("KAZ", "BRA", "FRA"):
        desk.agreed("EGY", code)
    one = rounds.ask_for_round(world.edition(), **SOON, by=desk.huda(), at=desk.NOW)
    rounds.stop_round(one, by=desk.huda(), at=desk.NOW)
    one.refresh_from_db()
    rounds.work(one, at=desk.NOW)
    assert (one.state, one.score["met"], one.faults) == (rules.STOPPED, 3, [])


def test_a_restart_in_the_middle_of_a_round_takes_it_up_again(monkeypatch):
    desk.room()
    desk.agreed()
    one = rounds.ask_for_round(world.edition(), **SOON, by=desk.huda(), at=desk.NOW)

    def die(*args, **kwargs):
        raise SystemExit("power cut")

    with monkeypatch.context() as patched:
        patched.setattr(rounds, "solve", die)
        with pytest.raises(SystemExit):
            tasks.work_on.call(one.pk)
    one.refresh_from_db()
    assert one.state == rules.WORKING
    tasks.work_on.call(one.pk)  # the task delivered twice: somebody is at work already
    one.refresh_from_db()
    assert one.state == rules.WORKING
    assert tasks.resume_unfinished() == 1
    one.refresh_from_db()
    assert (one.state, one.score["met"]) == (rules.FINISHED, 1)
    assert "taken_up_again" in one.options


def test_a_fault_of_the_program_is_said_and_changes_nothing(monkeypatch):
    desk.room()
    desk.agreed()
    one = rounds.ask_for_round(world.edition(), **SOON, by=desk.huda(), at=desk.NOW)

    def break_down(*args, **kwargs):
        raise ValueError("a fault")

    monkeypatch.setattr(rounds, "solve", break_down)
    with pytest.raises(ValueError, match="a fault"):
        tasks.work_on.call(one.pk)
    one.refresh_from_db()
    assert (one.state, Meeting.objects.count()) == (rules.FAILED, 0)
    assert "fault of the program" in one.problem_said


def test_one_round_at_a_time_and_none_without_requests_or_rooms():
    ask = lambda: rounds.ask_for_round(world.edition(), **SOON, by=desk.huda(), at=desk.NOW)  # noqa: E731
    with pytest.raises(RuleBroken, match="nothing to plan"):
        ask()
    desk.agreed()
    with pytest.raises(RuleBroken, match="No room"):
        ask()
    desk.room()
    ask()
    with pytest.raises(RuleBroken, match="at work on another round"):
        ask()


def test_the_record_of_moves_names_neither_party_nor_hour():
    from muntada.audit.models import Entry

    meeting = desk.met(desk.agreed(), desk.room(), desk.at(10))
    plans.move_meeting(
        meeting, starts=desk.at(12), room=meeting.room, by=desk.huda(), at=desk.NOW,
        why=plans.Why("Egypt is late"),
    )  # fmt: skip
    [entry] = Entry.objects.filter(verb="meeting.moved")
    written = (
        f"{entry.thing_name if hasattr(entry, 'thing_name') else ''}{entry.before}{entry.after}"
    )
    assert "Egypt" not in written
    assert "Kazakhstan" not in written
    assert "12:00" not in written


def test_a_worker_that_lost_its_round_does_not_undo_what_was_adopted_meanwhile(monkeypatch):
    """Two nodes after a restart: the slower ends when the plan stands on the board already."""
    desk.room()
    desk.agreed()
    one = rounds.ask_for_round(world.edition(), **SOON, by=desk.huda(), at=desk.NOW)
    solve, said = rounds.solve, []

    def slow(*args, **kwargs):
        monkeypatch.setattr(rounds, "solve", solve)
        tasks.work_on.call(one.pk, again=True)
        rounds.adopt_round(Round.objects.get(), by=desk.huda(), at=desk.NOW)
        outcome = solve(*args, **kwargs)
        said.append(kwargs["told"](outcome.progress))
        return outcome

    monkeypatch.setattr(rounds, "solve", slow)
    tasks.work_on.call(one.pk)
    after = Round.objects.get()
    assert (after.taken_by, after.taken_at) == (desk.huda(), desk.NOW)
    assert after.state == rules.FINISHED
    assert Meeting.objects.get().round == after
    assert said == [False]  # and is told to stop at the next word


def test_a_worker_whose_round_is_another_s_does_not_call_it_failed(monkeypatch):
    desk.room()
    desk.agreed()
    one = rounds.ask_for_round(world.edition(), **SOON, by=desk.huda(), at=desk.NOW)
    solve = rounds.solve

    def broken(*args, **kwargs):
        monkeypatch.setattr(rounds, "solve", solve)
        tasks.work_on.call(one.pk, again=True)
        raise ValueError("a fault of the program")

    monkeypatch.setattr(rounds, "solve", broken)
    with pytest.raises(ValueError, match="fault"):
        tasks.work_on.call(one.pk)
    assert Round.objects.get().state == rules.FINISHED
