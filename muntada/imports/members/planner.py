"""What each row of a file of people would do, against what is there."""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_noop

from muntada.conferences.models import Edition
from muntada.delegations import rules
from muntada.delegations.actions.together import Change
from muntada.delegations.models import Delegation, Member, Quota
from muntada.imports import columns as read
from muntada.imports.members import titles
from muntada.imports.members.fields import YES, choices_of, fields_of
from muntada.imports.parties import Parties
from muntada.imports.plan import CHANGED, NEW, REFUSED, SAME, Row
from muntada.kit.languages import LANGUAGES
from muntada.kit.texts import Text
from muntada.parties.names import normalise, skeleton
from muntada.people.models import Person

_PERSON = ("name", "form_of_address", "email", "languages")


@dataclass
class Pending:
    """A row with what it would write: a new member, or changes to one there is."""

    row: Row
    new: Member | None = None
    change: Change | None = None


class Planner:
    """One reading of the edition; then each row is planned without asking the database again."""

    def __init__(self, edition: Edition, *, language: str, at: datetime) -> None:
        self.edition, self.language, self.at = edition, language, at
        delegations = Delegation.objects.filter(edition=edition).select_related("party")
        self.delegations = {one.party_id: one for one in delegations}
        self.parties = Parties()
        self.choices = choices_of(edition)
        self.categories = {one.pk: one for one in edition.categories.all()}
        self.ranks = {one.pk: one.name for one in edition.ranks.all()}
        self.here: dict[tuple[int, str], Member] = {}
        self.anywhere: dict[str, Member] = {}
        self.sounding: dict[str, Member] = {}
        self.heads: set[int] = set()
        self.confirmed: Counter[tuple[int, int]] = Counter()
        self.places = _places(self.categories.values(), delegations)
        self.lines: dict[tuple[int, str], int] = {}
        present = Member.objects.present().filter(edition=edition)
        for member in present.select_related("person", "delegation__party"):
            self._know(member)

    def _know(self, member: Member) -> None:
        for said in set(member.person.name.values()):
            key = normalise(said)
            self.here[member.delegation_id, key] = member
            self.anywhere.setdefault(key, member)
            self.sounding.setdefault(skeleton(said), member)
        if member.place == rules.HEAD:
            self.heads.add(member.delegation_id)
        if member.state == rules.CONFIRMED:
            self.confirmed[member.delegation_id, member.category_id] += 1

    def plan(self, line: int, cells: dict[str, Any]) -> Pending:
        row = Row(line, NEW)
        _take_titles_off(row, cells, self.anywhere)
        name = read.text(cells, "name", self.language)
        self._ensure_said_once(row, cells)
        row.name = " · ".join(dict.fromkeys(name.values()))
        delegation = self._delegation(row, cells)
        if not name:
            row.refuse(gettext_noop("There is no name in this row."))
        elif max(map(len, name.values())) > read.LONGEST_NAME:
            row.name = row.name[:80] + "…"
            row.refuse(gettext_noop("This name is longer than 300 characters."))
        fields = fields_of(row, cells, choices=self.choices, zone=self.edition.zone)
        if row.what == REFUSED or delegation is None:
            return Pending(row)
        keys = {normalise(said) for said in name.values()}
        if self._is_twice_in_the_file(row, delegation, keys):
            return Pending(row)
        there = next((m for k in keys if (m := self.here.get((delegation.pk, k)))), None)
        if there is not None:
            fields["name"] = read.text(cells, "name", self.language, there.person.name)
            fields["function"] = self._function(cells, there.function)
            return self._plan_change(row, there, fields)
        fields["function"] = self._function(cells)
        return self._plan_new(row, delegation, name, keys, fields, cells)

    def _function(self, cells: dict[str, Any], before: Text | None = None) -> Text:
        said = read.text(cells, "function", self.language, before)
        return Text({c: one[:300] for c, one in said.items()})

    def _ensure_said_once(self, row: Row, cells: dict[str, Any]) -> None:
        for key in ("name", "function"):
            if differ := read.says_twice(cells, key, self.language):
                row.refuse(
                    gettext_noop(
                        "Two columns say this in one language, “{first}” and “{second}”. Keep one."
                    ),
                    first=differ[0][:60],
                    second=differ[1][:60],
                )

    def _delegation(self, row: Row, cells: dict[str, Any]) -> Delegation | None:
        party = self.parties.find(row, cells)
        if party is None:
            return None
        delegation = self.delegations.get(party.pk)
        if delegation is None:
            row.refuse(
                gettext_noop("{party} has no delegation in this edition. Invite it first."),
                party=party,
            )
        elif not delegation.is_open:
            row.refuse(gettext_noop("{party} has declined. Change the reply first."), party=party)
        return delegation

    def _is_twice_in_the_file(self, row: Row, delegation: Delegation, keys: set[str]) -> bool:
        for key in keys:
            earlier = self.lines.setdefault((delegation.pk, key), row.line)
            if earlier != row.line:
                row.refuse(
                    gettext_noop("Row {line} of this file names the same person."), line=earlier
                )
                return True
        return False

    def _plan_new(
        self, row: Row, delegation: Delegation, name: Text, keys: set[str],
        fields: dict[str, Any], cells: dict[str, Any],
    ) -> Pending:  # fmt: skip
        row.party = str(delegation.party.code)
        other = next((m for key in keys if (m := self.anywhere.get(key))), None)
        if other is not None and not YES.find(cells.get("another_person")):
            row.refuse(
                gettext_noop(
                    "{name} is registered in the delegation of {party}. If this is another "
                    "person, write “yes” in the column “Another person”."
                ),
                name=row.name,
                party=other.delegation.party,
            )
        if not fields.get("function"):
            row.refuse(gettext_noop("There is no function in this row."))
        category = self.categories.get(fields.get("category", 0))
        if category is None and "category" not in fields:
            row.refuse(gettext_noop("There is no category in this row."))
        if fields.get("place") == rules.HEAD and delegation.pk in self.heads:
            row.refuse(gettext_noop("The delegation of {party} has a head already."),
                       party=delegation.party)  # fmt: skip
        if row.what == REFUSED or category is None:
            return Pending(row)
        alike = other or next(
            (m for said in name.values() if (m := self.sounding.get(skeleton(said)))), None
        )
        if alike is not None:
            row.note(
                gettext_noop("Reads like {name}, of the delegation of {party}. Look twice."),
                name=alike.person,
                party=alike.delegation.party,
            )
        row.changes = [
            (key.removesuffix("_id"), "", said)
            for key, value in {"name": name, "category_id": category.pk, **fields}.items()
            if key != "category" and (said := self._word(key, value))
        ]
        person = Person(name=name, **{k: fields.pop(k) for k in _PERSON[1:] if k in fields})
        fields.pop("category")
        rank = fields.pop("rank", None)
        wants = fields.pop("state", rules.NOMINATED)
        if wants not in (rules.NOMINATED, rules.CONFIRMED):
            row.refuse(gettext_noop("A new person is nominated or confirmed, nothing else."))
            return Pending(row)
        member = Member(
            edition=self.edition, delegation=delegation, person=person, category=category,
            rank_id=rank, nominated_at=self.at, **fields,
        )  # fmt: skip
        if wants == rules.CONFIRMED:
            self._confirm(row, member)
        row.changes.append(("state", "", member.state))
        self._know(member)
        return Pending(row, new=member)

    def _confirm(self, row: Row, member: Member) -> None:
        """Counted at confirmation: when the places are taken, the member waits."""
        key = member.delegation_id, member.category_id
        places = self.places.get(key)
        if places is not None and self.confirmed[key] >= places:
            member.state = rules.WAITING
            row.note(gettext_noop("All places of this category are taken: on the waiting list."))
        else:
            member.state, member.confirmed_at = rules.CONFIRMED, self.at

    def _plan_change(self, row: Row, member: Member, fields: dict[str, Any]) -> Pending:
        row.party = str(member.delegation.party.code)
        change = Change(member)
        if category := fields.pop("category", None):
            fields["category_id"] = category
        if rank := fields.pop("rank", None):
            fields["rank_id"] = rank
        if fields.get("place") == rules.HEAD and member.place != rules.HEAD:
            if member.delegation_id in self.heads:
                row.refuse(gettext_noop("The delegation of {party} has a head already."),
                           party=member.delegation.party)  # fmt: skip
                return Pending(row)
            self.heads.add(member.delegation_id)
        wants = fields.pop("state", None)
        for key, value in fields.items():
            self._compare(row, change, key, value)
        if wants == rules.CONFIRMED and member.state == rules.NOMINATED:
            self._plan_confirmation(row, change)
        row.what = CHANGED if change.person or change.fields else SAME
        return Pending(row, change=change if row.what == CHANGED else None)

    def _plan_confirmation(self, row: Row, change: Change) -> None:
        member = change.member
        after = Member(delegation=member.delegation, category=member.category)
        after.category_id = change.fields.get("category_id", member.category_id)
        self._confirm(row, after)
        change.fields |= {"state": after.state, "confirmed_at": after.confirmed_at}
        if after.state == rules.CONFIRMED:
            self.confirmed[after.delegation_id, after.category_id] += 1
        row.changes.append(("state", member.state, after.state))

    def _compare(self, row: Row, change: Change, key: str, value: Any) -> None:
        """An empty cell leaves what is there; a text keeps the languages the file does not have."""
        of = change.member.person if key in _PERSON else change.member
        before = getattr(of, key)
        if isinstance(value, Text):
            value = Text({**before, **value})
        if value == before:
            return
        (change.person if key in _PERSON else change.fields)[key] = value
        row.changes.append(
            (key.removesuffix("_id"), self._word(key, before), self._word(key, value))
        )

    def _word(self, key: str, value: Any) -> str:
        if key == "category_id":
            return str(self.categories[value])
        if key in ("rank", "rank_id"):
            return str(self.ranks.get(value, ""))
        if key == "form_of_address":
            return str(dict(Person.FORMS_OF_ADDRESS).get(value, value))
        if isinstance(value, date) and not isinstance(value, datetime):
            return date_format(value, "j F Y")
        if isinstance(value, Text):
            return " · ".join(dict.fromkeys(value.values()))
        if isinstance(value, datetime):
            local = self.edition.local(value)
            return f"{date_format(local, 'j F Y')} {local:%H:%M}"
        if isinstance(value, list):
            return " ".join(value)
        return "" if value is None else str(value)


def _take_titles_off(row: Row, cells: dict[str, Any], here: Container[str]) -> None:
    """What stands before a name belongs to the form of address, and is told."""
    for key in ["name", *(f"name_{code}" for code in LANGUAGES)]:
        if key not in cells or normalise(read.words(cells[key])) in here:
            continue  # somebody here is registered under just this name
        front, form, cells[key] = titles.apart(read.words(cells[key]))
        if front:
            row.note(
                gettext_noop("“{said}” was taken off the name: it belongs to the form of address."),
                said=front,
            )
            if form:
                cells.setdefault("form_of_address", form)


def _places(
    categories: Any, delegations: Sequence[Delegation] | Any
) -> dict[tuple[int, int], int | None]:
    """Places by delegation and category; None: no limit."""
    places = {(d.pk, c.pk): c.quota for d in delegations for c in categories}
    exceptions = Quota.objects.filter(delegation__in=[d.pk for d in delegations])
    for delegation, category, number in exceptions.values_list("delegation", "category", "places"):
        places[delegation, category] = number
    return places
