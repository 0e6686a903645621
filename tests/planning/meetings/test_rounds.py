"""Rounds of equal meetings: proved, verified by other code, and compared with brute force."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muntada.planning.meetings.rounds.check import idle_periods, problems
from muntada.planning.meetings.rounds.clauses import Clauses
from muntada.planning.meetings.rounds.dzn import read_dzn
from muntada.planning.meetings.rounds.problem import (
    AFTERNOON,
    EITHER,
    INFEASIBLE,
    MORNING,
    OPTIMAL,
    BadRound,
    Meeting,
    Round,
)
from muntada.planning.meetings.rounds.solve import solve

SMALL = """
nBusiness = 4; % a comment
nMeetings = 4;
nTables = 2;
nTotalSlots = 4;
nMorningSlots = 2;
requested = [|1, 2,1,
|1, 3,3,
|2, 4,2,
|3, 4,3,
|];
meetingsxBusiness = [{1,2,3},{1,2,4},{1,3,5},{1,4,5}];
nMeetingsBusiness = [2,2,2,2];
forbidden = [{0},{0},{0,2},{0}];
fixed = [0,0,4,0];
precedences = [{},{1},{},{}];
"""


@st.composite
def rounds(draw):
    people = draw(st.integers(2, 4))
    slots = draw(st.integers(1, 5))
    pairs = [(a, b) for a in range(people) for b in range(a)]
    met = draw(st.lists(st.sampled_from(pairs), max_size=4, unique=True))
    parts = st.sampled_from([MORNING, AFTERNOON, EITHER, EITHER])
    meetings = []
    for number, (one, other) in enumerate(met):
        earlier = draw(st.sets(st.integers(0, number - 1), max_size=1)) if number else set()
        fixed = draw(st.none() | st.none() | st.integers(0, slots - 1))
        meetings.append(Meeting(one, other, draw(parts), fixed, frozenset(earlier)))
    forbidden = draw(
        st.lists(
            st.frozensets(st.integers(0, slots - 1), max_size=1), min_size=people, max_size=people
        )
    )
    return Round(
        participants=people,
        meetings=tuple(meetings),
        tables=draw(st.integers(1, 2)),
        slots=slots,
        morning=draw(st.integers(0, slots)),
        forbidden=tuple(forbidden),
    )


def by_hand(round_: Round, fairness: int | None) -> int | None:
    """The fewest idle periods of every plan there is; None where there is none."""
    plans = product(range(round_.slots), repeat=len(round_.meetings))
    right = (
        sum(idle_periods(round_, p)) for p in plans if not problems(round_, p, fairness=fairness)
    )
    return min(right, default=None)


@settings(max_examples=60, deadline=None)
@given(rounds(), st.sampled_from([None, 0, 1, 2]))
def test_the_optimum_is_the_one_found_by_trying_every_plan(round_, fairness):
    found = solve(round_, fairness=fairness)
    best = by_hand(round_, fairness)
    assert found.objective == best
    assert found.status == (INFEASIBLE if best is None else OPTIMAL)
    if found.slots is not None:
        assert problems(round_, found.slots, fairness=fairness) == []
        assert found.bound == found.objective


def test_the_authors_file_is_read_with_its_limits():
    round_ = read_dzn(SMALL)
    assert round_.meetings[2] == Meeting(1, 3, AFTERNOON, 3)
    assert round_.meetings[1].after == {0}
    assert round_.forbidden == (frozenset(), frozenset(), frozenset({1}), frozenset())
    found = solve(round_)
    assert (found.status, found.objective) == (OPTIMAL, by_hand(round_, 2))


def test_two_workers_find_the_same_optimum():
    round_ = read_dzn(SMALL)
    assert solve(round_, workers=2).objective == solve(round_).objective


def test_what_cannot_be_is_proved_so():
    three_in_two_slots = Round(4, tuple(Meeting(0, n) for n in (1, 2, 3)), 3, 2, 2)
    assert solve(three_in_two_slots).status == INFEASIBLE
    one_table = Round(4, (Meeting(0, 1), Meeting(2, 3)), 1, 1, 1)
    assert solve(one_table).status == INFEASIBLE


def test_an_empty_round_is_a_plan():
    assert solve(Round(3, (), 1, 2, 1)).objective == 0


def test_bounds_are_told_as_they_are_proved():
    told = []
    solve(read_dzn(SMALL), told=lambda bound, best: told.append((bound, best)))
    assert told[-1][0] == told[-1][1]
    assert [bound for bound, _best in told] == sorted(bound for bound, _best in told)


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        ("nTables = 2;", "", "“nTables” is missing"),
        ("|3, 4,3,", "", "4 meetings need 12"),
        ("|3, 4,3,", "|3, 3,3,", "with themselves"),
        ("|3, 4,3,", "|3, 9,3,", "not there"),
        ("|3, 4,3,", "|3, 4,7,", "a part of the day that is not 1, 2 or 3"),
        ("fixed = [0,0,4,0]", "fixed = [0,0]", "“fixed” has 2 entries, 4 are needed."),
        ("nMorningSlots = 2", "nMorningSlots = 9", "The morning cannot be longer than the day."),
    ],
)
def test_a_file_that_is_wrong_gets_a_sentence(was, now, sentence):
    with pytest.raises(BadRound, match=sentence):
        read_dzn(SMALL.replace(was, now))


def test_the_checker_names_every_fault():
    round_ = read_dzn(SMALL)
    said = problems(round_, (2, 2, 1, 1), fairness=0)
    assert "Meeting 1 is to be held in the morning." in said
    assert "Meeting 2 is not after meeting 1." in said
    assert "Participant 1 is in 2 meetings at slot 3." in said
    assert "Meeting 4 is at a slot forbidden to 3." in said
    assert "Meeting 3 is fixed to another slot." in said
    assert problems(round_, (1,), fairness=0) == ["The plan has 1 slots for 4 meetings."]


@given(st.lists(st.booleans(), max_size=9), st.integers(1, 9))
def test_a_counter_says_how_many_are_true(truths, most):
    from pysat.solvers import Solver

    clauses = Clauses()
    inputs = [clauses.new() for _ in truths]
    counted = clauses.counter(inputs, most)
    given_ = [one if truth else -one for one, truth in zip(inputs, truths, strict=True)]
    with Solver(name="cadical153", bootstrap_with=clauses.rows) as solver:
        assert solver.solve(assumptions=given_)
        true = {literal for literal in solver.get_model() or [] if literal > 0}
        true |= {literal for literal in given_ if literal > 0}
    assert sum(one in true for one in counted) == min(sum(truths), most, len(truths))
