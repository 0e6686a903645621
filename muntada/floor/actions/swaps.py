"""Two exchange their turns: entered by the desk, or asked by one delegation of another."""

from datetime import datetime

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.delegations.models import Delegation, FocalPoint
from muntada.floor import rules
from muntada.floor.actions.meeting import seen
from muntada.floor.models import Floor, Speech, Swap
from muntada.kit.errors import RuleBroken, ensure
from muntada.kit.outbox import mail_later
from muntada.kit.rows import write_row


@seen
def swap(
    floor: Floor, *, one: Speech, other: Speech, one_consents: str, other_consents: str,
    by: User, at: datetime,
) -> Swap:  # fmt: skip
    """Without the word of both sides nothing is exchanged."""
    if not one_consents.strip() or not other_consents.strip():
        raise RuleBroken(_("Both sides must consent. Write who gave the word for each."))
    made = Swap(floor=floor, one=one, other=other, one_consents=one_consents)
    made.other_consents = other_consents
    return _exchange(made, by, at)


def _ensure_can(one: Speech, other: Speech) -> None:
    one.refresh_from_db()
    other.refresh_from_db()
    ensure(rules.why_not_exchange(
        kinds={one.kind, other.kind}, states={one.state, other.state}, same=one.pk == other.pk
    ))  # fmt: skip


def _exchange(made: Swap, by: User, at: datetime) -> Swap:
    one, other = made.one, made.other
    _ensure_can(one, other)
    one.level, other.level = other.level, one.level
    one.since, other.since = other.since, one.since
    Speech.objects.bulk_update([one, other], ["level", "since"])
    write_row(made, {"done_at": at, "other_consents": made.other_consents})
    consent = [made.one_consents, made.other_consents]
    after = {"one": str(one), "other": str(other), "consent": consent}
    record("speech.swapped", made.floor, by=by, at=at, after=after)
    return made


@seen
def ask_swap(floor: Floor, *, one: Speech, other: Speech, by: User, at: datetime) -> Swap:
    """One side consents by asking; the other is told by a mail that holds only a link."""
    _ensure_can(one, other)
    pair = {(one.pk, other.pk), (other.pk, one.pk)}
    asked = Swap.objects.filter(floor=floor).waiting().values_list("one", "other")
    if pair & set(asked):
        raise RuleBroken(_("These two have a request that waits for an answer already."))
    made = Swap.objects.create(floor=floor, one=one, other=other, one_consents=str(by), asked_at=at)
    record("swap.asked", floor, by=by, at=at, after={"one": str(one), "other": str(other)})
    _tell(other.delegation, floor)
    return made


@seen
def consent(swap: Swap, *, by: User, at: datetime) -> Swap:
    _ensure_waits(swap)
    swap.other_consents = str(by)
    return _exchange(swap, by, at)


@seen
def decline(swap: Swap, *, by: User, at: datetime) -> None:
    """The other side says no, or the one who asked takes it back."""
    _ensure_waits(swap)
    swap.declined_at = at
    swap.save(update_fields=["declined_at"])
    after = {"one": str(swap.one), "other": str(swap.other)}
    record("swap.declined", swap.floor, by=by, at=at, after=after)


def _ensure_waits(swap: Swap) -> None:
    swap.refresh_from_db()
    ensure(rules.why_not_answer(
        open_still=swap.done_at is None and swap.declined_at is None,
        both_wait={swap.one.state, swap.other.state} == {rules.INSCRIBED},
    ))  # fmt: skip


def _tell(delegation: Delegation, floor: Floor) -> None:
    points = FocalPoint.objects.filter(delegation=delegation, ended_at=None, user__is_active=True)
    for point in points.select_related("user").order_by("pk"):
        with override(point.user.language):
            mail_later(
                to=point.user.email,
                subject=_now("News from the list of speakers"),
                body=_now(
                    "Somebody asks your delegation to change places on a list of speakers.\n\n"
                    "Sign in to answer: {link}"
                ),
                seen_by="floor.see",
                edition_id=floor.edition_id,
                link=f"/{point.user.language}/desk/{floor.edition.slug}/floor/own/",
            )
