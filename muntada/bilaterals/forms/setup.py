"""What the desk types when it sets up rooms, hours, interpreters, caps and pairs apart."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muntada.bilaterals import rules
from muntada.bilaterals.forms.requests import DelegationChoice, PrincipalChoice
from muntada.bilaterals.models import (
    Apart,
    Arrangements,
    Cap,
    Duty,
    Hours,
    Interpreter,
    MeetingRoom,
    Opening,
    Principal,
)
from muntada.bilaterals.queries import coming_delegations, days_of
from muntada.conferences.models import Edition
from muntada.delegations.models import Member
from muntada.kit.forms import VenueTime
from muntada.kit.languages import SELF_NAMES
from muntada.programme.rules import KINDS


class _Timed(forms.ModelForm):
    """From and until, by the venue's clock."""

    def _times(self, edition: Edition) -> None:
        self.days = days_of(edition)
        for name in ("starts", "ends"):
            self.fields[name].zone = edition.zone

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        starts, ends = typed.get("starts"), typed.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("This ends before it begins."))
        first, last = self.days
        if (starts and starts < first) or (ends and ends > last):
            self.add_error(None, _("This is outside the days of the conference."))
        return typed


class ArrangementsForm(forms.ModelForm):
    requests_close = VenueTime(label=_("Requests close"), required=False)
    kept_free = forms.MultipleChoiceField(
        label=_("Nobody meets during"), choices=KINDS, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    class Meta:
        model = Arrangements
        fields = ["is_open", "requests_close", "minutes", "longest", "step", "day_begins",
                  "day_ends", "most_a_day", "most_open", "margin", "kept_free"]  # fmt: skip
        widgets = {
            "day_begins": forms.TimeInput({"type": "time"}, format="%H:%M"),
            "day_ends": forms.TimeInput({"type": "time"}, format="%H:%M"),
        }

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["requests_close"].zone = edition.zone

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        begins, ends = typed.get("day_begins"), typed.get("day_ends")
        if begins and ends and ends <= begins:
            self.add_error("day_ends", _("This ends before it begins."))
        if (typed.get("minutes") or 0) > (typed.get("longest") or rules.LONGEST):
            self.add_error("minutes", _("The usual length is above the longest."))
        return typed


class RoomForm(forms.ModelForm):
    class Meta:
        model = MeetingRoom
        fields = ["room", "seats", "level", "turnaround", "wing", "is_open"]

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = edition.rooms.filter(for_meetings=None)
        if self.instance.pk:
            free = edition.rooms.filter(pk=self.instance.room_id)
        self.fields["room"].queryset = free


class OpeningForm(_Timed):
    starts = VenueTime(label=_("From"))
    ends = VenueTime(label=_("Until"))

    class Meta:
        model = Opening
        fields = ["starts", "ends"]

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._times(edition)


class DutyForm(OpeningForm):
    class Meta:
        model = Duty
        fields = ["starts", "ends"]


PAIRS = [
    (f"{one}-{other}", f"{SELF_NAMES[one]} – {SELF_NAMES[other]}")
    for n, one in enumerate(SELF_NAMES)
    for other in list(SELF_NAMES)[n + 1 :]
]


class InterpreterForm(forms.ModelForm):
    pairs = forms.MultipleChoiceField(
        label=_("Language pairs"), choices=PAIRS, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Interpreter
        fields = ["name", "telephone", "pairs", "longest", "within", "daily", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["pairs"] = ["-".join(pair) for pair in self.instance.pairs]

    def clean_pairs(self) -> list[list[str]]:
        return [pair.split("-") for pair in self.cleaned_data["pairs"]]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if (typed.get("within") or 0) < (typed.get("longest") or 0):
            self.add_error("within", _("The span must be at least the minutes of work in it."))
        return typed


class ApartForm(forms.ModelForm):
    one = DelegationChoice(label=_("Delegation"))
    other = DelegationChoice(label=_("Kept apart from"))

    class Meta:
        model = Apart
        fields = ["one", "other", "minutes"]

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.edition = edition
        coming = list(coming_delegations(edition))
        self.fields["one"].offer(coming)
        self.fields["other"].offer(coming)

    def clean(self) -> dict[str, Any]:
        """Written in one order, so that a pair is not written twice."""
        typed = super().clean() or self.cleaned_data
        one, other = typed.get("one"), typed.get("other")
        if one and other:
            if one == other:
                self.add_error("other", _("Choose two different delegations."))
            else:
                typed["one"], typed["other"] = sorted((one, other), key=lambda party: party.pk)
        return typed


class CapForm(forms.ModelForm):
    delegation = DelegationChoice(label=_("Delegation"))

    class Meta:
        model = Cap
        fields = ["delegation", "most_a_day", "reason"]

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["delegation"].offer(coming_delegations(edition))


class MemberChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Member) -> str:
        return f"{obj.person} · {obj.delegation.party}"


class PrincipalForm(forms.ModelForm):
    member = MemberChoice(label=_("Person"), queryset=Member.objects.none())
    language = forms.ChoiceField(
        label=_("Speaks in meetings"), choices=[("", "—"), *SELF_NAMES.items()], required=False
    )

    class Meta:
        model = Principal
        fields = ["member", "level", "language", "is_active", "sessions"]
        widgets = {"sessions": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.edition = edition
        people = Member.objects.present().filter(edition=edition, mode="in_person")
        mine = self.instance.member_id if self.instance.pk else None
        people = people.filter(pk=mine) if mine else people.filter(principal=None)
        self.fields["member"].queryset = people.select_related(
            "person", "delegation__party"
        ).order_by("person__search_name")
        self.fields["sessions"].queryset = edition.sessions.all()


class HoursForm(_Timed):
    delegation = DelegationChoice(
        label=_("Delegation"), required=False, help_text=_("Empty: everybody.")
    )
    principal = PrincipalChoice(
        label=_("Principal"), queryset=Principal.objects.none(), required=False,
        help_text=_("Empty: the whole delegation."),
    )  # fmt: skip
    starts = VenueTime(label=_("From"))
    ends = VenueTime(label=_("Until"))

    class Meta:
        model = Hours
        fields = ["kind", "delegation", "principal", "starts", "ends", "note"]

    def __init__(self, *args: Any, edition: Edition, own: Any = None, **kwargs: Any) -> None:
        """`own`: the delegations of a focal point, who enters hours for these alone."""
        super().__init__(*args, **kwargs)
        self.instance.edition = edition
        offered = list(coming_delegations(edition)) if own is None else own
        self.fields["delegation"].offer(offered)
        self.fields["principal"].offer(offered)
        if own is not None:
            self.fields["delegation"].required = True
            self.fields["delegation"].help_text = ""
            if len(own) == 1:
                self.fields["delegation"].initial = own[0].pk
        self._times(edition)

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        principal = typed.get("principal")
        if principal:
            if typed.get("delegation") not in (None, principal.delegation):
                self.add_error("principal", _("This person belongs to another delegation."))
            typed["delegation"] = principal.delegation
        return typed
