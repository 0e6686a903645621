"""What the house does with accounts: people invited, passwords chosen, roles given and taken."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from muntada.accounts.models import AccountInvitation, Grant, User
from muntada.accounts.roles import GIVEN_BY_ANOTHER, GRANTABLE
from muntada.audit.actions import record
from muntada.kit.errors import RuleBroken, ensure
from muntada.kit.mail import mail_later


@dataclass(frozen=True)
class SentInvitation:
    """`path` is the personal link; it is a secret and is never logged or audited."""

    user: User
    path: str


@transaction.atomic
def invite_person(
    *, email: str, name: str, language: str, by: User | None, at: datetime, purpose: str = ""
) -> SentInvitation:
    """Make the account if there is none, and mail a personal link to choose a password."""
    user, created = User.objects.get_or_create(
        email=email.strip().lower(),
        defaults={"name": name.strip(), "language": language, "joined_at": None},
    )
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        record("account.opened", user, by=by, at=at, after={"language": language})
    return _send_link(user, by=by, at=at, purpose=purpose)


def _send_link(user: User, *, by: User | None, at: datetime, purpose: str) -> SentInvitation:
    invitation = AccountInvitation.objects.create(user=user, sent_at=at)
    with override(user.language):
        path = reverse("accounts:join", args=[invitation.token])
        subject = str(_("Your personal access to Muntada"))
        body = str(
            _(
                "You have been given personal access to the conference's system.\n\n"
                "Open this link once, within 14 days, and choose a password:\n{link}\n\n"
                "The link is yours alone: do not pass it on. The secretariat never asks for a "
                "password by mail or telephone."
            )
        )
    mail_later(to=user.email, subject=subject, body=body, link=path)
    record("account.invited", user, by=by, at=at, after={"purpose": purpose})
    return SentInvitation(user, path)


@transaction.atomic
def send_new_link(*, email: str, at: datetime) -> None:
    """For a forgotten password. Whether there is such an account is told to its owner alone."""
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is not None:
        _send_link(user, by=None, at=at, purpose="forgotten password")


@transaction.atomic
def join(invitation: AccountInvitation, *, password: str, at: datetime) -> User:
    """Use a personal link: the person chooses a password, and the link is spent."""
    ensure(invitation.why_not_use(at=at))
    spent = AccountInvitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=at)
    if not spent:
        raise RuleBroken(_("This link has been used. Sign in with your address and password."))
    user = invitation.user
    user.set_password(password)
    user.joined_at = user.joined_at or at
    user.save(update_fields=["password", "joined_at"])
    record("account.joined", user, by=user, at=at)
    return user


@transaction.atomic
def give_role(
    user: User, *, role: str, edition_id: int | None, by: User | None, at: datetime
) -> Grant:
    if by is not None and role not in GRANTABLE and not by.may("conferences.open"):
        raise RuleBroken(_("Only an owner can make another owner."))
    if by is not None and by.pk == user.pk and role in GIVEN_BY_ANOTHER:
        raise RuleBroken(_("Nobody gives this role to themselves. Ask a colleague to give it."))
    grant, created = Grant.objects.get_or_create(
        user=user,
        role=role,
        edition_id=edition_id,  # type: ignore[misc]  # empty: the whole house
    )
    if created:
        record("role.given", user, by=by, at=at, after={"role": role}, edition_id=edition_id)
    return grant


@transaction.atomic
def take_role(grant: Grant, *, by: User, at: datetime) -> None:
    if grant.user_id == by.pk:
        raise RuleBroken(_("You cannot take a role from yourself. Ask a colleague."))
    if grant.role not in GRANTABLE and not by.may("conferences.open"):
        raise RuleBroken(_("Only an owner can take the role of an owner."))
    record(
        "role.taken",
        grant.user,
        by=by,
        at=at,
        before={"role": grant.role},
        edition_id=grant.edition_id,
    )
    grant.delete()


@transaction.atomic
def make_owner(*, email: str, name: str, by: User | None, at: datetime) -> SentInvitation:
    """The first account of an installation, from the command line."""
    if not email or "@" not in email:
        raise ValidationError(_("This is not an e-mail address."))
    sent = invite_person(email=email, name=name, language="en", by=by, at=at, purpose="owner")
    give_role(sent.user, role="owner", edition_id=None, by=by, at=at)
    return sent


@transaction.atomic
def change_settings(
    user: User, *, name: str, language: str, eastern_digits: bool, at: datetime
) -> User:
    before = {"language": user.language, "eastern_digits": user.eastern_digits}
    user.name, user.language, user.eastern_digits = name, language, eastern_digits
    user.save(update_fields=["name", "language", "eastern_digits"])
    after = {"language": language, "eastern_digits": eastern_digits}
    record("account.changed", user, by=user, at=at, before=before, after=after)
    return user
