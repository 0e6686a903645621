"""What the programme officer types."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.conferences.models import Edition
from muntada.delegations import rules as delegation_rules
from muntada.delegations.models import Member
from muntada.kit.forms import VenueTime
from muntada.kit.languages import SELF_NAMES
from muntada.kit.texts import TextFormField
from muntada.programme import rules
from muntada.programme.models import Session, Track

FIELDS = ("number", "kind", "title", "description", "track", "room", "starts", "ends", "access",
          "is_public", "languages", "note")  # fmt: skip


class SessionForm(forms.ModelForm):
    title = TextFormField(label=_("Title"))
    description = TextFormField(label=_("Description"), required=False, long=True)
    starts = VenueTime(label=_("Begins"))
    ends = VenueTime(label=_("Ends"))
    languages = forms.MultipleChoiceField(
        label=_("Interpretation"),
        choices=list(SELF_NAMES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each language needs a booth, where there is more than one."),
    )
    anyway = forms.BooleanField(
        label=_("Plan it anyway (a person in two places, too few booths)"), required=False
    )

    class Meta:
        model = Session
        fields = FIELDS

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.edition = edition
        self.fields["track"].queryset = edition.tracks.all()
        self.fields["room"].queryset = edition.rooms.all()
        for name in ("starts", "ends"):
            self.fields[name].zone = edition.zone

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        starts, ends = typed.get("starts"), typed.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("The session ends before it begins."))
        return typed

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}


class MoveForm(forms.Form):
    """Where a session was dropped: its beginning and its room."""

    starts = forms.DateTimeField(input_formats=["iso8601", "%Y-%m-%dT%H:%M:%S%z"])
    room = forms.IntegerField(required=False)
    # A move taken back says where it must still stand: nobody else's later move is undone.
    undo = forms.BooleanField(required=False)
    from_starts = forms.DateTimeField(
        required=False, input_formats=["iso8601", "%Y-%m-%dT%H:%M:%S%z"]
    )
    from_room = forms.IntegerField(required=False)

    def clean_starts(self) -> datetime:
        starts: datetime = self.cleaned_data["starts"]
        return starts

    @property
    def undoes(self) -> tuple[datetime | None, int | None] | None:
        """The time and room of the move to be taken back."""
        said = self.cleaned_data
        return (said["from_starts"], said["from_room"]) if said["undo"] else None


class MemberChoice(forms.ModelChoiceField):
    """People by name, each with the delegation: names are often alike."""

    def label_from_instance(self, obj: Member) -> str:
        return f"{obj.person} · {obj.delegation.party}"


class PartForm(forms.Form):
    member = MemberChoice(label=_("Person"), queryset=Member.objects.none())
    part = forms.ChoiceField(label=_("Part"), choices=rules.PARTS, initial=rules.SPEAKER)
    minutes = forms.IntegerField(label=_("Minutes"), required=False, min_value=1, max_value=600)
    mode = forms.ChoiceField(label=_("Takes part"), choices=delegation_rules.MODES)
    topic = TextFormField(label=pgettext_lazy("speech", "Subject"), required=False)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Member.objects.present().filter(edition=edition)
        people = people.select_related("person", "delegation__party").only(
            "person__name", "delegation__party__short_name"
        )
        self.fields["member"].queryset = people.order_by("person__search_name")


class Meta:
    model = Track
    fields = ["name", "slug", "position"]


class PublishForm(forms.Form):
    note = forms.CharField(
        label=_("Note"),
        max_length=300,
        required=False,
        help_text=_("What readers of the versions should know."),
    )


class TrackForm(forms.Form):
    name = TextFormField(label=_("name"))
    position = forms.IntegerField(label=_("order"), min_value=0, max_value=200)

    def __init__(self, data: Any = None, *, track: Track) -> None:
        super().__init__(data, initial={"name": track.name, "position": track.position})
