"""Whatever the network does: who is inside equals a plain recount, a scan is one line, and the
desk hears of two admissions without an exit between, of these and no others."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from muntada.gates.models import Conflict, Presence, Scan
from tests import world
from tests.gates import cast

SECOND = timedelta(seconds=1)


@dataclass
class Deed:
    """One scan as the guard lived it: what was shown, when; `tells` until it is acknowledged."""

    device: int
    number: uuid.UUID
    card: str
    at: datetime
    direction: str
    verdict: str
    waits: bool


# Which device, which badge, which way, and what the network does with it: it answers; the request
# is lost; the request arrives and the answer is lost; it arrives two deeds later, unheard.
SCANS = st.tuples(
    st.integers(0, 2), st.sampled_from([0, 0, 0, 1]), st.sampled_from(["entry", "entry", "exit"]),
    st.sampled_from(["answered", "request lost", "answer lost", "late"]), st.booleans(),
)  # fmt: skip
# Or: a device tells what waits, in this order, and then again as often (an answer was lost too).
MERGES = st.tuples(st.integers(0, 2), st.randoms(use_true_random=False), st.integers(1, 3))


def recount(deeds: list[Deed]) -> set[str]:
    """From what the guards were shown and nothing else."""
    inside: dict[str, bool] = {}
    for one in sorted(deeds, key=lambda deed: deed.at):
        if one.verdict in ("admitted", "left"):
            inside[one.card] = one.verdict == "admitted"
    return {card for card, yes in inside.items() if yes}


def twice(deeds: list[Deed]) -> tuple[set[tuple], set[tuple]]:
    """Admissions of one badge that meet, and all that have no exit between them."""
    meet, may = set(), set()
    for card in {one.card for one in deeds}:
        run: list[uuid.UUID] = []
        for one in sorted(deeds, key=lambda deed: deed.at):
            if one.card == card and one.verdict == "left":
                run = []
            elif one.card == card and one.verdict == "admitted":
                may |= {(before, one.number) for before in run}
                meet |= {(before, one.number) for before in run[-1:]}
                run.append(one.number)
    return meet, may


class WhateverTheNetworkDoes(TestCase):
    @classmethod
    def setUpTestData(cls):
        hall = cast.gate()
        cls.tablets = [cast.Tablet(hall, f"Tablet {n}") for n in range(3)]
        cls.codes = cast.crowd(2)
        cls.numbers = [one.number for one in world.edition().badges.order_by("pk")]

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.one_of(SCANS, MERGES), max_size=14), st.permutations(range(3)))
    def test_presence_equals_the_recount_and_each_number_is_one_line(self, steps, last):
        tablets, codes, numbers = self.tablets, self.codes, self.numbers
        deeds: list[Deed] = []
        late: list[tuple[datetime, Deed]] = []
        now = cast.NOW
        for step in steps:
            now += SECOND
            while late and late[0][0] <= now:
                deed = late.pop(0)[1]
                code = codes[numbers.index(deed.card)]
                tablets[deed.device].scan(code, now - SECOND / 2, deed.direction, deed.number)
            if len(step) == 5:
                device, who, direction, network, admits = step
                deed = Deed(device, uuid.uuid4(), numbers[who], now, direction, "", False)
                if network == "late":
                    late.append((now + 2 * SECOND, deed))
                elif network != "request lost":
                    said = tablets[device].scan(codes[who], now, direction, deed.number)
                    deed.verdict = said.verdict
                if network != "answered":
                    # The device decides alone, by what it happens to know.
                    deed.waits = True
                    refused = "already_inside" if direction == "entry" else "left"
                    deed.verdict = refused if not admits or direction == "exit" else "admitted"
                deeds.append(deed)
            else:
                self.merged(tablets, codes, numbers, deeds, step, now)
        for device in last:
            now += SECOND
            waiting = [one for one in deeds if one.waits and one.device == device]
            tell(tablets[device], codes, numbers, waiting, now)
        assert cast.inside() == recount(deeds)
        assert Presence.objects.filter(inside=True).count() == len(recount(deeds))
        waiting = Conflict.objects.filter(settled_at=None)
        said = set(waiting.values_list("first__number", "second__number"))
        meet, may = twice(deeds)
        assert meet <= said <= may
        assert sorted(Scan.objects.values_list("number", "verdict")) == sorted(
            (one.number, one.verdict) for one in deeds
        )

    def merged(self, tablets, codes, numbers, deeds, step, now):
        device, order, times = step
        waiting = [one for one in deeds if one.waits and one.device == device]
        order.shuffle(waiting)
        some = waiting[: len(waiting) // 2 + 1]
        answers = [tell(tablets[device], codes, numbers, some, now) for _n in range(times)]
        assert all(answer == answers[0] for answer in answers)
        for one in some:
            one.waits = False


def tell(tablet, codes, numbers, deeds, now):
    lines = [
        cast.told(codes[numbers.index(one.card)], one.verdict, one.at, one.direction, one.number)
        for one in deeds
    ]
    return [conflict for _scan, conflict in tablet.merge(*lines, at=now)]
