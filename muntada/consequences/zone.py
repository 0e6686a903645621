"""Another time zone for an edition: what is planned keeps its hours on the clock, or its instants.

A moment of the plan was typed as hours at the venue, so it moves with the venue's zone unless the
desk says otherwise. What happened (`…_at`) is an instant and never moves; nor does what others were
told as an instant (a release under embargo).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import F, Model, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from muntada.accounts.models import User
from muntada.accreditation.models import Category
from muntada.audit.actions import record
from muntada.bilaterals import rules as meeting_rules
from muntada.bilaterals.actions.notices import News, tell_many
from muntada.bilaterals.models import (
    Arrangements,
    Duty,
    Hours,
    Meeting,
    Opening,
    Readout,
    Wish,
)
from muntada.conferences.models import Deadline, Edition
from muntada.delegations.models import Member
from muntada.kit.errors import RuleBroken
from muntada.press.models import MediaSlot
from muntada.programme.models import Session

CLOCK, INSTANTS = "clock", "instants"
BILATERALS = "bilaterals.see"
Counted = Callable[[int], str]


@dataclass(frozen=True)
class Planned:
    """Rows of an edition that say when something is to be, and who may know how many there are."""

    model: type[Model]
    columns: tuple[str, ...]
    edition: str = "edition"
    only: dict[str, Any] | None = None
    seen_by: str = "conferences.edit"

    def rows(self, edition: Edition) -> QuerySet[Any]:
        found = self.model._default_manager.filter(**{self.edition: edition.pk})
        return found.filter(**self.only) if self.only else found


LIVE = {"state__in": meeting_rules.LIVE}
SESSIONS = (Planned(Session, ("starts", "ends")),)
MEDIA = (Planned(MediaSlot, ("starts", "ends")),)
JOURNEYS = (Planned(Member, ("arrives_at", "departs_at")),)
DEADLINES = (
    Planned(Edition, ("replies_close", "nominations_close", "confirmations_close"), "pk"),
    Planned(Deadline, ("at",)),
    Planned(Category, ("deadline",)),
)
MEETINGS = (Planned(Meeting, ("starts", "ends"), only=LIVE, seen_by=BILATERALS),)
MEETING_HOURS = (
    Planned(Arrangements, ("requests_close",), seen_by=BILATERALS),
    Planned(Wish, ("starts", "ends"), "request__edition", seen_by=BILATERALS),
    Planned(Hours, ("starts", "ends"), seen_by=BILATERALS),
    Planned(Opening, ("starts", "ends"), "room__room__edition", seen_by=BILATERALS),
    Planned(Duty, ("starts", "ends"), "interpreter__edition", seen_by=BILATERALS),
    Planned(Readout, ("embargo_until",), "meeting__edition", seen_by=BILATERALS),
)
# In the order in which they are told.
GROUPS: list[tuple[tuple[Planned, ...], Counted]] = [
    (SESSIONS, lambda n: ngettext("%(n)d session", "%(n)d sessions", n)),
    (DEADLINES, lambda n: ngettext("%(n)d deadline", "%(n)d deadlines", n)),
    (
        JOURNEYS,
        lambda n: ngettext("%(n)d arrival or departure", "%(n)d arrivals and departures", n),
    ),
    (MEDIA, lambda n: ngettext("%(n)d item for the media", "%(n)d items for the media", n)),
    (MEETINGS, lambda n: ngettext("%(n)d bilateral meeting", "%(n)d bilateral meetings", n)),
    (MEETING_HOURS, lambda n: ngettext("%(n)d entry of hours", "%(n)d entries of hours", n)),
]


def touched(edition: Edition, *, by: User) -> list[str]:
    """“183 sessions”, “4 deadlines” …: what a change of zone concerns, as far as `by` may know.

    How many meetings there are is for the bilaterals desk alone (docs/adr/0008).
    """
    sentences = []
    for group, counted in GROUPS:
        seen = [one for one in group if by.may(one.seen_by, edition.pk)]
        if n := sum(_moments(one, edition) for one in seen):
            sentences.append(counted(n) % {"n": n})
    return sentences


def _moments(planned: Planned, edition: Edition) -> int:
    """Rows with a moment; of a deadline each column is one."""
    if planned in DEADLINES:
        rows = planned.rows(edition).values_list(*planned.columns)
        return sum(moment is not None for row in rows for moment in row)
    first, *_rest = planned.columns
    set_first = {f"{first}__isnull": False}
    return planned.rows(edition).filter(**set_first).count()


@transaction.atomic
def change_zone(edition: Edition, zone: str, *, keep: str, by: User, at: datetime) -> Edition:
    """`keep` the hours on the clock (instants move), or the instants (hours move).

    The published programme stays as it was read, in its old zone, until a version is published;
    who has a meeting is told that its hours are to be looked at again.
    """
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    was, now = edition.zone, ZoneInfo(zone)
    if was.key == now.key:
        raise RuleBroken(_("This is the time zone of the edition already."))
    if keep == CLOCK:
        _move_all(edition, was, now)
    else:
        _ensure_days_hold(edition, now)
    Edition.objects.filter(pk=edition.pk).update(time_zone=zone)
    after = {"time_zone": zone, "keep": keep}
    record("edition.changed", edition, by=by, at=at, before={"time_zone": was.key}, after=after)
    _tell(edition, at=at)
    edition.refresh_from_db()
    return edition


def _move_all(edition: Edition, was: ZoneInfo, now: ZoneInfo) -> None:
    try:
        with transaction.atomic():
            for group, _counted in GROUPS:
                for planned in group:
                    _move(planned, edition, was, now)
    except IntegrityError as error:
        raise RuleBroken(
            _("Something would end before it begins, where the clocks go forward. Move it first.")
        ) from error


def _move(planned: Planned, edition: Edition, was: ZoneInfo, now: ZoneInfo) -> None:
    rows = list(planned.rows(edition).only("pk", *planned.columns))
    for row in rows:
        for name in planned.columns:
            if moment := getattr(row, name):
                setattr(row, name, moment.astimezone(was).replace(tzinfo=now))
    planned.model._default_manager.bulk_update(rows, planned.columns, batch_size=200)


def _ensure_days_hold(edition: Edition, now: ZoneInfo) -> None:
    days = set(edition.days())
    outside = sum(
        starts.astimezone(now).date() not in days
        for starts in edition.sessions.values_list("starts", flat=True)
    )
    if outside:
        raise RuleBroken(
            ngettext(
                "%(n)d session would fall outside the days of the conference.",
                "%(n)d sessions would fall outside the days of the conference.",
                outside,
            )
            % {"n": outside}
        )


def _tell(edition: Edition, *, at: datetime) -> None:
    """Calendars take a change only with a higher SEQUENCE; parties are told in one mail each."""
    told = Meeting.objects.filter(edition=edition, **LIVE).exclude(told_at=None)
    meetings = list(told.select_related("request__delegation", "request__counterpart"))
    Meeting.objects.filter(pk__in=[one.pk for one in meetings]).update(
        sequence=F("sequence") + 1, changed_at=at
    )
    tell_many(edition, [News(one, "meeting.zone_changed") for one in meetings], at=at)


def columns() -> Iterator[tuple[type[Model], str]]:
    """Every moment of the plan there is."""
    groups: Iterable[tuple[Planned, ...]] = (group for group, _counted in GROUPS)
    for group in groups:
        for planned in group:
            for name in planned.columns:
                yield planned.model, name
