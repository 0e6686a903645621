"""Counts that may be published, and what must be true before an edition is closed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from muntada.accreditation import admission
from muntada.accreditation import rules as accreditation_rules
from muntada.accreditation.models import Application
from muntada.bilaterals import rules as meeting_rules
from muntada.bilaterals.models import Meeting
from muntada.conferences import rules as conference_rules
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation
from muntada.delegations.queries import Figures, participants_figures
from muntada.gates.models import Scan
from muntada.invitations import rules as invitation_rules
from muntada.invitations.models import Invitation
from muntada.parties.models import STATE
from muntada.press import rules as press_rules
from muntada.press.models import Statement
from muntada.programme.actions.publish import as_stored
from muntada.programme.documents import differences
from muntada.programme.models import ProgrammeVersion


@dataclass(frozen=True)
class Count:
    """How something is counted, in words that are kept with the figure.

    `of` gives None where the edition holds no source for it: that is not zero, and is not offered.
    """

    how: str
    of: Callable[[Edition], int | None]


def _figures(name: str) -> Callable[[Edition], int | None]:
    def count(edition: Edition) -> int | None:
        # One page asks for several of these: they are read together, once.
        read: Figures | None = getattr(edition, "_participants_figures", None)
        if read is None:
            read = participants_figures(edition)
            edition._participants_figures = read  # type: ignore[attr-defined]
        found: int = getattr(read, name)
        return found

    return count


def _invited(*, states: bool) -> Callable[[Edition], int | None]:
    def count(edition: Edition) -> int | None:
        sent = Invitation.objects.filter(edition=edition).exclude(state=invitation_rules.LISTED)
        return (sent.filter(party__kind=STATE) if states else sent).count()

    return count


# Who comes to take part; press, security and technical staff are accredited and do not.
_TAKES_PART = ("head", "delegation", "observer", "organisation", "expert")


def _accredited(*, what: str = "person", press: bool = False) -> Callable[[Edition], int | None]:
    def count(edition: Edition) -> int | None:
        held = Application.objects.filter(edition=edition)
        if not held.exists():
            return None
        kinds = (accreditation_rules.PRESS,) if press else _TAKES_PART
        approved = held.filter(state=accreditation_rules.APPROVED, category__kind__in=kinds)
        # The press and experts come alone; who belongs to a delegation comes with it or not at all.
        approved = approved.filter(Q(delegation=None) | Q(delegation__is_coming=True))
        if what == "delegation":
            approved = approved.filter(delegation__party__kind=STATE)
        return approved.values(what).distinct().count()

    return count


def _collected(edition: Edition) -> int | None:
    """Whoever signed for a badge once, whatever became of it afterwards."""
    held = Application.objects.filter(edition=edition)
    if not held.filter(badges__receipt_lines__receipt__kind="collected").exists():
        return None
    signed = held.filter(
        badges__receipt_lines__receipt__kind="collected", category__kind__in=_TAKES_PART
    )
    return signed.values("person").distinct().count()


def attended(edition: Edition, *, what: str = "person") -> int | None:
    """Persons, or delegations of states, let in by a gate at least once; None without gates."""
    let_in = Scan.objects.filter(edition=edition, verdict=admission.ADMITTED).exclude(card="")
    held = Application.objects.filter(
        edition=edition, badges__number__in=let_in.values("card"), category__kind__in=_TAKES_PART
    )
    if what == "delegation":
        held = held.filter(delegation__party__kind=STATE)
    return held.values(what).distinct().count() or None


def _sessions(edition: Edition) -> int | None:
    version = ProgrammeVersion.objects.filter(edition=edition).first()
    return len(version.content["sessions"]) if version else None


def _languages(edition: Edition) -> int | None:
    version = ProgrammeVersion.objects.filter(edition=edition).first()
    if version is None:
        return None
    return len({code for one in version.content["sessions"] for code in one["languages"]}) or None


def _bilaterals(edition: Edition) -> int | None:
    """A number alone: who met whom is known to the parties and to the desk."""
    meetings = Meeting.objects.filter(edition=edition)
    if not meetings.exists():
        return None
    return meetings.filter(state=meeting_rules.HELD).count()


def _coming(edition: Edition) -> dict[str, str]:
    """States that accepted, with their region."""
    coming = Delegation.objects.filter(edition=edition, is_coming=True, party__kind=STATE)
    return dict(coming.values_list("party__code", "party__region"))


def _regions(edition: Edition) -> int | None:
    return len({region for region in _coming(edition).values() if region}) or None


def _first_timers(edition: Edition) -> int | None:
    """Against the editions before it whose lists are kept here; without one nobody can say."""
    before = Delegation.objects.filter(
        edition__series=edition.series_id, edition__starts__lt=edition.starts, is_coming=True
    ).exclude(edition__state=conference_rules.CANCELLED)
    earlier = set(before.values_list("party__code", flat=True))
    now = set(_coming(edition))
    return len(now - earlier) if earlier and now else None


COUNTS: dict[str, Count] = {
    "parties_invited": Count("Invitation: issued", _invited(states=False)),
    "states_invited": Count("Invitation: issued, party is a state", _invited(states=True)),
    "states_coming": Count("Delegation: is_coming, party is a state", _figures("states")),
    "organisations_coming": Count(
        "Delegation: is_coming, party is no state", _figures("organisations")
    ),
    "participants_confirmed": Count(
        "Member: state=confirmed, of a delegation that is coming", _figures("members_confirmed")
    ),
    "ministers_leading": Count(
        "Member: state=confirmed, place=head, rank is ministerial", _figures("heads_ministerial")
    ),
    "states_accredited": Count(
        "Application: state=approved, kind takes part; states of their delegations",
        _accredited(what="delegation"),
    ),
    "participants_accredited": Count(
        "Application: state=approved, kind takes part; persons", _accredited()
    ),
    "journalists_accredited": Count(
        "Application: state=approved, kind=press; persons", _accredited(press=True)
    ),
    "participants_collected": Count(
        "ReceiptLine: kind=collected, of a badge whose kind takes part; persons", _collected
    ),
    "states_attended": Count(
        "Scan: admitted; states of the delegations", lambda e: attended(e, what="delegation")
    ),
    "participants_attended": Count("Scan: admitted; persons", attended),
    "participants_by_video": Count("Member: state=confirmed, mode=video", _figures("by_video")),
    "ministers_by_video": Count(
        "Member: state=confirmed, mode=video, rank is ministerial", _figures("ministers_by_video")
    ),
    "sessions": Count("ProgrammeVersion: sessions of the last version", _sessions),
    "languages": Count("ProgrammeVersion: languages of the last version’s sessions", _languages),
    "bilaterals": Count("Meeting: state=held", _bilaterals),
    "regions": Count("Delegation: is_coming, party is a state; their regions", _regions),
    "first_timers": Count(
        "Delegation: is_coming, party is a state, in no earlier edition of the series kept here",
        _first_timers,
    ),
}


@dataclass(frozen=True)
class Check:
    sentence: str
    is_done: bool


def checklist(edition: Edition, *, at: datetime) -> list[Check]:
    """What must be done before the edition is closed; every line must be."""
    waiting = Statement.objects.filter(edition=edition)
    version = ProgrammeVersion.objects.filter(edition=edition).first()
    return [
        Check(_("The edition was held."), edition.state == conference_rules.HELD),
        Check(_("Its last day is over."), edition.ends < edition.local(at).date()),
        Check(_("The programme as held is published."), version is not None),
        Check(
            _("Nothing in the programme was changed after it was published."),
            version is not None and not differences(version.content, as_stored(edition)),
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
