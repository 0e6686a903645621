"""What the lead of accreditation types: categories, zones, how a badge looks, what is lent."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from muntada.accreditation import papers, rules
from muntada.accreditation.models import BadgeTemplate, Category, FloaterSeries, Zone
from muntada.conferences.models import Edition, Room
from muntada.delegations.models import Delegation
from muntada.kit.dates import day as said_day
from muntada.kit.errors import RuleBroken
from muntada.kit.forms import VenueTime
from muntada.kit.languages import SELF_NAMES
from muntada.kit.texts import Text, TextFormField

COLOUR = [("", "—"), *rules.COLOURS]


def _days(edition: Edition) -> list[tuple[str, str]]:
    return [(day.isoformat(), str(said_day(day))) for day in edition.days()]


class CategoryForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is asked of a category, what it opens, until when and for how many."""

    deadline = VenueTime(label=_("deadline"), required=False)
    needs = forms.MultipleChoiceField(
        label=_("what is asked"), choices=rules.NEEDS, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    days = forms.MultipleChoiceField(
        label=_("days"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: every day of the edition."),
    )  # fmt: skip
    colour = forms.ChoiceField(label=_("colour"), choices=COLOUR)

    class Meta:
        model = Category
        fields = (
            "name", "kind", "letter", "colour", "zones", "days", "needs", "needs_vetting",
            "deadline", "quota", "floaters", "has_pin", "is_open_to_public", "template",
        )  # fmt: skip
        widgets = {"zones": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(VenueTime, self.fields["deadline"]).zone = edition.zone
        cast(Any, self.fields["days"]).choices = _days(edition)
        cast(Any, self.fields["zones"]).queryset = edition.zones.all()
        cast(Any, self.fields["template"]).queryset = edition.badge_templates.all()
        _keep_colour(self, self.instance.colour)


class ZoneForm(forms.ModelForm):  # type: ignore[type-arg]
    colour = forms.ChoiceField(label=_("colour"), choices=COLOUR)
    rooms = forms.ModelMultipleChoiceField(
        Room.objects.none(), label=_("rooms"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    class Meta:
        model = Zone
        fields = ("letter", "name", "colour", "own_capacity")

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Any, self.fields["rooms"]).queryset = edition.rooms.all()
        if self.instance.pk:
            self.fields["rooms"].initial = list(self.instance.rooms())
        _keep_colour(self, self.instance.colour)

    def clean_letter(self) -> str:
        return str(self.cleaned_data["letter"]).strip().upper()


def _keep_colour(form: forms.ModelForm, colour: str) -> None:  # type: ignore[type-arg]
    """A colour chosen before there was a set to choose from stays."""
    if colour and colour not in dict(rules.COLOURS):
        cast(Any, form.fields["colour"]).choices = [*COLOUR, (colour, colour)]


class TemplateForm(forms.ModelForm):  # type: ignore[type-arg]
    """Colours are judged before they are printed on a thousand badges."""

    name = TextFormField(label=_("name"))
    languages = forms.MultipleChoiceField(
        label=_("languages on the badge"), choices=list(SELF_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Two at most. Names are always printed in both scripts."),
    )  # fmt: skip
    ink = forms.CharField(
        label=_("colour of the band"), widget=forms.TextInput(attrs={"type": "color"})
    )
    paper = forms.CharField(
        label=_("colour of the paper"), widget=forms.TextInput(attrs={"type": "color"})
    )
    logo_file = forms.FileField(label=_("logo"), required=False)
    no_logo = forms.BooleanField(label=_("print no logo"), required=False)

    class Meta:
        model = BadgeTemplate
        fields = (
            "name", "size", "layout", "languages", "ink", "paper", "shows_photo", "shows_flag",
            "shows_function", "note",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made_logo: bytes | None = None

    def clean_languages(self) -> list[str]:
        said = list(self.cleaned_data["languages"])
        if len(said) > 2:
            raise forms.ValidationError(_("A badge has two languages at most."))
        first = [code for code in self.instance.languages if code in said]
        return first + [code for code in said if code not in first]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        ink, paper = said.get("ink"), said.get("paper")
        for name, colours in (
            ("ink", (ink, "#ffffff")), ("paper", (paper, "#1b2326")),
        ):  # fmt: skip
            if colours[0] and name not in self.errors:
                try:
                    why_not = rules.why_not_colours(paper=colours[0], letters=colours[1])
                except (ValueError, IndexError):
                    why_not = str(_("A colour is # and six digits, such as #1b5e6b."))
                if why_not:
                    self.add_error(name, why_not)
        if file := said.get("logo_file"):
            try:
                self.made_logo = papers.logo(file)
            except RuleBroken as error:
                self.add_error("logo_file", str(error))
        return said

    def said(self) -> dict[str, Any]:
        fields = {name: self.cleaned_data[name] for name in self.Meta.fields}
        fields["note"] = fields["note"] or Text()
        if self.made_logo or self.cleaned_data["no_logo"]:
            fields["logo"] = self.made_logo
        return fields


class SeriesForm(forms.Form):
    zone = forms.ModelChoiceField(Zone.objects.none(), label=_("zone"))
    name = forms.CharField(
        label=_("name"), max_length=20, help_text=_("Printed before the number.")
    )
    size = forms.IntegerField(label=_("how many"), min_value=1, max_value=500)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Any, self.fields["zone"]).queryset = edition.zones.all()


class HandOutForm(forms.Form):
    """A floater to a delegation, against a signature."""

    series = forms.ModelChoiceField(FloaterSeries.objects.none(), label=_("series"))
    delegation = forms.ModelChoiceField(Delegation.objects.none(), label=_("delegation"))
    name = forms.CharField(label=_("name of who signs"), max_length=150)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_series = edition.floater_series.filter(replaced_by=None)
        coming = Delegation.objects.filter(edition=edition, is_coming=True)
        cast(Any, self.fields["series"]).queryset = open_series
        cast(Any, self.fields["delegation"]).queryset = coming.select_related("party").order_by(
            "party__code"
        )


class PrintForm(forms.Form):
    """Which badges are typeset together, and how."""

    READY, ALL = "ready", "all"
    WHICH = [(READY, _("those still to be printed")), (ALL, _("all that are valid"))]
    template = forms.ModelChoiceField(
        BadgeTemplate.objects.none(), label=_("badge template"), empty_label=None
    )
    which = forms.ChoiceField(label=_("which badges"), choices=WHICH)
    category = forms.ModelChoiceField(
        Category.objects.none(), label=_("category"), required=False, empty_label=_("all")
    )
    delegation = forms.ModelChoiceField(
        Delegation.objects.none(), label=_("delegation"), required=False, empty_label=_("all")
    )
    is_sheet = forms.BooleanField(label=_("several on an A4 page"), required=False)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        delegations = Delegation.objects.filter(edition=edition, applications__isnull=False)
        cast(Any, self.fields["template"]).queryset = edition.badge_templates.all()
        cast(Any, self.fields["category"]).queryset = edition.accreditation_categories.all()
        cast(Any, self.fields["delegation"]).queryset = (
            delegations.distinct().select_related("party").order_by("party__code")
        )
