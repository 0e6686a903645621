"""Nouns of the gates: the gate, the device that scans there, each scan, who is inside."""

import hashlib
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection, models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.accounts.models import User
from muntada.accreditation.admission import VERDICTS
from muntada.accreditation.models import Zone
from muntada.accreditation.token import LETTERS
from muntada.conferences.models import Edition
from muntada.gates import rules
from muntada.kit.texts import TextField


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


class Gate(models.Model):
    """A place where badges are looked at: the way into a zone, out of it, or both."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="gates")
    zone = models.ForeignKey(
        Zone, models.PROTECT, related_name="gates", verbose_name=_("leads into zone")
    )
    name = TextField(_("name"))
    direction = models.CharField(
        _("direction"), max_length=5, choices=rules.DIRECTIONS, default=rules.BOTH
    )
    once = models.BooleanField(
        _("who is inside does not enter again"), default=True,
        help_text=_("Against badges passed back over the fence (anti-passback)."),
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    closed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("gate")

    def __str__(self) -> str:
        return str(self.name)


class Device(models.Model):
    """A telephone or tablet at a gate: enrolled once with a code, then known by its secret."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="devices")
    gate = models.ForeignKey(Gate, models.PROTECT, related_name="devices", verbose_name=_("gate"))
    name = models.CharField(_("name"), max_length=60)
    code_digest = models.CharField(max_length=64, blank=True, db_index=True)
    code_until = models.DateTimeField(null=True)
    secret_digest = models.CharField(max_length=64, blank=True, db_index=True)
    made_at = models.DateTimeField()
    enrolled_at = models.DateTimeField(null=True)
    shut_out_at = models.DateTimeField(null=True)
    # What the device said last: when, how many scans it still holds, how old its list is.
    seen_at = models.DateTimeField(null=True)
    waiting = models.PositiveIntegerField(default=0)
    list_as_of = models.DateTimeField(null=True)
    clock_off = models.BigIntegerField(default=0)  # seconds its clock is ahead; 0: within tolerance

    class Meta:
        ordering = ["id"]
        verbose_name = _("device")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "name"], condition=Q(shut_out_at=None),
                name="two_devices_do_not_share_a_name",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def clock_said(self) -> datetime | None:
        """What its clock said when it was last heard of, where that was wrong."""
        if not self.clock_off or not self.seen_at:
            return None
        return self.seen_at + timedelta(seconds=self.clock_off)

    def is_silent(self, *, at: datetime) -> bool:
        return self.seen_at is None or at - self.seen_at > rules.SILENT


class Scan(models.Model):
    """One look at one badge; a line of the register, written once. `number` is the client's."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="scans")
    # Null: put right by the desk, without a device.
    device = models.ForeignKey(Device, models.PROTECT, null=True, related_name="scans")
    gate = models.ForeignKey(Gate, models.PROTECT, null=True, related_name="scans")
    zone = models.ForeignKey(Zone, models.PROTECT, related_name="scans")
    number = models.UUIDField(default=uuid.uuid4)
    # The number of the card read; empty where what was read was no badge of ours.
    card = models.CharField(max_length=12, blank=True)
    direction = models.CharField(max_length=5, choices=rules.DIRECTIONS)
    verdict = models.CharField(
        max_length=16, choices=[(code, said[0]) for code, said in VERDICTS.items()]
    )
    anyway = models.BooleanField(default=False)  # the guard looked at the photo and let pass
    offline = models.BooleanField(default=False)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    # What the device's own clock said, of a scan it judged alone; `at` is by the house's.
    device_at = models.DateTimeField(null=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = pgettext_lazy("badge", "scan")
        constraints = [
            models.UniqueConstraint(
                fields=["device", "number"], name="a_scan_sent_twice_is_one_scan"
            ),
            models.CheckConstraint(
                condition=Q(device__isnull=False) | Q(by__isnull=False),
                name="a_scan_is_from_a_device_or_from_the_desk",
            ),
        ]
        indexes = [
            models.Index(fields=["card", "zone", "at"], name="scans_of_a_card"),
            models.Index(fields=["edition", "-at"], name="scans_of_an_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.card} {self.verdict}"

    @property
    def clock_said(self) -> datetime | None:
        """What the device's clock said, where it was wrong."""
        if self.device_at and rules.clock_off(self.device_at, at=self.at):
            return self.device_at
        return None


@dataclass(frozen=True)
class Held:
    """A line of presence, locked."""

    pk: int
    inside: bool
    day: date
    since: datetime
    card: str
    zone_id: int

    @property
    def key(self) -> tuple[str, int]:
        return self.card, self.zone_id

    def is_inside(self, day: date) -> bool:
        return self.inside and self.day == day


def _held(pk: int, inside: Any, day: Any, since: Any, card: str, zone_id: int) -> Held:
    if connection.vendor == "sqlite":  # which may give moments back as they are written
        day = date.fromisoformat(str(day))
        since = datetime.fromisoformat(str(since)).replace(tzinfo=UTC)
    return Held(pk, bool(inside), day, since, card, zone_id)


class PresenceManager(models.Manager["Presence"]):
    def locked(self, *, edition_id: int, card: str, zone_id: int, at: datetime, day: date) -> Held:
        """What the register says of one card in one zone, held until the transaction ends.

        One statement on both databases: of twelve that come at the same instant the first makes
        the row and the others wait for it, and then see what the first has done.
        """
        [held] = self.locked_all(edition_id=edition_id, lines={(card, zone_id): (at, day)}).values()
        return held

    def locked_all(
        self, *, edition_id: int, lines: Mapping[tuple[str, int], tuple[datetime, date]]
    ) -> dict[tuple[str, int], Held]:
        """The same of many, by card and zone, in one order for all who lock."""
        if not lines:
            return {}
        ops = connection.ops
        rows = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(lines))
        # Only places for values are put together.
        sql = (
            "INSERT INTO gates_presence (edition_id, card, zone_id, inside, day, since, changed_at)"  # noqa: S608
            " VALUES " + rows + " ON CONFLICT (card, zone_id) DO UPDATE SET card = excluded.card"
            " RETURNING id, inside, day, since, card, zone_id"
        )
        said: list[Any] = []
        for (card, zone_id), (at, day) in sorted(lines.items()):
            moment = ops.adapt_datetimefield_value(at)
            said += [
                edition_id, card, zone_id, False, ops.adapt_datefield_value(day), moment, moment,
            ]  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(sql, said)
            found = [_held(*row) for row in cursor.fetchall()]
        return {one.key: one for one in found}

    def put(self, held: Held, *, inside: bool, day: date, at: datetime) -> None:
        ops = connection.ops
        moment = ops.adapt_datetimefield_value(at)
        said: list[Any] = [inside, ops.adapt_datefield_value(day), moment, moment, held.pk]
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE gates_presence SET inside = %s, day = %s, since = %s, changed_at = %s"
                " WHERE id = %s",
                said,
            )


class Presence(models.Model):
    """Whether a card is inside a zone; worked out from the scans, kept for counting at once."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="presences")
    card = models.CharField(max_length=12)
    zone = models.ForeignKey(Zone, models.CASCADE, related_name="presences")
    inside = models.BooleanField(default=False)
    # Each day begins with empty halls: who left without a scan is not inside tomorrow.
    day = models.DateField()
    since = models.DateTimeField()
    # When this line was written: a merge tells of what happened long before, and a device that
    # asks what changed must hear of it.
    changed_at = models.DateTimeField()

    objects = PresenceManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["card", "zone"], name="a_card_is_inside_a_zone_or_not")
        ]
        indexes = [
            models.Index(fields=["zone", "day", "inside"], name="who_is_inside"),
            models.Index(fields=["zone", "changed_at"], name="presence_by_writing"),
        ]

    def __str__(self) -> str:
        return f"{self.card} {self.zone_id} {self.inside}"


class Conflict(models.Model):
    """Two facts that cannot both be right, or an admission that should not have been; for a person
    to look into. Neither scan is ever dropped."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="gate_conflicts")
    kind = models.CharField(max_length=8, choices=rules.CONFLICTS)
    first = models.ForeignKey(Scan, models.CASCADE, related_name="+")
    second = models.ForeignKey(Scan, models.CASCADE, null=True, related_name="+")
    reported_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    note = models.CharField(_("what was found"), max_length=300, blank=True)

    class Meta:
        ordering = ["-reported_at", "-id"]
        verbose_name = _("conflict at the gates")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "first", "second"], name="two_scans_are_in_conflict_once"
            ),
            models.UniqueConstraint(
                fields=["kind", "first"], condition=Q(second=None),
                name="a_wrong_admission_is_reported_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.first}"

    @property
    def is_explained(self) -> bool:
        """By a scan told later, without a person."""
        return self.settled_at is not None and self.settled_by_id is None


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _n in range(rules.CODE_LENGTH))
