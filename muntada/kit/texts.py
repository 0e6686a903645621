"""Content in several languages: a title, a name, a function, a letter's text.

Stored as a JSON object from language code to text. What is missing in one language is shown in
another, marked with its own language and direction, so that the gap is seen and nothing is blank.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from muntada.kit.languages import LANGUAGES, SELF_NAMES, current, direction, preference


class Text(dict[str, str]):
    """A text by language; `str()` speaks the language of the page."""

    def said_in(self, language: str) -> tuple[str, str]:
        """The text and the language it is really in."""
        if said := self.get(language):
            return said, language
        for code in preference(language):
            if said := self.get(code):
                return said, code
        return "", language

    def in_(self, language: str) -> str:
        return self.said_in(language)[0]

    def __str__(self) -> str:
        return self.in_(current())

    def __html__(self) -> SafeString:
        language = current()
        said, spoken = self.said_in(language)
        if spoken == language or not said:
            return escape(said)
        return format_html('<bdi lang="{}" dir="{}">{}</bdi>', spoken, direction(spoken), said)

    def everything(self) -> str:
        return " ".join(self.values())


class TextField(models.JSONField):
    """A `Text` in the database."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", Text)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if kwargs.get("default") is Text:
            del kwargs["default"]
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        loaded = super().from_db_value(value, expression, connection)  # type: ignore[misc]
        return Text(loaded) if isinstance(loaded, dict) else loaded

    def to_python(self, value: Any) -> Any:
        return Text(value) if isinstance(value, dict) else value

    def formfield(self, **kwargs: Any) -> Any:
        return TextFormField(
            label=kwargs.get("label") or self.verbose_name,
            help_text=kwargs.get("help_text") or self.help_text,
            required=not self.blank,
            **{k: v for k, v in kwargs.items() if k in {"long", "languages", "widget"}},
        )


_working: ContextVar[tuple[str, ...]] = ContextVar("working", default=LANGUAGES)


@contextmanager
def working_languages(languages: Iterable[str]) -> Iterator[None]:
    """Forms made meanwhile show boxes for these, and fold away those of the other languages."""
    token = _working.set(tuple(languages) or LANGUAGES)
    try:
        yield
    finally:
        _working.reset(token)


class TextWidget(forms.MultiWidget):
    """One box a language, each in its own direction: the page's own language first, then those the
    edition works in; the others folded away, with what is written in them."""

    template_name = "kit/_text_widget.html"

    def __init__(self, languages: Iterable[str], *, long: bool = False) -> None:
        self.languages = tuple(languages)
        box = forms.Textarea if long else forms.TextInput
        super().__init__(
            {
                code: box(
                    attrs={"lang": code, "dir": direction(code), **({"rows": 4} if long else {})}
                )
                for code in self.languages
            }
        )

    def decompress(self, value: Mapping[str, str] | None) -> list[str]:
        return [(value or {}).get(code, "") for code in self.languages]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        if isinstance(value, Mapping):
            value = self.decompress(value)
        context = super().get_context(name, value, attrs)
        boxes = zip(self.languages, context["widget"]["subwidgets"], strict=True)
        for code, box in boxes:
            box["language"], box["language_name"] = code, SELF_NAMES[code]
        said, here = context["widget"]["subwidgets"], current()
        shown = {here, *_working.get()}
        said.sort(key=lambda box: (box["language"] != here, box["language"] not in shown))
        context["widget"]["shown"] = sum(box["language"] in shown for box in said)
        return context


class TextFormField(forms.MultiValueField):
    """Typed in any of the languages; at least one where it is required."""

    def __init__(
        self,
        *,
        languages: Iterable[str] = LANGUAGES,
        long: bool = False,
        max_length: int = 5000,
        **kwargs: Any,
    ) -> None:
        self.languages = tuple(languages)
        limit = max_length if long else min(max_length, 300)
        boxes = [forms.CharField(max_length=limit, required=False) for _code in self.languages]
        kwargs.setdefault("widget", TextWidget(self.languages, long=long))
        super().__init__(boxes, require_all_fields=False, **kwargs)

    def compress(self, values: list[str]) -> Text:
        return Text({c: v for c, v in zip(self.languages, values or [], strict=False) if v})

    def clean(self, value: Any) -> Text:
        if isinstance(value, Mapping):
            value = [value.get(code, "") for code in self.languages]
        if self.required and not any(str(typed or "").strip() for typed in value or []):
            raise ValidationError(_("Write this in at least one language."))
        problems = []
        cleaned: list[str] = []
        for code, box, typed in zip(self.languages, self.fields, value or [], strict=False):
            try:
                cleaned.append(box.clean(typed))
            except ValidationError as error:
                problems += [f"{SELF_NAMES[code]}: {message}" for message in error.messages]
        if problems:
            raise ValidationError(problems)
        return self.compress(cleaned)

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = Text({k: v for k, v in (initial or {}).items() if v})
        return before != self.compress([str(v or "").strip() for v in data or []])
