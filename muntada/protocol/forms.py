"""What protocol types."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import LANGUAGES
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation, Member
from muntada.kit.texts import TextFormField
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


class OrderForm(forms.Form):
    """One place for each rule: the smallest weighs most; an empty one leaves the rule out."""

    preset = forms.ChoiceField(
        label=_("Begin from"),
        required=False,
        choices=[("", _("the rules below")), *((k, v[0]) for k, v in rules.PRESETS.items())],
    )
    language = forms.ChoiceField(label=_("Alphabet of"), choices=LANGUAGES)
    host_place = forms.ChoiceField(label=_("The host comes"), choices=rules.HOST_PLACES)
    draw = forms.ModelChoiceField(
        label=_("Drawing of lots"), queryset=Draw.objects.none(), required=False,
        help_text=_("The alphabet then begins at the member drawn first."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, arranged: Arrangement) -> None:
        initial = {name: getattr(arranged, name) for name in ("language", "host_place", "draw")}
        super().__init__(data, initial=initial)
        self.fields["draw"].queryset = Draw.objects.filter(edition=arranged.edition)
        for code, name in rules.RULES:
            place = arranged.by.index(code) + 1 if code in arranged.by else None
            self.fields[f"rule_{code}"] = forms.IntegerField(
                label=name, required=False, min_value=1, max_value=20, initial=place
            )

    def said(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if preset := typed["preset"]:
            ordered = rules.PRESETS[preset][1]
        else:
            placed = {c: typed[f"rule_{c}"] for c in rules.RULE_CODES if typed[f"rule_{c}"]}
            ordered = sorted(placed, key=lambda code: placed[code])
        kept = {name: typed[name] for name in ("language", "host_place", "draw")}
        return {"by": ordered, **kept}


class PinForm(forms.Form):
    delegation = DelegationChoice(label=_("Delegation"), queryset=Delegation.objects.none())
    place = forms.IntegerField(label=_("Place"), min_value=1, max_value=1000)
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


class PlanForm(forms.ModelForm):
    name = TextFormField(label=_("Name"))

    class Meta:
        model = SeatPlan
        fields = ["name", "room", "shape", "who", "purpose", "size", "per_row", "behind", "honour"]

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
