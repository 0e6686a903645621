"""Delegations: one for each party and edition; their members, quotas and focal points."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.accounts.models import Grant, User
from muntada.accounts.roles import DESK_ROLES
from muntada.conferences.models import Edition
from muntada.delegations import rules
from muntada.kit.texts import TextField
from muntada.parties.models import Party
from muntada.people.models import Person, Rank


class Category(models.Model):
    """What a member comes as: delegate, adviser, expert, interpreter … (per edition, editable)."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="categories")
    code = models.SlugField(_("code"), max_length=20)
    name = TextField(_("name"))
    quota = models.PositiveSmallIntegerField(
        _("places for each delegation"),
        null=True,
        blank=True,
        help_text=_("Counted at confirmation. Empty: no limit."),
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("category")
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="a_category_has_one_code")
        ]

    def __str__(self) -> str:
        return str(self.name)


def works_at_a_desk(user: User, edition_id: int) -> bool:
    """Asked of the database: what the page has read of this person may be older."""
    held = Grant.objects.filter(Q(edition=edition_id) | Q(edition=None), user=user)
    return held.filter(role__in=DESK_ROLES).exists()


def acting(user: User) -> models.QuerySet["FocalPoint"]:
    """What this person is trusted with now. A desk acts for nobody, whatever the rows say."""
    held = FocalPoint.objects.filter(user=user, ended_at=None)
    at_desks = {grant.edition_id for grant in user.held_grants() if grant.role in DESK_ROLES}
    if None in at_desks:
        return held.none()
    return held.exclude(delegation__edition__in=at_desks) if at_desks else held


def trusted_with(user: User) -> models.QuerySet["FocalPoint", int]:
    """The delegations a focal point acts for; a subquery, so that no list needs DISTINCT."""
    return acting(user).values_list("delegation", flat=True)


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def visible_to(self, user: User) -> "DelegationQuerySet":
        """All of an edition to who may see its delegations; to a focal point, their own."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        editions = {
            g.edition_id for g in user.held_grants() if user.may("delegations.see", g.edition_id)
        }
        if None in editions:
            return self
        return self.filter(Q(edition__in=editions) | Q(pk__in=trusted_with(user)))

    def open(self) -> "DelegationQuerySet":
        return self.filter(is_open=True)


class Delegation(models.Model):
    """The party's presence at the edition; the unit in which the conference counts."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="delegations")
    party = models.ForeignKey(
        Party, models.PROTECT, related_name="delegations", verbose_name=_("party")
    )
    # Set by replies: a party that declined keeps its delegation, closed.
    is_open = models.BooleanField(_("open for nominations"), default=True)
    is_coming = models.BooleanField(_("has accepted"), default=False)
    note = models.TextField(_("note of the desk"), blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "party"], name="a_party_has_one_delegation_in_an_edition"
            ),
            models.CheckConstraint(
                condition=Q(is_coming=False) | Q(is_open=True), name="who_is_coming_may_nominate"
            ),
        ]

    def __str__(self) -> str:
        return str(self.party)


class Quota(models.Model):
    """An exception to a category's places, for one delegation."""

    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="quotas")
    category = models.ForeignKey(Category, models.CASCADE, related_name="+")
    places = models.PositiveSmallIntegerField(_("places"))
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["delegation", "category"], name="a_quota_has_one_exception"
            )
        ]

    def __str__(self) -> str:
        return f"{self.delegation}: {self.category} {self.places}"


class MemberQuerySet(models.QuerySet["Member"]):
    def visible_to(self, user: User) -> "MemberQuerySet":
        if not user.is_authenticated or not user.is_active:
            return self.none()
        editions = {
            g.edition_id for g in user.held_grants() if user.may("delegations.see", g.edition_id)
        }
        if None in editions:
            return self
        return self.filter(Q(edition__in=editions) | Q(delegation__in=trusted_with(user)))

    def confirmed(self) -> "MemberQuerySet":
        return self.filter(state=rules.CONFIRMED)

    def coming(self) -> "MemberQuerySet":
        """Of delegations that accepted: who was confirmed before theirs declined is not coming."""
        return self.filter(delegation__is_coming=True)

    def present(self) -> "MemberQuerySet":
        return self.exclude(state=rules.WITHDRAWN)


class Member(models.Model):
    """A person in a delegation, as what, since when in office, and how they take part."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="members")
    delegation = models.ForeignKey(Delegation, models.PROTECT, related_name="members")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="members", verbose_name=_("category")
    )
    place = models.CharField(
        _("place in the delegation"), max_length=10, choices=rules.PLACES, default=rules.MEMBER
    )
    function = TextField(_("function"), help_text=_("The office held, as it is to be printed."))
    rank = models.ForeignKey(
        Rank, models.PROTECT, null=True, blank=True, related_name="members", verbose_name=_("rank")
    )
    took_office = models.DateField(_("took office on"), null=True, blank=True)
    accredited_on = models.DateField(
        _("accredited to the host since"), null=True, blank=True
    )  # heads of mission rank among themselves by it (A/CN.4/L.129)
    mode = models.CharField(
        _("takes part"), max_length=10, choices=rules.MODES, default=rules.IN_PERSON
    )
    state = models.CharField(
        _("state"), max_length=10, choices=rules.STATES, default=rules.NOMINATED
    )
    nominated_at = models.DateTimeField(pgettext_lazy("date", "nominated"))
    confirmed_at = models.DateTimeField(pgettext_lazy("date", "confirmed"), null=True, blank=True)
    arrives_at = models.DateTimeField(_("arrives"), null=True, blank=True)
    arrival_by = models.CharField(
        _("arrives by"), max_length=80, blank=True, help_text=_("Flight or train number.")
    )
    departs_at = models.DateTimeField(_("departs"), null=True, blank=True)
    departure_by = models.CharField(_("departs by"), max_length=80, blank=True)
    is_published = models.BooleanField(_("in the public list once confirmed"), default=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a delegation")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "person"],
                condition=~Q(state=rules.WITHDRAWN),
                name="nobody_is_in_two_delegations_of_an_edition",
            ),
            models.UniqueConstraint(
                fields=["delegation"],
                condition=Q(place=rules.HEAD) & ~Q(state=rules.WITHDRAWN),
                name="a_delegation_has_one_head",
            ),
            models.CheckConstraint(
                condition=Q(departs_at=None)
                | Q(arrives_at=None)
                | Q(departs_at__gt=F("arrives_at")),
                name="nobody_departs_before_arriving",
            ),
            models.CheckConstraint(
                condition=~Q(state=rules.CONFIRMED) | ~Q(confirmed_at=None),
                name="a_confirmation_has_a_date",
            ),
        ]
        indexes = [
            models.Index(fields=["edition", "state", "id"], name="members_of_an_edition"),
            models.Index(fields=["nominated_at"], name="members_by_nomination"),
        ]

    def __str__(self) -> str:
        return str(self.person)


class FocalPoint(models.Model):
    """A personal account trusted with one delegation; a delegation has several."""

    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="focal_points")
    user = models.ForeignKey(User, models.CASCADE, related_name="focal_points")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["delegation", "user"],
                condition=Q(ended_at=None),
                name="a_focal_point_is_named_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.delegation}"
