"""Personal links to choose a password: made when the mail leaves, and kept nowhere.

Django's own generator signs who, when, and what stands now (the password's hash, the last sign-in).
So one link used, any change of the password and any sign-in end every other link of that person,
and neither the database nor the queue of mails holds anything that opens an account.
"""

from datetime import UTC, datetime, timedelta

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.http import base36_to_int, int_to_base36
from django.utils.translation import override

from muntada.accounts.models import User

INVITATION, RESET = "invitation", "reset"
LASTS = {INVITATION: timedelta(days=14), RESET: timedelta(hours=1)}


class _Links(PasswordResetTokenGenerator):
    """One kind of link, at a moment that is passed in."""

    def __init__(self, kind: str, at: datetime) -> None:
        super().__init__()
        self.kind, self.at = kind, at
        self.key_salt = f"muntada.accounts.links.{kind}"

    def _now(self) -> datetime:
        return self.at.astimezone(UTC).replace(tzinfo=None)

    def is_good(self, user: User, token: str) -> bool:
        # Django knows one time for all its tokens, the longest; each kind has its own here.
        if not self.check_token(user, token):
            return False
        made = base36_to_int(token.partition("-")[0])
        return self._num_seconds(self._now()) - made <= LASTS[self.kind].total_seconds()


def token_for(user: User, kind: str, *, at: datetime) -> str:
    return f"{int_to_base36(user.pk)}-{_Links(kind, at).make_token(user)}"


def path_for(user: User, kind: str, *, at: datetime) -> str:
    with override(user.language):
        return reverse("accounts:join", args=[token_for(user, kind, at=at)])


def holder_of(token: str, *, at: datetime, lock: bool = False) -> User | None:
    """Whose link this is, while it is good."""
    said, _dash, signed = token.partition("-")
    try:
        pk = base36_to_int(said)
    except ValueError:
        return None
    users = User.objects.select_for_update() if lock else User.objects.all()
    user = users.filter(pk=pk, is_active=True).first()
    if user and any(_Links(kind, at).is_good(user, signed) for kind in LASTS):
        return user
    return None


def invitation_path(user_id: int, *, at: datetime) -> str:
    return _path(user_id, INVITATION, at)


def reset_path(user_id: int, *, at: datetime) -> str:
    return _path(user_id, RESET, at)


def _path(user_id: int, kind: str, at: datetime) -> str:
    """Nothing for somebody whose account was closed since the mail was queued."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    return path_for(user, kind, at=at) if user else ""
