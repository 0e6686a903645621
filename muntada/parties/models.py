"""Parties that are invited: states, organisations and other bodies; their names; their groups."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.kit.languages import current
from muntada.kit.texts import Text, TextField

MEMBER, OBSERVER = "member", "observer"
STATE = "state"
KINDS = [
    (STATE, pgettext_lazy("kind of party", "state")),
    ("igo", _("international organisation")),
    ("ingo", _("international humanitarian or non-governmental organisation")),
    ("think_tank", _("think-tank")),
    ("media", _("media")),
    ("host_body", _("body of the host")),
    ("other", _("other body")),
]


class PartyQuerySet(models.QuerySet["Party"]):
    def states(self) -> "PartyQuerySet":
        return self.filter(kind=STATE)

    def in_group(self, code: str, *, on: date) -> "PartyQuerySet":
        """Full members of the group on that day (for filters and figures only)."""
        tagged = Membership.objects.on(on).filter(group__code=code, status=MEMBER)
        return self.filter(pk__in=tagged.values("party"))

    def alphabetical(self, language: str | None = None) -> list["Party"]:
        """In the alphabet of a language; there are a few hundred, so Python sorts them."""
        return alphabetical(self, language)


def alphabetical(parties: Iterable["Party"], language: str | None = None) -> list["Party"]:
    spoken = language or current()
    return sorted(parties, key=lambda party: party.sort_key(spoken))


class Party(models.Model):
    """A state, an organisation or another body, under the names the UN uses unless overridden."""

    code = models.CharField(_("code"), max_length=24, unique=True)
    iso2 = models.CharField(max_length=2, blank=True)
    m49 = models.CharField(max_length=3, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=KINDS)
    un_status = models.CharField(
        _("status in the UN"),
        max_length=8,
        blank=True,
        choices=[(MEMBER, _("member state")), (OBSERVER, _("observer state"))],
    )
    region = models.CharField(_("region"), max_length=20, blank=True)
    subregion = models.CharField(max_length=40, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    founded = models.PositiveSmallIntegerField(_("year of foundation"), null=True, blank=True)
    short_name = TextField(_("short name"))
    formal_name = TextField(_("formal name"), blank=True)
    acronym = TextField(_("acronym"), blank=True)
    sort_keys = models.JSONField(default=dict, editable=False)
    # What the shipped table said, kept when the host overrides a name.
    shipped_names = models.JSONField(default=dict, editable=False)
    is_fictitious = models.BooleanField(default=False, editable=False)

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("party")
        verbose_name_plural = _("parties")

    def __str__(self) -> str:
        return str(self.short_name)

    def sort_key(self, language: str) -> str:
        key: str = self.sort_keys.get(language) or self.short_name.in_(language).lower()
        return key

    @property
    def is_state(self) -> bool:
        return self.kind == STATE

    @property
    def is_overridden(self) -> bool:
        return bool(self.shipped_names) and self.shipped_names != {
            "short": dict(self.short_name),
            "formal": dict(self.formal_name or Text()),
        }


class Group(models.Model):
    """A tag for filters and figures; never decides order or access."""

    code = models.CharField(_("code"), max_length=12, unique=True)
    name = TextField(_("name"))
    kind = models.CharField(_("kind"), max_length=12, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("group")

    def __str__(self) -> str:
        return str(self.name)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: date) -> "MembershipQuerySet":
        return self.filter(Q(since__lte=day), Q(until=None) | Q(until__gt=day))


class Membership(models.Model):
    """A party's place in a group from one day until another."""

    STATUSES = [
        (MEMBER, pgettext_lazy("group", "member")),
        (OBSERVER, _("observer")),
        ("associate", _("associate")),
        ("suspended", pgettext_lazy("membership", "suspended")),
        ("partner", _("partner")),
    ]
    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships")
    party = models.ForeignKey(
        Party, models.CASCADE, related_name="memberships", verbose_name=_("party")
    )
    status = models.CharField(_("status"), max_length=10, choices=STATUSES, default=MEMBER)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["since"]
        verbose_name = _("membership")
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")),
                name="a_membership_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.party} – {self.group.code}"
