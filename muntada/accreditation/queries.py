"""Do the keys fit what is sealed? Asked before the house opens, and when a backup is tried."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from muntada.accreditation import vault
from muntada.accreditation.models import Application, EditionKeys, SealedFile
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken


def wrapped_keys() -> list[tuple[int, bytes]]:
    """Each edition whose key is kept, with that key as it is kept."""
    kept = EditionKeys.objects.exclude(wrapped=None).order_by("edition_id")
    rows = kept.values_list("edition_id", "wrapped")
    return [(pk, bytes(wrapped)) for pk, wrapped in rows if wrapped]


def why_not_open() -> str | None:
    """Why what is sealed cannot be read with the key that is here; nothing where nothing is."""
    if EditionKeys._meta.db_table not in connection.introspection.table_names():
        return None
    kept = wrapped_keys()
    if not kept:
        return None
    try:
        vault.installation_key()
    except vault.KeyMissing as error:
        said = _(
            "{why} Photos and papers of {count} editions are sealed with it. Put it back from its "
            "backup into {folder}; no other is made, for nothing would open with it."
        )
        return said.format(why=error, count=len(kept), folder=settings.DATA)
    if shut := [pk for pk, wrapped in kept if not _is_ours(pk, wrapped)]:
        said = _(
            "The key of the vault (MUNTADA_VAULT_KEY or {folder}/vault.key) is not the one that "
            "photos and papers of {count} editions are sealed with. Put back the one that belongs "
            "to this database."
        )
        return said.format(count=len(shut), folder=settings.DATA)
    return None


def why_not_seal(edition: Edition) -> str | None:
    """Why no key may be made for this edition: something is sealed that no key here opens."""
    files = SealedFile.objects.filter(application__edition=edition)
    sealed = Application.objects.filter(edition=edition).exclude(identity=None, refusal=None)
    if files.exists() or sealed.exists():
        return _("Something is sealed here, and its key is gone. Restore it from a backup.")
    return why_not_open()


def _is_ours(edition_id: int, wrapped: bytes) -> bool:
    try:
        vault.data_key(wrapped, edition_id)
    except RuleBroken:
        return False
    return True


@dataclass
class SealReport:
    """How much was opened, and what was not: `shut` names kinds and rows, never people."""

    editions: int
    opened: int
    shut: list[str]


def everything_opened() -> SealReport:
    """Open all that is sealed, each with its edition's key: what a restored backup must pass."""
    report = SealReport(0, 0, [])
    for keys in EditionKeys.objects.exclude(wrapped=None).select_related("edition"):
        report.editions += 1
        for what, opens in _sealed(keys):
            try:
                opens()
                report.opened += 1
            except RuleBroken:
                report.shut.append(f"{keys.edition.slug}: {what}")
    return report


def _sealed(keys: EditionKeys) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "signing key", keys.private_key
    applications = Application.objects.filter(edition=keys.edition_id).only(
        "identity", "refusal", "number", "edition_id"
    )
    for one in applications.iterator(chunk_size=500):
        for kind in ("identity", "refusal"):
            if (sealed := getattr(one, kind)) is not None:
                yield f"{one} {kind}", partial(keys.open, sealed, one.about(kind))
    files = SealedFile.objects.filter(application__edition=keys.edition_id)
    for file in files.select_related("application").iterator(chunk_size=50):
        yield f"{file}", partial(keys.open, file.content, file.about)
