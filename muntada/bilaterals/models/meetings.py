"""A meeting given a time and a room, how it was moved, and what each side says of it."""

import hashlib
import json

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.bilaterals import rules
from muntada.bilaterals.models.principals import desk_editions
from muntada.bilaterals.models.requests import Request, new_code
from muntada.bilaterals.models.rounds import Round
from muntada.bilaterals.models.setup import Interpreter, MeetingRoom
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation, trusted_with
from muntada.kit.texts import TextField


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: User) -> "MeetingQuerySet":
        """To the desk; to the two parties once it is published."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        editions, mine = desk_editions(user), trusted_with(user)
        if None in editions:
            return self
        parties = Q(request__delegation__in=mine) | Q(request__counterpart__in=mine)
        return self.filter(Q(edition__in=editions) | (parties & ~Q(told_at=None)))

    def live(self) -> "MeetingQuerySet":
        return self.filter(state__in=rules.LIVE)

    def standing(self) -> "MeetingQuerySet":
        """On somebody's day: to be held, or held."""
        return self.exclude(state=rules.CANCELLED)

    def of(self, delegation: Delegation) -> "MeetingQuerySet":
        return self.filter(Q(request__delegation=delegation) | Q(request__counterpart=delegation))


class Meeting(models.Model):
    """A request that has a time and a room. Its name is its code, as that of the request."""

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="meetings")
    request = models.ForeignKey(Request, models.PROTECT, related_name="meetings")
    round = models.ForeignKey(
        Round, models.SET_NULL, null=True, blank=True, related_name="meetings"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=rules.MEETING_STATES, default=rules.PLANNED
    )
    starts = models.DateTimeField(_("begins"))
    ends = models.DateTimeField(_("ends"))
    room = models.ForeignKey(
        MeetingRoom, models.PROTECT, null=True, blank=True, related_name="meetings",
        verbose_name=_("room"),
    )  # fmt: skip
    interpreter = models.ForeignKey(
        Interpreter, models.PROTECT, null=True, blank=True, related_name="meetings",
        verbose_name=_("interpreter"),
    )  # fmt: skip
    # The planner may not move it.
    is_locked = models.BooleanField(_("locked"), default=False)
    # First told to both sides; their view of it begins then and does not end.
    told_at = models.DateTimeField(_("published"), null=True, blank=True)
    # Counts every change told, for calendars (SEQUENCE).
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True, blank=True)
    asker_confirmed_at = models.DateTimeField(null=True, blank=True)
    counterpart_confirmed_at = models.DateTimeField(null=True, blank=True)
    actual_starts = models.DateTimeField(_("really began"), null=True, blank=True)
    actual_ends = models.DateTimeField(_("really ended"), null=True, blank=True)
    actual_level = models.PositiveSmallIntegerField(
        _("level at which it was held"), choices=rules.LEVELS, null=True, blank=True
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by_side = models.CharField(
        _("cancelled by"), max_length=11, choices=rules.SIDES, blank=True
    )
    # The desk's own; told to nobody else.
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["starts", "room__room__position", "id"]
        verbose_name = _("bilateral meeting")
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=~Q(state=rules.CANCELLED),
                name="a_request_has_one_meeting",
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="a_meeting_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(state__in=(rules.PLANNED, rules.CANCELLED)) | ~Q(told_at=None),
                name="a_published_meeting_was_told",
            ),
            models.CheckConstraint(
                condition=~Q(state=rules.CONFIRMED)
                | (~Q(asker_confirmed_at=None) & ~Q(counterpart_confirmed_at=None)),
                name="a_confirmed_meeting_is_confirmed_by_both",
            ),
            models.CheckConstraint(
                condition=~Q(state=rules.HELD) | ~Q(actual_starts=None),
                name="a_meeting_held_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(actual_ends=None) | Q(actual_ends__gt=F("actual_starts")),
                name="a_meeting_held_ends_after_it_began",
            ),
        ]
        indexes = [models.Index(fields=["edition", "starts"], name="meetings_of_an_edition")]

    def __str__(self) -> str:
        """Said in the record, in logs and in mail: it must tell nothing."""
        return self.code

    @property
    def minutes(self) -> int:
        return int((self.ends - self.starts).total_seconds()) // 60


class Move(models.Model):
    """A meeting put elsewhere after it was planned: from where, to where, and why."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="moves")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    was_starts = models.DateTimeField()
    was_ends = models.DateTimeField()
    was_room = models.ForeignKey(MeetingRoom, models.PROTECT, null=True, related_name="+")
    was_interpreter = models.ForeignKey(Interpreter, models.PROTECT, null=True, related_name="+")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    room = models.ForeignKey(MeetingRoom, models.PROTECT, null=True, related_name="+")
    interpreter = models.ForeignKey(Interpreter, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    # The other delegations are told that it moved, and not why.
    reason_withheld = models.BooleanField(_("the reason is confidential"), default=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("move")

    def __str__(self) -> str:
        return f"{self.meeting}"


class Readout(models.Model):
    """What is said of a meeting: each side's own, and one agreed by both, word for word."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="readouts")
    side = models.CharField(_("whose"), max_length=11, choices=rules.READOUT_SIDES)
    text = TextField(_("text"))
    written_at = models.DateTimeField(_("written"))
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # Of the agreed one: the digest of the very words each side consented to.
    asker_consent = models.CharField(max_length=64, blank=True)
    counterpart_consent = models.CharField(max_length=64, blank=True)
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("readout")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "side"], name="a_side_has_one_readout")
        ]

    def __str__(self) -> str:
        return f"{self.meeting}"

    @property
    def digest(self) -> str:
        said = json.dumps(self.text, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()

    @property
    def is_joint(self) -> bool:
        """Both consented to the words that stand here now."""
        return self.side == rules.JOINT and (
            self.asker_consent == self.counterpart_consent == self.digest
        )
