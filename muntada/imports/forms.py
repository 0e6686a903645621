"""The file to bring in."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from muntada.imports.models import Import


class FileForm(forms.Form):
    kind = forms.ChoiceField(label=_("what it holds"), choices=Import.KINDS)
    file = forms.FileField(
        label=_("file"),
        help_text=_("CSV or XLSX, up to 20 MB. Nothing is changed before you have seen what will."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > settings.LARGEST_UPLOAD:
            raise forms.ValidationError(
                _("This file is larger than 20 MB. Split it, or leave out the pictures.")
            )
        if not upload.name.lower().endswith((".csv", ".xlsx", ".xlsm", ".txt")):
            raise forms.ValidationError(_("Save the table as CSV or XLSX, and choose that file."))
        return upload
