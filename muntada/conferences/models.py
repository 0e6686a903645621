"""A series, its numbered editions, and where and when each is held."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.conferences import rules
from muntada.kit import ordinals
from muntada.kit.languages import LANGUAGES, current
from muntada.kit.texts import TextField


class Series(models.Model):
    """A conference that is held again and again; each time is an edition."""

    slug = models.SlugField(_("short address"), unique=True, max_length=40)
    name = TextField(_("name"))
    host = TextField(_("host"), help_text=_("The ministry or organisation that invites."))
    # Arabic titles count a masculine مؤتمر or a feminine دورة.
    counts_feminine = models.BooleanField(
        _("Arabic ordinal is feminine (الدورة التاسعة)"), default=False
    )
    # Arabic verbs agree with who invites: تهدي الوزارة, but يهدي الاتحاد.
    host_is_masculine = models.BooleanField(
        _("the host is masculine in Arabic (اتحاد، معهد)"),
        default=False,
        help_text=_("The Arabic letters of the house then say يهدي instead of تهدي."),
    )

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")

    def __str__(self) -> str:
        return str(self.name)


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, user: User) -> "EditionQuerySet":
        """Those in which the person has a role, or a delegation's trust."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        held = {grant.edition_id for grant in user.held_grants()}
        if None in held:
            return self
        trusting = Edition.objects.filter(
            delegations__focal_points__user=user, delegations__focal_points__ended_at=None
        )
        return self.filter(Q(pk__in=held) | Q(pk__in=trusting.values("pk")))

    def public(self) -> "EditionQuerySet":
        return self.filter(is_public=True)


class Edition(models.Model):
    """One holding of the conference. Its number is said, never counted from the rows."""

    series = models.ForeignKey(
        Series, models.PROTECT, related_name="editions", verbose_name=_("series")
    )
    slug = models.SlugField(_("short address"), unique=True, max_length=40)
    ordinal = models.PositiveSmallIntegerField(
        _("number of the edition"),
        null=True,
        blank=True,
        help_text=_("Leave empty where the number was never used, as for an edition cancelled."),
    )
    title = TextField(_("title"))
    subtitle = TextField(_("subtitle"), blank=True)
    description = TextField(_("description"), blank=True)
    practical_information = TextField(_("practical information"), blank=True)
    contacts = TextField(_("contacts"), blank=True)
    topics = TextField(_("topics"), blank=True, help_text=_("One topic a line."))
    state = models.CharField(_("state"), max_length=12, choices=rules.STATES, default=rules.PLANNED)
    state_note = TextField(_("note on the state"), blank=True)
    arrival_day = models.DateField(_("arrival day"), null=True, blank=True)
    starts = models.DateField(_("first day"))
    ends = models.DateField(_("last day"))
    time_zone = models.CharField(_("time zone"), max_length=40, default="UTC")
    city = TextField(_("city"), blank=True)
    venue = TextField(_("venue"), blank=True)
    host_party = models.ForeignKey(
        "parties.Party",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("host state"),
    )
    languages = models.JSONField(_("working languages"), default=list)
    replies_close = models.DateTimeField(_("replies close"), null=True, blank=True)
    nominations_close = models.DateTimeField(_("nominations close"), null=True, blank=True)
    confirmations_close = models.DateTimeField(_("confirmations close"), null=True, blank=True)
    is_public = models.BooleanField(_("the public site is open"), default=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_demo = models.BooleanField(default=False, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-starts"]
        verbose_name = _("edition")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")), name="an_edition_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(arrival_day=None) | Q(arrival_day__lte=F("starts")),
                name="arrival_is_not_after_the_first_day",
            ),
            models.UniqueConstraint(
                fields=["series", "ordinal"], name="a_number_is_used_once_in_a_series"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("website:home", args=[self.slug])

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def ordinal_word(self) -> str:
        """The number in words, in the language of the page."""
        if not self.ordinal:
            return ""
        return ordinals.in_words(self.ordinal, current(), feminine=self.series.counts_feminine)

    @property
    def ordinal_figure(self) -> str:
        return ordinals.in_figures(self.ordinal, current()) if self.ordinal else ""

    def days(self) -> list[date]:
        """Every day of the edition, the arrival day first where there is one."""
        first = self.arrival_day or self.starts
        return [first + timedelta(days=n) for n in range((self.ends - first).days + 1)]

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)

    def language_names(self) -> list[str]:
        return [code for code in LANGUAGES if code in self.languages]


class Deadline(models.Model):
    """Any other date people must know: a document due, a photo day."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="deadlines")
    name = TextField(_("what is due"))
    at = models.DateTimeField(_("when"))
    is_public = models.BooleanField(_("shown on the public site"), default=False)

    class Meta:
        ordering = ["at"]
        verbose_name = _("deadline")

    def __str__(self) -> str:
        return str(self.name)


class Building(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="buildings")
    name = TextField(_("name"))
    address = TextField(_("address"), blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("building")

    def __str__(self) -> str:
        return str(self.name)


class Room(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="rooms")
    building = models.ForeignKey(
        Building,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rooms",
        verbose_name=_("building"),
    )
    name = TextField(_("name"))
    capacity = models.PositiveIntegerField(_("seats"))
    zone = models.CharField(
        _("zone"), max_length=4, blank=True, help_text=_("The letter printed on badges.")
    )
    booths = models.PositiveSmallIntegerField(_("interpretation booths"), default=0)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("room")

    def __str__(self) -> str:
        return str(self.name)


class Walk(models.Model):
    """Minutes on foot between two rooms, written once for both directions (lower id first)."""

    room_a = models.ForeignKey(Room, models.CASCADE, related_name="+")
    room_b = models.ForeignKey(Room, models.CASCADE, related_name="+")
    minutes = models.PositiveSmallIntegerField(_("minutes on foot"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room_a", "room_b"], name="a_walk_is_measured_once"),
            models.CheckConstraint(
                condition=Q(room_a__lt=F("room_b")), name="a_walk_joins_two_rooms_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room_a} – {self.room_b}: {self.minutes}"
