"""What the secretariat types about an edition, its venue and its deadlines."""

from datetime import datetime, time
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from muntada.conferences import rules
from muntada.conferences.models import Building, Deadline, Edition, Room, Series
from muntada.kit.forms import VenueTime
from muntada.kit.languages import SELF_NAMES
from muntada.kit.texts import TextFormField

DEADLINES = ("replies_close", "nominations_close", "confirmations_close")
ZONES = sorted(zone for zone in available_timezones() if "/" in zone and zone[:3] != "Etc")


def zone_choices() -> list[tuple[str, str]]:
    return [("UTC", "UTC"), *((zone, zone) for zone in ZONES)]


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class _Dated(forms.ModelForm):
    """The days of an edition, in order, and a number no other edition of the series has."""

    languages = forms.MultipleChoiceField(
        label=_("working languages"),
        choices=list(SELF_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    of: Series | None = None

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        starts, ends = typed.get("starts"), typed.get("ends")
        if starts and ends:
            why_not = rules.why_not_these_dates(
                arrival=typed.get("arrival_day"), starts=starts, ends=ends
            )
            if why_not:
                self.add_error("starts", str(why_not))
        if ordinal := typed.get("ordinal"):
            others = Edition.objects.exclude(pk=self.instance.pk)
            if others.filter(series=self.of, ordinal=ordinal).exists():
                self.add_error("ordinal", _("Another edition of the series has this number."))
        return typed

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class EditionForm(_Dated):
    """The facts of an edition; its zone is changed apart, with all that is planned in it."""

    replies_close = VenueTime(label=_("replies close"), required=False)
    nominations_close = VenueTime(label=_("nominations close"), required=False)
    confirmations_close = VenueTime(label=_("confirmations close"), required=False)

    class Meta:
        model = Edition
        fields = [
            "ordinal", "title", "subtitle", "arrival_day", "starts", "ends", "city",
            "venue", "host_party", "languages", *DEADLINES,
        ]  # fmt: skip
        widgets = {"arrival_day": _day(), "starts": _day(), "ends": _day()}

    def __init__(self, data: Any = None, *, instance: Edition) -> None:
        super().__init__(data, instance=instance)
        self.of = instance.series
        for name in DEADLINES:
            self.fields[name].zone = instance.zone
        hosts = self.fields["host_party"]
        hosts.queryset = hosts.queryset.filter(kind="state")
        hosts.choices = [("", "—"), *((one.pk, str(one)) for one in hosts.queryset.alphabetical())]

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if ends := typed.get("ends"):
            last = datetime.combine(ends, time.max, tzinfo=self.fields[DEADLINES[0]].zone)
            replies, nominations, confirmations = (typed.get(name) for name in DEADLINES)
            why_not = rules.why_not_these_deadlines(
                replies=replies, nominations=nominations, confirmations=confirmations, ends=last
            )
            if why_not:
                self.add_error("confirmations_close", str(why_not))
        return typed


class SiteForm(forms.ModelForm):
    """What the public reads, and whether it may."""

    description = TextFormField(label=_("description"), long=True, required=False)
    topics = TextFormField(
        label=_("topics"), long=True, required=False, help_text=_("One topic a line.")
    )
    practical_information = TextFormField(
        label=_("practical information"), long=True, required=False
    )
    contacts = TextFormField(label=_("contacts"), long=True, required=False)

    class Meta:
        model = Edition
        fields = ["is_public", "description", "topics", "practical_information", "contacts"]

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class NewEditionForm(_Dated):
    """The few facts without which an edition cannot be opened; the rest can wait."""

    series = forms.ModelChoiceField(
        label=_("series"),
        queryset=Series.objects.all(),
        required=False,
        empty_label=_("a new series"),
    )
    series_name = TextFormField(label=_("name of the new series"), required=False)
    series_host = TextFormField(
        label=_("host of the new series"),
        required=False,
        help_text=_("The ministry or organisation that invites."),
    )
    slug = forms.SlugField(
        label=_("short address"),
        max_length=40,
        help_text=_("Latin letters, digits and hyphens, as it will stand in addresses: forum-9."),
    )
    time_zone = forms.ChoiceField(label=_("time zone"), choices=zone_choices)

    class Meta:
        model = Edition
        fields = [
            "slug", "ordinal", "title", "arrival_day", "starts", "ends", "time_zone", "languages",
        ]  # fmt: skip
        widgets = {"arrival_day": _day(), "starts": _day(), "ends": _day()}

    field_order = ["series", "series_name", "series_host"]

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].lower()
        if why_not := rules.why_not_this_address(slug):
            raise forms.ValidationError(str(why_not))
        if Edition.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("Another edition has this address."))
        return slug

    def clean(self) -> dict[str, Any]:
        self.of = self.cleaned_data.get("series")
        typed = super().clean()
        if not self.of and not typed.get("series_name"):
            self.add_error("series_name", _("Choose a series, or name a new one."))
        return typed


class StateForm(forms.Form):
    note = TextFormField(
        label=_("note on the state"),
        long=True,
        required=False,
        help_text=_("Shown on the public site beside the state: why, and what follows."),
    )


class DeadlineForm(forms.ModelForm):
    at = VenueTime(label=_("when"))

    class Meta:
        model = Deadline
        fields = ["name", "at", "is_public"]

    def __init__(self, data: Any = None, *, instance: Deadline) -> None:
        super().__init__(data, instance=instance)
        self.fields["at"].zone = instance.edition.zone


class BuildingForm(forms.ModelForm):
    class Meta:
        model = Building
        fields = ["name", "address"]


class RoomForm(forms.ModelForm):
    class Meta:
        model = Room
        fields = ["name", "building", "capacity", "zone", "booths", "position"]

    def __init__(self, data: Any = None, *, instance: Room) -> None:
        super().__init__(data, instance=instance)
        self.fields["building"].queryset = instance.edition.buildings.all()

    def clean_capacity(self) -> int:
        seats: int = self.cleaned_data["capacity"]
        if not 1 <= seats <= 100_000:
            raise forms.ValidationError(_("A room has between 1 and 100,000 seats."))
        return seats


class SeriesForm(forms.ModelForm):
    class Meta:
        model = Series
        fields = ["name", "host", "counts_feminine", "host_is_masculine"]
