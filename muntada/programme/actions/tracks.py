"""Tracks: the themes and regions by which a programme is read."""

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from muntada.accounts.models import User
from muntada.audit.actions import record, save_changes
from muntada.kit.texts import Text
from muntada.programme.models import Track


@transaction.atomic
def put_track(track: Track, *, name: Text, position: int, by: User, at: datetime) -> Track:
    """Add a track, or change its name and place; its address never changes once it is out."""
    fields = {"name": name, "position": position}
    if track.pk is None:
        track.name, track.position = name, position
        track.slug = _free_address(track)
        track.save(force_insert=True)
        record("track.added", track, by=by, at=at, after=fields)
    else:
        save_changes(track, fields, verb="track.changed", by=by, at=at, edition_id=track.edition_id)
    return track


def _free_address(track: Track) -> str:
    wanted = slugify(track.name.in_("en"))[:36] or "track"
    taken = set(track.edition.tracks.values_list("slug", flat=True))
    return next(
        slug for slug in (wanted, *(f"{wanted}-{n}" for n in range(2, 100))) if slug not in taken
    )


@transaction.atomic
def remove_track(track: Track, *, by: User, at: datetime) -> None:
    """Its sessions stay, without a track."""
    record("track.removed", track, by=by, at=at, before={"name": track.name})
    Track.objects.get(pk=track.pk).delete()
