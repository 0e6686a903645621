"""Counts that may be published, and what must be true before an edition is closed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from muntada.conferences import rules as conference_rules
from muntada.conferences.models import Edition
from muntada.delegations.queries import participants_figures
from muntada.invitations import rules as invitation_rules
from muntada.invitations.models import Invitation
from muntada.press import rules as press_rules
from muntada.press.models import Statement
from muntada.programme.models import ProgrammeVersion


@dataclass(frozen=True)
class Count:
    """How something is counted, in words that are kept with the figure."""

    how: str
    of: Callable[[Edition], int]


def _invited(edition: Edition) -> int:
    return Invitation.objects.filter(edition=edition).exclude(state=invitation_rules.LISTED).count()


def _sessions(edition: Edition) -> int:
    version = ProgrammeVersion.objects.filter(edition=edition).first()
    return len(version.content["sessions"]) if version else 0


COUNTS: dict[str, Count] = {
    "parties_invited": Count("Invitation: issued", _invited),
    "states_coming": Count(
        "Delegation: is_coming, party is a state", lambda e: participants_figures(e).states
    ),
    "organisations_coming": Count(
        "Delegation: is_coming, party is no state", lambda e: participants_figures(e).organisations
    ),
    "participants_confirmed": Count(
        "Member: state=confirmed", lambda e: participants_figures(e).members_confirmed
    ),
    "participants_by_video": Count(
        "Member: state=confirmed, mode=video", lambda e: participants_figures(e).by_video
    ),
    "ministers_leading": Count(
        "Member: state=confirmed, place=head, rank is ministerial",
        lambda e: participants_figures(e).heads_ministerial,
    ),
    "sessions": Count("ProgrammeVersion: sessions of the last version", _sessions),
}


@dataclass(frozen=True)
class Check:
    sentence: str
    is_done: bool


def checklist(edition: Edition, *, at: datetime) -> list[Check]:
    """What must be done before the edition is closed; every line must be."""
    waiting = Statement.objects.filter(edition=edition)
    return [
        Check(_("The edition was held."), edition.state == conference_rules.HELD),
        Check(_("Its last day is over."), edition.ends < edition.local(at).date()),
        Check(
            _("The programme as held is published."),
            ProgrammeVersion.objects.filter(edition=edition).exists(),
        ),
        Check(
            _("No statement waits under embargo."),
            not waiting.embargoed(at=at).exists(),
        ),
        Check(
            _("No statement is still being written."),
            not waiting.filter(state=press_rules.OPEN).exists(),
        ),
        Check(_("Its figures are published."), edition.figures.exists()),
    ]
