"""The letter on paper: typeset from the stored words, the same every time it is asked for."""

import io
from pathlib import Path

import segno
from babel.dates import format_date
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from muntada.conferences.models import Edition
from muntada.invitations.models import Invitation, Letter
from muntada.kit.languages import current, direction
from muntada.kit.typesetting import pdf

TEMPLATE = Path(__file__).parent / "typst" / "letter.typ"
# The words a template may hold in braces; anything else in braces is left as it was typed.
PLACEHOLDERS = ("host", "party", "formal_name", "edition", "dates", "city", "level", "replies_close")


def _locale() -> str:
    return {"en": "en_GB"}.get(current(), current())


def dates_of(edition: Edition) -> str:
    """Wednesday 23 June 2021 – Thursday 24 June 2021."""
    days = [edition.starts] if edition.starts == edition.ends else [edition.starts, edition.ends]
    return " – ".join(format_date(day, "full", locale=_locale()) for day in days)


def filled_in(words: str, invitation: Invitation) -> str:
    """The template with its placeholders said in the language now active."""
    edition, party, level = invitation.edition, invitation.party, invitation.level_asked
    closes = edition.replies_close
    said = {
        "host": str(edition.series.host),
        "party": str(party.short_name),
        "formal_name": str(party.formal_name) or str(party.short_name),
        "edition": str(edition.title),
        "dates": dates_of(edition),
        "city": str(edition.city),
        "level": str(level.name) if level else "—",
        "replies_close": format_date(edition.local(closes).date(), "full", locale=_locale()) if closes else "—",
    }
    for name in PLACEHOLDERS:
        words = words.replace("{" + name + "}", said[name])
    return words


def verification_address(letter: Letter) -> str:
    with override(letter.language):
        path = reverse("verify:letter", args=[letter.code])
    return f"{settings.ORIGIN or 'http://localhost:8000'}{path}"


def typeset(letter: Letter) -> bytes:
    """The PDF of a letter."""
    with override(letter.language):
        edition = letter.edition
        local = edition.local(letter.issued_at)
        data = {
            "language": letter.language,
            "direction": direction(letter.language),
            "host": str(edition.series.host),
            "edition": str(edition.title),
            "kind": _("Note verbale"),
            "number": _("No. {symbol}").format(symbol=letter.symbol),
            "symbol": letter.symbol,
            "date": format_date(local.date(), "full", locale=_locale()),
            "city": str(edition.city),
            "subject": letter.subject,
            "paragraphs": [part.strip() for part in letter.body.split("\n\n") if part.strip()],
            "addressee": letter.addressee,
            "code": letter.code,
            "verify": _("To verify that this letter is genuine, scan the code or enter {code} at").format(
                code=letter.code
            ),
            "address": verification_address(letter).rsplit("/", 2)[0] + "/",
            "page_of": _("Page"),
        }
    return pdf(TEMPLATE, data, images={"qr.svg": _qr(verification_address(letter))}, at=letter.issued_at)


def _qr(content: str) -> bytes:
    picture = io.BytesIO()
    segno.make(content, error="m", micro=False).save(picture, kind="svg", border=0, xmldecl=True)
    return picture.getvalue()


