"""What is typed into an application: the fields its category asks, and no more."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muntada.accreditation import papers, rules
from muntada.accreditation.models import Application
from muntada.accreditation.papers import Paper
from muntada.kit.errors import RuleBroken
from muntada.kit.texts import TextFormField

IDENTITY = ("name", "born", "nationality", "number")
FILES = (rules.PHOTO, rules.ASSIGNMENT, rules.PRESS_CARD)
SAID = dict(rules.NEEDS)


class ApplicationForm(forms.Form):
    """Built from the needs of the category; a paper already handed in may stay."""

    name_latin = forms.CharField(label=_("name in Latin letters"), max_length=120)
    name_own = forms.CharField(
        label=_("name in the person’s own script"), max_length=120, required=False
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        said = {
            name: getattr(application, name)
            for name in ("name_latin", "name_own", "function", "outlet", "equipment")
        }
        kwargs["initial"] = said
        super().__init__(*args, **kwargs)
        self.needs = set(application.category.needs)
        self.papers: dict[str, Paper] = {}
        if rules.FUNCTION in self.needs:
            self.fields["function"] = TextFormField(label=SAID[rules.FUNCTION])
        if rules.OUTLET in self.needs:
            self.fields["outlet"] = forms.CharField(label=SAID[rules.OUTLET], max_length=150)
        if rules.EQUIPMENT in self.needs:
            self.fields["equipment"] = forms.CharField(
                label=SAID[rules.EQUIPMENT], max_length=1000, widget=forms.Textarea
            )
        if rules.IDENTITY in self.needs:
            self._ask_identity(required=application.identity is None)
        here = set(application.files.values_list("kind", flat=True))
        for kind in FILES:
            if kind in self.needs:
                self.fields[kind] = forms.FileField(label=SAID[kind], required=kind not in here)
        if rules.PHOTO in self.needs:
            self.fields["crop"] = forms.BooleanField(
                label=_("The middle of the photo may be cut out"), required=False
            )

    def _ask_identity(self, *, required: bool) -> None:
        self.fields["name"] = forms.CharField(
            label=_("Name as in the document"), max_length=120, required=required
        )
        self.fields["born"] = forms.DateField(
            label=_("Date of birth"), required=required,
            widget=forms.DateInput(attrs={"type": "date"}),
        )  # fmt: skip
        self.fields["nationality"] = forms.RegexField(
            "^[A-Za-z]{3}$", label=_("Nationality, in three letters"), required=required
        )
        self.fields["number"] = forms.RegexField(
            "^[A-Za-z0-9]{5,20}$", label=_("Number of the document"), required=required
        )

    def clean(self) -> dict[str, Any]:
        """Each file is judged by its content; what is wrong is said beside it."""
        said = super().clean() or {}
        for kind in FILES:
            if file := said.get(kind):
                try:
                    if kind == rules.PHOTO:
                        made = papers.photo(file, crop=bool(said.get("crop")))
                    else:
                        made = papers.paper(file)
                    self.papers[kind] = made
                except RuleBroken as error:
                    self.add_error(kind, str(error))
        given = [name for name in IDENTITY if said.get(name)]
        if given and len(given) < len(IDENTITY):
            for name in IDENTITY:
                if name not in given and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return said

    def fields_said(self) -> dict[str, Any]:
        names = ("name_latin", "name_own", "function", "outlet", "equipment")
        return {name: self.cleaned_data[name] for name in names if name in self.fields}

    def identity_said(self) -> dict[str, str] | None:
        if not self.cleaned_data.get("number"):
            return None
        said = {name: str(self.cleaned_data[name]) for name in IDENTITY}
        return said | {
            "nationality": said["nationality"].upper(), "number": said["number"].upper()
        }  # fmt: skip
