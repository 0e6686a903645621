"""Which device asks, and all that a scan needs of its gate: one question."""

from typing import Any, cast

from django.db.models import Model

from muntada.accreditation.models import EditionKeys, Zone
from muntada.conferences.models import Edition
from muntada.gates.models import Device, Gate, digest
from muntada.kit.asked import Asked


def _in_order(model: type[Model], *names: str) -> tuple[str, ...]:
    """As `from_db` wants them."""
    return tuple(one.attname for one in model._meta.concrete_fields if one.attname in names)


# The table, how the device leads to it, what is read of it.
_READ: list[tuple[type[Model], str, tuple[str, ...]]] = [
    (Device, "", _in_order(Device, "id", "edition_id", "gate_id", "name", "shut_out_at", "seen_at",
                           "list_as_of", "waiting")),
    (Gate, "gate__", _in_order(Gate, "id", "edition_id", "zone_id", "direction", "once")),
    (Zone, "gate__zone__", _in_order(Zone, "id", "edition_id", "letter", "bit")),
    (Edition, "edition__", _in_order(Edition, "id", "time_zone")),
    (EditionKeys, "edition__keys__", _in_order(EditionKeys, "id", "edition_id", "signing_public")),
]  # fmt: skip
_ASKED = Asked(
    lambda secret: (
        Device.objects.filter(secret_digest=secret)
        .order_by()
        .values_list(*(f"{path}{name}" for _model, path, names in _READ for name in names))
    ),
    "",
)


def device_of(secret: str) -> Device | None:
    """The device, its gate, zone, edition and keys; what is not named above is read when asked."""
    rows = _ASKED(digest(secret))
    if not rows:
        return None
    values = iter(rows[0])
    found: list[Any] = [
        model.from_db("default", names, [next(values) for _name in names])
        for model, _path, names in _READ
    ]
    device, gate, zone, edition, keys = found
    gate.zone, device.gate, device.edition, edition.keys = zone, gate, edition, keys
    return cast(Device, device)
