"""A request, an answer to it, and other terms."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muntada.bilaterals import rules
from muntada.bilaterals.models import Arrangements, Principal, Request
from muntada.bilaterals.rules import Span
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation
from muntada.kit.forms import VenueTime
from muntada.kit.languages import SELF_NAMES

TIMES = 3  # times one may wish for on one form
TONGUES = [("", "—"), *SELF_NAMES.items()]
OWN = ("principal", "language", "people", "is_confidential")


class DelegationChoice(forms.ModelChoiceField):
    """Delegations by their party's name in the language of the page."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Delegation.objects.none(), **kwargs)
        self.error_messages["invalid_choice"] = _(
            "This party does not attend the conference. Choose another."
        )

    def offer(self, delegations: Iterable[Delegation]) -> None:
        listed = list(delegations)
        self.queryset = Delegation.objects.filter(pk__in=[one.pk for one in listed])
        self.choices = [("", "—"), *((one.pk, str(one.party)) for one in listed)]


class PrincipalChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Principal) -> str:
        return f"{obj.member.person} · {obj.get_level_display()}"

    def offer(self, delegations: Iterable[Delegation]) -> None:
        found = Principal.objects.filter(delegation__in=delegations).meeting()
        self.queryset = found.select_related("member__person").order_by("-level", "pk")


class WithTimes(forms.Form):
    """Up to three times, each from and until; all empty means at any time."""

    def with_times(self, edition: Edition, spans: Iterable[Span] = ()) -> None:
        known = list(spans)
        for n in range(TIMES):
            # The first pair says what is meant; the others stand beneath it.
            starts = VenueTime(label=_("Wished time %(n)d, from") % {"n": n + 1}, required=False)
            ends = VenueTime(label=_("Wished time %(n)d, until") % {"n": n + 1}, required=False)
            starts.zone = ends.zone = edition.zone
            if n < len(known):
                starts.initial, ends.initial = known[n].starts, known[n].ends
            self.fields[f"starts_{n}"], self.fields[f"ends_{n}"] = starts, ends

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        for n in range(TIMES):
            starts, ends = typed.get(f"starts_{n}"), typed.get(f"ends_{n}")
            if bool(starts) != bool(ends) and not self.errors.keys() & {f"starts_{n}", f"ends_{n}"}:
                missing = f"ends_{n}" if starts else f"starts_{n}"
                self.add_error(missing, _("Give both: from when and until when."))
        return typed

    def times(self) -> list[Span]:
        typed = self.cleaned_data
        pairs = [(typed.get(f"starts_{n}"), typed.get(f"ends_{n}")) for n in range(TIMES)]
        return [Span(starts, ends) for starts, ends in pairs if starts and ends]


class RequestForm(WithTimes):
    """Who asks for a meeting says with whom, at what level, about what and when."""

    delegation = DelegationChoice(label=_("For the delegation of"))
    counterpart = DelegationChoice(label=_("Meeting with"))
    level = forms.TypedChoiceField(label=_("At the level of"), choices=rules.LEVELS, coerce=int)
    principal = PrincipalChoice(
        label=_("Who meets for your side"), queryset=Principal.objects.none(), required=False,
        help_text=_("Empty: whoever meets at this level."),
    )  # fmt: skip
    minutes = forms.IntegerField(label=_("Length in minutes"), min_value=1, max_value=600)
    topics = forms.CharField(
        label=_("Topics"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )
    press = forms.ChoiceField(label=_("Press"), choices=rules.PRESS, initial=rules.NO_PRESS)
    language = forms.ChoiceField(
        label=_("Language your side speaks"), choices=TONGUES, required=False
    )
    needs_interpreter = forms.BooleanField(
        label=_("We wish for an interpreter of the conference"), required=False
    )
    people = forms.IntegerField(
        label=_("People on your side"), min_value=1, max_value=40, initial=4
    )
    is_confidential = forms.BooleanField(
        label=_("Confidential"), required=False,
        help_text=_("Calendars name neither party; nobody is told why it moves."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        edition: Edition,
        own: list[Delegation],
        others: Iterable[Delegation],
        arranged: Arrangements,
        spans: Iterable[Span] = (),
        by_desk: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["delegation"].offer(own)
        self.fields["counterpart"].offer(others)
        self.fields["principal"].offer(own)
        self.fields["minutes"].initial = arranged.minutes
        if len(own) == 1:
            self.fields["delegation"].initial = own[0].pk
            self.fields["delegation"].widget = forms.HiddenInput()
        if by_desk:
            del self.fields["principal"]
            self.fields["channel"] = forms.ChoiceField(
                label=_("How it came"), choices=rules.CHANNELS[1:]
            )
            self.fields["reference"] = forms.CharField(
                label=_("Reference"), max_length=120, required=False,
                help_text=_("Number of the letter, who called."),
            )  # fmt: skip
        self.with_times(edition, spans)

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        principal, delegation = typed.get("principal"), typed.get("delegation")
        if principal and delegation and principal.delegation_id != delegation.pk:
            self.add_error("principal", _("This person belongs to another delegation."))
        return typed

    def said(self) -> dict[str, Any]:
        skipped = {"delegation", "counterpart"}
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in skipped and not name.startswith(("starts_", "ends_"))
        }


def initial_of(request: Request) -> dict[str, Any]:
    names = ("level", "principal", "minutes", "topics", "press", "language", "needs_interpreter",
             "people", "is_confidential", "channel", "reference")  # fmt: skip
    return {
        "delegation": request.delegation_id,
        "counterpart": request.counterpart_id,
        **{name: getattr(request, name) for name in names},
    }


class OwnForm(forms.Form):
    """What each side decides alone; the party that is asked fills it in as it accepts."""

    principal = PrincipalChoice(
        label=_("Who meets for your side"), queryset=Principal.objects.none(), required=False
    )
    language = forms.ChoiceField(
        label=_("Language your side speaks"), choices=TONGUES, required=False
    )
    people = forms.IntegerField(
        label=_("People on your side"), min_value=1, max_value=40, initial=4
    )
    is_confidential = forms.BooleanField(label=_("Confidential for our side"), required=False)

    def __init__(self, *args: Any, request: Request, side: str, **kwargs: Any) -> None:
        self.side = side
        prefix = "counterpart_" if side == rules.COUNTERPART else ""
        confidential = "counterpart_confidential" if prefix else "is_confidential"
        self.names = {
            **{name: f"{prefix}{name}" for name in ("principal", "language", "people")},
            "is_confidential": confidential,
        }
        kwargs["initial"] = {name: getattr(request, col) for name, col in self.names.items()}
        super().__init__(*args, **kwargs)
        own = request.counterpart if prefix else request.delegation
        self.fields["principal"].offer([own])

    def said(self) -> dict[str, Any]:
        """By the names of the request's columns."""
        return {column: self.cleaned_data[name] for name, column in self.names.items()}


class TermsForm(WithTimes):
    """Other terms: level, length, press and times; the rest each side decides for itself."""

    level = forms.TypedChoiceField(label=_("At the level of"), choices=rules.LEVELS, coerce=int)
    minutes = forms.IntegerField(label=_("Length in minutes"), min_value=1, max_value=600)
    press = forms.ChoiceField(label=_("Press"), choices=rules.PRESS)
    note = forms.CharField(
        label=_("Remark to the other side"), max_length=1000, required=False,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, edition: Edition, spans: Iterable[Span], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.with_times(edition, spans)

    def terms(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("level", "minutes", "press")}


class HoldForm(forms.Form):
    note = forms.CharField(
        label=_("Remark to the other side"), max_length=1000, required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Such as: we shall answer once the minister’s programme is known."),
    )  # fmt: skip


class WeighForm(forms.Form):
    """The desk's judgement on the requests ticked in the list."""

    priority = forms.TypedChoiceField(
        choices=[("", "—"), *rules.PRIORITIES], coerce=int, required=False, empty_value=None
    )
    weight = forms.IntegerField(min_value=1, max_value=100, required=False)
    code = forms.MultipleChoiceField()

    def __init__(self, *args: Any, codes: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [(code, code) for code in codes]


class RequestChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Request) -> str:
        return f"{obj.delegation.party} – {obj.counterpart.party}"


class DeskForm(forms.ModelForm):
    """What the desk keeps of a request for itself; neither party sees it."""

    weight = forms.IntegerField(label=_("Weight (1 to 100)"), min_value=1, max_value=100)
    after = RequestChoice(
        label=_("Only after"), queryset=Request.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Where both are met, those ticked are over before this one begins."),
    )  # fmt: skip

    class Meta:
        model = Request
        fields = ["priority", "weight", "after", "desk_note"]
        widgets = {"desk_note": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.instance
        near = Request.objects.open().of(asked.delegation) | Request.objects.open().of(
            asked.counterpart
        )
        near = near.exclude(pk=asked.pk).exclude(state=rules.DRAFT)
        self.fields["after"].queryset = near.select_related(
            "delegation__party", "counterpart__party"
        )

    def clean_after(self) -> list[Request]:
        """Two that each wait for the other would never be met."""
        chosen = list(self.cleaned_data["after"])
        if self.instance.before.filter(pk__in=[one.pk for one in chosen]).exists():
            raise forms.ValidationError(_("One of these is itself to come after this one."))
        return chosen
