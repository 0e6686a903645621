"""The sentence for each rule, in English. Pages translate by code and keep the same fields."""

from collections.abc import Mapping
from typing import Any

_KNOWN = {
    "function": "{seen_before} comes before {seen_after}",
    "group": "{seen_before} come before {seen_after}",
    "level": "{seen_before} comes before {seen_after}",
    "took_office": "in office since {seen_before}, before {seen_after}",
    "accredited": "accredited on {seen_before}, before {seen_after}",
    "founded": "founded in {seen_before}, before {seen_after}",
    "inscribed": "inscribed at {seen_before}, before {seen_after}",
    "lot": "lot {seen_before} was drawn before lot {seen_after}",
    "record": "nothing on the ladder tells them apart, so their record numbers decide",
}
_UNKNOWN = {
    "function": "{seen_before} comes before all who have no such function",
    "group": "{seen_before} come before groups the ladder does not name",
    "level": "{seen_before} comes before ranks the ladder does not name",
    "took_office": "a known date of taking office comes before none",
    "accredited": "a known date of accreditation comes before none",
    "founded": "a known year of foundation comes before none",
    "inscribed": "one who is inscribed comes before one who is not",
    "alphabet": "a name in this alphabet comes before none",
    "lot": "one whose lot was drawn comes before one who had none",
}


def sentence(code: str, fields: Mapping[str, Any]) -> str:
    """`X comes before Y: …`, with the rule that decided. `fields` as in a Reason."""
    told = {name: _in_words(name, value) for name, value in fields.items()}
    return f"{fields['before']} comes before {fields['after']}: {_because(code, told)}."


def _because(code: str, told: Mapping[str, Any]) -> str:
    if code == "pinned":
        because = "{pinned} is pinned to place {place} by {author}, because {reason}"
    elif code == "host":
        because = "the host comes first" if told["seen_before"] else "the host comes last"
    elif not told.get("seen_after"):
        because = _UNKNOWN[code]
    elif code == "alphabet":
        because = _by_alphabet(told)
    else:
        because = _KNOWN[code]
    return because.format(**told)


def _by_alphabet(told: Mapping[str, Any]) -> str:
    because = "alphabetical order of the short names in “{language}”"
    return because + (", counted from {starts_name}" if told.get("starts_name") else "")


def _in_words(name: str, value: Any) -> Any:
    """A code such as head_of_state, as words; names of people stay as they are."""
    seen = name in ("seen_before", "seen_after") and isinstance(value, str)
    return value.replace("_", " ") if seen else value
