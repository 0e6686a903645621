"""A ladder: rules from the weightiest down, and the pins that stand above them all. Pure data."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from muntada.planning.precedence.draw import Draw
from muntada.planning.precedence.errors import LadderError
from muntada.planning.precedence.rules import RULES, Rule

_BY_CODE: dict[str, Any] = {rule.code: rule for rule in RULES}  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Pin:
    """Somebody stands at this place (from 1) whatever the rules say: by whom decided, and why."""

    key: str
    place: int
    reason: str
    author: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise LadderError(f"A pinned place needs a reason: why does {self.key} stand there?")
        if not self.author.strip():
            raise LadderError(f"A pinned place needs an author: who put {self.key} there?")
        if self.place < 1:
            raise LadderError("Places are counted from 1.")


@dataclass(frozen=True)
class Ladder:
    """`rules` from the weightiest down. Raises LadderError if two pins want one place."""

    name: str
    rules: tuple[Rule, ...]
    pins: tuple[Pin, ...] = ()

    def __post_init__(self) -> None:
        places = [pin.place for pin in self.pins]
        keys = [pin.key for pin in self.pins]
        if len(set(places)) < len(places):
            raise LadderError("Two people are pinned to one place. Only one can stand there.")
        if len(set(keys)) < len(keys):
            raise LadderError("Somebody is pinned to two places.")

    def as_data(self) -> dict[str, Any]:
        """The ladder as a page edits it and a database keeps it: only lists, texts and numbers."""
        return {
            "name": self.name,
            "rules": [_rule_as_data(rule) for rule in self.rules],
            "pins": [asdict(pin) for pin in self.pins],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Ladder":
        """Raises LadderError, with a sentence, for a rule or a setting that is not known."""
        try:
            rules = tuple(_rule_from_data(rule) for rule in data["rules"])
            pins = tuple(Pin(**pin) for pin in data.get("pins", ()))
            return cls(str(data["name"]), rules, pins)
        except (KeyError, TypeError) as error:
            raise LadderError(f"This is not a ladder: {error}.") from error


def _rule_as_data(rule: Any) -> dict[str, Any]:
    settings = {name: getattr(rule, name) for name in rule.__dataclass_fields__}
    if isinstance(settings.get("draw"), Draw):
        settings["draw"] = settings["draw"].as_data()
    return {"code": rule.code, **_lists(settings)}


def _rule_from_data(data: Mapping[str, Any]) -> Rule:
    settings = dict(data)
    code = settings.pop("code", None)
    if code not in _BY_CODE:
        raise LadderError(f"“{code}” is not a rule. Known: {', '.join(_BY_CODE)}.")
    if "draw" in settings:
        settings["draw"] = Draw.from_data(settings["draw"])
    if "steps" in settings:  # a level alone on its step may be written without a list
        steps = settings["steps"]
        settings["steps"] = [[step] if isinstance(step, str) else step for step in steps]
    rule: Rule = _BY_CODE[code](**{name: _tuples(value) for name, value in settings.items()})
    return rule


def _lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _lists(one) for name, one in value.items()}
    return [_lists(one) for one in value] if isinstance(value, tuple | list) else value


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value
