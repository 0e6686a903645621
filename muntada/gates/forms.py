"""What is typed about a gate and a device."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muntada.accreditation.models import Zone
from muntada.conferences.models import Edition
from muntada.gates.models import Gate


class GateForm(forms.ModelForm[Gate]):
    class Meta:
        model = Gate
        fields = ["name", "zone", "direction", "once"]

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].queryset = Zone.objects.filter(edition=edition)


class DeviceForm(forms.Form):
    name = forms.CharField(
        label=_("name"), max_length=60, help_text=_("As written on it: “Tablet 3”, “North 1”.")
    )
