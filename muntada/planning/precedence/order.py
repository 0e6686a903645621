"""Putting people in order by a ladder, and saying for any two of them which rule decided."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from muntada.planning.precedence.errors import LadderError
from muntada.planning.precedence.ladder import Ladder, Pin
from muntada.planning.precedence.rules import Key
from muntada.planning.precedence.sentences import sentence
from muntada.planning.precedence.standing import Standing

PINNED, RECORD = "pinned", "record"


@dataclass(frozen=True)
class Reason:
    """Why `before` comes before `after`: the rule's code, what it saw of each, its settings.

    A page translates the code with these fields; `sentence()` says it in English.
    """

    code: str
    before: str
    after: str
    fields: Mapping[str, Any] = field(default_factory=dict)

    def sentence(self) -> str:
        return sentence(self.code, {**self.fields, "before": self.before, "after": self.after})


@dataclass(frozen=True)
class Order:
    """People in order, each exactly once, with the ladder that put them so."""

    people: tuple[Standing, ...]
    ladder: Ladder

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(one.key for one in self.people)

    def place(self, key: str) -> int:
        """The place from 1. Raises LadderError for somebody who is not in this order."""
        if key not in self._places:
            raise LadderError(f"{key} is not in this order.")
        return self._places[key]

    def why(self, one: str, other: str) -> Reason:
        """What decided between two people, whichever of them is named first."""
        if one == other:
            raise LadderError("Name two different people to compare.")
        first, second = sorted((self.place(one), self.place(other)))
        before, after = self.people[first - 1], self.people[second - 1]
        code, fields = self._by_pin(before, after) or self._by_rule(before, after)
        return Reason(code, str(before), str(after), fields)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {one.key: place for place, one in enumerate(self.people, start=1)}

    def _by_pin(self, before: Standing, after: Standing) -> tuple[str, dict[str, Any]] | None:
        pins = {pin.key: pin for pin in self.ladder.pins}
        for one in (before, after):
            if pin := pins.get(one.key):
                told = {"pinned": str(one), "place": self.place(one.key)}
                return PINNED, {**told, "reason": pin.reason, "author": pin.author}
        return None

    def _by_rule(self, before: Standing, after: Standing) -> tuple[str, dict[str, Any]]:
        for number, rule in enumerate(self.ladder.rules, start=1):
            if rule.key(before) != rule.key(after):
                settings = {name: getattr(rule, name) for name in _settings(rule)}
                seen = {"seen_before": rule.seen(before), "seen_after": rule.seen(after)}
                return rule.code, {"rule": number, **settings, **seen}
        return RECORD, {"seen_before": before.key, "seen_after": after.key}


def order(people: Iterable[Standing], ladder: Ladder) -> Order:
    """Everybody exactly once, the same for any order of entry; record keys settle the last ties.

    A pin for somebody who is not there waits unused; one beyond the end of the list means last.
    Raises LadderError if two people have one key.
    """
    listed = list(people)
    twice = [key for key, count in Counter(one.key for one in listed).items() if count > 1]
    if twice:
        raise LadderError(f"In the list twice: {', '.join(sorted(twice))}.")

    def key_of(one: Standing) -> Key:
        return (*(rule.key(one) for rule in ladder.rules), one.key)

    by_key = {one.key: one for one in sorted(listed, key=key_of)}
    return Order(tuple(_with_pins(by_key, ladder.pins)), ladder)


def _with_pins(by_key: dict[str, Standing], pins: Iterable[Pin]) -> list[Standing]:
    """From the first pin down, so that each finds its place among those already standing."""
    used = sorted((pin for pin in pins if pin.key in by_key), key=lambda pin: pin.place)
    pinned = [(pin.place, by_key.pop(pin.key)) for pin in used]
    standing = list(by_key.values())
    for place, one in pinned:
        standing.insert(place - 1, one)
    return standing


def _settings(rule: Any) -> list[str]:
    return [name for name in rule.__dataclass_fields__ if name in ("language", "starts_name")]
