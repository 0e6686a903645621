"""How bilateral meetings are arranged: rooms, hours, interpreters, caps, pairs kept apart."""

from datetime import time

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.bilaterals import rules
from muntada.conferences.models import Edition, Room
from muntada.delegations.models import Delegation

STEPS = [(minutes, str(minutes)) for minutes in (5, 10, 15, 20, 30)]


class Arrangements(models.Model):
    """What holds for all meetings of an edition."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="arrangements")
    is_open = models.BooleanField(_("focal points may ask for meetings"), default=True)
    requests_close = models.DateTimeField(_("requests close"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("usual length in minutes"), default=30)
    longest = models.PositiveSmallIntegerField(
        _("longest meeting in minutes"), default=60,
        validators=[MinValueValidator(rules.SHORTEST), MaxValueValidator(rules.LONGEST)],
    )  # fmt: skip
    step = models.PositiveSmallIntegerField(
        _("meetings begin every … minutes"), default=15, choices=STEPS
    )
    day_begins = models.TimeField(_("meetings from"), default=time(8))
    day_ends = models.TimeField(_("meetings until"), default=time(20))
    most_a_day = models.PositiveSmallIntegerField(
        _("most meetings of a delegation on one day"), null=True, blank=True,
        help_text=_("Empty: no limit."),
    )  # fmt: skip
    most_open = models.PositiveSmallIntegerField(
        _("most open requests of a delegation"), default=20
    )
    # Kinds of session during which nobody meets, such as the plenary meetings.
    kept_free = models.JSONField(_("nobody meets during"), default=list, blank=True)
    margin = models.PositiveSmallIntegerField(
        _("minutes kept before and after a session one speaks in"), default=10
    )

    class Meta:
        verbose_name = _("arrangements for bilateral meetings")
        constraints = [
            models.CheckConstraint(
                condition=Q(day_ends__gt=F("day_begins")), name="a_day_of_meetings_ends_after"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}"


class Cap(models.Model):
    """An exception to the most meetings a day, for one delegation."""

    delegation = models.OneToOneField(Delegation, models.CASCADE, related_name="meetings_cap")
    most_a_day = models.PositiveSmallIntegerField(_("most meetings on one day"))
    reason = models.CharField(_("reason"), max_length=300)

    def __str__(self) -> str:
        return f"{self.delegation_id}: {self.most_a_day}"


class Apart(models.Model):
    """Two delegations never received at one door within some minutes (known to the desk alone)."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    one = models.ForeignKey(Delegation, models.CASCADE, related_name="+")
    other = models.ForeignKey(Delegation, models.CASCADE, related_name="+")
    minutes = models.PositiveSmallIntegerField(_("minutes between them"), default=15)

    class Meta:
        verbose_name = _("delegations kept apart")
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="a_pair_is_kept_apart_once"),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")), name="a_pair_apart_is_written_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class MeetingRoom(models.Model):
    """A room of the venue given to bilateral meetings."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="meeting_rooms")
    room = models.OneToOneField(
        Room, models.PROTECT, related_name="for_meetings", verbose_name=_("room")
    )
    seats = models.PositiveSmallIntegerField(_("seats"), default=8)
    level = models.PositiveSmallIntegerField(
        _("for meetings up to the level of"), choices=rules.LEVELS, default=rules.MINISTERS
    )
    turnaround = models.PositiveSmallIntegerField(
        _("minutes between two meetings"), default=10,
        help_text=_("To change flags and nameplates."),
    )  # fmt: skip
    # Rooms of one wing share a door or a corridor: delegations kept apart do not meet there.
    wing = models.CharField(
        _("wing"), max_length=20, blank=True,
        help_text=_("Rooms that share a door or a corridor have the same wing."),
    )  # fmt: skip
    is_open = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ["room__position", "room__id"]
        verbose_name = _("meeting room")

    def __str__(self) -> str:
        return str(self.room)


class Opening(models.Model):
    """When a meeting room is open to meetings; sessions held in it are left out by themselves."""

    room = models.ForeignKey(MeetingRoom, models.CASCADE, related_name="openings")
    starts = models.DateTimeField(_("from"))
    ends = models.DateTimeField(_("until"))

    class Meta:
        ordering = ["starts"]
        verbose_name = _("opening hours")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="a_room_closes_after_it_opens"
            )
        ]

    def __str__(self) -> str:
        return f"{self.room}"


class Interpreter(models.Model):
    """An interpreter of the conference's team for bilateral meetings.

    Works at most `longest` minutes in any `within` minutes and `daily` minutes on one day: as a
    default the six-hour day that the AIIC's Professional Standards give for consecutive work.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="interpreters")
    name = models.CharField(pgettext_lazy("person", "name"), max_length=150)
    # [["ar", "ru"], …]: each works both ways.
    pairs = models.JSONField(_("language pairs"), default=list)
    longest = models.PositiveSmallIntegerField(_("minutes of work at a stretch"), default=60)
    within = models.PositiveSmallIntegerField(_("… in any span of minutes"), default=90)
    daily = models.PositiveSmallIntegerField(_("minutes of work on one day"), default=360)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    is_active = models.BooleanField(_("on the team"), default=True)

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("interpreter")
        constraints = [
            models.CheckConstraint(
                condition=Q(within__gte=F("longest")), name="an_interpreter_rests_within_the_span"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Duty(models.Model):
    """When an interpreter is on duty."""

    interpreter = models.ForeignKey(Interpreter, models.CASCADE, related_name="duties")
    starts = models.DateTimeField(_("from"))
    ends = models.DateTimeField(_("until"))

    class Meta:
        ordering = ["starts"]
        verbose_name = _("hours of duty")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="a_duty_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.interpreter}"
