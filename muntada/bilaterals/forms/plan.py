"""What the desk types when it plans: a place for a meeting, a round of the planner."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muntada.bilaterals.models import MeetingRoom
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
