"""What the desk types when it plans: a place for a meeting, a round of the planner."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muntada.bilaterals import rules
from muntada.bilaterals.models import MeetingRoom, Principal
from muntada.conferences.models import Edition
from muntada.kit.forms import VenueTime


class RoomChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: MeetingRoom) -> str:
        return f"{obj} · {obj.get_level_display()}"


class PlaceForm(forms.Form):
    """Where a meeting is put: the same for one planned by hand and for one moved."""

    starts = VenueTime(label=_("Begins"))
    room = RoomChoice(label=_("Room"), queryset=MeetingRoom.objects.none())

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts"].zone = edition.zone
        rooms = MeetingRoom.objects.filter(edition=edition, is_open=True)
        self.fields["room"].queryset = rooms.select_related("room")


class MoveForm(PlaceForm):
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)
    tell_reason = forms.BooleanField(
        label=_("Tell both sides the reason"), required=False,
        help_text=_("Never told of a confidential meeting."),
    )  # fmt: skip


class RoundForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=120, required=False,
        help_text=_("To tell alternatives apart."),
    )  # fmt: skip
    seconds = forms.IntegerField(
        label=_("At most seconds"), min_value=1, max_value=600, initial=60,
        help_text=_("It may be stopped at any moment, and ends by itself when nothing is better."),
    )  # fmt: skip
    seed = forms.IntegerField(
        label=_("Seed"), min_value=1, max_value=1_000_000, initial=1,
        help_text=_("Another seed gives another plan as good, where there are several."),
    )  # fmt: skip


class PrincipalChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Principal) -> str:
        return f"{obj.delegation} · {obj}"


class DisturbanceForm(forms.Form):
    """What has gone wrong on the day, as the desk hears it."""

    kind = forms.ChoiceField(label=_("What has happened"), choices=rules.DISTURBANCES)
    principal = PrincipalChoice(
        label=_("Who"), queryset=Principal.objects.none(), required=False,
        help_text=_("Where somebody is late, leaves or cancels."),
    )  # fmt: skip
    room = RoomChoice(
        label=_("Room"), queryset=MeetingRoom.objects.none(), required=False,
        help_text=_("Where a room is lost."),
    )  # fmt: skip
    moment = VenueTime(
        label=_("When"),
        help_text=_("Late: until then. Leaves, cancels or lost: from then on that day."),
    )
    now = VenueTime(
        label=_("The time now"), required=False,
        help_text=_("What begins within half an hour of it stays. Empty: the clock, if it is "
                    "a day of the conference."),
    )  # fmt: skip
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)
    tell_reason = forms.BooleanField(
        label=_("Tell both sides the reason"), required=False,
        help_text=_("Never told of a confidential meeting."),
    )  # fmt: skip

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("moment", "now"):
            self.fields[name].zone = edition.zone
        people = Principal.objects.filter(edition=edition, is_active=True)
        self.fields["principal"].queryset = people.select_related(
            "member__person", "delegation__party"
        ).order_by("delegation__party__code", "pk")
        rooms = MeetingRoom.objects.filter(edition=edition, is_open=True)
        self.fields["room"].queryset = rooms.select_related("room")

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if typed.get("kind") == rules.ROOM_LOST:
            if not typed.get("room"):
                self.add_error("room", _("Choose the room that is lost."))
        elif not typed.get("principal"):
            self.add_error("principal", _("Choose who is late, leaves or cancels."))
        return typed


class WhatIfForm(forms.Form):
    """One supposition at a time."""

    kind = forms.ChoiceField(
        label=_("What if there were"),
        choices=[
            ("room", _("one room more, like")),
            ("interpreter", _("one interpreter more, for")),
            ("longer", _("more minutes at the end of each day")),
        ],
    )
    room = RoomChoice(label=_("Room"), queryset=MeetingRoom.objects.none(), required=False)
    pair = forms.ChoiceField(label=_("Languages"), choices=(), required=False)
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=5, max_value=240, initial=30, required=False
    )

    def __init__(
        self, *args: Any, edition: Edition, pairs: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        rooms = MeetingRoom.objects.filter(edition=edition, is_open=True)
        self.fields["room"].queryset = rooms.select_related("room")
        self.fields["pair"].choices = pairs

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        needed = {"room": "room", "interpreter": "pair", "longer": "minutes"}
        name = needed.get(typed.get("kind", ""), "")
        if name and not typed.get(name):
            self.add_error(name, _("Say which."))
        return typed
