"""Who meets, and when they cannot."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.bilaterals import rules
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation, Member, trusted_with
from muntada.programme.models import Session


def desk_editions(user: User) -> set[int | None]:
    """Editions whose bilaterals the person sees as the desk; None among them: all."""
    return {g.edition_id for g in user.held_grants() if user.may("bilaterals.see", g.edition_id)}


class PrincipalQuerySet(models.QuerySet["Principal"]):
    def visible_to(self, user: User) -> "PrincipalQuerySet":
        """All to the desk; to a focal point those of their own delegation."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        editions = desk_editions(user)
        if None in editions:
            return self
        return self.filter(Q(edition__in=editions) | Q(delegation__in=trusted_with(user)))

    def meeting(self) -> "PrincipalQuerySet":
        """Those who can meet: named by their delegation, in person, not withdrawn."""
        return self.filter(is_active=True, member__mode="in_person").exclude(
            member__state="withdrawn"
        )


class Principal(models.Model):
    """A member of a delegation who meets, at what level."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="principals")
    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="principals")
    member = models.OneToOneField(
        Member, models.CASCADE, related_name="principal", verbose_name=_("person")
    )
    level = models.PositiveSmallIntegerField(
        _("meets at the level of"), choices=rules.LEVELS, default=rules.OFFICIALS
    )
    language = models.CharField(_("speaks in meetings"), max_length=2, blank=True)
    is_active = models.BooleanField(_("meets"), default=True)
    # Sessions attended without speaking; those spoken in are known to the programme.
    sessions = models.ManyToManyField(
        Session, blank=True, related_name="+", verbose_name=_("attends")
    )

    objects = PrincipalQuerySet.as_manager()

    class Meta:
        ordering = ["-level", "member__rank__position", "id"]
        verbose_name = _("principal")

    def __str__(self) -> str:
        return str(self.member)

    @property
    def spoken(self) -> list[str]:
        return [self.language] if self.language else []


class Hours(models.Model):
    """Hours entered by hand: of one principal, of a whole delegation, or of everybody."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    delegation = models.ForeignKey(
        Delegation, models.CASCADE, null=True, blank=True, related_name="+",
        verbose_name=_("delegation"),
    )  # fmt: skip
    principal = models.ForeignKey(
        Principal, models.CASCADE, null=True, blank=True, related_name="hours",
        verbose_name=_("principal"),
    )  # fmt: skip
    kind = models.CharField(_("kind"), max_length=8, choices=rules.HOURS, default=rules.BUSY)
    starts = models.DateTimeField(_("from"))
    ends = models.DateTimeField(_("until"))
    note = models.CharField(
        _("note"), max_length=200, blank=True, help_text=_("Never shown to another delegation.")
    )

    class Meta:
        ordering = ["starts", "id"]
        verbose_name = _("hours")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="hours_end_after_they_begin"
            ),
            models.CheckConstraint(
                condition=Q(principal=None) | ~Q(delegation=None),
                name="hours_of_a_principal_name_the_delegation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
