"""How the replies stand: by group, region and level; each question is one query."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from muntada.conferences.models import Edition
from muntada.invitations import rules
from muntada.invitations.models import Invitation
from muntada.kit.languages import current, direction
from muntada.kit.texts import Text
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

    @property
    def x(self) -> float:
        """Where it begins on a page that runs this way."""
        if direction(current()) == "rtl":
            return round(100 - self.start - self.width, 2)
        return self.start

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 2)

    @property
    def is_wide(self) -> bool:
        """Wide enough for its number to be written in it."""
        return self.width >= 7


@dataclass(frozen=True)
class Strip:
    name: str
    total: int
    parts: list[Part]
    note: str = ""

    def count_of(self, *answers: str) -> int:
        return sum(part.count for part in self.parts if part.answer in answers)

    @property
    def coming(self) -> int:
        return self.count_of(*rules.COMING)


def strip(name: str, counts: Counter[str], note: str = "") -> Strip:
    total, start, parts = sum(counts.values()), 0.0, []
    for answer in ORDER:
        width = 100 * counts[answer] / total if total else 0.0
        parts.append(Part(answer, counts[answer], round(start, 2), round(width, 2)))
        start += width
    return Strip(name, total, parts, note)


def reply_counts(edition: Edition) -> Strip:
    """All parties invited."""
    rows = Invitation.objects.filter(edition=edition).invited().values_list("answer")
    counted = rows.annotate(n=Count("pk")).order_by()
    return strip(_("All invited"), Counter(dict(counted)))


def by_region(invitations: Iterable[Invitation]) -> list[Strip]:
    """States by region, then the others by kind."""
    known = dict(regions())
    counts: dict[tuple[bool, str], Counter[str]] = defaultdict(Counter)
    for invitation in invitations:
        party = invitation.party
        name = known.get(party.region, party.region) or str(party.get_kind_display())
        counts[not party.is_state, name][invitation.answer] += 1
    return [strip(key[1], counts[key]) for key in sorted(counts)]


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
    names: dict[str, str] = {}
    for code, name, party in members.values_list("group__code", "group__name", "party_id"):
        names[code] = str(Text(name))
        counts[code][answers[party]] += 1
    notes = {code: name if name != code else "" for code, name in names.items()}
    return [strip(code, counts[code], notes[code]) for code in sorted(counts)]


def regions() -> list[tuple[str, str]]:
    return [
        ("Africa", _("Africa")),
        ("Americas", _("Americas")),
        ("Asia", _("Asia")),
        ("Europe", _("Europe")),
        ("Oceania", _("Oceania")),
    ]
