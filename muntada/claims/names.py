"""Known names in running text: states, organisations and people, inflected and with particles."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from muntada.claims.text import folded, words

SHORTEST = 3  # letters; shorter forms (UN, ООН) are looked for as they are written


@dataclass(frozen=True)
class Name:
    """Something with a name; `forms` are its names by language, any number in each."""

    key: str
    forms: tuple[tuple[str, tuple[str, ...]], ...]
    # Names that are words too (a surname in Arabic, which has no capitals): they answer for a name
    # said in full elsewhere, and nobody is asked where they stand.
    shared: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def of(
        cls,
        key: str,
        forms: Mapping[str, Iterable[str]],
        shared: Mapping[str, Iterable[str]] | None = None,
    ) -> "Name":
        return cls(key, _frozen(forms), _frozen(shared or {}))

    def in_(self, language: str) -> tuple[str, ...]:
        return dict(self.forms).get(language, ())


def _frozen(forms: Mapping[str, Iterable[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((code, tuple(said)) for code, said in forms.items())


Entry = tuple[tuple[str, ...], Name, bool]


@lru_cache(maxsize=32)
def _index(language: str, names: tuple[Name, ...]) -> dict[str, list[Entry]]:
    """Names by the first letters of their first word."""
    table: dict[str, list[Entry]] = {}
    for name in names:
        both = ((name.in_(language), False), (dict(name.shared).get(language, ()), True))
        for form, weak in [(form, weak) for forms, weak in both for form in forms]:
            parts = tuple(_bare(word.folded, language) for word in words(form))
            if parts:
                table.setdefault(parts[0][:SHORTEST], []).append((parts, name, weak))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


def _bare(word: str, language: str) -> str:
    if language == "ar":
        # Two letters must remain: والي is not an article and two letters.
        return re.sub(r"^(?:[وفبك]?ال|لل)(?=\w{2})", "", word)
    if language == "fr":
        return re.sub(r"^(?:l|d|qu)'", "", word)
    return re.sub(r"'s$", "", word) if language == "en" else word


def _fits(said: str, known: str, language: str) -> bool:
    if said == known:
        return True
    if language == "ru" and len(known) >= 4:
        stem = re.sub(r"(?:ия|ая|ое|ый|ий|ой|[аеиоуыэюяйь])$", "", known)
        # A fleeting vowel: Египет, Египта.
        loose = {stem, re.sub(r"[еоё]([цтк])$", r"\1", stem)}
        return any(
            said.startswith(one) and len(said) - len(one) <= 3 for one in loose if len(one) > 2
        )
    return language == "ar" and said[:1] in "وبفلك" and said[1:] == known and len(known) >= SHORTEST


def names_in(
    text: str, language: str, names: Iterable[Name]
) -> Iterator[tuple[int, int, Name, bool]]:
    """Each name with its place, the longest first: the Republic of Korea is not a Republic.

    Last comes whether the form is one of the shared ones.
    """
    table = _index(language, tuple(names))
    if not table:
        return
    said = [(word, _bare(word.folded, language)) for word in words(text)]
    at = 0
    while at < len(said):
        word, bare = said[at]
        starts = (
            {bare[:SHORTEST], bare[1 : SHORTEST + 1]} if language == "ar" else {bare[:SHORTEST]}
        )
        capital = (
            language == "ar"
            or text[word.end - len(bare) :][:1].isupper()
            or text[word.start].isupper()
        )
        found = None
        if capital:
            for start in starts:
                for parts, name, weak in table.get(start, ()):
                    rest = [one for _word, one in said[at : at + len(parts)]]
                    if (
                        len(rest) == len(parts)
                        and all(
                            _fits(one, known, language)
                            for one, known in zip(rest, parts, strict=True)
                        )
                        and _written_alike(text[word.start : word.end], parts, language)
                    ):
                        if found is None or len(parts) > len(found[0]):
                            found = (parts, name, weak)
                        break
        if found:
            parts, name, weak = found
            yield word.start, said[at + len(parts) - 1][0].end, name, weak
            at += len(parts)
        else:
            at += 1


def _written_alike(said: str, parts: tuple[str, ...], language: str) -> bool:
    """An acronym of a few letters must be in capitals: “us” is not the United States."""
    short = len(parts) == 1 and len(parts[0]) <= SHORTEST and language != "ar"
    return not short or said.isupper() or len(folded(said)) > SHORTEST


__all__ = ["Name", "names_in"]
