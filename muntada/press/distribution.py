"""What agencies are sent: made when it leaves, of what stands then."""

from datetime import datetime

from django.utils.translation import gettext, override

from muntada.kit.mail import Mail
from muntada.kit.models import Outgoing
from muntada.kit.origin import absolute
from muntada.kit.outbox import Maker
from muntada.press import rules
from muntada.press.models import Agency, Statement, Version


def mails_of(statement: Statement) -> list[Outgoing]:
    """To each agency in its language, or else in the authentic one."""
    cleared = set(_cleared(statement))
    mails = []
    for agency in Agency.objects.filter(edition=statement.edition_id):
        language = agency.language if agency.language in cleared else statement.authentic
        if language in cleared:
            mails.append(
                Outgoing(
                    to=agency.email, maker="wire", about=statement.pk, language=language,
                    edition_id=statement.edition_id, seen_by="press.see",
                )
            )  # fmt: skip
    return mails


def _cleared(statement: Statement) -> dict[str, Version]:
    return {one.language: one for one in statement.versions.filter(state=rules.CLEARED)}


def _make(mail: Outgoing, at: datetime) -> Mail | None:
    """Nothing of what was recalled or put off meanwhile; of what was killed, the notice."""
    statement = Statement.objects.select_related("edition").get(pk=mail.about)
    version = _cleared(statement).get(mail.language)
    if version is None or not rules.is_released(statement.release_at, at=at):
        return None
    subject, body = wire(statement, version)
    return Mail(subject=subject, body=body, to=[mail.to])


def wire(statement: Statement, version: Version) -> tuple[str, str]:
    """Plain text as agencies take it: no pictures, nothing that tells who opened it."""
    with override(version.language):
        kind = str(dict(rules.KINDS)[statement.kind])
        address = absolute(f"/{version.language}/{statement.edition.slug}/press/{statement.key}/")
        if statement.is_killed:
            heading = gettext("KILL: {symbol}").format(symbol=statement.symbol)
            return heading, f"{heading}\n\n{statement.kill_note}\n\n{address}\n"
        place = str(statement.dateline)
        body = f"{place} — {version.body}" if place else version.body
        ends = [str(statement.contacts), address]
        if statement.check_against_delivery:
            ends.insert(0, gettext("Check against delivery."))
        text = "\n\n".join(filter(None, [kind.upper(), version.headline, body, *ends]))
        subject = " ".join(version.headline.split())
        return f"{statement.symbol} {subject}", f"{text}\n"


WIRE = Maker(_make)
