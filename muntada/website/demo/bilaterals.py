"""The bilaterals desk of the demo: rooms, interpreters, principals, and some three hundred requests.

Requests are written in bulk: one by one, with their notices and records, they would take a minute.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

from muntada.accounts.models import User
from muntada.audit.actions import Deed, record_all
from muntada.bilaterals import rules
from muntada.bilaterals.actions.setup import name_principals
from muntada.bilaterals.models import (
    Apart,
    Arrangements,
    Cap,
    Duty,
    Exchange,
    Hours,
    Interpreter,
    MeetingRoom,
    Opening,
    Principal,
    Request,
    Wish,
)
from muntada.bilaterals.models.requests import LETTERS
from muntada.conferences.models import Building, Edition, Room, Walk
from muntada.website.demo import bilaterals_words as words

SEED, REQUESTS = 32, 300
ASKED_FROM = datetime(2021, 5, 20, 8, 0, tzinfo=UTC)
SET_UP_AT = datetime(2021, 5, 10, 8, 0, tzinfo=UTC)
# How often each state comes, in hundredths; the rest have been accepted.
STATES = [(rules.SENT, 9), (rules.ON_HOLD, 4), (rules.COUNTERED, 4), (rules.RETURNED, 2),
          (rules.DECLINED, 7), (rules.WITHDRAWN, 3), (rules.DRAFT, 1)]  # fmt: skip
_LAST_WORD = {rules.ACCEPTED: "accept", rules.ON_HOLD: "hold", rules.COUNTERED: "propose",
              rules.DECLINED: "decline"}  # fmt: skip


def fill_bilaterals(edition: Edition, by: User) -> list[Request]:
    """After the delegations and the programme: who meets depends on both."""
    chance = random.Random(SEED)
    # The secretariat has no part in these.
    by = User.objects.filter(email="bilaterals@demo.example").first() or by
    _rooms(edition)
    _interpreters(edition)
    name_principals(edition, by=by, at=SET_UP_AT)
    Arrangements.objects.create(
        edition=edition, most_a_day=6, most_open=40, kept_free=["plenary", "ceremony"],
        requests_close=datetime.combine(edition.starts, time(18), tzinfo=edition.zone),
    )  # fmt: skip
    principals = list(
        Principal.objects.filter(edition=edition).meeting().select_related("delegation__party")
    )
    _hours(edition, principals)
    _limits(edition, principals, chance)
    return _requests(edition, principals, by, chance)


def _at(edition: Edition, day: int, hour: float) -> datetime:
    midnight = datetime.combine(edition.days()[day], time.min, tzinfo=edition.zone)
    return midnight + timedelta(hours=hour)


def _rooms(edition: Edition) -> None:
    """Two rooms for heads and ministers, ten booths in two wings; a walk between the wings."""
    first = edition.rooms.count()
    building = Building.objects.filter(edition=edition).order_by("pk").first()
    known = list(edition.rooms.all())
    made = [
        Room.objects.create(
            edition=edition, building=building, name=name, capacity=seats, zone="M",
            position=first + place,
        )
        for place, (name, seats, _level, _wing) in enumerate(words.rooms())
    ]  # fmt: skip
    Walk.objects.bulk_create(Walk(room_a=a, room_b=b, minutes=4) for a in known for b in made)
    wings = [wing for _name, _seats, _level, wing in words.rooms()]
    Walk.objects.bulk_create(
        Walk(room_a=a, room_b=b, minutes=1 if wings[n] == wings[m] else 5)
        for n, a in enumerate(made)
        for m, b in enumerate(made)
        if n < m
    )
    given = [
        MeetingRoom.objects.create(
            edition=edition, room=room, seats=seats, level=level, wing=wing, turnaround=5
        )
        for room, (_name, seats, level, wing) in zip(made, words.rooms(), strict=True)
    ]
    Opening.objects.bulk_create(
        Opening(room=room, starts=_at(edition, day, 8), ends=_at(edition, day, 20))
        for room in given
        for day in (1, 2)
    )


def _interpreters(edition: Edition) -> None:
    team = [
        Interpreter.objects.create(edition=edition, name=name, pairs=pairs)
        for name, pairs in words.INTERPRETERS
    ]
    Duty.objects.bulk_create(
        Duty(interpreter=one, starts=_at(edition, day, 8), ends=_at(edition, day, 20))
        for one in team
        for day in (1, 2)
    )


def _hours(edition: Edition, principals: list[Principal]) -> None:
    """Lunch for everybody, the midday prayer where it is kept, a few engagements of single ones."""
    rows = [
        Hours(edition=edition, kind=rules.MEAL, starts=_at(edition, day, 13),
              ends=_at(edition, day, 14))
        for day in (1, 2)
    ]  # fmt: skip
    praying = [one for one in principals if one.language == "ar"]
    rows += [
        Hours(edition=edition, delegation=one.delegation, kind=rules.PRAYER,
              starts=_at(edition, day, 12.5), ends=_at(edition, day, 13))
        for one in praying
        for day in (1, 2)
    ]  # fmt: skip
    rows += [
        Hours(edition=edition, delegation=one.delegation, principal=one, kind=rules.BUSY,
              starts=_at(edition, 1, 16), ends=_at(edition, 1, 17))
        for one in principals[::9]
    ]  # fmt: skip
    Hours.objects.bulk_create(rows)


def _limits(edition: Edition, principals: list[Principal], chance: random.Random) -> None:
    """One delegation received more often than others, and two pairs kept apart, all invented."""
    states = [one.delegation for one in principals if one.delegation.party.is_state]
    Cap.objects.create(delegation=states[0], most_a_day=8, reason=words.CAP_REASON)
    chosen = sorted(chance.sample(states, 4), key=lambda delegation: delegation.pk)
    Apart.objects.bulk_create(
        Apart(edition=edition, one=one, other=other) for one, other in list(pairwise(chosen))[::2]
    )


def _pairs(
    principals: list[Principal], chance: random.Random
) -> Iterator[tuple[Principal, Principal]]:
    """A few are asked by everybody, most by some: popularity falls with the place in the list."""
    ministers = [one for one in principals if one.level >= rules.MINISTERS]
    others = [one for one in principals if one.level < rules.MINISTERS]
    seen: set[frozenset[int]] = set()
    while True:
        among = ministers if chance.random() < 0.7 else others
        asked = among[min(int(chance.expovariate(4 / len(among))), len(among) - 1)]
        asking = chance.choice(among)
        pair = frozenset({asked.pk, asking.pk})
        if len(pair) == 2 and pair not in seen:
            seen.add(pair)
            yield asking, asked


def _requests(
    edition: Edition, principals: list[Principal], by: User, chance: random.Random
) -> list[Request]:
    pairs = _pairs(principals, chance)
    made = [_request(edition, n, next(pairs), chance) for n in range(REQUESTS)]
    Request.objects.bulk_create(made)
    Wish.objects.bulk_create(_wishes(edition, made, chance))
    exchanges = Exchange.objects.bulk_create(_exchanges(made))
    offered = {one.request_id: one for one in exchanges if one.verb == "propose"}
    for request in made:
        request.proposal = offered.get(request.pk)
    Request.objects.bulk_update(made, ["proposal"])
    record_all([Deed("request.sent", one) for one in made if one.sent_at], by=by, at=ASKED_FROM)
    return made


def _request(
    edition: Edition, n: int, pair: tuple[Principal, Principal], chance: random.Random
) -> Request:
    asking, asked = pair
    at = ASKED_FROM + timedelta(days=n // 16, minutes=35 * (n % 16))  # in office hours
    state = _state(chance)
    answered = state not in (rules.SENT, rules.DRAFT)
    level = min(asking.level, asked.level)
    own, other = asking.language, asked.language
    return Request(
        # Drawn with the rest, so that two demos are alike; elsewhere nobody can foretell a code.
        code="".join(chance.choices(LETTERS, k=8)),
        edition=edition,
        delegation=asking.delegation,
        counterpart=asked.delegation,
        principal=asking,
        counterpart_principal=asked if state in (rules.ACCEPTED, rules.RETURNED) else None,
        state=state,
        level=level,
        minutes=chance.choice([20, 30, 30, 30, 45]),
        press=chance.choice([rules.NO_PRESS, rules.NO_PRESS, rules.NO_PRESS, rules.SPRAY]),
        topics=str(chance.choice(words.TOPICS).in_("en")),
        is_confidential=chance.random() < 0.08,
        language=own,
        counterpart_language=other if answered else "",
        needs_interpreter=own != other and chance.random() < 0.5,
        people=chance.choice([2, 3, 4]),
        counterpart_people=chance.choice([2, 3, 4]),
        priority=1 if n % 11 == 0 else chance.choice([2, 2, 2, 3]),
        weight=chance.choice([1, 2, 2, 3, 5]),
        channel=rules.BY_LETTER,
        reference=f"NV {100 + n}/2021",
        created_at=at,
        sent_at=None if state == rules.DRAFT else at,
        answered_at=at + timedelta(days=2) if answered else None,
    )


def _state(chance: random.Random) -> str:
    drawn = chance.randrange(100)
    for state, share in STATES:
        if drawn < share:
            return state
        drawn -= share
    return rules.ACCEPTED


def _wishes(edition: Edition, made: Iterable[Request], chance: random.Random) -> Iterator[Wish]:
    """A third ask for a half-day; the others leave the time to the desk."""
    for request in made:
        if chance.random() < 0.33:
            day, hour = chance.choice([1, 2]), chance.choice([8, 14])
            yield Wish(
                request=request, starts=_at(edition, day, hour), ends=_at(edition, day, hour + 5)
            )


def _exchanges(made: Iterable[Request]) -> Iterator[Exchange]:
    for request in made:
        if request.state == rules.DRAFT or request.sent_at is None:
            continue
        terms = {"level": request.level, "minutes": request.minutes, "press": request.press,
                 "times": []}  # fmt: skip
        common = {"request": request, "on_behalf": True, "by": None}
        yield Exchange(**common, at=request.sent_at, side=rules.ASKER, verb="send", terms=terms)
        later = request.sent_at + timedelta(days=2)
        other = {**terms, "minutes": 20}
        if request.state == rules.RETURNED:
            yield Exchange(**common, at=later, side=rules.ASKER, verb="propose", terms=other)
        elif request.state == rules.WITHDRAWN:
            yield Exchange(**common, at=later, side=rules.ASKER, verb="withdraw", terms=terms)
        elif verb := _LAST_WORD.get(request.state):
            said = other if verb == "propose" else terms
            yield Exchange(**common, at=later, side=rules.COUNTERPART, verb=verb, terms=said)
