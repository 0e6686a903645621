"""What is typed into an application: the fields its category asks, and no more."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muntada.accreditation import mrz, papers, rules
from muntada.accreditation.models import Application, Category
from muntada.accreditation.papers import Paper
from muntada.kit.errors import RuleBroken
from muntada.kit.texts import TextFormField

IDENTITY = ("name", "born", "nationality", "number")
# Passports write one letter for Germany, where the list of parties has three.
CODES = {"D": "DEU"}
FILES = (rules.PHOTO, rules.ASSIGNMENT, rules.PRESS_CARD)
SAID = dict(rules.NEEDS)


class ApplicationForm(forms.Form):
    """Built from the needs of the category; a paper already handed in may stay."""

    name_latin = forms.CharField(label=_("name in Latin letters"), max_length=120)
    name_own = forms.CharField(
        label=_("name in the person’s own script"), max_length=120, required=False
    )

    def __init__(self, *args: Any, application: Application, today: date, **kwargs: Any) -> None:
        said = {
            name: getattr(application, name)
            for name in ("name_latin", "name_own", "function", "outlet", "medium", "equipment")
        }
        kwargs["initial"] = said
        super().__init__(*args, **kwargs)
        self.needs, self.today = set(application.category.needs), today
        self.papers: dict[str, Paper] = {}
        if rules.FUNCTION in self.needs:
            self.fields["function"] = TextFormField(label=SAID[rules.FUNCTION])
        if rules.OUTLET in self.needs:
            self.fields["outlet"] = forms.CharField(label=SAID[rules.OUTLET], max_length=150)
        if application.category.kind == rules.PRESS:
            self.fields["medium"] = forms.ChoiceField(
                label=_("kind of medium"), choices=[("", "—"), *rules.MEDIA]
            )
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
        """The lines at the foot of the document, or its four facts; the lines are checked."""
        self.asks_identity = required
        required = required and not str(self.data.get("mrz", "")).strip()
        self.fields["mrz"] = forms.CharField(
            label=_("Lines at the foot of the document"), max_length=300, required=False,
            widget=forms.Textarea(
                attrs={"rows": 3, "dir": "ltr", "spellcheck": "false", "autocomplete": "off"}
            ),
            help_text=_("The letters, digits and < copied from it: they fill the four fields below "
                        "and are checked by their check digits."),
        )  # fmt: skip
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
        if said.get("mrz"):
            self._read_lines(said)
        given = [name for name in IDENTITY if said.get(name)]
        if given and len(given) < len(IDENTITY):
            for name in IDENTITY:
                if name not in given and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return said

    def _read_lines(self, said: dict[str, Any]) -> None:
        """What was typed beside the lines must say the same; what was not, is taken from them."""
        try:
            read = mrz.read(said["mrz"], today=self.today)
        except RuleBroken as error:
            self.add_error("mrz", str(error))
            return
        if read.expires < self.today:
            self.add_error("mrz", _("This document has expired."))
        code = CODES.get(read.nationality, read.nationality)
        found = {"born": read.born, "nationality": code, "number": read.number}
        for name, value in found.items():
            typed = said.get(name)
            if typed and str(typed).upper() != str(value).upper():
                self.add_error(name, _("The lines at the foot of the document say otherwise."))
            said[name] = value
        said["name"] = said.get("name") or f"{read.surname} {read.given}".strip()
        said["expires"] = read.expires

    def fields_said(self) -> dict[str, Any]:
        names = ("name_latin", "name_own", "function", "outlet", "medium", "equipment")
        return {name: self.cleaned_data[name] for name in names if name in self.fields}

    def identity_said(self) -> dict[str, str] | None:
        if not self.cleaned_data.get("number"):
            return None
        said = {name: str(self.cleaned_data[name]) for name in IDENTITY}
        if expires := self.cleaned_data.get("expires"):
            said["expires"] = str(expires)
        return said | {
            "nationality": said["nationality"].upper(), "number": said["number"].upper()
        }  # fmt: skip


class AloneForm(forms.Form):
    """The first step of somebody who applies alone: as what, under which name, where to write."""

    category = forms.ModelChoiceField(Category.objects.none(), label=_("category"))
    name = forms.CharField(
        label=_("name in Latin letters"), max_length=120, help_text=_("As in your document.")
    )
    email = forms.EmailField(label=_("e-mail address"), max_length=200)

    def __init__(self, *args: Any, categories: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = categories  # type: ignore[attr-defined]


class PhotoForm(forms.Form):
    """Another photo for an application."""

    photo = forms.FileField(label=SAID[rules.PHOTO])
    crop = forms.BooleanField(label=_("The middle of the photo may be cut out"), required=False)
    made: Paper | None = None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if file := said.get("photo"):
            try:
                self.made = papers.photo(file, crop=bool(said.get("crop")))
            except RuleBroken as error:
                self.add_error("photo", str(error))
        return said
