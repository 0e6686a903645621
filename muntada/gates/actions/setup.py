"""Gates set up; devices enrolled with a code, moved to another gate, shut out."""

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.accreditation.token import tidy_number
from muntada.audit.actions import record, save_changes
from muntada.conferences.models import Edition
from muntada.gates import rules
from muntada.gates.models import Device, Gate, digest, new_code
from muntada.kit.errors import RuleBroken, ensure


@transaction.atomic
def add_gate(edition: Edition, *, fields: dict[str, Any], by: User, at: datetime) -> Gate:
    made = Gate.objects.create(edition=edition, position=edition.gates.count(), **fields)
    record("gate.added", made, by=by, at=at, after={"zone": made.zone.letter},
           edition_id=edition.pk)  # fmt: skip
    return made


@transaction.atomic
def change_gate(gate: Gate, *, fields: dict[str, Any], by: User, at: datetime) -> None:
    save_changes(gate, fields, verb="gate.changed", by=by, at=at, edition_id=gate.edition_id)


@transaction.atomic
def close_gate(gate: Gate, *, by: User, at: datetime) -> None:
    """Its devices are shut out with it; its scans stay."""
    if not Gate.objects.filter(pk=gate.pk, closed_at=None).update(closed_at=at):
        raise RuleBroken(_("This gate is closed already."))
    record("gate.closed", gate, by=by, at=at, edition_id=gate.edition_id)
    for device in gate.devices.filter(shut_out_at=None):
        shut_out(device, by=by, at=at)


def _why_not_here(gate: Gate) -> Promise | None:
    is_closed = Gate.objects.filter(pk=gate.pk).exclude(closed_at=None).exists()
    return rules.why_not_at_this_gate(is_closed=is_closed)


@transaction.atomic
def add_device(gate: Gate, *, name: str, by: User, at: datetime) -> tuple[Device, str]:
    """The device and the code that enrols it, which is shown once and kept only as a digest."""
    ensure(_why_not_here(gate))
    if Device.objects.filter(edition=gate.edition, name=name, shut_out_at=None).exists():
        raise RuleBroken(_("A device of this name is at work. Give it another name."))
    code = new_code()
    made = Device.objects.create(
        edition=gate.edition, gate=gate, name=name, code_digest=digest(code),
        code_until=at + rules.CODE_LIVES, made_at=at,
    )  # fmt: skip
    record("device.added", made, by=by, at=at, after={"gate": gate.pk}, edition_id=gate.edition_id)
    return made, code


@transaction.atomic
def new_device_code(device: Device, *, by: User, at: datetime) -> str:
    """Another code for a device that was never enrolled, or must be enrolled again."""
    code = new_code()
    rows = Device.objects.filter(pk=device.pk, shut_out_at=None).update(
        code_digest=digest(code), code_until=at + rules.CODE_LIVES, secret_digest="",
        enrolled_at=None,
    )  # fmt: skip
    if not rows:
        raise RuleBroken(_("This device was shut out. Add it again under a new code."))
    record("device.code_made", device, by=by, at=at, edition_id=device.edition_id)
    return code


@transaction.atomic
def enrol(code: str, *, at: datetime) -> tuple[Device, str]:
    """The device this code was made for, and its secret; the code does not work again."""
    found = (
        Device.objects.select_related("edition", "gate__zone")
        .filter(code_digest=digest(tidy_number(code)[:20]))
        .first()
    )
    ensure(
        rules.why_not_enrol(
            at=at,
            until=found.code_until if found else None,
            enrolled=bool(found and found.enrolled_at),
            shut_out=bool(found and found.shut_out_at),
        )
    )
    assert found is not None  # noqa: S101 - said by the rule
    secret = secrets.token_urlsafe(32)
    rows = Device.objects.filter(pk=found.pk, code_digest=found.code_digest).update(
        code_digest="", code_until=None, secret_digest=digest(secret), enrolled_at=at, seen_at=at
    )
    if not rows:
        raise RuleBroken(_("This code is not known. Ask the desk for a new one."))
    record("device.enrolled", found, by=None, at=at, edition_id=found.edition_id)
    return found, secret


@transaction.atomic
def move_device(device: Device, gate: Gate, *, by: User, at: datetime) -> None:
    ensure(_why_not_here(gate))
    save_changes(device, {"gate": gate}, verb="device.moved", by=by, at=at,
                 edition_id=device.edition_id)  # fmt: skip


@transaction.atomic
def shut_out(device: Device, *, by: User, at: datetime) -> None:
    """From now on it is told nothing; at its next contact it wipes what it holds."""
    rows = Device.objects.filter(pk=device.pk, shut_out_at=None).update(
        shut_out_at=at, code_digest="", code_until=None
    )
    if not rows:
        raise RuleBroken(_("This device was shut out already."))
    record("device.shut_out", device, by=by, at=at, edition_id=device.edition_id)
