"""Which party a cell means: its code, or any of its names in any of the six languages."""

from typing import Any

from django.utils.translation import gettext_noop

from muntada.imports.columns import Choices, is_empty, words
from muntada.imports.plan import Row
from muntada.parties.models import Party


class Parties:
    def __init__(self) -> None:
        self.known = Choices(
            (party, [party.code, party.iso2, *party.short_name.values(),
                     *party.formal_name.values(), *party.acronym.values()])
            for party in Party.objects.all()
        )  # fmt: skip

    def find(self, row: Row, cell: Any) -> Party | None:
        """The party, or None with the row refused."""
        if is_empty(cell):
            row.refuse(gettext_noop("No party is named in this row."))
            return None
        party: Party | None = self.known.find(cell)
        row.party = party.code if party else words(cell)[:60]
        if party is None:
            row.refuse(
                gettext_noop("“{said}” is no party known here. Use its code, or its name."),
                said=words(cell)[:60],
            )
        return party
