"""A meeting as it was held, its cancellation, and what is said of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muntada.bilaterals import rules
from muntada.bilaterals.models import Meeting
from muntada.conferences.models import Edition
from muntada.kit.forms import VenueTime
from muntada.kit.texts import TextFormField


class HeldForm(forms.Form):
    starts = VenueTime(label=_("Really began"))
    ends = VenueTime(label=_("Really ended"))
    level = forms.TypedChoiceField(
        label=_("Held at the level of"), choices=rules.LEVELS, coerce=int
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "starts": meeting.actual_starts or meeting.starts,
            "ends": meeting.actual_ends or meeting.ends,
            "level": meeting.actual_level or meeting.request.level,
        }
        super().__init__(*args, **kwargs)
        for name in ("starts", "ends"):
            self.fields[name].zone = meeting.edition.zone


class CancelForm(forms.Form):
    side = forms.ChoiceField(label=_("Cancelled by"), choices=rules.SIDES)
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False,
        help_text=_("Kept for the desk alone; neither party is told."),
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {
            rules.ASKER: str(meeting.request.delegation.party),
            rules.COUNTERPART: str(meeting.request.counterpart.party),
        }
        self.fields["side"].choices = [(code, names.get(code, name)) for code, name in rules.SIDES]


class ReadoutForm(forms.Form):
    text = TextFormField(label=_("Text"), long=True)
    embargo_until = VenueTime(label=_("Embargo until"), required=False)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["embargo_until"].zone = edition.zone
