"""Plans side by side: who meets, who does not, who waits, what would change on the board."""

from collections import Counter
from dataclasses import dataclass

from muntada.bilaterals.actions.rounds import plan_in, problem_in
from muntada.bilaterals.desk.problem import waits
from muntada.bilaterals.models import Round
from muntada.planning.meetings.problem import Meeting, Plan, Problem


@dataclass(frozen=True)
class Measure:
    """One plan in figures; `met[p]` of `asked[p]` requests of priority p."""

    round: Round
    met: dict[int, int]
    asked: dict[int, int]
    most_left_out: int
    parties_left_out: int
    waiting: int
    moved: int
    dropped: int

    @property
    def all_met(self) -> int:
        return sum(self.met.values())

    @property
    def all_asked(self) -> int:
        return sum(self.asked.values())


def measure(one: Round, told: Plan) -> Measure:
    """`told`: what both sides have been told until now; a change of it is a change they see."""
    problem, plan = problem_in(one), plan_in(one)
    at = plan.of()
    asked = Counter(request.priority for request in problem.requests)
    met = Counter(request.priority for request in problem.requests if request.key in at)
    left_out = _left_out(problem, plan)
    known = {request.key for request in problem.requests}
    was = [m for m in told.meetings if m.request in known]
    return Measure(
        round=one,
        met={p: met[p] for p in sorted(asked)},
        asked=dict(sorted(asked.items())),
        most_left_out=max(left_out.values(), default=0),
        parties_left_out=sum(1 for many in left_out.values() if many),
        waiting=sum(waits(plan, problem).values()),
        moved=sum(1 for m in was if m.request in at and not _same(at[m.request], m)),
        dropped=sum(1 for m in was if m.request not in at),
    )


def _same(one: Meeting, other: Meeting) -> bool:
    return (one.start, one.room) == (other.start, other.room)


def _left_out(problem: Problem, plan: Plan) -> Counter[str]:
    at, party = plan.of(), problem.party_of
    return Counter(
        party[who]
        for request in problem.requests
        if request.key not in at
        for who in request.principals
    )


def met_by_party(one: Round) -> Counter[str]:
    problem, plan = problem_in(one), plan_in(one)
    at, party = plan.of(), problem.party_of
    return Counter(party[who] for r in problem.requests if r.key in at for who in r.principals)


def gains(one: Round, other: Round) -> list[tuple[str, int]]:
    """By party key: how many more meetings it has in `other` than in `one`; equal ones left out."""
    before, after = met_by_party(one), met_by_party(other)
    found = [(key, after[key] - before[key]) for key in sorted({*before, *after})]
    return sorted(((k, n) for k, n in found if n), key=lambda pair: -pair[1])
