"""Open a demo: once, in one transaction; a second start only says the logins again."""

import json
import os
import secrets
from dataclasses import asdict, dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from muntada.accounts.actions import give_role
from muntada.accounts.models import User
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation, FocalPoint
from muntada.website.demo.model_un import open_model_un
from muntada.website.demo.ninth import open_ninth

LANGUAGES = {
    "protocol": "ru",
    "programme": "fr",
    "auditor": "ar",
    "bilaterals": "ru",
    "press": "fr",
    "journalist": "ar",
}
HOUSE_ROLES = ("owner", "auditor")
ROLES = ("owner", "secretariat", "protocol", "accreditation", "gate", "programme", "press",
         "bilaterals", "moderator", "journalist", "auditor")  # fmt: skip


@dataclass(frozen=True)
class Login:
    role: str
    email: str
    password: str


def open_demo(*, model_un: bool = False) -> list[Login]:
    """Load the demo into an empty house, or leave it as it was left; return the logins."""
    path = settings.DATA / "demo-logins.json"
    if not Edition.objects.filter(is_demo=True).exists():
        with transaction.atomic():
            users = {role: _new(role, f"{role}@demo.example", role.capitalize()) for role in ROLES}
            by = users["secretariat"][0]
            edition = open_model_un(by) if model_un else open_ninth(by)
            _give_roles(edition, users)
            logins = [login for _user, login in users.values()] + _focal_points(edition)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump([asdict(login) for login in logins], file, indent=1)
    if not path.exists():
        return []
    return [Login(**login) for login in json.loads(path.read_text())]


def _new(role: str, email: str, name: str, language: str = "") -> tuple[User, Login]:
    """A personal account with a password of its own, new in each installation."""
    login = Login(role, email, secrets.token_urlsafe(9))
    language = language or LANGUAGES.get(role, "en")
    user = User.objects.create_user(email, login.password, name=name, language=language)
    user.joined_at = timezone.now()
    user.save(update_fields=["joined_at"])
    return user, login


def _give_roles(edition: Edition, users: dict[str, tuple[User, Login]]) -> None:
    for role, (user, _login) in users.items():
        where = None if role in HOUSE_ROLES else edition.pk
        give_role(user, role=role, edition_id=where, by=None, at=timezone.now())


def _focal_points(edition: Edition) -> list[Login]:
    """Two of them, for two delegations that are coming."""
    coming = Delegation.objects.filter(edition=edition, is_coming=True).order_by("party__code")
    logins = []
    for number, (delegation, language) in enumerate(zip(coming, ("ar", "en"), strict=False), 1):
        email = f"focal{number}@demo.example"
        user, login = _new("focal_point", email, f"Focal point {number}", language)
        FocalPoint.objects.create(delegation=delegation, user=user, since=timezone.now())
        logins.append(login)
    return logins
