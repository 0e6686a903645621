"""What the desk and the focal points type about invitations."""

from datetime import datetime
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from muntada.conferences.models import Edition
from muntada.invitations import rules
from muntada.invitations.models import Invitation
from muntada.kit.files.bounded import Unreadable
from muntada.kit.languages import LANGUAGE_CHOICES
from muntada.kit.pictures import as_jpeg, opened
from muntada.kit.texts import TextFormField
from muntada.people.models import Rank

LARGEST_SIDE = 6000


class ListPartiesForm(forms.Form):
    parties = forms.MultipleChoiceField(label=_("Parties"))
    level_asked = forms.ModelChoiceField(
        label=_("Level asked for"), queryset=Rank.objects.none(), required=False
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=LANGUAGE_CHOICES)

    def __init__(
        self, *args: Any, edition: Edition, choices: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["level_asked"]).queryset = edition.ranks.all()
        cast(forms.ChoiceField, self.fields["parties"]).choices = choices


class ListingForm(forms.ModelForm):
    class Meta:
        model = Invitation
        fields = ["level_asked", "language", "mail_to", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level_asked"].queryset = self.instance.edition.ranks.all()


OUR_REPLY = [
    (rules.ACCEPTED, _("We accept")),
    (rules.LOWER, _("We accept, at a lower level")),
    (rules.TENTATIVE, _("We cannot say yet")),
    (rules.DECLINED, _("We decline")),
]


class ReplyForm(forms.Form):
    """The focal point's reply: calm, with nothing that need not be said."""

    answer = forms.ChoiceField(label=_("Reply"), choices=OUR_REPLY, widget=forms.RadioSelect)
    level = forms.ModelChoiceField(
        label=_("Level at which the delegation will be led"),
        queryset=Rank.objects.none(),
        required=False,
        help_text=_("Needed where it is lower than the level asked for."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
        help_text=_("Only for a decline, and only if you wish. It is never public."),
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["level"]).queryset = edition.ranks.all()

    def clean(self) -> dict[str, Any]:
        # A box is shown only beside the answer it belongs to; what is left in it is not meant.
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("answer") not in rules.COMING:
            said["level"] = None
        if said.get("answer") != rules.DECLINED:
            said["reason"] = ""
        return said


class LetterReceivedForm(ReplyForm):
    """A reply the secretariat enters from a letter, with its date, number and scan."""

    received_at = forms.DateField(
        label=_("Date of the letter"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Empty: today."),
    )
    reference = forms.CharField(
        label=_("Number of the letter received"), max_length=80, required=False
    )
    scan = forms.FileField(
        label=_("Scan of the letter"), required=False, help_text=_("PDF, JPEG or PNG, up to 20 MB.")
    )

    def __init__(self, *args: Any, edition: Edition, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, edition=edition, **kwargs)
        self.edition, self.at = edition, at
        cast(forms.ChoiceField, self.fields["answer"]).choices = rules.REPLIES

    def clean_received_at(self) -> datetime | None:
        day = self.cleaned_data["received_at"]
        if day is None:
            return None
        if day == self.edition.local(self.at).date():
            return self.at
        return datetime(day.year, day.month, day.day, 12, tzinfo=self.edition.zone)

    def clean_scan(self) -> ContentFile[bytes] | None:
        scan = self.cleaned_data["scan"]
        return checked_scan(scan) if scan else None


def checked_scan(upload: UploadedFile) -> ContentFile[bytes]:
    """A PDF as it is, a picture re-encoded without what a camera adds to it; nothing else."""
    if (upload.size or 0) > settings.LARGEST_UPLOAD:
        raise ValidationError(_("This file is larger than 20 MB. Scan it in grey, or at 200 dpi."))
    content = upload.read()
    if content.startswith(b"%PDF-"):
        return ContentFile(content, name="scan.pdf")
    try:
        picture = opened(content, formats=("JPEG", "PNG"))
    except Unreadable as error:
        if error.code != "no_picture":
            raise ValidationError(str(error)) from error
        raise ValidationError(
            _("This file is not a PDF, a JPEG or a PNG, whatever its name says.")
        ) from error
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    return ContentFile(as_jpeg(picture), name="scan.jpg")


class TemplateForm(forms.Form):
    subject = TextFormField(label=_("Subject"))
    body = TextFormField(
        label=_("Text"),
        long=True,
        help_text=_(
            "An empty line begins a new paragraph. In braces: {host} {party} {formal_name} "
            "{edition} {ordinal} {dates} {city} {level} {replies_close}. A paragraph that asks for "
            "a level or a day for replies is left out where none is set."
        ),
    )
