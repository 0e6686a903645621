"""The programme: sessions, who speaks in them, and the versions that were published."""

from zoneinfo import ZoneInfo

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.accounts.models import User
from muntada.conferences.models import Edition, Room
from muntada.delegations import rules as delegation_rules
from muntada.delegations.models import Member
from muntada.kit.texts import TextField
from muntada.programme import rules


class Track(models.Model):
    """A theme or region by which sessions are grouped and coloured, never by colour alone."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="tracks")
    slug = models.SlugField(_("short address"), max_length=40)
    name = TextField(_("name"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("track")
        constraints = [
            models.UniqueConstraint(fields=["edition", "slug"], name="a_track_has_one_address")
        ]

    def __str__(self) -> str:
        return str(self.name)


class Session(models.Model):
    """A session as planned now (the draft); the public sees the published version."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="sessions")
    kind = models.CharField(_("kind"), max_length=12, choices=rules.KINDS, default="plenary")
    number = models.CharField(
        _("number"), max_length=12, blank=True, help_text=_("As printed: P1, R3.")
    )
    title = TextField(_("title"))
    description = TextField(_("description"), blank=True)
    track = models.ForeignKey(
        Track,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("track"),
    )
    room = models.ForeignKey(
        Room, models.PROTECT, null=True, blank=True, related_name="sessions", verbose_name=_("room")
    )
    starts = models.DateTimeField(_("begins"))
    ends = models.DateTimeField(_("ends"))
    access = models.CharField(_("access"), max_length=14, choices=rules.ACCESS, default=rules.OPEN)
    is_public = models.BooleanField(_("in the public programme"), default=True)
    languages = models.JSONField(_("interpretation"), default=list, blank=True)
    note = models.TextField(_("note of the desk"), blank=True)

    class Meta:
        ordering = ["starts", "room__position", "id"]
        verbose_name = _("session")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="a_session_ends_after_it_begins"
            )
        ]
        indexes = [models.Index(fields=["edition", "starts"], name="sessions_of_an_edition")]

    def __str__(self) -> str:
        return str(self.title)


class Participation(models.Model):
    """Somebody's part in a session: moderator, rapporteur or speaker, in order, for minutes."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="participations")
    member = models.ForeignKey(
        Member, models.PROTECT, related_name="participations", verbose_name=_("person")
    )
    part = models.CharField(_("part"), max_length=10, choices=rules.PARTS, default=rules.SPEAKER)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    mode = models.CharField(
        _("takes part"),
        max_length=10,
        choices=delegation_rules.MODES,
        default=delegation_rules.IN_PERSON,
    )
    topic = TextField(pgettext_lazy("speech", "subject"), blank=True)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("part in a session")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "member", "part"], name="a_person_has_a_part_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.member} – {self.session}"


class ProgrammeVersion(models.Model):
    """The programme as published at one moment: what the public pages and feeds read."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="programme_versions")
    number = models.PositiveIntegerField(_("version"))
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    note = models.CharField(_("note"), max_length=300, blank=True)
    content = models.JSONField(encoder=DjangoJSONEncoder)
    changes = models.JSONField(default=list, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("published programme")
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="a_version_has_one_number")
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.number}"

    @property
    def zone(self) -> ZoneInfo:
        """That in which it was published, whatever the edition's is now."""
        return ZoneInfo(self.content["time_zone"])
