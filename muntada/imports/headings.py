"""Headings as people write them: ours in six languages, and the everyday ones of other lists."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, override

from muntada.imports.columns import Column, formerly, is_empty, words
from muntada.imports.plan import Sentence
from muntada.kit.errors import RuleBroken
from muntada.kit.files.tables import Table, letters
from muntada.kit.languages import LANGUAGES, SELF_NAMES, current, listed
from muntada.parties.names import normalise

# For reading only; what we write is our own heading. Two parts of a name become one.
EVERYDAY = {
    "party": {
        "en": "Country|State|Member State|Nation",
        "fr": "Pays|État|État membre",
        "es": "País|Estado|Estado miembro",
        "ru": "Страна|Государство",
        "ar": "الدولة|البلد|دولة",
        "zh": "国家|国别|成员国",
    },
    "name": {
        "en": "Full name|Participant",
        "fr": "Nom complet|Nom et prénom|Nom et prénoms|Participant",
        "es": "Nombre completo|Nombre y apellidos|Nombres y apellidos|Participante",
        "ru": "ФИО|Ф.И.О.|Полное имя|Фамилия, имя, отчество|Фамилия и имя",
        "ar": "الاسم الكامل|الاسم الثلاثي",
        "zh": "全名|姓名",
    },
    "given_name": {
        "en": "First name|Given name|Forename|First names|Given names",
        "fr": "Prénom|Prénoms",
        "es": "Nombre de pila|Nombres",
        "ru": "",
        "ar": "الاسم الأول",
        "zh": "名",
    },
    "family_name": {
        "en": "Family name|Last name|Surname",
        "fr": "Nom de famille",
        "es": "Apellido|Apellidos",
        "ru": "Фамилия",
        "ar": "اسم العائلة|اللقب العائلي",
        "zh": "姓",
    },
    "title": {
        "en": "Title|Honorific|Salutation",
        "fr": "Titre|Civilité",
        "es": "Título|Tratamiento",
        "ru": "Обращение|Титул",
        "ar": "اللقب",
        "zh": "称谓|头衔",
    },
    "function": {
        "en": "Position|Job title|Post|Role",
        "fr": "Poste|Qualité",
        "es": "Cargo|Puesto",
        "ru": "Должность",
        "ar": "الصفة|المنصب|الوظيفة",
        "zh": "职务|职位",
    },
    "email": {
        "en": "Email|E-mail|Mail|Email address",
        "fr": "Courriel|Adresse électronique|Adresse e-mail|Mél",
        "es": "Correo|Correo electrónico|Email",
        "ru": "Эл. почта|Почта|Электронная почта|E-mail",
        "ar": "البريد الإلكتروني|البريد",
        "zh": "邮箱|电子邮件|电邮",
    },
}
_PARTS = {"given_name": "name", "family_name": "name", "title": "function", "party_code": "party"}


def _heard(said: str | Promise) -> list[tuple[str, str]]:
    """(language, how it is said there)."""
    heard = []
    for code, _own in settings.LANGUAGES:
        with override(code):
            heard.append((code, normalise(str(said))))
    return heard


class Headings:
    """Every way the columns may be headed, and in which languages each is said."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = columns
        self.keys: dict[str, str] = {}
        self.tongues: dict[str, set[str]] = {}
        self.everyday: set[str] = set()
        for column in columns:
            for said in (column.key, column.label, *column.also):
                for code, heard in _heard(said):
                    self._know(heard, column.key, code if isinstance(said, Promise) else "")
                    if column.by_language:
                        self._add_languages(heard, column.key)
        self._add_former()
        known = {column.key for column in columns}
        if "party" in known:  # beside the name of the party, as our own lists have both
            for code, heard in _heard(gettext_lazy("Code")):
                self._know(heard, "party_code", code)
        for key, by_language in EVERYDAY.items():
            if key in known or _PARTS.get(key) in known:
                for code, words_of in by_language.items():
                    for heard in map(normalise, filter(None, words_of.split("|"))):
                        if self.keys.get(heard) is None:
                            self.everyday.add(heard)
                        self._know(heard, key, code)

    def _add_former(self) -> None:
        """A word of today never yields to what another column was called once."""
        for column in self.columns:
            for said in (column.label, *column.also):
                for heard in formerly(said):
                    self._know(heard, column.key, "")
                    if column.by_language:
                        self._add_languages(heard, column.key)

    def _know(self, heard: str, key: str, tongue: str) -> None:
        if heard and self.keys.setdefault(heard, key) == key and tongue:
            self.tongues.setdefault(heard, set()).add(tongue)

    def _add_languages(self, heard: str, key: str) -> None:
        """“Name (العربية)”, “Name (Arabic)” and `name_ar` are one box."""
        english = dict(settings.LANGUAGES)
        for code in LANGUAGES:
            said = {heard for _code, heard in _heard(english[code])}
            for tongue in {code, SELF_NAMES[code], *said}:
                self.keys.setdefault(f"{heard} {normalise(tongue)}", f"{key}_{code}")

    def is_known(self, said: str) -> bool:
        return normalise(said) in self.keys

    def of(self, said: Sequence[str]) -> list[str | None]:
        """The key of each; an everyday word gives way to the heading that is really ours."""
        heard = [normalise(heading) for heading in said]
        ours = {self.keys.get(one) for one in heard if one not in self.everyday}
        return [
            None if one in self.everyday and self.keys[one] in ours else self.keys.get(one)
            for one in heard
        ]

    def language(self, headings: Iterable[str]) -> str:
        """The language most of them are said in; of equals that of the page."""
        counts = Counter(
            code for heading in headings for code in self.tongues.get(normalise(heading), ())
        )
        page = current()
        return max(LANGUAGES, key=lambda code: (counts[code], code == page, code == "en"))


@dataclass(frozen=True)
class Read:
    """The rows under their keys, with their line numbers; what was left aside or assumed."""

    rows: list[tuple[int, dict[str, Any]]]
    unknown: list[str]
    language: str
    notes: list[Sentence] = field(default_factory=list)


def read_under_keys(table: Table, headings: Headings) -> Read:
    keys = headings.of(table.headings)
    _decide_title(keys, headings.columns)
    unknown = [h for h, key in zip(table.headings, keys, strict=True) if key is None and h]
    _ensure_required(table, keys, headings.columns)
    _ensure_once(table, keys)
    rows = []
    for line, row in table.rows:
        cells = {k: cell for k, cell in zip(keys, row, strict=False) if k and not is_empty(cell)}
        _join_names(cells)
        if cells:
            rows.append((line, cells))
    return Read(rows, unknown, headings.language(table.headings), _notes(table, keys))


def _notes(table: Table, keys: list[str | None]) -> list[Sentence]:
    """What was taken for granted, and what was left out."""
    repeated = [h for h, key in zip(table.headings, keys, strict=True) if key == ""]
    said = {
        gettext_noop(
            "The file does not say its encoding; it was read as {said}. Look at the names: if a "
            "letter is wrong, save it as CSV UTF-8 or XLSX."
        ): table.encoding,
        gettext_noop("The sheet “{said}” was read."): table.sheet,
        gettext_noop("Hidden sheets were left out: {said}."): ", ".join(table.hidden_sheets),
        gettext_noop("Hidden columns were left out: {said}."): ", ".join(table.hidden_columns),
        gettext_noop("Hidden rows were left out: {said}."): _numbers(table.hidden_rows),
        gettext_noop("Columns that only repeat another were left aside: {said}."): ", ".join(
            repeated
        ),
    }
    return [Sentence(message, {"said": value[:300]}) for message, value in said.items() if value]


def _numbers(rows: list[int]) -> str:
    return ", ".join(map(str, rows[:20])) + (" …" if len(rows) > 20 else "")


def _decide_title(keys: list[str | None], columns: Sequence[Column]) -> None:
    """“Title” beside a function is a form of address; alone it is what the person is."""
    has_function = any(key and key.split("_")[0] == "function" for key in keys)
    instead = "form_of_address" if has_function else "function"
    for place, key in enumerate(keys):
        if key == "title":
            keys[place] = instead if any(one.key == instead for one in columns) else None


def _ensure_required(table: Table, keys: list[str | None], columns: Sequence[Column]) -> None:
    for column in columns:
        boxes = {column.key, f"{column.key}_code", *(key for key, _heading in column.headings())}
        if column.required and not boxes & set(keys):
            raise RuleBroken(
                _("There is no column “{name}” in this file. Its headings are: {found}.").format(
                    name=column.label, found=listed(table.headings, current())[:300]
                )
            )


def _ensure_once(table: Table, keys: list[str | None]) -> None:
    """Two columns of one meaning: which is meant is not for us to say."""
    first: dict[str, int] = {}
    for place, key in enumerate(keys):
        if key is None or first.setdefault(key, place) == place:
            continue
        one, other = first[key], place
        if all(_cell(row, one) == _cell(row, other) for _line, row in table.rows):
            keys[other] = ""  # they say the same: nothing is lost
            continue
        raise RuleBroken(
            _(
                "The columns {one} “{first}” and {other} “{second}” mean the same here, and do "
                "not say the same. Rename one or remove it."
            ).format(
                one=letters(one), first=table.headings[one],
                other=letters(other), second=table.headings[other],
            )
        )  # fmt: skip


def _cell(row: Sequence[Any], place: int) -> str:
    return words(row[place]) if place < len(row) else ""


def _join_names(cells: dict[str, Any]) -> None:
    """Given and family name are printed as one; beside either, “Name” is the other."""
    given, family = words(cells.pop("given_name", "")), words(cells.pop("family_name", ""))
    if not (given or family):
        return
    whole = words(cells.get("name", ""))
    parts = [given or whole, family or whole]
    if not all(normalise(part) in normalise(whole) for part in (given, family)) or not whole:
        cells["name"] = " ".join(filter(None, parts))
