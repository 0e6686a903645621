"""A session's floor: its list of speakers, who speaks now, and what happened."""

import secrets
from datetime import timedelta

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.accounts.models import User
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation, Member
from muntada.floor import rules
from muntada.kit.languages import LANGUAGE_CHOICES, SELF_NAMES
from muntada.kit.texts import Text, TextField
from muntada.parties.models import Group
from muntada.programme.models import Session


def new_key() -> str:
    return secrets.token_urlsafe(18)


class FloorQuerySet(models.QuerySet["Floor"]):
    def announced(self) -> "FloorQuerySet":
        """Lists that delegations know of: once open, or once anybody is on them."""
        on = Speech.objects.filter(floor=OuterRef("pk"))
        return self.filter(Q(list_is_open=True) | Exists(on))


class Floor(models.Model):
    """`live` is what the live pages read, written in the transaction of each change."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="floors")
    session = models.OneToOneField(Session, models.PROTECT, related_name="floor")
    state = models.CharField(_("state"), max_length=10, choices=rules.STATES, default=rules.WAITING)
    list_is_open = models.BooleanField(_("the list of speakers is open"), default=False)
    minutes = models.PositiveSmallIntegerField(_("minutes a statement"), default=7)
    # The rules of procedure: how many replies a delegation has, and how long each of them is.
    replies = models.PositiveSmallIntegerField(_("replies of one delegation"), default=2)
    reply_minutes = models.PositiveSmallIntegerField(_("minutes of the first reply"), default=10)
    second_reply_minutes = models.PositiveSmallIntegerField(_("minutes of the second"), default=5)
    point_minutes = models.PositiveSmallIntegerField(_("minutes a point of order"), default=1)
    # A member has a name in every language of the Journal; anybody else the one name typed.
    presides = models.ForeignKey(
        Member, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("presides"),
    )  # fmt: skip
    chair = models.CharField(_("chair"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=0)
    live = models.TextField(default="{}", editable=False)
    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)

    objects = FloorQuerySet.as_manager()

    class Meta:
        ordering = ["session__starts", "pk"]
        verbose_name = _("floor")

    def __str__(self) -> str:
        return str(self.session)

    @property
    def chair_name(self) -> Text:
        """In every language where a member presides; anybody else's as it was typed."""
        return self.presides.person.name if self.presides else Text(en=self.chair)


class GroupTime(models.Model):
    """Minutes a group's speakers share."""

    floor = models.ForeignKey(Floor, models.CASCADE, related_name="group_times")
    group = models.ForeignKey(Group, models.PROTECT, related_name="+", verbose_name=_("group"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["floor", "group"], name="a_group_has_its_time_once")
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.minutes}"


class Speech(models.Model):
    """Somebody on the list: when inscribed, when called in turn, and when they really spoke."""

    floor = models.ForeignKey(Floor, models.CASCADE, related_name="speeches")
    delegation = models.ForeignKey(
        Delegation, models.PROTECT, related_name="+", verbose_name=_("delegation")
    )
    member = models.ForeignKey(
        Member, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("speaker")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=rules.KINDS, default=rules.STATEMENT)
    motion = models.PositiveSmallIntegerField(
        _("motion"), choices=rules.MOTIONS, default=rules.LOWEST
    )
    level = models.PositiveSmallIntegerField(default=rules.LOWEST)
    since = models.DateTimeField()
    on_behalf = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("on behalf of"),
    )  # fmt: skip
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES, default="en")
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    text = models.TextField(_("text"), blank=True)
    words = models.PositiveIntegerField(default=0)
    symbol = models.CharField(_("symbol"), max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=rules.SPEECH_STATES, default=rules.INSCRIBED)
    missed = models.PositiveSmallIntegerField(_("times absent"), default=0)
    inscribed_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    paused_for = models.DurationField(default=timedelta)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("speaker on the list")
        constraints = [
            models.UniqueConstraint(
                fields=["floor"], condition=Q(state=rules.SPEAKING), name="one_has_the_floor"
            ),
            models.UniqueConstraint(
                fields=["floor", "delegation"],
                condition=Q(kind=rules.STATEMENT) & ~Q(state=rules.WITHDRAWN),
                name="a_delegation_makes_one_statement",
            ),
        ]
        indexes = [models.Index(fields=["floor", "state"], name="speeches_of_a_floor")]

    def __str__(self) -> str:
        return str(self.delegation)

    @property
    def turn(self) -> rules.Turn:
        return rules.Turn(self.pk, self.kind, self.level, self.since, self.motion)


class SwapQuerySet(models.QuerySet["Swap"]):
    def waiting(self) -> "SwapQuerySet":
        """Asked, not answered, and both still to speak."""
        still = {"one__state": rules.INSCRIBED, "other__state": rules.INSCRIBED}
        return self.filter(done_at=None, declined_at=None, **still)


class Swap(models.Model):
    """Two exchange their turns once both sides have said yes; who said it is kept."""

    floor = models.ForeignKey(Floor, models.CASCADE, related_name="swaps")
    one = models.ForeignKey(Speech, models.CASCADE, related_name="+")
    other = models.ForeignKey(Speech, models.CASCADE, related_name="+")
    one_consents = models.CharField(max_length=150, blank=True)
    other_consents = models.CharField(max_length=150, blank=True)
    asked_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    objects = SwapQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"], condition=Q(done_at=None, declined_at=None),
                name="two_are_asked_to_swap_once",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.one} ↔ {self.other}"


class Outcome(models.Model):
    """A decision taken or a document before the meeting, with its symbol, for the Journal."""

    floor = models.ForeignKey(Floor, models.CASCADE, related_name="outcomes")
    kind = models.CharField(_("kind"), max_length=10, choices=rules.OUTCOMES)
    symbol = models.CharField(_("symbol"), max_length=40)
    title = TextField(_("title"))
    at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "at", "pk"]
        verbose_name = _("decision or document")
        constraints = [
            models.UniqueConstraint(
                fields=["floor", "kind", "symbol"], name="a_symbol_is_recorded_once_at_a_meeting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.symbol} {self.title}"


class Interpreter(models.Model):
    """One of the team of a session: the booth is the language worked into."""

    floor = models.ForeignKey(Floor, models.CASCADE, related_name="interpreters")
    name = models.CharField(pgettext_lazy("person", "name"), max_length=150)
    booth = models.CharField(_("booth"), max_length=2, choices=list(SELF_NAMES.items()))
    works_from = models.JSONField(_("works from"), default=list)
    retour = models.JSONField(_("works back into"), default=list, blank=True)

    class Meta:
        ordering = ["booth", "pk"]
        verbose_name = _("interpreter")

    def __str__(self) -> str:
        return self.name


class JournalVersion(models.Model):
    """The Journal of a day as it was issued, complete in itself; a correction is a new version."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="journals")
    day = models.DateField(_("day"))
    number = models.PositiveIntegerField(_("version"))
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    content = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["day", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "day", "number"], name="a_journal_version_is_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.number}"


class Happening(models.Model):
    """What the record of the meeting is made from: opened, suspended, resumed, closed."""

    floor = models.ForeignKey(Floor, models.CASCADE, related_name="happenings")
    what = models.CharField(max_length=10)
    at = models.DateTimeField()
    chair = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%H:%M}"
