"""People who work in the house, what they may do, and for which edition."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.accounts.roles import ROLE_CHOICES, ROLES
from muntada.kit.languages import LANGUAGE_CHOICES


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(force_insert=True)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """One person, one account: accounts are never shared."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(pgettext_lazy("person", "name"), max_length=150)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES, default="en")
    eastern_digits = models.BooleanField(_("Arabic-Indic digits (٠١٢٣) in Arabic"), default=False)
    is_active = models.BooleanField(pgettext_lazy("account", "active"), default=True)
    joined_at = models.DateTimeField(null=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="an_address_has_one_account"),
        ]
        verbose_name = _("account")

    def __str__(self) -> str:
        return self.name or self.email

    def held_grants(self) -> list["Grant"]:
        """This person's grants, read once a request."""
        if not hasattr(self, "_grants"):
            self._grants = list(self.grants.all()) if self.is_active else []
        return self._grants

    def roles_in(self, edition_id: int | None) -> frozenset[str]:
        return frozenset(
            grant.role for grant in self.held_grants() if grant.edition_id in (None, edition_id)
        )

    def may(self, verb: str, edition_id: int | None = None) -> bool:
        """Whether one of this person's roles in the edition has the verb."""
        return any(verb in ROLES[role].verbs for role in self.roles_in(edition_id))

    def may_somewhere(self, verb: str) -> bool:
        """For what belongs to no edition, such as the names of parties."""
        return any(verb in ROLES[grant.role].verbs for grant in self.held_grants())


class Grant(models.Model):
    """A role held by a person, in one edition or (edition empty) in the whole house."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField(_("role"), max_length=30, choices=ROLE_CHOICES)
    edition = models.ForeignKey(
        "conferences.Edition", models.CASCADE, null=True, blank=True, related_name="grants"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "edition"], name="a_role_is_granted_once_in_an_edition"
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(edition=None),
                name="a_role_is_granted_once_in_the_house",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"
