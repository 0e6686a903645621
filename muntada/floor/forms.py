"""What the officer of the list of speakers and the chair type."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation, Member
from muntada.floor import rules
from muntada.floor.models import Floor, Speech
from muntada.kit.errors import RuleBroken
from muntada.kit.languages import LANGUAGE_CHOICES, SELF_NAMES
from muntada.kit.reading import LARGEST, text_of
from muntada.kit.texts import TextFormField
from muntada.parties.models import Group

LONGEST = 200_000  # characters


class DelegationChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Delegation) -> str:
        return str(obj.party.short_name)


class MemberChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Member) -> str:
        return f"{obj.delegation.party} · {obj.person}"


class OwnMemberChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Member) -> str:
        return f"{obj.person} · {obj.rank}" if obj.rank else str(obj.person)


class SpeechChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Speech) -> str:
        return str(obj.delegation.party.short_name)


class InscribeForm(forms.Form):
    delegation = DelegationChoice(label=_("Delegation"), queryset=Delegation.objects.none())
    member = MemberChoice(
        label=_("Speaker"), queryset=Member.objects.none(), required=False,
        help_text=_("The speaker’s rank gives the place on the list."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), choices=rules.KINDS)
    motion = forms.TypedChoiceField(
        label=_("If a point of order"), choices=rules.MOTIONS, coerce=int, initial=5
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGE_CHOICES, initial="en")
    on_behalf = forms.ModelChoiceField(
        label=_("On behalf of"), queryset=Group.objects.all(), required=False
    )
    minutes = forms.IntegerField(
        label=_("Minutes"), required=False, min_value=1, max_value=60,
        help_text=_("Empty: the time limit of the meeting."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, edition: Edition) -> None:
        super().__init__(data)
        coming = Delegation.objects.filter(edition=edition, is_coming=True).select_related("party")
        self.fields["delegation"].queryset = coming
        members = Member.objects.present().filter(edition=edition).order_by("person__search_name")
        self.fields["member"].queryset = members.select_related(
            "person", "rank", "delegation__party"
        )


class OwnSpeakerForm(forms.Form):
    """What a focal point says: who of the own delegation speaks, in which language."""

    member = OwnMemberChoice(
        label=_("Speaker"), queryset=Member.objects.none(), required=False,
        help_text=_("The speaker’s rank gives the place on the list."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGE_CHOICES, initial="en")

    def __init__(
        self, data: Any = None, *, delegation: Delegation, speech: Speech | None = None,
        members: list[Member] | None = None, of: int = 0,
    ) -> None:  # fmt: skip
        begins = {"member": speech.member_id, "language": speech.language} if speech else None
        super().__init__(data, initial=begins, auto_id=f"id_{of}_{delegation.pk}_%s")
        field = self.fields["member"]
        found = Member.objects.present().filter(delegation=delegation)
        field.queryset = found.order_by("person__search_name").select_related("person", "rank")
        if members is not None:  # read already, for many such forms on one page
            listed = [(one.pk, field.label_from_instance(one)) for one in members]
            field.choices = [("", "—"), *listed]


class FloorForm(forms.Form):
    """The rules of procedure of this meeting."""

    presides = MemberChoice(
        label=_("Who presides"), queryset=Member.objects.none(), required=False,
        help_text=_("The Journal names a member in each language."),
    )  # fmt: skip
    chair = forms.CharField(label=_("Or another name"), max_length=200, required=False)
    minutes = forms.IntegerField(label=_("Minutes a statement"), min_value=1, max_value=60)
    replies = forms.IntegerField(
        label=_("Replies of one delegation"), min_value=0, max_value=5,
        help_text=_("0: no right of reply at this meeting."),
    )  # fmt: skip
    reply_minutes = forms.IntegerField(
        label=_("Minutes of the first reply"), min_value=1, max_value=60
    )
    second_reply_minutes = forms.IntegerField(
        label=_("Minutes of the second reply"), min_value=1, max_value=60
    )
    point_minutes = forms.IntegerField(
        label=_("Minutes a point of order"), min_value=1, max_value=60
    )

    def __init__(self, data: Any = None, *, floor: Floor) -> None:
        super().__init__(data, initial={n: getattr(floor, n) for n in self.base_fields})
        members = Member.objects.present().filter(edition=floor.edition_id)
        self.fields["presides"].queryset = members.order_by("person__search_name").select_related(
            "person", "delegation__party"
        )


class OutcomeForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=rules.OUTCOMES)
    symbol = forms.CharField(label=_("Symbol"), max_length=40)
    title = TextFormField(label=_("Title"))


class GroupTimeForm(forms.Form):
    group = forms.ModelChoiceField(label=_("Group"), queryset=Group.objects.all())
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=600)


class SwapForm(forms.Form):
    one = SpeechChoice(label=_("One"), queryset=Speech.objects.none())
    one_consents = forms.CharField(label=_("Who consents for the one"), max_length=150)
    other = SpeechChoice(label=_("The other"), queryset=Speech.objects.none())
    other_consents = forms.CharField(label=_("Who consents for the other"), max_length=150)

    def __init__(self, data: Any = None, *, floor: Floor) -> None:
        super().__init__(data)
        for name in ("one", "other"):
            waiting = floor.speeches.filter(state=rules.INSCRIBED, kind=rules.STATEMENT)
            self.fields[name].queryset = waiting.select_related("delegation__party", "floor")


class InterpreterForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=150)
    booth = forms.ChoiceField(label=_("Booth"), choices=list(SELF_NAMES.items()))
    works_from = forms.MultipleChoiceField(
        label=_("Works from"), choices=list(SELF_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    retour = forms.MultipleChoiceField(
        label=_("Works back into"), choices=list(SELF_NAMES.items()), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if typed.get("booth") in typed.get("works_from", []):
            self.add_error("works_from", _("Nobody interprets a language into itself."))
        return typed


class TextForm(forms.Form):
    """A statement's text: typed, or read from a file, which is not kept itself."""

    text = forms.CharField(
        label=pgettext_lazy("speech", "Text"), required=False,
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
        max_length=LONGEST,
    )  # fmt: skip
    file = forms.FileField(label=_("Or a file (text, .docx, PDF)"), required=False)

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if file := typed.get("file"):
            typed["text"] = read_text(file)
        if not (typed.get("text") or "").strip():
            raise forms.ValidationError(_("Type the text, or choose a file."))
        return typed


def read_text(file: UploadedFile) -> str:
    """The words of a file. Raises ValidationError with a sentence; nothing is cut off unsaid."""
    try:
        said = text_of(file.read(LARGEST + 1))
    except RuleBroken as error:
        raise forms.ValidationError(str(error)) from error
    if len(said) > LONGEST:
        raise forms.ValidationError(_("This text is longer than a statement can be. Shorten it."))
    return said
