"""Photos for the press: taken in, published, taken away."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, BinaryIO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken
from muntada.kit.pictures import as_jpeg, content_of, opened
from muntada.kit.rows import write_row
from muntada.press.models import Photo

LARGEST = 20 * 1024 * 1024
LEAST = 400  # points of the shorter side; a newspaper prints nothing smaller
LARGE, SMALL = 2400, 720


@dataclass(frozen=True)
class Picture:
    """One picture drawn anew in the two sizes that are kept."""

    large: bytes
    small: bytes
    width: int
    height: int


def drawn(file: BinaryIO) -> Picture:
    sentence = _("A photo may have 20 MB at most. Save it smaller.")
    picture = opened(content_of(file, LARGEST, sentence))
    if min(picture.size) < LEAST:
        raise RuleBroken(_("This photo is too small to print: its shorter side needs 400 points."))
    large, small = picture.copy(), picture.copy()
    large.thumbnail((LARGE, LARGE), Image.Resampling.LANCZOS)
    small.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
    return Picture(as_jpeg(large), as_jpeg(small), *large.size)


@transaction.atomic
def put_photo(
    photo: Photo,
    *,
    edition: Edition,
    picture: Picture | None,
    fields: dict[str, Any],
    by: User | None,
    at: datetime,
) -> Photo:
    """A new photo with its picture, or other words for an old one."""
    new = photo.pk is None
    if new:
        fields = {**fields, "edition": edition, "added_at": at}
    if picture is not None:
        photo.large.save(f"{photo.key}.jpg", ContentFile(picture.large), save=False)
        photo.small.save(f"{photo.key}-small.jpg", ContentFile(picture.small), save=False)
        fields = {**fields, "width": picture.width, "height": picture.height}
        fields |= {"large": photo.large, "small": photo.small}
    write_row(photo, fields)
    record(f"photo.{'added' if new else 'changed'}", photo, by=by, at=at)
    return photo


@transaction.atomic
def publish_photo(photo: Photo, *, by: User | None, at: datetime) -> Photo:
    row = Photo.objects.select_for_update().get(pk=photo.pk)
    if row.statement_id is not None:
        raise RuleBroken(_("This photo goes out with its statement."))
    if row.published_at is None:
        row.published_at = at
        row.save(update_fields=["published_at"])
        record("photo.published", row, by=by, at=at)
    return row


@transaction.atomic
def remove_photo(photo: Photo, *, by: User, at: datetime) -> None:
    """Gone from every page and feed at once; the files follow once the transaction holds."""
    row = Photo.objects.select_for_update().get(pk=photo.pk)
    files = [row.large, row.small]
    record("photo.removed", row, by=by, at=at)
    row.delete()
    for file in files:
        transaction.on_commit(partial(file.storage.delete, str(file.name)))
