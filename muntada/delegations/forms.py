"""What focal points and the desk type about members."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.conferences.models import Edition
from muntada.delegations import rules
from muntada.delegations.models import Category, Member
from muntada.kit.forms import VenueTime
from muntada.kit.languages import LANGUAGE_CHOICES, SELF_NAMES
from muntada.kit.texts import TextFormField
from muntada.people.models import Person, Rank

PERSON = ("name", "form_of_address", "email", "languages")


class MemberForm(forms.Form):
    """A person and what they come as; the same for a nomination and for a correction."""

    name = TextFormField(
        label=_("Name as printed"), help_text=_("In Latin letters, and in the person’s own script.")
    )
    form_of_address = forms.ChoiceField(
        label=_("Form of address"), choices=Person.FORMS_OF_ADDRESS, required=False
    )
    category = forms.ModelChoiceField(label=_("Category"), queryset=Category.objects.none())
    place = forms.ChoiceField(
        label=_("Place in the delegation"), choices=rules.PLACES, initial=rules.MEMBER
    )
    function = TextFormField(
        label=_("Function"), help_text=_("The office held, as it is to be printed.")
    )
    rank = forms.ModelChoiceField(label=_("Rank"), queryset=Rank.objects.none(), required=False)
    took_office = forms.DateField(
        label=_("Took office on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("For the order of precedence among equals."),
    )
    accredited_on = forms.DateField(
        label=_("Accredited to the host since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("For ambassadors and other heads of mission."),
    )
    mode = forms.ChoiceField(label=_("Takes part"), choices=rules.MODES, initial=rules.IN_PERSON)
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"),
        choices=list(SELF_NAMES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    email = forms.EmailField(label=_("E-mail address"), required=False)
    arrives_at = VenueTime(label=_("Arrives"), required=False)
    arrival_by = forms.CharField(
        label=_("Arrives by"), max_length=80, required=False, help_text=_("Flight or train number.")
    )
    departs_at = VenueTime(label=_("Departs"), required=False)
    departure_by = forms.CharField(label=_("Departs by"), max_length=80, required=False)
    another_person = forms.BooleanField(
        label=_("This is another person"), required=False, widget=forms.HiddenInput
    )

    def __init__(
        self, *args: Any, edition: Edition, member: Member | None = None, **kwargs: Any
    ) -> None:
        if member is not None:
            kwargs["initial"] = {
                **{name: getattr(member.person, name) for name in PERSON},
                **{name: getattr(member, name) for name in MEMBER},
                "category": member.category_id,
                "rank": member.rank_id,
            }
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = edition.categories.all()
        self.fields["rank"].queryset = edition.ranks.all()
        for name in ("arrives_at", "departs_at"):
            self.fields[name].zone = edition.zone

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        arrives, departs = typed.get("arrives_at"), typed.get("departs_at")
        if arrives and departs and departs <= arrives:
            self.add_error("departs_at", _("The departure is before the arrival."))
        return typed

    def person_said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in PERSON}

    def member_said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in MEMBER}


MEMBER = (
    "category",
    "place",
    "function",
    "rank",
    "took_office",
    "accredited_on",
    "mode",
    "arrives_at",
    "arrival_by",
    "departs_at",
    "departure_by",
)


class FocalPointForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=150)
    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("A personal address: accounts are never shared.")
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGE_CHOICES)


class QuotaForm(forms.Form):
    category = forms.ModelChoiceField(label=_("Category"), queryset=Category.objects.none())
    places = forms.IntegerField(label=_("Places"), min_value=0, max_value=1000)
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = edition.categories.all()


class CategoryForm(forms.ModelForm):
    class Meta:
        model = Category
        fields = ["name", "quota", "position"]


class RankForm(forms.Form):
    name = TextFormField(label=_("name"))
    position = forms.IntegerField(
        label=_("place on the ladder"),
        min_value=1,
        max_value=200,
        help_text=_("1 is the highest."),
    )
    is_ministerial = forms.BooleanField(label=_("counts as a minister in figures"), required=False)

    def __init__(self, data: Any = None, *, rank: Rank) -> None:
        said = {name: getattr(rank, name) for name in ("name", "position", "is_ministerial")}
        super().__init__(data, initial=said)
