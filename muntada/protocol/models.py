"""Orders with pins and draws, seat plans with versions, and what is kept secret."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.accounts.models import User
from muntada.conferences.models import Edition, Room
from muntada.delegations.models import Delegation, Member
from muntada.floor.models import Floor
from muntada.kit.texts import TextField
from muntada.protocol import rules


class Draw(models.Model):
    """A drawing of lots as it happened; it is never changed, only followed by another."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="draws")
    # Empty where the lots were drawn by hand from a box: the witness alone can confirm those.
    seed = models.CharField(_("seed"), max_length=120, blank=True)
    by_hand = models.BooleanField(_("drawn by hand"), default=False)
    drawn_by = models.CharField(_("who drew"), max_length=150)
    witness = models.CharField(_("witness"), max_length=150)
    drawn_at = models.DateTimeField(_("when"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # Codes of parties in the order drawn; a code does not change when a name does.
    result = models.JSONField(_("result"))

    class Meta:
        ordering = ["-drawn_at", "-id"]
        verbose_name = _("drawing of lots")
        constraints = [
            models.CheckConstraint(condition=~Q(witness=""), name="a_draw_has_a_witness"),
            models.CheckConstraint(
                condition=Q(by_hand=True, seed="") | Q(by_hand=False) & ~Q(seed=""),
                name="a_draw_has_a_seed_or_is_by_hand",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.drawn_at:%Y-%m-%d %H:%M} {self.drawn_by}"


class Arrangement(models.Model):
    """One of the five orders of an edition: its rules from the weightiest down."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="orders")
    purpose = models.CharField(_("purpose"), max_length=12, choices=rules.PURPOSES)
    by = models.JSONField(_("rules"))
    host_place = models.CharField(
        _("the host comes"), max_length=5, choices=rules.HOST_PLACES, default=rules.FIRST
    )
    language = models.CharField(_("alphabet of"), max_length=2, default="en")
    draw = models.ForeignKey(
        Draw, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("draw")
    )
    # Empty: states, observer states, organisations, other bodies.
    groups = models.JSONField(_("order of groups"), default=list, blank=True)
    floor = models.ForeignKey(
        Floor, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("list of speakers"),
    )  # fmt: skip
    next_chair = models.ForeignKey(
        Delegation, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("next chair"),
    )  # fmt: skip
    previous_chair = models.ForeignKey(
        Delegation, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("previous chair"),
    )  # fmt: skip
    flag_pattern = models.CharField(
        _("flags stand"), max_length=6, choices=rules.FLAG_PATTERNS, default=rules.LINE
    )
    flag_side = models.CharField(
        _("the host’s side"), max_length=5, choices=rules.SIDES, default=rules.LEFT
    )

    class Meta:
        verbose_name = _("order")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "purpose"], name="an_edition_has_one_order_for_a_purpose"
            )
        ]

    def __str__(self) -> str:
        return str(self.get_purpose_display())


class Pin(models.Model):
    """A delegation stands at this place whatever the rules say: why, and who decided."""

    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="pins")
    delegation = models.ForeignKey(
        Delegation, models.CASCADE, related_name="+", verbose_name=_("delegation")
    )
    place = models.PositiveSmallIntegerField(pgettext_lazy("order", "place"))
    reason = models.CharField(_("reason"), max_length=300)
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    pinned_at = models.DateTimeField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["arrangement", "place"], name="a_place_has_one_pin"),
            models.UniqueConstraint(
                fields=["arrangement", "delegation"], name="a_delegation_is_pinned_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_pin_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.delegation}: {self.place}"


class Apart(models.Model):
    """Two delegations never side by side. Only who holds `protocol.apart` ever reads the names."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="aparts")
    one = models.ForeignKey(Delegation, models.CASCADE, related_name="+")
    other = models.ForeignKey(Delegation, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="two_are_seated_apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="a_pair_is_two_in_order"),
        ]

    def __str__(self) -> str:  # the audit shows this: it names nobody
        return "—"


class Need(models.Model):
    """What a person needs where they sit; seen by protocol alone, gone with the member."""

    member = models.OneToOneField(Member, models.CASCADE, related_name="seat_need")
    wheelchair = models.BooleanField(_("wheelchair"), default=False)
    left_handed = models.BooleanField(_("left-handed"), default=False)
    interpreter = models.ForeignKey(
        Member, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("interpreter who sits behind"),
    )  # fmt: skip

    def __str__(self) -> str:
        return "—"


class SeatPlan(models.Model):
    """Who is seated where at one occasion; what stands is its last version."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="seat_plans")
    name = TextField(_("name"))
    room = models.ForeignKey(
        Room, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("room")
    )
    shape = models.CharField(_("shape"), max_length=8, choices=rules.SHAPES, default="rows")
    who = models.CharField(_("who is seated"), max_length=8, choices=rules.WHO, default=rules.HEADS)
    purpose = models.CharField(
        _("in the order of"), max_length=12, choices=rules.PURPOSES, default=rules.SEATING
    )
    size = models.PositiveSmallIntegerField(_("seats"))
    per_row = models.PositiveSmallIntegerField(_("seats in a row or at a table"), default=20)
    behind = models.PositiveSmallIntegerField(_("chairs behind each seat"), default=0)
    # Numbers of seats, as typed: "1, 20, 41-44". Empty: what the shape itself allows.
    accessible = models.CharField(_("seats a wheelchair reaches"), max_length=300, blank=True)
    aisles = models.CharField(_("aisles after these places of a row"), max_length=60, blank=True)
    honour = models.PositiveSmallIntegerField(_("first seats never left empty"), default=0)
    # Keys of guests who cancelled this occasion, though they remain in their delegation.
    absent = models.JSONField(default=list)

    class Meta:
        ordering = ["id"]
        verbose_name = _("seating plan")

    def __str__(self) -> str:
        return str(self.name)


class SeatPlanVersion(models.Model):
    """The plan as it was made, swapped or repaired: complete in itself, with the names of then."""

    plan = models.ForeignKey(SeatPlan, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    made = models.CharField(max_length=8, choices=rules.MADE)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    moved = models.PositiveSmallIntegerField(default=0)
    content = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="a_seat_plan_version_is_one")
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.number}"
