"""A meeting asked for, the times wished, and every word exchanged about it."""

import secrets
from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.bilaterals import rules
from muntada.bilaterals.models.principals import Principal, desk_editions
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation, trusted_with

# No vowel (no word by chance), nothing that is read as another letter.
LETTERS = "BCDFGHJKMNPQRSTVWXZ23456789"


def new_code() -> str:
    """Drawn, not counted: a number would tell a party how many meetings others have asked for."""
    return "".join(secrets.choice(LETTERS) for _n in range(8))


class RequestQuerySet(models.QuerySet["Request"]):
    def visible_to(self, user: User) -> "RequestQuerySet":
        """To its two parties and the desk; a draft to who wrote it alone."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        editions, mine = desk_editions(user), trusted_with(user)
        sent = ~Q(state=rules.DRAFT)
        written_here = Q(state=rules.DRAFT) & ~Q(channel=rules.ONLINE)
        parties = Q(delegation__in=mine) | (Q(counterpart__in=mine) & sent)
        desk = Q() if None in editions else Q(edition__in=editions)
        return self.filter(parties | (desk & (sent | written_here)))

    def open(self) -> "RequestQuerySet":
        return self.filter(state__in=rules.OPEN)

    def agreed(self) -> "RequestQuerySet":
        """What the planner plans: both sides have said yes."""
        return self.filter(state=rules.ACCEPTED)

    def to_answer(self, delegations: Iterable[Delegation]) -> "RequestQuerySet":
        """Those that wait for one of these."""
        theirs = list(delegations)
        asked = Q(counterpart__in=theirs, state__in=rules.FOR_COUNTERPART)
        return self.filter(asked | Q(delegation__in=theirs, state__in=rules.FOR_ASKER))

    def of(self, delegation: Delegation) -> "RequestQuerySet":
        return self.filter(Q(delegation=delegation) | Q(counterpart=delegation))


class Request(models.Model):
    """One delegation asks another for a meeting. Its name is its code: no party, no subject."""

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="meeting_requests")
    delegation = models.ForeignKey(
        Delegation, models.PROTECT, related_name="requests_made", verbose_name=_("asks")
    )
    counterpart = models.ForeignKey(
        Delegation, models.PROTECT, related_name="requests_received", verbose_name=_("is asked")
    )
    principal = models.ForeignKey(
        Principal, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("who meets for the party that asks"),
    )  # fmt: skip
    counterpart_principal = models.ForeignKey(
        Principal, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("who meets for the party that is asked"),
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=10, choices=rules.STATES, default=rules.DRAFT)
    # The terms: what both sides must say yes to. Times are in Wish.
    level = models.PositiveSmallIntegerField(
        _("level"), choices=rules.LEVELS, default=rules.MINISTERS
    )
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=30)
    press = models.CharField(_("press"), max_length=5, choices=rules.PRESS, default=rules.NO_PRESS)
    topics = models.TextField(_("topics"), max_length=2000, blank=True)
    # Each side decides for itself; the meeting is confidential when either wants it so.
    is_confidential = models.BooleanField(_("confidential"), default=False)
    counterpart_confidential = models.BooleanField(_("confidential"), default=False)
    language = models.CharField(_("language of the party that asks"), max_length=2, blank=True)
    counterpart_language = models.CharField(
        _("language of the party that is asked"), max_length=2, blank=True
    )
    needs_interpreter = models.BooleanField(
        _("an interpreter of the conference is wished for"), default=False
    )
    people = models.PositiveSmallIntegerField(_("people with the party that asks"), default=4)
    counterpart_people = models.PositiveSmallIntegerField(
        _("people with the party that is asked"), default=4
    )
    # The desk's own: never shown to either party.
    priority = models.PositiveSmallIntegerField(_("priority"), choices=rules.PRIORITIES, default=2)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    after = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="before", verbose_name=_("after")
    )
    desk_note = models.TextField(_("note of the desk"), blank=True)
    channel = models.CharField(
        _("how it came"), max_length=8, choices=rules.CHANNELS, default=rules.ONLINE
    )
    reference = models.CharField(
        _("reference"), max_length=120, blank=True, help_text=_("Number of the letter, who called.")
    )
    created_at = models.DateTimeField(_("written"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    answered_at = models.DateTimeField(_("last answer"), null=True, blank=True)
    # The terms on the table, while one side has proposed others.
    proposal = models.ForeignKey(
        "Exchange", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["sent_at", "id"]
        verbose_name = _("request for a meeting")
        constraints = [
            models.CheckConstraint(
                condition=~Q(delegation=F("counterpart")), name="nobody_asks_to_meet_themselves"
            ),
            models.UniqueConstraint(
                fields=["delegation", "counterpart", "level"],
                condition=Q(state__in=rules.OPEN),
                name="a_meeting_is_asked_for_once",
            ),
            models.CheckConstraint(
                condition=Q(state=rules.DRAFT) | Q(state=rules.WITHDRAWN) | ~Q(sent_at=None),
                name="a_request_sent_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=rules.SHORTEST, minutes__lte=rules.LONGEST),
                name="a_meeting_lasts_minutes_not_days",
            ),
            models.CheckConstraint(
                condition=Q(priority__gte=1, priority__lte=3, weight__gte=1),
                name="a_request_has_a_priority_and_a_weight",
            ),
        ]
        indexes = [
            models.Index(fields=["edition", "state", "id"], name="requests_of_an_edition"),
        ]

    def __str__(self) -> str:
        """Said in the record, in logs and in mail: it must tell nothing."""
        return self.code

    @property
    def confidential(self) -> bool:
        return self.is_confidential or self.counterpart_confidential

    @property
    def spoken(self) -> list[str]:
        return [self.language] if self.language else []

    @property
    def counterpart_spoken(self) -> list[str]:
        return [self.counterpart_language] if self.counterpart_language else []

    @property
    def seats(self) -> int:
        return self.people + self.counterpart_people


class Wish(models.Model):
    """A time at which the meeting may be; none at all means any time."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="times")
    starts = models.DateTimeField(_("from"))
    ends = models.DateTimeField(_("until"))

    class Meta:
        ordering = ["starts"]
        verbose_name = _("wished time")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="a_wished_time_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.request}"


class Exchange(models.Model):
    """One step of one side: sent, accepted, held, other terms … with the terms as said then."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="exchanges")
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    side = models.CharField(_("side"), max_length=11, choices=rules.SIDES)
    # Entered by the desk for that side, from a letter or a call.
    on_behalf = models.BooleanField(_("entered by the desk"), default=False)
    verb = models.CharField(_("what"), max_length=20)
    # {"level": 3, "minutes": 30, "press": "none", "times": [[start, end], …]}, times in UTC.
    terms = models.JSONField(default=dict, blank=True)
    note = models.TextField(_("remark to the other side"), max_length=1000, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("exchange")

    def __str__(self) -> str:
        return f"{self.request} {self.verb}"
