"""Form fields every chapter needs."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_noop

# What Django says in a choice not yet made; its own catalogues lack it, ours have it.
UNCHOSEN = gettext_noop("- Select an option -")


class VenueTime(forms.DateTimeField):
    """A moment typed and shown as the venue's clock shows it; set `zone` before use."""

    zone: ZoneInfo | None = None

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(
            widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime) and self.zone:
            return value.astimezone(self.zone).strftime("%Y-%m-%dT%H:%M")
        return value

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        for form in ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"):
            try:
                return datetime.strptime(str(value).strip(), form).replace(tzinfo=self.zone)
            except ValueError:
                continue
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
