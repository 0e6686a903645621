"""Accreditation in the demo: everybody somewhere on the way, from the draft to the badge handed out.

Six hundred applications are written at once, as an import would be; what is rare (a refusal, a lost
badge, a zone asked for) goes through the verbs of the desk.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

from muntada.accounts.models import User
from muntada.accreditation import rules, vault
from muntada.accreditation.actions import badges as handing
from muntada.accreditation.actions import decide, lent
from muntada.accreditation.actions.applications import document_digest, printed_names
from muntada.accreditation.actions.setup import keys_of, open_accreditation
from muntada.accreditation.models import (
    Application,
    Badge,
    Category,
    Receipt,
    ReceiptLine,
    SealedFile,
)
from muntada.accreditation.papers import JPEG, PDF
from muntada.audit.actions import Deed, record_all
from muntada.conferences.models import Edition
from muntada.delegations import rules as member_rules
from muntada.delegations.models import Member
from muntada.website.demo.papers import assignment, press_card
from muntada.website.demo.portraits import portrait
from muntada.website.demo.reporters import reporters

OPENED_AT = datetime(2021, 4, 12, 8, 0, tzinfo=UTC)
SENT_AT = datetime(2021, 5, 30, 9, 0, tzinfo=UTC)
DECIDED_AT = datetime(2021, 6, 14, 9, 0, tzinfo=UTC)
HANDED_AT = datetime(2021, 6, 22, 6, 0, tzinfo=UTC)
WITHOUT = 14  # confirmed, and nobody has applied for them yet
# Of a hundred applications in turn, how many are where; the rest are approved.
ON_THE_WAY = (
    (rules.DRAFT, 3), (rules.INCOMPLETE, 2), (rules.SUBMITTED, 6), (rules.CLEARED, 3),
    (rules.WITHDRAWN, 1),
)  # fmt: skip
SIGNATORY = "Focal point of {code}"


def fill_accreditation(edition: Edition, members: list[Member], by: User) -> None:
    chance = random.Random(edition.ordinal or 1)
    second = User.objects.filter(email="accreditation@demo.example").first() or by
    open_accreditation(edition, by=by, at=OPENED_AT)
    _deadlines(edition)
    made = _applications(edition, members, chance)
    _seal(edition, made, chance)
    said = [Deed("application.submitted", one) for one in made if one.submitted_at]
    approved = [one for one in made if one.state == rules.APPROVED]
    said += [Deed("application.approved", one) for one in approved]
    record_all(said, by=by, at=DECIDED_AT)
    issued = _issue(edition, approved)
    _hand_out(edition, issued, by)
    _vetted(edition, made, by)
    _rare(made, issued, by=by, second=second)
    _lent(edition, by)


def _deadlines(edition: Edition) -> None:
    """Crews and technical staff first, delegations a week later; the pen may still apply."""
    for codes, days in ((("crew", "technical"), 18), (("delegate", "adviser", "observer"), 10)):
        due = datetime.combine(edition.starts - timedelta(days=days), time(18), tzinfo=edition.zone)
        edition.accreditation_categories.filter(code__in=codes).update(deadline=due)


def _applications(
    edition: Edition, members: list[Member], chance: random.Random
) -> list[Application]:
    categories = {
        one.code: one for one in edition.accreditation_categories.prefetch_related("zones")
    }
    for category in categories.values():
        category.edition = edition
    confirmed = [one for one in members if one.state == member_rules.CONFIRMED]
    states = _states(chance)
    made = [
        _of_member(edition, member, _category(member, categories), chance)
        for member in confirmed[:-WITHOUT]
    ]
    made += [
        Application(edition=edition, category=categories[code], **said)
        for code, said in reporters(chance)
    ]
    for number, one in enumerate(made, start=1):
        one.number, one.made_at = number, OPENED_AT + timedelta(minutes=37 * number)
        one.state = rules.APPROVED if one.category.code == "head" else next(states)
        due = one.category.deadline
        if one.state not in (rules.DRAFT, rules.WITHDRAWN):
            late = bool(due) and number % 61 == 0
            one.late_allowed = late
            one.submitted_at = due + timedelta(days=2) if late and due else SENT_AT
        if one.state == rules.APPROVED:
            one.decided_at = DECIDED_AT
        if one.state == rules.INCOMPLETE:
            one.question = "The photo is older than two years. Please send a recent one."
    return Application.objects.bulk_create(made)


def _states(chance: random.Random) -> Iterator[str]:
    hundred = [state for state, n in ON_THE_WAY for _n in range(n)]
    hundred += [rules.APPROVED] * (100 - len(hundred))
    while True:
        chance.shuffle(hundred)
        yield from hundred


def _category(member: Member, categories: dict[str, Category]) -> Category:
    if member.place == member_rules.HEAD:
        return categories["head"]
    if not member.delegation.party.is_state:
        return categories["organisation"]
    return categories.get(member.category.code, categories["delegate"])


def _of_member(
    edition: Edition, member: Member, category: Category, chance: random.Random
) -> Application:
    latin, own = printed_names(member.person)
    party = member.delegation.party
    # Who writes in another script has both on the badge; the cast's Latin, African and Western
    # names are known in Arabic and Russian too, and would not carry them.
    writes = {"ar": "ar", "ru": "ru"}.get(member.person.languages[0], "")
    own = member.person.name.get(writes, "") if writes else ""
    return Application(
        edition=edition, member=member, delegation=member.delegation, person=member.person,
        category=category, name_latin=latin, name_own=own, function=member.function,
        nationality=party if party.is_state else None,
    )  # fmt: skip


def _seal(edition: Edition, made: list[Application], chance: random.Random) -> None:
    """Photos, letters and invented documents, each sealed to the application it belongs to."""
    keys = keys_of(edition, at=OPENED_AT)
    key = keys.data_key()
    letter, files, known = assignment(edition), [], []
    for one in made:
        needs = one.category.needs
        if one.state == rules.DRAFT and one.number % 2:
            continue
        papers = {rules.ASSIGNMENT: (letter, PDF), rules.PRESS_CARD: (press_card(), JPEG)}
        given = {kind: papers[kind] for kind in papers if kind in needs}
        if rules.PHOTO in needs:
            given[rules.PHOTO] = (portrait(one.number), JPEG)
        for kind, (content, media_type) in given.items():
            sealed = vault.seal_with(key, content, one.about(kind))
            files.append(
                SealedFile(application=one, kind=kind, media_type=media_type, size=len(content),
                           content=sealed, sealed_at=one.submitted_at or one.made_at)
            )  # fmt: skip
        if rules.IDENTITY in needs:
            said = _document(one, chance)
            one.identity = vault.seal_with(key, vault.pack(said), one.about("identity"))
            one.document_digest = document_digest(keys, said)
            known.append(one)
    SealedFile.objects.bulk_create(files, batch_size=200)
    Application.objects.bulk_update(known, ["identity", "document_digest"], batch_size=120)


def _document(one: Application, chance: random.Random) -> dict[str, str]:
    """A document that no state has issued: its number begins with two letters of the demo."""
    born = datetime(1950, 1, 1, tzinfo=UTC) + timedelta(days=chance.randrange(365 * 50))
    return {
        "name": one.name_latin.upper(),
        "born": born.date().isoformat(),
        "nationality": one.nationality.code if one.nationality else "XXX",
        "number": f"ZZ{one.number:04d}{chance.randrange(100, 1000)}",
        "expires": f"20{chance.randrange(24, 31)}-06-30",
    }


def _issue(edition: Edition, approved: Iterable[Application]) -> list[Badge]:
    """Signed as the desk signs them; every sixth waits to be printed, some to be fetched."""
    keys = keys_of(edition, at=OPENED_AT)
    bits = dict(edition.zones.values_list("letter", "bit"))
    made = []
    for n, one in enumerate(approved):
        badge = Badge(
            edition=edition, application=one, zones=one.valid_zones(), days=one.valid_days(),
            issued_at=DECIDED_AT, changed_at=DECIDED_AT,
        )  # fmt: skip
        badge.token = handing.signed(badge, keys, bits)
        badge.state = (rules.READY, rules.PRINTED, *[rules.ACTIVE] * 3, rules.COLLECTED)[n % 6]
        if badge.state != rules.READY:
            badge.printed_at = DECIDED_AT + timedelta(days=3)
        if badge.state == rules.ACTIVE:
            badge.activated_at = badge.changed_at = HANDED_AT + timedelta(minutes=n % 240)
        made.append(badge)
    made = Badge.objects.bulk_create(made)
    record_all(
        (Deed("badge.issued", one.application, after={"issue": 1}) for one in made),
        by=None, at=DECIDED_AT,
    )  # fmt: skip
    return made


def _hand_out(edition: Edition, issued: list[Badge], by: User) -> None:
    """One receipt a delegation, signed by its focal point; the press signs one by one."""
    handed: dict[object, list[Badge]] = {}
    for badge in issued:
        if badge.state in (rules.ACTIVE, rules.COLLECTED):
            one = badge.application
            handed.setdefault(one.delegation_id or f"press {one.pk}", []).append(badge)
    receipts, lines = [], []
    for number, group in enumerate(handed.values(), start=1):
        first = group[0].application
        code = first.delegation.party.code if first.delegation else ""
        receipt = Receipt(
            edition=edition, number=number, kind="collected", at=HANDED_AT, by=by,
            name=SIGNATORY.format(code=code) if code else first.name_latin,
            role="focal_point" if code else "self", delegation=first.delegation,
        )  # fmt: skip
        receipts.append(receipt)
        lines += [(receipt, badge) for badge in group]
    Receipt.objects.bulk_create(receipts)
    ReceiptLine.objects.bulk_create(ReceiptLine(receipt=a, badge=b) for a, b in lines)


def _vetted(edition: Edition, made: list[Application], by: User) -> None:
    """One batch answered, in which two are not cleared; another still out."""
    vetted = [
        one for one in made
        if one.state == rules.SUBMITTED and one.category.needs_vetting and one.identity
    ]  # fmt: skip
    to: dict[str, Any] = {"recipient": "Vetting body of the host", "by": by}
    answered = decide.send_to_vetting(edition, vetted[:6], at=SENT_AT, **to)
    rows: list[tuple[str, str]] = [
        (item.reference, "not cleared" if n < 2 else "cleared")
        for n, item in enumerate(answered.items.order_by("pk"))
    ]
    decide.take_answers(
        answered, list(enumerate(rows, start=2)), by=by, at=SENT_AT + timedelta(days=6)
    )
    decide.send_to_vetting(edition, vetted[6:14], at=DECIDED_AT, **to)


def _rare(made: list[Application], issued: list[Badge], *, by: User, second: User) -> None:
    """Refused by two, proposed by one, more zones asked for, a badge lost and issued again."""
    refused, proposed = Application.objects.filter(pk__in=[a.pk for a in made]).filter(
        state=rules.NOT_CLEARED
    )[:2]
    actor: dict[str, Any] = {"by": by, "at": DECIDED_AT}
    reason = "The vetting body does not clear this person and gives no further particulars."
    for one in (refused, proposed):
        decide.propose_refusal(one, reason=reason, **actor)
    if second != by:
        decide.refuse(refused, by=second, at=DECIDED_AT + timedelta(hours=3))
    active = [one for one in issued if one.state == rules.ACTIVE]
    lost, revoked, wider = active[4], active[9], active[14].application
    again = handing.report_lost(lost, by=by, at=HANDED_AT + timedelta(hours=5))
    if again:
        handing.mark_printed([again], by=by, at=HANDED_AT + timedelta(hours=6))
    handing.block(revoked, verb="revoke", by=by, at=HANDED_AT + timedelta(hours=7))
    zones = sorted({*wider.valid_zones(), "D"})
    decide.ask_zones(
        wider, zones=zones, days=wider.valid_days(), reason="Gives an interview in the press centre.",
        by=by, at=HANDED_AT,
    )  # fmt: skip


def _lent(edition: Edition, by: User) -> None:
    """Twelve floaters of the bilateral rooms, one of them lost; forty pins, five given."""
    at: dict[str, Any] = {"by": by, "at": HANDED_AT}
    series = lent.make_series(edition.zones.get(letter="C"), name="C1", size=12, **at)
    heads = edition.applications.filter(category__code="head", state=rules.APPROVED)
    heads = heads.select_related("edition", "category", "delegation__party").order_by("number")
    lent.make_pins(edition, size=40, **at)
    for n, head in enumerate(heads[:5]):
        if head.delegation is None:
            continue
        name = SIGNATORY.format(code=head.delegation.party.code)
        floater = lent.hand_out_floater(series, head.delegation, name=name, **at)
        lent.hand_out_pin(head, name=name, **at)
        if n == 4:
            lent.move_lent(floater, "lose", **at)
