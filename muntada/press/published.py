"""What of the press is public at a moment: statements, with their cleared versions only."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from muntada.conferences.models import Edition
from muntada.kit.languages import preference
from muntada.parties.models import Party
from muntada.people.models import Person
from muntada.press import rules
from muntada.press.models import MediaSlot, Photo, Statement, Version


@dataclass(frozen=True)
class Item:
    """A statement that is out, as one language has it."""

    statement: Statement
    version: Version
    languages: tuple[str, ...]
    parties: tuple[Party, ...]
    corrected_by: tuple[Statement, ...]
    people: tuple[Person, ...] = ()
    photos: tuple[Photo, ...] = ()

    @property
    def released_at(self) -> datetime:
        """A language cleared after the release came out when it was cleared."""
        moments = [self.statement.release_at, self.version.cleared_at]
        return max(moment for moment in moments if moment is not None)

    @property
    def changed_at(self) -> datetime:
        """A correction changes what editors are told of the statement, so it is news of it."""
        corrected = (one.release_at for one in self.corrected_by)
        moments = [self.released_at, self.statement.killed_at, *corrected]
        return max(moment for moment in moments if moment is not None)

    @property
    def paragraphs(self) -> list[str]:
        return [] if self.statement.is_killed else self.version.body.split("\n\n")


def one(edition: Edition, key: str, language: str, *, at: datetime) -> Item | None:
    """One statement that is out; nothing else is read for it but what corrects it."""
    asked = Q(key=key) | Q(corrects__key=key)
    found = Statement.objects.filter(asked, edition=edition).released(at=at)
    items = _items(edition, found, language)
    return next((item for item in items if item.statement.key == key), None)


def released(edition: Edition, language: str, *, at: datetime, alone: bool = False) -> list[Item]:
    """The latest first; `alone` leaves out what this language does not have."""
    found = Statement.objects.filter(edition=edition).released(at=at)
    return _items(edition, found, language, alone=alone)


def _items(
    edition: Edition, found: QuerySet[Statement], language: str, *, alone: bool = False
) -> list[Item]:
    found = found.select_related("session", "corrects").prefetch_related(
        "versions", "parties", "people", "photos"
    )
    statements = list(found)
    corrections: dict[int, list[Statement]] = {}
    for one in statements:
        if one.corrects_id and not one.is_killed:
            corrections.setdefault(one.corrects_id, []).append(one)
    items = []
    for one in statements:
        one.edition = edition
        versions = {v.language: v for v in one.versions.all() if v.state == rules.CLEARED}
        order = (language,) if alone else (language, one.authentic, *preference(language))
        chosen = next((versions[code] for code in order if code in versions), None)
        if chosen is not None:
            chosen.statement = one
            told = tuple(corrections.get(one.pk, ()))
            items.append(
                Item(
                    one, chosen, tuple(sorted(versions)), tuple(one.parties.all()), told,
                    tuple(one.people.all()), tuple(one.photos.all()),
                )
            )  # fmt: skip
    return items


def stamp(edition: Edition, *, at: datetime) -> list[tuple[object, ...]]:
    """What the press pages depend on; a statement enters in the instant of its release."""
    found = Statement.objects.filter(edition=edition).released(at=at)
    return list(found.values_list("pk", "state", "release_at", "killed_at"))


def media_programme(edition: Edition) -> list[MediaSlot]:
    """What is announced, closed items too: an editor who knows sends nobody."""
    found = MediaSlot.objects.announced().filter(edition=edition)
    return list(found.select_related("session"))


def photos(edition: Edition, *, at: datetime) -> list[Photo]:
    """Every photo that is out, by itself or with its statement."""
    return list(Photo.objects.filter(edition=edition).released(at=at).select_related("statement"))
