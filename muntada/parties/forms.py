"""What the host types about parties and groups."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muntada.kit.texts import TextFormField
from muntada.parties.models import KINDS, STATE, Group, Membership, Party, alphabetical

_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]*")


def clean_code(typed: str) -> str:
    code = typed.strip().upper()
    if not _CODE.fullmatch(code):
        raise forms.ValidationError(_("A code has Latin capitals, digits and hyphens: AU, ICRC-2."))
    return code


class NamesForm(forms.Form):
    """The names a party is printed under."""

    short_name = TextFormField(label=_("short name"))
    formal_name = TextFormField(label=_("formal name"), required=False)


class BodyForm(NamesForm):
    code = forms.CharField(label=_("code"), max_length=24)
    kind = forms.ChoiceField(
        label=_("kind"), choices=[choice for choice in KINDS if choice[0] != STATE]
    )
    acronym = TextFormField(label=_("acronym"), required=False)
    founded = forms.IntegerField(
        label=_("year of foundation"), min_value=1600, max_value=2100, required=False
    )
    field_order = ["code", "kind", "short_name", "formal_name", "acronym", "founded"]

    def clean_code(self) -> str:
        return clean_code(self.cleaned_data["code"])


class GroupForm(forms.Form):
    code = forms.CharField(label=_("code"), max_length=12)
    name = TextFormField(label=_("name"))

    def __init__(self, data: Any = None, *, group: Group) -> None:
        super().__init__(data, initial={"code": group.code, "name": group.name})
        self.group = group

    def clean_code(self) -> str:
        code = clean_code(self.cleaned_data["code"])
        if Group.objects.filter(code=code).exclude(pk=self.group.pk).exists():
            raise forms.ValidationError(_("Another group has this code."))
        return code


class MembershipForm(forms.ModelForm):
    class Meta:
        model = Membership
        fields = ["party", "status", "since", "until", "note"]
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("since", "until")
        }

    def __init__(self, data: Any = None, *, instance: Membership) -> None:
        super().__init__(data, instance=instance)
        parties = alphabetical(Party.objects.all())
        self.fields["party"].choices = [("", "—"), *((one.pk, str(one)) for one in parties)]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        since, until = typed.get("since"), typed.get("until")
        if since and until and until <= since:
            self.add_error("until", _("The last day is before the first day."))
        return typed
