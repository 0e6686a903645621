"""What people type about themselves and about who works with them."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.accounts.models import User
from muntada.accounts.roles import GRANTABLE, ROLES
from muntada.kit.languages import LANGUAGE_CHOICES


class ChoosePasswordForm(forms.Form):
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least ten characters; a short sentence is easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        max_length=200,
    )
    again = forms.CharField(
        label=_("Password, once more"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        max_length=200,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if "password" in typed and typed["password"] != typed.get("again"):
            self.add_error("again", _("The two passwords are not the same."))
        return typed


class ForgottenForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )


class SettingsForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "language", "eastern_digits"]


class ColleagueForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=150)
    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("A personal address: accounts are never shared.")
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGE_CHOICES)
    role = forms.ChoiceField(
        label=_("Role"), choices=[(code, ROLES[code].name) for code in GRANTABLE]
    )
