"""What protocol types."""

import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation, Member
from muntada.floor.models import Floor
from muntada.kit.forms import VenueTime
from muntada.kit.languages import LANGUAGE_CHOICES
from muntada.kit.texts import TextFormField
from muntada.parties.names import normalise
from muntada.protocol import rules
from muntada.protocol.models import Arrangement, Draw, SeatPlan


class DelegationChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Delegation) -> str:
        return str(obj.party.short_name)


class MemberChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Member) -> str:
        return f"{obj.person} · {obj.delegation.party}"


def _coming(edition: Edition) -> Any:
    return Delegation.objects.filter(edition=edition, is_coming=True).select_related("party")


def _members(edition: Edition) -> Any:
    found = Member.objects.present().filter(edition=edition).order_by("person__search_name")
    return found.select_related("person", "delegation__party")


class FloorChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Floor) -> str:
        return str(obj.session.title)


KEPT = (
    "language", "host_place", "draw", "floor", "next_chair", "previous_chair", "flag_pattern",
    "flag_side",
)  # fmt: skip


class OrderForm(forms.Form):
    """One place for each rule: the smallest weighs most; an empty one leaves the rule out."""

    preset = forms.ChoiceField(
        label=_("Begin from"),
        required=False,
        choices=[("", _("the rules below")), *((k, v[0]) for k, v in rules.PRESETS.items())],
    )
    language = forms.ChoiceField(label=_("Alphabet of"), choices=LANGUAGE_CHOICES)
    host_place = forms.ChoiceField(label=_("The host comes"), choices=rules.HOST_PLACES)
    draw = forms.ModelChoiceField(
        label=_("Drawing of lots"), queryset=Draw.objects.none(), required=False,
        help_text=_("The alphabet then begins at the member drawn first."),
    )  # fmt: skip

    floor = FloorChoice(
        label=_("Time of inscription on"), queryset=Floor.objects.none(), required=False,
        empty_label=_("the first list the delegation came on"),
    )  # fmt: skip
    next_chair = DelegationChoice(
        label=_("Next chair"), queryset=Delegation.objects.none(), required=False
    )
    previous_chair = DelegationChoice(
        label=_("Previous chair"), queryset=Delegation.objects.none(), required=False
    )
    flag_pattern = forms.ChoiceField(label=_("Flags stand"), choices=rules.FLAG_PATTERNS)
    flag_side = forms.ChoiceField(
        label=_("The host’s side"), choices=rules.SIDES,
        help_text=_("Of two flags, and where the line begins. It differs between countries."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, arranged: Arrangement) -> None:
        super().__init__(data, initial={name: getattr(arranged, name) for name in KEPT})
        self.fields["draw"].queryset = Draw.objects.filter(edition=arranged.edition)
        floors = Floor.objects.filter(edition=arranged.edition).select_related("session")
        self.fields["floor"].queryset = floors
        for chair in ("next_chair", "previous_chair"):
            self.fields[chair].queryset = _coming(arranged.edition)
        if arranged.purpose != rules.FLAGS:
            del self.fields["flag_pattern"], self.fields["flag_side"]
        for code, name in rules.RULES:
            place = arranged.by.index(code) + 1 if code in arranged.by else None
            self.fields[f"rule_{code}"] = forms.IntegerField(
                label=name, required=False, min_value=1, max_value=20, initial=place
            )
        groups = arranged.groups or rules.GROUP_CODES
        for code, name in rules.GROUPS:
            place = groups.index(code) + 1 if code in groups else None
            self.fields[f"group_{code}"] = forms.IntegerField(
                label=_("Group: {name}").format(name=name), required=False, min_value=1,
                max_value=20, initial=place,
            )  # fmt: skip
        ruled = [f"rule_{code}" for code in rules.RULE_CODES]
        self.order_fields(["preset", *ruled, *(f"group_{code}" for code in rules.GROUP_CODES)])

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        both = (typed.get("next_chair"), typed.get("previous_chair"))
        if all(both) and both[0] == both[1]:
            self.add_error("previous_chair", _("The next and the previous chair are two."))
        return typed

    def said(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if preset := typed["preset"]:
            ordered = rules.PRESETS[preset][1]
        else:
            placed = {c: typed[f"rule_{c}"] for c in rules.RULE_CODES if typed[f"rule_{c}"]}
            ordered = sorted(placed, key=lambda code: placed[code])
        kept = {name: typed[name] for name in KEPT if name in typed}
        placed = {c: typed.get(f"group_{c}") for c in rules.GROUP_CODES}
        named = [code for code, place in placed.items() if place]
        groups = sorted(named, key=lambda code: placed[code] or 0)
        return {"by": ordered, "groups": groups if groups != rules.GROUP_CODES else [], **kept}


class PinForm(forms.Form):
    delegation = DelegationChoice(label=_("Delegation"), queryset=Delegation.objects.none())
    place = forms.IntegerField(label=pgettext_lazy("order", "Place"), min_value=1, max_value=1000)
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, data: Any = None, *, edition: Edition) -> None:
        super().__init__(data)
        self.fields["delegation"].queryset = _coming(edition)


class DrawForm(forms.Form):
    seed = forms.CharField(
        label=_("Seed"), max_length=120,
        help_text=_("Agreed in public just before, as by dice. With it anybody can draw again."),
    )  # fmt: skip
    drawn_by = forms.CharField(label=_("Who draws"), max_length=150)
    witness = forms.CharField(label=_("Witness"), max_length=150)


class HandDrawForm(forms.Form):
    """What came out of the box, as it was read out."""

    first = DelegationChoice(
        label=_("Drawn first"), queryset=Delegation.objects.none(),
        help_text=_("It takes the first seat; the alphabet goes on from it."),
    )  # fmt: skip
    others = forms.CharField(
        label=_("The others as drawn, one a line"), required=False, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("By code or by name in any language. Empty: one lot was drawn."),
    )  # fmt: skip
    drawn_at = VenueTime(label=_("When"))
    drawn_by = forms.CharField(label=_("Who drew"), max_length=150)
    witness = forms.CharField(label=_("Witness"), max_length=150)

    def __init__(self, data: Any = None, *, edition: Edition) -> None:
        super().__init__(data)
        self.coming = list(_coming(edition))
        self.fields["first"].queryset = _coming(edition)
        self.fields["drawn_at"].zone = edition.zone

    def clean_others(self) -> list[str]:
        """Codes; a name nobody has is named in the refusal."""
        known: dict[str, str] = {}
        for one in self.coming:
            party = one.party
            said = [party.code, *party.short_name.values(), *party.formal_name.values()]
            known |= {normalise(name): party.code for name in said if name}
        found = []
        for line in self.cleaned_data["others"].splitlines():
            name = re.sub(r"^\s*\d+\s*[.)]\s*", "", line).strip()
            if not name:
                continue
            if normalise(name) not in known:
                raise forms.ValidationError(
                    _("“{name}” is no delegation that has accepted.").format(name=name[:60])
                )
            found.append(known[normalise(name)])
        return found

    def said(self) -> dict[str, Any]:
        typed = self.cleaned_data
        kept = {name: typed[name] for name in ("drawn_at", "drawn_by", "witness")}
        return {"result": [typed["first"].party.code, *typed["others"]], **kept}


class PlanForm(forms.ModelForm):
    name = TextFormField(label=_("Name"))

    class Meta:
        model = SeatPlan
        fields = [
            "name", "room", "shape", "who", "purpose", "size", "per_row", "aisles", "behind",
            "honour", "accessible",
        ]  # fmt: skip
        help_texts: ClassVar = {
            "accessible": _("Numbers of the plan, such as 1, 20, 41-44. Empty: the ends of rows."),
            "aisles": _("In a hall in rows: 7, 14. Nobody has a neighbour across an aisle."),
        }

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].queryset = edition.rooms.all()
        self.fields["size"].max_value = 2000
        for name, most in (("size", 2000), ("per_row", 200), ("behind", 4), ("honour", 2000)):
            least = 2 if name in ("size", "per_row") else 0
            label = self.fields[name].label
            self.fields[name] = forms.IntegerField(
                label=label, min_value=least, max_value=most, initial=self.fields[name].initial
            )

    def clean(self) -> dict[str, Any]:
        """Numbers are checked as numbers of this hall, chairs behind not counted."""
        typed = super().clean() or self.cleaned_data
        for name, most in (("accessible", typed.get("size")), ("aisles", typed.get("per_row"))):
            numbers = rules.numbers_in(typed.get(name, ""))
            if why := rules.why_not_seats(numbers, most=most or 0):
                self.add_error(name, str(why))
        return typed


class SwapForm(forms.Form):
    one = forms.IntegerField(min_value=1)
    other = forms.IntegerField(min_value=1)
    anyway = forms.BooleanField(required=False)


class ApartForm(forms.Form):
    one = DelegationChoice(label=_("One delegation"), queryset=Delegation.objects.none())
    other = DelegationChoice(label=_("The other"), queryset=Delegation.objects.none())

    def __init__(self, data: Any = None, *, edition: Edition) -> None:
        super().__init__(data)
        for name in ("one", "other"):
            self.fields[name].queryset = _coming(edition)


class NeedForm(forms.Form):
    member = MemberChoice(label=_("Person"), queryset=Member.objects.none())
    wheelchair = forms.BooleanField(label=_("Wheelchair"), required=False)
    left_handed = forms.BooleanField(label=_("Left-handed"), required=False)
    interpreter = MemberChoice(
        label=_("Interpreter who sits behind"), queryset=Member.objects.none(), required=False
    )

    def __init__(self, data: Any = None, *, edition: Edition) -> None:
        super().__init__(data)
        for name in ("member", "interpreter"):
            self.fields[name].queryset = _members(edition)
