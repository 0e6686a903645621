"""Long reads of the desk: arrangements, who may meet whom, what stands between two parties."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db.models import Max, Q

from muntada.accounts.models import User
from muntada.bilaterals import rules
from muntada.bilaterals.models import Arrangements, Meeting, Principal, Request
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation, trusted_with


def arrangements_of(edition: Edition) -> Arrangements:
    """Those of the edition, or the usual ones, not yet saved."""
    return Arrangements.objects.filter(edition=edition).first() or Arrangements(edition=edition)


def days_of(edition: Edition) -> tuple[datetime, datetime]:
    """From the first minute of the arrival day to the last of the last day, in the venue's zone."""
    days = edition.days()
    first = datetime.combine(days[0], time.min, tzinfo=edition.zone)
    return first, datetime.combine(days[-1], time.min, tzinfo=edition.zone) + timedelta(days=1)


def top_levels(edition: Edition) -> dict[int, int]:
    """By delegation: the highest level at which somebody meets."""
    found = Principal.objects.filter(edition=edition).meeting()
    return dict(found.order_by().values_list("delegation").annotate(top=Max("level")))


def principal_at(delegation: Delegation, level: int) -> Principal | None:
    """Who meets for the delegation at this level: the nearest at it or above."""
    fitting = Principal.objects.filter(delegation=delegation, level__gte=level).meeting()
    return fitting.order_by("level", "member__rank__position", "pk").first()


def between(one: Delegation, other: Delegation, level: int) -> Request | None:
    """The open request between two delegations at a level, in either direction."""
    either = Q(delegation=one, counterpart=other) | Q(delegation=other, counterpart=one)
    # A draft of the other side is not known here: its existence must not be told.
    known = ~Q(state=rules.DRAFT) | Q(delegation=one)
    return Request.objects.open().filter(either & known, level=level).first()


def sides_of(user: User, request: Request) -> list[str]:
    """For which side this person acts; a focal point of both parties acts for both."""
    held = set(trusted_with(user))
    sides = [(rules.ASKER, request.delegation_id), (rules.COUNTERPART, request.counterpart_id)]
    return [side for side, delegation in sides if delegation in held]


def meeting_of(request: Request) -> Meeting | None:
    return Meeting.objects.filter(request=request).standing().first()


def agreed_without_meeting(edition: Edition) -> int:
    agreed = Request.objects.filter(edition=edition).agreed()
    return agreed.exclude(pk__in=Meeting.objects.standing().values("request")).count()


def reopened(edition: Edition) -> int:
    """Meetings that stand while their terms are talked about again."""
    live = Meeting.objects.live().filter(edition=edition)
    return live.exclude(request__state=rules.ACCEPTED).count()


def waiting_for(edition: Edition, user: User) -> dict[int, int]:
    """By delegation that trusts this person: how many requests wait for its answer."""
    mine = trusted_with(user)
    requests = Request.objects.filter(edition=edition)
    asked = requests.filter(counterpart__in=mine, state__in=rules.FOR_COUNTERPART)
    asking = requests.filter(delegation__in=mine, state__in=rules.FOR_ASKER)
    pks = [
        *asked.values_list("counterpart", flat=True),
        *asking.values_list("delegation", flat=True),
    ]
    return dict(Counter(pks))


def coming_delegations(edition: Edition) -> Iterable[Delegation]:
    """Those that may be asked for a meeting: the party has accepted."""
    coming = Delegation.objects.filter(edition=edition, is_coming=True).select_related("party")
    return sorted(coming, key=lambda one: (not one.party.is_state, str(one.party)))
