"""What the press office types."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import LANGUAGES
from muntada.conferences.models import Edition
from muntada.kit.forms import VenueTime
from muntada.kit.texts import TextFormField
from muntada.parties.models import Party
from muntada.press import rules
from muntada.press.models import Agency, Coverage, MediaSlot, Statement

LONGEST_TEXT = 60_000


class StatementForm(forms.ModelForm):
    dateline = TextFormField(
        label=_("Dateline"), required=False, help_text=_("The city it is said in.")
    )
    contacts = TextFormField(label=_("Contacts"), required=False)
    topics = forms.MultipleChoiceField(
        label=_("Topics"),
        choices=rules.TOPICS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Statement
        fields = ("kind", "authentic", "dateline", "contacts", "topics", "session", "parties",
                  "check_against_delivery", "is_offered")  # fmt: skip

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = edition.sessions.all()
        parties = Party.objects.filter(delegations__edition=edition, delegations__is_coming=True)
        self.fields["parties"].queryset = parties.distinct().order_by("code")
        self.fields["parties"].widget.attrs["size"] = 8
        if self.instance.pk:
            del self.fields["authentic"]

    def said(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in self.fields}
        said["parties"] = list(said["parties"])
        return said


class VersionForm(forms.Form):
    headline = forms.CharField(label=_("Headline"), max_length=250, required=False)
    body = forms.CharField(
        label=_("Text"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_("An empty line begins a new paragraph."),
    )
    edits = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def clean_body(self) -> str:
        return str(self.cleaned_data["body"]).replace("\r\n", "\n")


class EmbargoForm(forms.Form):
    release_at = VenueTime(label=_("Release at"), required=False)
    on_delivery = forms.BooleanField(label=_("on delivery, whenever that is"), required=False)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["release_at"].zone = edition.zone

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if not self.errors and bool(typed.get("release_at")) == bool(typed.get("on_delivery")):
            self.add_error("release_at", _("Give a time, or choose “on delivery”."))
        return typed


class KillForm(forms.Form):
    note = TextFormField(label=_("Kill notice"), long=True)


class MediaSlotForm(forms.ModelForm):
    title = TextFormField(label=_("What"))
    place = TextFormField(label=_("Place"), required=False)
    call = TextFormField(
        label=_("Call"),
        required=False,
        help_text=_("When and where to be: photographers at 14:20, west door."),
    )
    starts = VenueTime(label=_("Begins"))

    class Meta:
        model = MediaSlot
        fields = ("title", "starts", "place", "access", "call")

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts"].zone = edition.zone


class AgencyForm(forms.ModelForm):
    class Meta:
        model = Agency
        fields = ("name", "email", "language")

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class CoverageForm(forms.ModelForm):
    file = forms.FileField(label=_("or a text file"), required=False)
    language = forms.ChoiceField(label=_("language"), choices=LANGUAGES)

    class Meta:
        model = Coverage
        fields = ("outlet", "title", "source", "published_on", "language", "text")
        widgets = {
            "published_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "text": forms.Textarea(attrs={"rows": 12}),
        }

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False
        self.fields["text"].max_length = LONGEST_TEXT

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        upload = typed.pop("file", None)
        if upload is not None and not typed.get("text"):
            content = upload.read(LONGEST_TEXT * 4 + 1)
            try:
                typed["text"] = content.decode("utf-8-sig").replace("\r\n", "\n")
            except UnicodeDecodeError:
                self.add_error(
                    "file", _("This is not a text file in UTF-8. Paste the text instead.")
                )
                return typed
        if len(typed.get("text") or "") > LONGEST_TEXT:
            self.add_error("text", _("This text is longer than 60,000 characters. Split it."))
        if not (typed.get("text") or "").strip() and not self.errors:
            self.add_error("text", _("Paste the text, or choose a file."))
        return typed
