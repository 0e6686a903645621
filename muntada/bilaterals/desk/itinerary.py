"""A principal's own days: published meetings, and the sessions they speak in or attend."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from muntada.bilaterals import rules
from muntada.bilaterals.models import Meeting, Principal
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation
from muntada.programme.models import Participation, Session


@dataclass(frozen=True)
class Entry:
    """One thing on somebody's day."""

    starts: datetime
    ends: datetime
    meeting: Meeting | None = None
    session: Session | None = None
    other: Delegation | None = None
    counterpart: Principal | None = None
    side: str = ""

    @property
    def is_cancelled(self) -> bool:
        return self.meeting is not None and self.meeting.state == rules.CANCELLED

    @property
    def where(self) -> str:
        if self.meeting:
            return str(self.meeting.room or "")
        return str(self.session.room or "") if self.session else ""

    @property
    def may_confirm(self) -> bool:
        return (
            self.meeting is not None
            and self.meeting.state == rules.PUBLISHED
            and not self.confirmed
        )

    @property
    def confirmed(self) -> bool:
        """By the side whose day this is."""
        return bool(self.meeting and getattr(self.meeting, f"{self.side}_confirmed_at"))


def meetings_of(principal: Principal) -> list[Entry]:
    """Only what its parties have been told of; those cancelled after that too."""
    mine = Meeting.objects.of(principal.delegation).exclude(told_at=None)
    mine = mine.select_related(
        "edition", "room__room", "request__delegation__party", "request__counterpart__party",
        "request__principal__member__person", "request__counterpart_principal__member__person",
    )  # fmt: skip
    found = []
    for one in mine:
        asked = one.request
        if asked.principal_id == principal.pk:
            side, other, who = rules.ASKER, asked.counterpart, asked.counterpart_principal
        elif asked.counterpart_principal_id == principal.pk:
            side, other, who = rules.COUNTERPART, asked.delegation, asked.principal
        else:
            continue
        found.append(Entry(one.starts, one.ends, one, None, other, who, side))
    return found


def sessions_of(principal: Principal) -> list[Entry]:
    spoken = Participation.objects.filter(member=principal.member).values("session")
    attended = principal.sessions.values("pk")
    both = Session.objects.filter(edition=principal.edition_id, pk__in=spoken)
    both |= Session.objects.filter(edition=principal.edition_id, pk__in=attended)
    return [
        Entry(one.starts, one.ends, session=one) for one in both.select_related("room").distinct()
    ]


def by_day(edition: Edition, principal: Principal) -> list[tuple[date, list[Entry]]]:
    entries = sorted(
        [*meetings_of(principal), *sessions_of(principal)],
        key=lambda one: (one.starts, one.is_cancelled),
    )
    days: dict[date, list[Entry]] = defaultdict(list)
    for one in entries:
        days[edition.local(one.starts).date()].append(one)
    return sorted(days.items())
