"""What cannot be right in the register: found at the merge, said to the desk, settled by a person.

Both scans of a conflict stay. It goes away by itself only when a scan told later explains it.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.accreditation import admission
from muntada.accreditation import rules as badge_rules
from muntada.accreditation.models import Badge
from muntada.audit.actions import record
from muntada.audit.models import Entry
from muntada.conferences.models import Edition
from muntada.gates import cards, rules
from muntada.gates.actions.known import Known, key_of
from muntada.gates.cards import Card
from muntada.gates.models import Conflict, Gate, Scan
from muntada.kit.errors import RuleBroken

type Wrong = tuple[str, Scan, Scan | None]


def reported(scans: Iterable[Scan]) -> set[int]:
    """Which of these the desk was told of, and no later scan has explained."""
    asked = {one.pk for one in scans}
    standing = Q(settled_at=None) | Q(settled_by__isnull=False)
    pairs = Conflict.objects.filter(standing, Q(first__in=asked) | Q(second__in=asked))
    found = {pk for pair in pairs.values_list("first_id", "second_id") for pk in pair}
    return asked & found


def report(
    made: Scan, card: Card, gate: Gate, edition: Edition, known: Known, *,
    vacated: datetime | None, at: datetime,
) -> None:  # fmt: skip
    """Tell the desk what this scan makes wrong; `vacated` is where it stood before it was moved.

    Call it with the presence locked.
    """
    found = _wrong(made, card, gate, edition, known)
    if vacated and gate.once:
        found += _meeting(*known.around_moment(made, vacated), edition)  # or it was no scan there
    for kind, first, second in found:
        one, is_new = Conflict.objects.get_or_create(
            kind=kind, first=first, second=second,
            defaults={"edition_id": made.edition_id, "reported_at": at},
        )  # fmt: skip
        if kind == rules.TWICE:
            known.contested.add(key_of(first))
        if not is_new and one.is_explained:  # and now no longer
            Conflict.objects.filter(pk=one.pk).update(settled_at=None, reported_at=at)


def explain(made: Scan, edition: Edition, known: Known, *, at: datetime) -> None:
    """What is open about this card and is right after all, now that this scan is known."""
    if key_of(made) not in known.contested:
        return
    waiting = Conflict.objects.filter(
        kind=rules.TWICE, settled_at=None, first__card=made.card, first__zone=made.zone_id
    )
    for one in waiting.select_related("first", "second"):
        if not _is_twice(one, edition, known):
            Conflict.objects.filter(pk=one.pk, settled_at=None).update(settled_at=at)


def _is_twice(one: Conflict, edition: Edition, known: Known) -> bool:
    first, second = one.first, one.second
    if second is None or not _meeting(first, second, edition):
        return False
    if (first.at, first.pk) > (second.at, second.pk):  # moved: reported anew where it is now
        return False
    return not known.left_between(first, second)


def _wrong(made: Scan, card: Card, gate: Gate, edition: Edition, known: Known) -> list[Wrong]:
    """What the desk must hear of an admission; both scans stay."""
    if made.verdict != admission.ADMITTED:
        return []
    found: list[Wrong] = []
    now = admission.judge(card.facts, zone="", day=cards.today(edition, made.at))
    if now in rules.WRONG_AT_THE_MERGE and _was_so_before(card, made.at):
        by_day = now == admission.EXPIRED and card.facts.state == badge_rules.ACTIVE
        found.append((rules.LAPSED if by_day else rules.BLOCKED, made, None))
    if made.card and gate.once:
        found += _twice(made, edition, known)
    return found


def _was_so_before(card: Card, moment: datetime) -> bool:
    if card.changed_at is None or card.changed_at <= moment:
        return True
    if card.facts.state != badge_rules.RETURNED or card.badge_id is None:
        return False
    # Blocked, used, and only then handed in: the last change hides the one that matters.
    badge = Badge.objects.get(pk=card.badge_id)
    entries = Entry.objects.filter(
        thing_type="accreditation.application", thing_id=str(badge.application_id), at__lte=moment
    )
    blocked = [f"badge.{state}" for state in badge_rules.BLOCKED_BADGES]
    return entries.filter(verb__in=blocked, after__issue=badge.issue).exists()


def _twice(made: Scan, edition: Edition, known: Known) -> list[Wrong]:
    """An admission just before or just after, with no exit between."""
    before, after = known.around(made)
    return _meeting(before, made, edition) + _meeting(made, after, edition)


def _meeting(first: Scan | None, second: Scan | None, edition: Edition) -> list[Wrong]:
    """Admitted and admitted again within a day, and no guard who said: let in anyway."""
    if first is None or second is None or second.anyway:
        return []
    both_in = first.verdict == second.verdict == admission.ADMITTED
    same_day = cards.today(edition, first.at) == cards.today(edition, second.at)
    return [(rules.TWICE, first, second)] if both_in and same_day else []


@transaction.atomic
def settle(conflict: Conflict, *, note: str, by: User, at: datetime) -> None:
    """A person has looked into it and says what was found."""
    note = note.strip()[:300]
    if not note:
        raise RuleBroken(_("Say what was found."))
    rows = Conflict.objects.filter(pk=conflict.pk, settled_at=None).update(
        settled_at=at, settled_by=by, note=note
    )
    if not rows:
        raise RuleBroken(_("This conflict was settled already."))
    record("conflict.settled", conflict, by=by, at=at, edition_id=conflict.edition_id)
