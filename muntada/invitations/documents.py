"""The letter on paper: typeset from the stored words, the same every time it is asked for."""

import io
import re
from pathlib import Path

import segno
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from muntada.conferences.models import Edition
from muntada.invitations.models import Invitation, Letter
from muntada.kit.dates import days_in_a_letter, in_a_letter, place_and_date
from muntada.kit.languages import direction
from muntada.kit.origin import absolute
from muntada.kit.typesetting import pdf

TEMPLATE = Path(__file__).parent / "typst" / "letter.typ"
# The words a template may hold in braces; anything else in braces is left as it was typed.
PLACEHOLDERS = (
    "host", "party", "formal_name", "edition", "ordinal", "dates", "city", "level", "replies_close",
)  # fmt: skip
_IN_BRACES = re.compile(r"\{(" + "|".join(PLACEHOLDERS) + r")\}")
# A paragraph about what was never set is left out: no letter asks for a reply “by —”.
_MAY_BE_UNSET = ("level", "replies_close")


def dates_of(edition: Edition) -> str:
    """Wednesday 23 June 2021 – Thursday 24 June 2021."""
    return days_in_a_letter(edition.starts, edition.ends)


def filled_in(words: str, invitation: Invitation) -> str:
    """The template with its placeholders said in the language now active."""
    said = _said(invitation)
    unset = [f"{{{name}}}" for name in _MAY_BE_UNSET if not said[name]]
    words = words.replace("\r\n", "\n")
    kept = [part for part in words.split("\n\n") if not any(name in part for name in unset)]
    written = "\n\n".join(kept)
    if said["host"].startswith("The "):  # “The {host}” is not to become “The The Ministry”
        written = written.replace("The {host}", "{host}").replace(
            "the {host}", "the " + said["host"][4:]
        )
    # One pass: a name that itself holds braces is left as it is.
    filled = _IN_BRACES.sub(lambda found: said[found[1]], written)
    return filled.replace("г..", "г.")  # a Russian date ends with a stop of its own


def _said(invitation: Invitation) -> dict[str, str]:
    edition, party, level = invitation.edition, invitation.party, invitation.level_asked
    closes = edition.replies_close
    return {
        "host": str(edition.series.host),
        "party": str(party.short_name),
        "formal_name": addressee(invitation),
        "edition": str(edition.title),
        "ordinal": edition.ordinal_word,
        "dates": dates_of(edition),
        "city": str(edition.city) or "—",
        "level": str(level.name) if level else "",
        "replies_close": in_a_letter(edition.local(closes).date()) if closes else "",
    }


def addressee(invitation: Invitation) -> str:
    """The formal name, in the language now active, of the party addressed."""
    party = invitation.party
    return str(party.formal_name) or str(party.short_name)


def letterhead(edition: Edition) -> dict[str, str]:
    """What stands at the head of a letter, in the language now active."""
    return {
        "host": str(edition.series.host),
        "edition": str(edition.title),
        "city": str(edition.city),
    }


def verification_address(letter: Letter) -> str:
    with override(letter.language):
        path = reverse("verify:letter", args=[letter.code])
    return absolute(path)


def typeset(letter: Letter) -> bytes:
    """The PDF of a letter."""
    with override(letter.language):
        head = letter.letterhead or letterhead(letter.edition)
        written_on = letter.edition.local(letter.issued_at).date()
        data = {
            "language": letter.language,
            "direction": direction(letter.language),
            **head,
            "place_and_date": place_and_date(head["city"], written_on),
            "kind": _("Note verbale"),
            "number": _("No. {symbol}").format(symbol=letter.symbol),
            "symbol": letter.symbol,
            "subject": letter.subject,
            "paragraphs": [part.strip() for part in letter.body.split("\n\n") if part.strip()],
            "addressee": letter.addressee,
            "code": letter.code,
            "verify": _(
                "To verify that this letter is genuine, scan the code or enter {code} at"
            ).format(code=letter.code),
            "address": verification_address(letter).rsplit("/", 2)[0] + "/",
            "page_of": _("Page"),
        }
    return pdf(
        TEMPLATE, data, images={"qr.svg": _qr(verification_address(letter))}, at=letter.issued_at
    )


def _qr(content: str) -> bytes:
    picture = io.BytesIO()
    segno.make(content, error="m", micro=False).save(picture, kind="svg", border=0, xmldecl=True)
    return picture.getvalue()
