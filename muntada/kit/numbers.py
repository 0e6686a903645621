"""Numbers that somebody typed, or put into an address."""

MOST_DIGITS = 18  # what every database keeps; Python refuses to read 4,301


def number(said: str | None, otherwise: int = 0) -> int:
    """The number that `said` is, in any digits; `otherwise` where it is none, or beyond keeping.

    Not `isdigit`: it calls “²” a digit, which `int` does not read.
    """
    said = (said or "").strip()
    return int(said) if said.isdecimal() and len(said) <= MOST_DIGITS else otherwise


def numbers(said: list[str]) -> list[int]:
    """Those of a list that are numbers."""
    return [found for one in said if (found := number(one, -1)) >= 0]
