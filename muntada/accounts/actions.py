"""What the house does with accounts: people invited, passwords chosen, roles given and taken."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from muntada.accounts import links
from muntada.accounts.models import Grant, User
from muntada.accounts.roles import GRANTABLE, why_not_give
from muntada.audit.actions import record
from muntada.kit.errors import RuleBroken, ensure
from muntada.kit.origin import ensure_known
from muntada.kit.outbox import mail_later

# Who is told that a mail to a colleague or a focal point cannot leave: accounts are of the house.
SEEN_BY = "accounts.edit"
VOID = _(
    "This link is no longer good: it was used or is too old, or the password was changed since. "
    "Sign in, or ask for a new link."
)


@transaction.atomic
def invite_person(
    *,
    email: str,
    name: str,
    language: str,
    by: User | None,
    at: datetime,
    purpose: str = "",
    edition_id: int | None = None,
) -> User:
    """Make the account if there is none, and mail how to enter.

    Who has a password is told to sign in: a link that replaces it would be asked for by others.
    """
    user = _account(email=email, name=name, language=language, by=by, at=at)
    (_mail_sign_in if user.joined_at else _mail_invitation)(user, edition_id)
    record("account.invited", user, by=by, at=at, after={"purpose": purpose})
    return user


def _account(*, email: str, name: str, language: str, by: User | None, at: datetime) -> User:
    user, created = User.objects.get_or_create(
        email=email.strip().lower(),
        defaults={"name": name.strip(), "language": language, "joined_at": None},
    )
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        record("account.opened", user, by=by, at=at, after={"language": language})
    return user


def _mail_invitation(user: User, edition_id: int | None) -> None:
    with override(user.language):
        subject = str(_("Your personal access to Muntada"))
        body = str(
            _(
                "You have been given personal access to the conference's system.\n\n"
                "Open this link once, within 14 days, and choose a password:\n{link}\n\n"
                "The link is yours alone: do not pass it on. The secretariat never asks for a "
                "password by mail or telephone."
            )
        )
    _mail(user, subject, body, edition_id, personal=links.INVITATION, about=user.pk)


def _mail_sign_in(user: User, edition_id: int | None) -> None:
    with override(user.language):
        subject = str(_("Your personal access to Muntada"))
        body = str(
            _(
                "You have been given more access to the conference's system.\n\n"
                "Sign in with your address and password, as before:\n{link}\n\n"
                "The secretariat never asks for a password by mail or telephone."
            )
        )
        path = reverse("accounts:login")
    _mail(user, subject, body, edition_id, link=path)


def _mail(user: User, subject: str, body: str, edition_id: int | None, **link: Any) -> None:
    mail_later(
        to=user.email,
        subject=subject,
        body=body,
        seen_by=SEEN_BY,
        edition_id=edition_id,
        language=user.language,
        **link,
    )


@transaction.atomic
def send_new_link(*, email: str, at: datetime) -> None:
    """For a forgotten password. Whether there is such an account is told to its owner alone."""
    ensure_known()  # asked for everybody alike, so that a refusal tells nothing of the account
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None:
        return
    with override(user.language):
        subject = str(_("A new password for Muntada"))
        body = str(
            _(
                "Somebody asked for a new password for this address.\n\n"
                "Open this link once, within an hour, and choose one:\n{link}\n\n"
                "If it was not you, do nothing: your password stays as it is."
            )
        )
    _mail(user, subject, body, None, personal=links.RESET, about=user.pk)
    record("account.invited", user, by=None, at=at, after={"purpose": "forgotten password"})


@transaction.atomic
def join(token: str, *, password: str, at: datetime) -> User:
    """Use a personal link: the person chooses a password, and every link they had is spent."""
    user = links.holder_of(token, at=at, lock=True)
    if user is None:
        raise RuleBroken(VOID)
    user.set_password(password)
    verb = "account.password_changed" if user.joined_at else "account.joined"
    user.joined_at = user.joined_at or at
    user.save(update_fields=["password", "joined_at"])
    record(verb, user, by=user, at=at)
    return user


@transaction.atomic
def change_password(user: User, *, password: str, at: datetime) -> None:
    """Ends every other session and every personal link of this person."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record("account.password_changed", user, by=user, at=at)


@transaction.atomic
def give_role(
    user: User, *, role: str, edition_id: int | None, by: User | None, at: datetime
) -> Grant:
    # Held until commit, as where focal points are named: of two at once the second is told.
    User.objects.select_for_update().get(pk=user.pk)
    trusts = user.focal_points.filter(ended_at=None)
    if edition_id is not None:
        trusts = trusts.filter(delegation__edition=edition_id)
    ensure(
        why_not_give(
            role,
            to_self=by is not None and by.pk == user.pk,
            giver_is_owner=by is None or by.may("conferences.open"),
            is_focal_point=trusts.exists(),
        )
    )
    grant, created = Grant.objects.get_or_create(
        user=user,
        role=role,
        edition_id=edition_id,  # type: ignore[misc]  # empty: the whole house
    )
    if created:
        record("role.given", user, by=by, at=at, after={"role": role}, edition_id=edition_id)
    return grant


@transaction.atomic
def take_on(
    *, email: str, name: str, language: str, role: str, edition_id: int, by: User, at: datetime
) -> bool:
    """A colleague given a role; who has no account yet is mailed a link, and then this is True."""
    known = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    is_new = known is None or known.joined_at is None
    if known is None or is_new:
        known = invite_person(
            email=email, name=name, language=language, by=by, at=at, purpose=role,
            edition_id=edition_id,
        )  # fmt: skip
    give_role(known, role=role, edition_id=edition_id, by=by, at=at)
    return is_new


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
def make_owner(*, email: str, name: str, by: User | None, at: datetime) -> User:
    """The first account of an installation, from the command line, which prints its link."""
    if not email or "@" not in email:
        raise ValidationError(_("This is not an e-mail address."))
    user = _account(email=email, name=name, language="en", by=by, at=at)
    give_role(user, role="owner", edition_id=None, by=by, at=at)
    return user


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
