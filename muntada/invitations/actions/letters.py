"""Parties listed and invited; letters numbered, issued, mailed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Max, prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from muntada.accounts.models import User
from muntada.audit.actions import Deed, record, record_all
from muntada.conferences.models import Edition
from muntada.delegations.actions.desk import open_delegations
from muntada.invitations import rules
from muntada.invitations.documents import addressee, filled_in, letterhead
from muntada.invitations.mail import send_later
from muntada.invitations.models import Invitation, Letter, LetterTemplate
from muntada.invitations.words import default_template
from muntada.kit.errors import RuleBroken
from muntada.kit.origin import ensure_known
from muntada.kit.states import CHANGED, move, move_all
from muntada.kit.texts import Text
from muntada.parties.models import Party
from muntada.people.models import Rank

# What the words of a letter are made of: read for all of them at once, where it was not yet.
IN_A_LETTER = ("edition__series", "party", "level_asked")


@transaction.atomic
def list_parties(
    edition: Edition,
    *,
    parties: Iterable[Party],
    level_asked: Rank | None,
    language: str,
    by: User,
    at: datetime,
) -> list[Invitation]:
    """Put parties on the list to invite; those already there are left as they are."""
    there = set(Invitation.objects.filter(edition=edition).values_list("party_id", flat=True))
    added = Invitation.objects.bulk_create(
        Invitation(edition=edition, party=party, level_asked=level_asked, language=language)
        for party in parties
        if party.pk not in there
    )
    level = str(level_asked) if level_asked else ""
    record_all(
        [Deed("invitation.listed", one, after={"level": level}) for one in added], by=by, at=at
    )
    return added


@transaction.atomic
def change_listing(
    invitation: Invitation,
    *,
    level_asked: Rank | None,
    language: str,
    mail_to: str,
    note: str,
    by: User,
    at: datetime,
) -> Invitation:
    before = {"level": invitation.level_asked_id, "language": invitation.language}
    invitation.level_asked, invitation.language = level_asked, language
    invitation.mail_to, invitation.note = mail_to, note
    invitation.save(update_fields=["level_asked", "language", "mail_to", "note"])
    after = {"level": level_asked.pk if level_asked else None, "language": language}
    record("invitation.changed", invitation, by=by, at=at, before=before, after=after)
    return invitation


@dataclass
class Sent:
    """Letters issued, in the order asked for, and to whom none could be, each with the reason."""

    letters: list[Letter] = field(default_factory=list)
    refused: list[tuple[Invitation, str | Promise]] = field(default_factory=list)

    def only(self) -> Letter:
        for _invitation, why in self.refused:
            raise RuleBroken(why)
        return self.letters[0]


def invite(invitation: Invitation, *, by: User, at: datetime) -> Letter:
    """Issue the numbered letter, open the delegation, mail the letter where there is an address."""
    return invite_all(invitation.edition, [invitation], by=by, at=at).only()


@transaction.atomic
def invite_all(
    edition: Edition, invitations: Sequence[Invitation], *, by: User, at: datetime
) -> Sent:
    """Letters to all of them; one that cannot go is said, the others go."""
    edition = _alone_with(edition)
    asked, sent = _sorted_out(
        invitations,
        lambda one: rules.why_not_invite(state=one.state, edition_state=edition.state),
    )
    moved, late = move_all(asked, rules.STEPS, "invite", invited_at=at)
    sent.refused += [(one, CHANGED) for one in late]
    if not moved:
        return sent
    prefetch_related_objects(moved, *IN_A_LETTER)
    parties = [one.party for one in moved]
    opened = open_delegations(edition=edition, parties=parties, by=by, at=at)
    for one in moved:
        one.delegation = opened[one.party_id]
    Invitation.objects.bulk_update(moved, ["delegation"], batch_size=100)
    sent.letters = _issue(edition, moved, kind=LetterTemplate.INVITATION, by=by, at=at)
    _record("invitation.sent", sent.letters, by=by, at=at)
    return sent


def remind(invitation: Invitation, *, by: User, at: datetime) -> Letter:
    """A reminder to a party that has not replied, or only tentatively."""
    return remind_all(invitation.edition, [invitation], by=by, at=at).only()


@transaction.atomic
def remind_all(
    edition: Edition, invitations: Sequence[Invitation], *, by: User, at: datetime
) -> Sent:
    edition = _alone_with(edition)
    asked, sent = _sorted_out(
        invitations, lambda one: rules.why_not_remind(state=one.state, answer=one.answer)
    )
    if asked:
        prefetch_related_objects(asked, *IN_A_LETTER)
        sent.letters = _issue(edition, asked, kind=LetterTemplate.REMINDER, by=by, at=at)
        _record("invitation.reminded", sent.letters, by=by, at=at)
    return sent


def _alone_with(edition: Edition) -> Edition:
    """Two officers pressing at once wait for one another here, so numbers never meet."""
    rows = Edition.objects.select_for_update(of=("self",)).select_related("series")
    return rows.get(pk=edition.pk)


def _sorted_out(
    invitations: Iterable[Invitation], why_not: Callable[[Invitation], Promise | None]
) -> tuple[list[Invitation], Sent]:
    reasons = [(one, why_not(one)) for one in invitations]
    refused = [(one, why) for one, why in reasons if why is not None]
    return [one for one, why in reasons if why is None], Sent(refused=[*refused])


def _record(verb: str, letters: Iterable[Letter], *, by: User, at: datetime) -> None:
    deeds = [Deed(verb, one.invitation, after={"letter": one.symbol}) for one in letters]
    record_all(deeds, by=by, at=at)


@transaction.atomic
def recall(invitation: Invitation, *, by: User, at: datetime) -> Invitation:
    """Take an invitation back: its letters no longer verify, its delegation closes."""
    move(invitation, rules.STEPS, "recall")
    invitation.letters.filter(revoked_at=None).update(revoked_at=at)
    if delegation := invitation.delegation:
        delegation.is_coming = delegation.is_open = False
        delegation.save(update_fields=["is_coming", "is_open"])
    record("invitation.recalled", invitation, by=by, at=at)
    return invitation


@transaction.atomic
def relist(invitation: Invitation, *, by: User, at: datetime) -> Invitation:
    """Put a recalled party back on the list; what it answered before stays in its history only."""
    before = {"answer": invitation.answer}
    nothing = {"answer": rules.NO_REPLY, "answered_at": None, "level_offered": None}
    move(invitation, rules.STEPS, "relist", **nothing)
    record("invitation.relisted", invitation, by=by, at=at, before=before)
    return invitation


@transaction.atomic
def mark_sent(letter: Letter, *, by: User, at: datetime) -> Letter:
    """A letter handed over by an embassy's courier or mailed by other means."""
    rows = Letter.objects.filter(pk=letter.pk, mailed_at=None, revoked_at=None)
    if not rows.update(mailed_at=at, mail_problem=""):
        raise RuleBroken(_("This letter has gone out already, or was recalled."))
    letter.mailed_at = at
    record("letter.sent_by_hand", letter, by=by, at=at)
    return letter


@transaction.atomic
def mail_again(letter: Letter, *, by: User, at: datetime) -> Letter:
    """Try once more, to the address the invitation has now."""
    address = letter.invitation.mail_to
    if not address:
        raise RuleBroken(_("This invitation has no address for the letter. Add one first."))
    rows = Letter.objects.filter(pk=letter.pk, mailed_at=None, revoked_at=None)
    if not rows.update(mail_to=address, mail_problem=""):
        raise RuleBroken(_("This letter has gone out already, or was recalled."))
    letter.mail_to = address
    record("letter.mailed_again", letter, by=by, at=at)
    send_later([letter])
    return letter


@transaction.atomic
def change_template(
    edition: Edition, *, kind: str, subject: Text, body: Text, by: User, at: datetime
) -> LetterTemplate:
    template, _new = LetterTemplate.objects.update_or_create(
        edition=edition, kind=kind, defaults={"subject": subject, "body": body}
    )
    record("letter_template.changed", template, by=by, at=at, after={"kind": kind, "body": body})
    return template


def template_of(edition: Edition, kind: str) -> LetterTemplate:
    """The edition's own words, or the house's if it has none yet."""
    found = LetterTemplate.objects.filter(edition=edition, kind=kind).first()
    return found or default_template(edition, kind)


def _issue(
    edition: Edition, invitations: Iterable[Invitation], *, kind: str, by: User, at: datetime
) -> list[Letter]:
    """Numbered in their order; call it alone with the edition."""
    ensure_known()
    last = Letter.objects.filter(edition=edition).aggregate(last=Max("number"))["last"] or 0
    template = template_of(edition, kind)
    letters = [
        _written(template, invitation, number=number, by=by, at=at)
        for number, invitation in enumerate(invitations, start=last + 1)
    ]
    Letter.objects.bulk_create(letters, batch_size=500)
    send_later(letters)
    return letters


def _written(
    template: LetterTemplate, invitation: Invitation, *, number: int, by: User, at: datetime
) -> Letter:
    language, edition = invitation.language, invitation.edition
    with override(language):
        return Letter(
            invitation=invitation,
            edition=edition,
            kind=template.kind,
            number=number,
            symbol=f"{edition.slug.upper()}/NV/{number:03d}",
            language=language,
            subject=filled_in(template.subject.in_(language), invitation),
            body=filled_in(template.body.in_(language), invitation),
            addressee=addressee(invitation),
            letterhead=letterhead(edition),
            issued_at=at,
            issued_by=by,
            mail_to=invitation.mail_to,
        )
