"""Categories, zones and badge templates added and changed by the lead of accreditation."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.accreditation.actions.setup import change
from muntada.accreditation.models import BadgeTemplate, Category, Zone
from muntada.audit.actions import record
from muntada.conferences.models import Edition, Room
from muntada.kit.errors import RuleBroken

MOST_ZONES = 32


@transaction.atomic
def put_zone(
    zone: Zone, *, fields: dict[str, Any], rooms: Sequence[Room], by: User, at: datetime
) -> Zone:
    """Add or change a zone and the rooms that lie in it; a printed letter stays what it is."""
    before = Zone.objects.filter(pk=zone.pk).values_list("letter", flat=True).first()
    letter = fields["letter"]
    try:
        with transaction.atomic():
            if zone.pk is None:
                zone = _new_zone(zone.edition, fields, by=by, at=at)
            else:
                if before != letter and zone.edition.badges.exists():
                    raise RuleBroken(_("Badges carry this letter already. Add another zone."))
                change(zone, fields=fields, by=by, at=at)
    except IntegrityError as error:
        raise RuleBroken(_("Another zone has this letter.")) from error
    edition_rooms = Room.objects.filter(edition=zone.edition)
    edition_rooms.filter(zone__in=[letter, before or letter]).update(zone="")
    edition_rooms.filter(pk__in=[room.pk for room in rooms]).update(zone=letter)
    record("zone.rooms_set", zone, by=by, at=at, after={"rooms": [str(room) for room in rooms]})
    return zone


def _new_zone(edition: Edition, fields: dict[str, Any], *, by: User, at: datetime) -> Zone:
    Edition.objects.select_for_update().get(pk=edition.pk)
    last = edition.zones.aggregate(n=Max("bit"))["n"]
    bit = 0 if last is None else last + 1
    if bit >= MOST_ZONES:
        raise RuleBroken(_("A badge has room for 32 zones."))
    made = Zone.objects.create(edition=edition, bit=bit, position=bit, **fields)
    record("zone.added", made, by=by, at=at, after={"letter": made.letter})
    return made


@transaction.atomic
def put_category(category: Category, *, fields: dict[str, Any], by: User, at: datetime) -> Category:
    if category.pk is not None:
        change(category, fields=fields, by=by, at=at)
        return category
    edition, zones = category.edition, fields.pop("zones", [])
    Edition.objects.select_for_update().get(pk=edition.pk)
    place = 1 + (edition.accreditation_categories.aggregate(n=Max("position"))["n"] or 0)
    taken = set(edition.accreditation_categories.values_list("code", flat=True))
    codes = (fields["kind"], *(f"{fields['kind']}-{n}" for n in range(2, 99)))
    code = next(one for one in codes if one not in taken)
    made = Category.objects.create(edition=edition, code=code, position=place, **fields)
    made.zones.set(zones)
    record("accreditation_category.added", made, by=by, at=at)
    return made


@transaction.atomic
def put_template(
    template: BadgeTemplate, *, fields: dict[str, Any], by: User, at: datetime
) -> BadgeTemplate:
    """The logo itself is not written into the record, only that it changed."""
    logo = fields.pop("logo", False)
    if template.pk is None:
        template = BadgeTemplate.objects.create(edition=template.edition, **fields)
        record("badge_template.added", template, by=by, at=at)
    else:
        change(template, fields=fields, by=by, at=at)
    if logo is not False:
        BadgeTemplate.objects.filter(pk=template.pk).update(logo=logo)
        said = {"logo": bool(logo)}
        record("badge_template.logo_changed", template, by=by, at=at, after=said)
    return template
