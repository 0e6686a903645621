"""What editions run here say of themselves: only what is public already, each with its source.

Three queries however many editions there are. Bilateral meetings are not counted here: how many
there were is said when somebody publishes that figure.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _

from muntada.archive import rules
from muntada.archive.models import PublishedFigure
from muntada.conferences import rules as conference_rules
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation
from muntada.parties.models import STATE, Party
from muntada.programme.models import ProgrammeVersion


@dataclass(frozen=True)
class Presence:
    """The parties that accepted, by edition, in the order of time; editions with a list alone."""

    of: dict[int, list[Party]]

    def states(self, edition: int) -> dict[str, Party]:
        return {one.code: one for one in self.of.get(edition, ()) if one.kind == STATE}


def presence(editions: Iterable[Edition]) -> Presence:
    ordered = sorted(editions, key=lambda one: one.starts)
    kept = [one.pk for one in ordered if one.state != conference_rules.CANCELLED]
    coming = Delegation.objects.filter(edition__in=kept, is_coming=True).select_related("party")
    of: dict[int, list[Party]] = defaultdict(list)
    for delegation in coming:
        of[delegation.edition_id].append(delegation.party)
    return Presence({pk: of[pk] for pk in kept if pk in of})


def figures(editions: Sequence[Edition], known: Presence) -> dict[int, list[PublishedFigure]]:
    """Unsaved figures: sessions, languages, states, organisations, regions, first-timers."""
    made: dict[int, list[PublishedFigure]] = defaultdict(list)
    for version in _last_versions(known, editions):
        sessions = version.content["sessions"]
        source = _("programme, version {n}").format(n=version.number)
        spoken = {code for one in sessions for code in one["languages"]}
        for measure, value in (("sessions", len(sessions)), ("languages", len(spoken))):
            _add(made, version.edition_id, measure, rules.PUBLISHED, value, source)
    before: set[str] = set()
    for pk, parties in known.of.items():
        states = known.states(pk)
        source = _("list of participants of this edition")
        regions = {one.region for one in states.values() if one.region}
        _add(made, pk, "countries", rules.ACCEPTED, len(states), source)
        _add(made, pk, "organisations", rules.ACCEPTED, len(parties) - len(states), source)
        _add(made, pk, "regions", rules.ACCEPTED, len(regions), source)
        if before:  # without an earlier list nobody can say who is new
            _add(
                made,
                pk,
                "first-timers",
                rules.ACCEPTED,
                len(set(states) - before),
                source,
                nil=True,
            )
        before |= set(states)
    return made


def _last_versions(known: Presence, editions: Sequence[Edition]) -> list[ProgrammeVersion]:
    held = [one.pk for one in editions if one.state != conference_rules.CANCELLED]
    last = ProgrammeVersion.objects.filter(edition__in=held).order_by().values("edition")
    return list(
        ProgrammeVersion.objects.filter(pk__in=last.annotate(pk_last=Max("pk")).values("pk_last"))
    )


def _add(
    made: dict[int, list[PublishedFigure]], edition: int, measure: str, basis: str, value: int,
    source: str, *, nil: bool = False,
) -> None:  # fmt: skip
    """Nothing counted is left blank, not called zero; among known editions none new is known."""
    if value or nil:
        made[edition].append(
            PublishedFigure(
                edition_id=edition,
                measure=measure,
                basis=basis,
                comparator="=",
                value=value,
                source=source,
            )
        )
