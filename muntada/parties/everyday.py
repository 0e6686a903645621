"""States as people write them in lists: for reading only, what is printed stays the UN's name.

Everyday names in the six languages are those of Unicode's CLDR (through Babel); former names and
abbreviations stand in `data/everyday.csv`. What may mean two states is never guessed.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from babel import Locale

from muntada.kit.languages import LANGUAGES, babel_locale
from muntada.parties.models import Party
from muntada.parties.names import normalise

_TABLE = Path(__file__).parent / "data" / "everyday.csv"
AMBIGUOUS = {
    "Korea|Corée|Corea|Корея|كوريا|朝鲜半岛": ("KOR", "PRK"),
    "Congo|Le Congo|El Congo|Конго|الكونغو|刚果": ("COG", "COD"),
}


@lru_cache(maxsize=1)
def _shipped() -> dict[str, list[str]]:
    with _TABLE.open(encoding="utf-8", newline="") as table:
        return {row["code"]: row["names"].split("|") for row in csv.DictReader(table)}


def names_of(party: Party) -> set[str]:
    """Everyday, former and short names of a state, normalised."""
    if not party.iso2:
        return set()
    said = {Locale.parse(babel_locale(code)).territories.get(party.iso2, "") for code in LANGUAGES}
    return {normalise(one) for one in {*said, *_shipped().get(party.code, [])}} - {""}


def meant(parties: Iterable[Party]) -> dict[str, list[Party]]:
    """Each everyday name, to the states it may mean."""
    by_code = {party.code: party for party in parties}
    found: dict[str, list[Party]] = defaultdict(list)
    for party in by_code.values():
        for name in names_of(party):
            found[name].append(party)
    for names, codes in AMBIGUOUS.items():
        for name in names.split("|"):
            found[normalise(name)] = [by_code[code] for code in codes if code in by_code]
    return found
