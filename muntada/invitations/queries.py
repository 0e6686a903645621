"""How the replies stand: by group, region and level; each question is one query."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from muntada.conferences.models import Edition
from muntada.invitations import rules
from muntada.invitations.models import Invitation
from muntada.parties.models import MEMBER, Membership

# The order in which replies are always shown, with the mark that stands for each.
ORDER = (rules.ACCEPTED, rules.LOWER, rules.TENTATIVE, rules.NO_REPLY, rules.DECLINED)
MARKS = {
    rules.ACCEPTED: "agreed",
    rules.LOWER: "partly",
    rules.TENTATIVE: "waiting",
    rules.NO_REPLY: "",
    rules.DECLINED: "refused",
}
_NAMES = dict(rules.ANSWERS)


@dataclass(frozen=True)
class Part:
    """One answer's share of a strip: `start` and `width` in percent of the whole."""

    answer: str
    count: int
    start: float
    width: float

    @property
    def name(self) -> str:
        return str(_NAMES[self.answer])

    @property
    def mark(self) -> str:
        return MARKS[self.answer]


@dataclass(frozen=True)
class Strip:
    name: str
    total: int
    parts: list[Part]

    @property
    def coming(self) -> int:
        return sum(part.count for part in self.parts if part.answer in rules.COMING)


def strip(name: str, counts: Counter[str]) -> Strip:
    total, start, parts = sum(counts.values()), 0.0, []
    for answer in ORDER:
        width = 100 * counts[answer] / total if total else 0.0
        parts.append(Part(answer, counts[answer], round(start, 2), round(width, 2)))
        start += width
    return Strip(name, total, parts)


def reply_counts(edition: Edition) -> Strip:
    """All parties invited."""
    rows = Invitation.objects.filter(edition=edition).invited().values_list("answer")
    counted = rows.annotate(n=Count("pk")).order_by()
    return strip(_("All invited"), Counter(dict(counted)))


def by_region(invitations: Iterable[Invitation]) -> list[Strip]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for invitation in invitations:
        counts[invitation.party.region or invitation.party.get_kind_display()][invitation.answer] += 1
    return [strip(_region(name), counts[name]) for name in sorted(counts)]


def by_level(invitations: Iterable[Invitation]) -> list[Strip]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, int] = {}
    for invitation in invitations:
        level = invitation.level_asked
        name = str(level) if level else _("no level asked")
        places[name] = level.position if level else 999
        counts[name][invitation.answer] += 1
    return [strip(name, counts[name]) for name in sorted(counts, key=places.__getitem__)]


def by_group(invitations: Iterable[Invitation], edition: Edition) -> list[Strip]:
    """By groups as they stood on the first day: for the eye only, a party may be in several."""
    answers = {invitation.party_id: invitation.answer for invitation in invitations}
    members = Membership.objects.on(edition.starts).filter(status=MEMBER, party__in=answers)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for code, party in members.values_list("group__code", "party_id"):
        counts[code][answers[party]] += 1
    return [strip(code, counts[code]) for code in sorted(counts)]


def _region(name: str) -> str:
    known = {
        "Africa": _("Africa"),
        "Americas": _("Americas"),
        "Asia": _("Asia"),
        "Europe": _("Europe"),
        "Oceania": _("Oceania"),
    }
    return known.get(name, name)
