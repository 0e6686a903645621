"""The closed edition on paper, as PDF/A: the programme, the final list, each statement."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from django.utils.translation import gettext as _

from muntada.conferences.models import Edition
from muntada.kit.dates import moment
from muntada.kit.languages import current, direction, listed
from muntada.kit.typesetting import pdf
from muntada.press.published import Item, released
from muntada.programme.models import ProgrammeVersion
from muntada.programme.paper import typeset
from muntada.protocol.paper import final

TYPST = Path(__file__).parent / "typst"


def papers(
    edition: Edition, version: ProgrammeVersion | None, language: str, at: datetime
) -> list[tuple[str, Callable[[], bytes]]]:
    """Path and maker of each; a statement only in the languages it was made in."""
    found: list[tuple[str, Callable[[], bytes]]] = []
    if version is not None:
        found.append((f"pdf/programme-{language}.pdf", partial(as_held, version)))
    found.append(
        (f"pdf/participants-{language}.pdf", partial(final, edition, at=at, archival=True))
    )
    return found + [
        (path, partial(statement, edition, item))
        for item in released(edition, language, at=at, alone=True)
        if (path := statement_path(item, language))
    ]


def statement_path(item: Item, language: str) -> str:
    """Where the paper of this statement is; a statement killed is not printed again."""
    if item.statement.is_killed or item.version.language != language:
        return ""
    return f"pdf/statement-{item.statement.number}-{language}.pdf"


def as_held(version: ProgrammeVersion) -> bytes:
    return typeset(version, heading=_("Programme as held"), archival=True)


def statement(edition: Edition, item: Item) -> bytes:
    """As it was released, with whatever corrects it."""
    said, version = item.statement, item.version
    notes = [said.symbol, moment(item.released_at, edition.time_zone)]
    corrected = listed((one.symbol for one in item.corrected_by), current())
    authentic = version.language == said.authentic
    data = {
        "language": version.language,
        "direction": direction(version.language),
        "host": str(edition.series.host),
        "title": str(edition.title),
        "kind": str(said.get_kind_display()),
        "note": " · ".join(notes),
        "corrected": _("Corrected by {symbols}.").format(symbols=corrected) if corrected else "",
        "heading": version.headline,
        "dateline": str(said.dateline),
        "paragraphs": [one for one in version.body.split("\n\n") if one.strip()],
        "contacts": str(said.contacts),
        "authentic": _("Authentic text.") if authentic else _("Translation."),
        "page_of": _("Page"),
    }
    return pdf(TYPST / "statement.typ", data, at=item.released_at, archival=True)
