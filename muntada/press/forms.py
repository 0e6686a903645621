"""What the press office types."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken
from muntada.kit.forms import VenueTime
from muntada.kit.languages import LANGUAGE_CHOICES
from muntada.kit.reading import LARGEST, text_of
from muntada.kit.texts import TextFormField
from muntada.parties.models import Party
from muntada.press import rules, topics
from muntada.press.actions.photos import Picture, drawn
from muntada.press.models import Agency, Coverage, MediaSlot, Photo, Statement

LONGEST_TEXT = 60_000


class StatementForm(forms.ModelForm):
    dateline = TextFormField(
        label=_("Dateline"), required=False, help_text=_("The city it is said in.")
    )
    contacts = TextFormField(label=_("Contacts"), required=False, long=True)
    topics = forms.MultipleChoiceField(
        label=pgettext_lazy("media", "Topics"),
        choices=topics.grouped,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 10}),
        help_text=_("IPTC Media Topics, by which agencies sort. Several may be chosen."),
    )

    class Meta:
        model = Statement
        fields = ("kind", "authentic", "dateline", "contacts", "topics", "session", "speaker",
                  "parties", "check_against_delivery", "is_offered")  # fmt: skip

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = edition.sessions.all()
        parties = Party.objects.filter(delegations__edition=edition, delegations__is_coming=True)
        self.fields["parties"].queryset = parties.distinct().order_by("code")
        self.fields["parties"].widget.attrs["size"] = 8
        coming = edition.delegations.filter(is_coming=True).select_related("party")
        self.fields["speaker"].queryset = coming.order_by("party__code")
        if self.instance.pk:
            del self.fields["authentic"]

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if typed.get("speaker") and not typed.get("session"):
            self.add_error("session", _("Choose the session in which it is spoken."))
        return typed

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
    place = TextFormField(label=pgettext_lazy("location", "Place"), required=False)
    call = TextFormField(
        label=_("Call"),
        required=False,
        help_text=_("When and where to be: photographers at 14:20, west door."),
    )
    starts = VenueTime(label=_("Begins"))
    ends = VenueTime(label=_("Ends"), required=False)

    class Meta:
        model = MediaSlot
        fields = ("title", "session", "starts", "ends", "place", "access", "pool_places", "call",
                  "is_announced")  # fmt: skip

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts"].zone = self.fields["ends"].zone = edition.zone
        self.fields["session"].queryset = edition.sessions.all()

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        starts, ends = typed.get("starts"), typed.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("This ends before it begins."))
        if typed.get("pool_places") is not None:
            if typed.get("access") != rules.POOL:
                self.add_error(
                    "pool_places", _("Only a pool has places. Choose the access “pool”.")
                )
            elif not typed["pool_places"]:
                self.add_error("pool_places", _("A pool has one place at least."))
        return typed


class PhotoForm(forms.ModelForm):
    file = forms.FileField(
        label=_("Photo"),
        help_text=_("JPEG, PNG or WebP. It is drawn anew: nothing of where it was taken is kept."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    alt = TextFormField(
        label=_("What the picture shows"),
        help_text=_("For those who cannot see it; read aloud in its place."),
    )
    caption = TextFormField(label=_("Caption"))

    class Meta:
        model = Photo
        fields = ("caption", "alt", "credit", "taken_on", "statement")
        widgets = {"taken_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    field_order = ("file", "caption", "alt", "credit", "taken_on", "statement")
    picture: Picture | None = None

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statement"].queryset = edition.statements.all()
        self.fields["file"].required = self.instance.pk is None
        if self.instance.pk:
            self.fields["file"].label = _("Another picture in its place")

    def clean_file(self) -> None:
        if file := self.cleaned_data.get("file"):
            try:
                self.picture = drawn(file)
            except RuleBroken as error:
                raise forms.ValidationError(str(error)) from error

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class AgencyForm(forms.ModelForm):
    class Meta:
        model = Agency
        fields = ("name", "email", "language")

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class CoverageForm(forms.ModelForm):
    file = forms.FileField(
        label=_("or a file"),
        required=False,
        help_text=_("Text in any usual encoding, .docx, HTML or PDF."),
        widget=forms.FileInput(attrs={"accept": ".txt,.docx,.html,.htm,.pdf"}),
    )
    language = forms.ChoiceField(label=_("language"), choices=LANGUAGE_CHOICES)

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
            try:
                typed["text"] = text_of(upload.read(LARGEST + 1))
            except RuleBroken as error:
                self.add_error("file", str(error))
                return typed
        if len(typed.get("text") or "") > LONGEST_TEXT:
            self.add_error("text", _("This text is longer than 60,000 characters. Split it."))
        if not (typed.get("text") or "").strip() and not self.errors:
            self.add_error("text", _("Paste the text, or choose a file."))
        return typed
