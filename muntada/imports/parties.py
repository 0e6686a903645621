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

    def find(self, row: Row, cells: dict[str, Any]) -> Party | None:
        """The party by its name or its code, which must agree; or None with the row refused."""
        said, code = (cells.get(key) for key in ("party", "party_code"))
        if is_empty(said) and is_empty(code):
            row.refuse(gettext_noop("No party is named in this row."))
            return None
        found: dict[str, Party | None] = {
            words(cell): self.known.find(cell) for cell in (said, code) if not is_empty(cell)
        }
        row.party = next((one.code for one in found.values() if one), next(iter(found))[:60])
        for heard, party in found.items():
            if party is None:
                row.refuse(
                    gettext_noop("“{said}” is no party known here. Use its code, or its name."),
                    said=heard[:60],
                )
                return None
        if len({party.pk for party in found.values() if party}) > 1:
            row.refuse(
                gettext_noop("“{first}” and “{second}” are two parties."),
                first=words(said)[:60],
                second=words(code)[:60],
            )
            return None
        return next(iter(found.values()))
