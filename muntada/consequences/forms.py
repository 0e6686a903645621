"""What people type where one change touches many chapters."""

from django import forms
from django.utils.translation import gettext_lazy as _

from muntada.conferences.forms import zone_choices
from muntada.consequences.zone import CLOCK, INSTANTS


class ZoneForm(forms.Form):
    time_zone = forms.ChoiceField(label=_("time zone"), choices=zone_choices)
    keep = forms.ChoiceField(
        label=_("What stays as it is"),
        choices=[
            (CLOCK, _("The hours on the clock: 10:00 stays 10:00, in the new zone")),
            (INSTANTS, _("The instants: 10:00 becomes the hour it then is in the new zone")),
        ],
        widget=forms.RadioSelect,
        initial=CLOCK,
    )
