"""What people type about the purge."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muntada.archive import rules

KINDS = list(rules.KIND_NAMES.items())


class HoldForm(forms.Form):
    kind = forms.ChoiceField(label=_("what is kept"), choices=KINDS)
    until = forms.DateField(
        label=_("until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(label=_("reason"), max_length=300)


class EarlyForm(forms.Form):
    kind = forms.ChoiceField(label=_("what is destroyed"), choices=KINDS)
    reason = forms.CharField(
        label=_("reason"),
        max_length=300,
        help_text=_("A second person decides; granted, it is destroyed at once."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = "early_%s"  # two forms stand on one page
