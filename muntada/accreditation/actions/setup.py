"""Accreditation opened for an edition, its categories and zones changed, its key destroyed."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.accreditation import vault
from muntada.accreditation.defaults import CARD, CATEGORIES, NOTE, TEMPLATE, ZONES
from muntada.accreditation.models import (
    Application,
    BadgeTemplate,
    Category,
    EditionKeys,
    SealedFile,
    Zone,
)
from muntada.accreditation.queries import why_not_seal, wrapped_keys
from muntada.accreditation.token import new_keys
from muntada.audit.actions import record, save_changes
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken, ensure
from muntada.kit.rows import write_row
from muntada.kit.texts import Text
from muntada.kit.turns import alone

_VAULT_LOCK = 0x6D756E75  # any fixed number: who makes a key holds it until commit


@transaction.atomic
def keys_of(edition: Edition, *, at: datetime) -> EditionKeys:
    """The edition's keys, made at their first use; once destroyed they are never made again."""
    found = EditionKeys.objects.filter(edition=edition).first()
    if found:
        return found
    # Two nodes with a disk of their own would otherwise each make a key of the installation.
    alone(_VAULT_LOCK)
    Edition.objects.select_for_update().get(pk=edition.pk)
    ensure(why_not_seal(edition))
    if not wrapped_keys():
        vault.make_installation_key()
    wrapped = vault.new_data_key(edition.pk)
    private, public = new_keys()
    sealed = vault.seal_with(vault.data_key(wrapped, edition.pk), private, "signing key")
    made = {
        "wrapped": wrapped,
        "signing_private": sealed,
        "signing_public": public,
        "made_at": at,
    }
    return EditionKeys.objects.get_or_create(edition=edition, defaults=made)[0]


@transaction.atomic
def open_accreditation(edition: Edition, *, by: User | None, at: datetime) -> list[Category]:
    """Keys, zones, templates and the usual categories; nothing that is there is touched."""
    keys_of(edition, at=at)
    if edition.accreditation_categories.exists():
        return list(edition.accreditation_categories.all())
    zones = {
        letter: Zone.objects.create(
            edition=edition, letter=letter, name=Text(name), colour=colour, bit=n, position=n
        )
        for n, (letter, name, colour) in enumerate(ZONES)
    }
    languages = (edition.language_names() or ["en"])[:2]
    said: dict[str, Any] = {"edition": edition, "languages": languages, "note": Text(NOTE)}
    BadgeTemplate.objects.create(name=Text(TEMPLATE), size=BadgeTemplate.A6, **said)
    BadgeTemplate.objects.create(name=Text(CARD), size=BadgeTemplate.CARD, **said)
    of_members = {one.code: one for one in edition.categories.all()}
    for place, row in enumerate(CATEGORIES, start=1):
        code, kind, name, letter, colour, opens, needs, vetted, floaters, pin, alone = row
        made = Category.objects.create(
            edition=edition, code=code, kind=kind, name=Text(name), letter=letter, colour=colour,
            needs=needs, needs_vetting=vetted, floaters=floaters, has_pin=pin,
            is_open_to_public=alone, position=place, member_category=of_members.get(code),
        )  # fmt: skip
        made.zones.set([zones[one] for one in opens])
    record("accreditation.opened", edition, by=by, at=at, after={"categories": len(CATEGORIES)})
    return list(edition.accreditation_categories.all())


@transaction.atomic
def change(
    thing: Category | Zone | BadgeTemplate, *, fields: dict[str, Any], by: User, at: datetime
) -> None:
    """Correct a category, a zone or a template; badges already issued keep what they say."""
    zones = fields.pop("zones", None)
    name = {Category: "accreditation_category", Zone: "zone"}.get(type(thing), "badge_template")
    if zones is not None and isinstance(thing, Category):
        before = thing.zone_letters()
        thing.zones.set(zones)
        after = [zone.letter for zone in zones]
        if set(before) != set(after):
            record(f"{name}.zones_changed", thing, by=by, at=at, before={"zones": before},
                   after={"zones": after}, edition_id=thing.edition_id)  # fmt: skip
    save_changes(thing, fields, verb=f"{name}.changed", by=by, at=at, edition_id=thing.edition_id)


@transaction.atomic
def purge(edition: Edition, *, by: User | None, at: datetime) -> EditionKeys:
    """Destroy the edition's key and what it sealed; the report counts, and names nobody."""
    keys = EditionKeys.objects.select_for_update().filter(edition=edition).first()
    if keys is None or keys.destroyed_at:
        raise RuleBroken(_("There is no key to destroy, or it was destroyed already."))
    files = SealedFile.objects.filter(application__edition=edition)
    with_identity = Application.objects.filter(edition=edition).exclude(identity=None)
    report = {
        "files": files.count(),
        "identities": with_identity.count(),
        "applications": Application.objects.filter(edition=edition).count(),
    }
    files.delete()
    Application.objects.filter(edition=edition).update(
        identity=None, refusal=None, email="", document_digest=""
    )
    destroyed = {"destroyed_at": at, "destroyed_by": by, "report": report}
    write_row(keys, {"wrapped": None, "signing_private": None, **destroyed})
    record("accreditation.purged", edition, by=by, at=at, after=report)
    return keys
