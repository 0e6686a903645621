"""Which party a cell means: its code, or any of its names in any of the six languages."""

from typing import Any

from django.utils.translation import gettext_noop

from muntada.imports.columns import Choices, is_empty, words
from muntada.imports.plan import Row
from muntada.parties import everyday
from muntada.parties.models import Party
from muntada.parties.names import normalise


class Parties:
    def __init__(self) -> None:
        parties = list(Party.objects.all())
        self.known = Choices(
            (party, [party.code, party.iso2, *party.short_name.values(),
                     *party.formal_name.values(), *party.acronym.values()])
            for party in parties
        )  # fmt: skip
        self.everyday = everyday.meant(parties)

    def meant_by(self, cell: Any) -> list[Party]:
        """One party, none, or the several that the word may mean."""
        may_be = self.everyday.get(normalise(words(cell)), [])
        if len(may_be) > 1:
            return may_be
        known = self.known.find(cell)
        return [known] if known else may_be

    def find(self, row: Row, cells: dict[str, Any]) -> Party | None:
        """The party by its name or its code, which must agree; or None with the row refused."""
        said, code = (cells.get(key) for key in ("party", "party_code"))
        if is_empty(said) and is_empty(code):
            row.refuse(gettext_noop("No party is named in this row."))
            return None
        meant = {words(cell): self.meant_by(cell) for cell in (said, code) if not is_empty(cell)}
        found: dict[str, Party] = {}
        for heard, parties in meant.items():
            # What may mean two is decided by the code that stands beside it.
            others = {one.pk for other, many in meant.items() if other != heard for one in many}
            agreed = [one for one in parties if one.pk in others] or parties
            if len(agreed) == 1:
                found[heard] = agreed[0]
        row.party = next((one.code for one in found.values()), next(iter(meant))[:60])
        for heard, parties in meant.items():
            if heard not in found:
                self._refuse(row, heard, parties)
                return None
        if len({party.pk for party in found.values()}) > 1:
            row.refuse(
                gettext_noop("“{first}” and “{second}” are two parties."),
                first=words(said)[:60],
                second=words(code)[:60],
            )
            return None
        return next(iter(found.values()))

    def _refuse(self, row: Row, heard: str, parties: list[Party]) -> None:
        if parties:
            row.refuse(
                gettext_noop("“{said}” may be {first} or {second}. Use the code."),
                said=heard[:60],
                first=f"{parties[0]} ({parties[0].code})",
                second=f"{parties[1]} ({parties[1].code})",
            )
        else:
            row.refuse(
                gettext_noop("“{said}” is no party known here. Use its code, or its name."),
                said=heard[:60],
            )
