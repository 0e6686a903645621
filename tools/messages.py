"""./run messages: bring the catalogues up to date with the code. With --check: change nothing and
fail on any string that a complete language lacks, whose placeholders do not match, that is not
written as its language is (see typography.py), or whose sense is not named where it has several.

Extraction is gettext's (through Django's makemessages), so this needs `gettext` installed.
"""

import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from typography import faults_of

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "muntada" / "locale"
COMPLETE = ("ar", "fr", "ru", "es", "zh")
# Django's own words for forms and validation come translated with Django.
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}|%[sd]")

# Words that are two or more in another language: a page names the sense it means (pgettext,
# or `context` in a template), or one of the two is wrong somewhere.
NEVER_BARE = frozenset({
    "Apply", "Lost", "Next", "Place", "active", "cleared", "closed", "member", "open", "place",
    "refused", "scan", "statement", "suspended", "withdrawn",
})  # fmt: skip
# A list for a template filter, not a sentence: “yes,no”.
FOR_A_FILTER = re.compile(r"\w+(,\w+)+")

# Babel's own expression for Arabic sends 11 to 99 to the form of 100: these are CLDR's six.
ARABIC_PLURALS = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
    "n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
)


def extract() -> Catalog:
    """Every string the code and the templates mark, read from a copy of the package."""
    if not shutil.which("xgettext"):
        raise SystemExit("The translations cannot be read: install gettext (it brings xgettext).")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "muntada"
        ignore = shutil.ignore_patterns("locale", "static", "__pycache__", "data", "fonts")
        shutil.copytree(ROOT / "muntada", copy, ignore=ignore)
        (copy / "locale").mkdir()
        command = [
            sys.executable,
            "-m",
            "django",
            "makemessages",
            "--keep-pot",
            "-l",
            "en",
            "--no-wrap",
        ]
        done = subprocess.run(command, cwd=copy, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(done.stdout + done.stderr)
        text = (copy / "locale" / "django.pot").read_text(encoding="utf-8")
        # The template's header is a form to fill in, which Babel does not read.
        text = text.replace("nplurals=INTEGER; plural=EXPRESSION;", "nplurals=2; plural=(n != 1);")
        return read_po(io.StringIO(text))


def catalogue(language: str) -> Catalog:
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    if not path.exists():
        return Catalog(locale=language, project="Muntada", charset="utf-8")
    with path.open("rb") as po:
        return read_po(po, locale=language)


def brought_up_to_date(language: str, template: Catalog) -> Catalog:
    """What is there, for the strings there are now; no guesses for the strings that are new."""
    known = catalogue(language)
    fresh = Catalog(locale=language, project="Muntada", charset="utf-8")
    for message in template:
        if not message.id:
            continue
        here = known.get(message.id, context=message.context)
        empty = ("",) * fresh.num_plurals if message.pluralizable else ""
        said = here.string if here and here.pluralizable == message.pluralizable else empty
        # Places without line numbers, so that catalogues change only when words do.
        places = [(name, None) for name in sorted({file for file, _line in message.locations})]
        fresh.add(message.id, said, locations=places, context=message.context, flags=message.flags)
    return fresh


def write(language: str, fresh: Catalog) -> None:
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as po:
        write_po(po, fresh, sort_output=True, width=0, omit_header=False, include_previous=False)
    text = path.read_text(encoding="utf-8")
    if language == "ar":
        text = re.sub(r'(?<="Plural-Forms: )[^"]*(?=\\n")', ARABIC_PLURALS, text)
    path.write_text(
        re.sub(r'"(POT-Creation-Date|PO-Revision-Date): [^"]*\n?"\n', "", text), encoding="utf-8"
    )


def placeholders(text: str) -> set[str]:
    return {match.group(0) for match in PLACEHOLDER.finditer(text)}


def faults(message: Message, language: str) -> str | None:
    """Why this message is not good enough to show, if so."""
    source = message.id[-1] if message.pluralizable else message.id
    if wrong := faults_of(source, "en"):
        return wrong[0]
    if message.context is None and message.id in NEVER_BARE:
        return "has several senses: give it a context"
    said = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    if not said or not all(said):
        return "not translated"
    asked = placeholders(source)
    for text in said:
        missing = asked - placeholders(text)
        extra = placeholders(text) - asked
        # "one" and "two" may be said as words where a language has words for them.
        if extra or (missing and not message.pluralizable):
            return f"placeholders differ: {text!r}"
        if not FOR_A_FILTER.fullmatch(text) and (wrong := faults_of(text, language)):
            return f"{wrong[0]}: {text!r}"
    return None


def check(template: Catalog) -> int:
    wrong = 0
    for language in COMPLETE:
        for message in brought_up_to_date(language, template):
            if message.id and (fault := faults(message, language)):
                wrong += 1
                if wrong <= 60:
                    print(f"{language}: {message.id!r}: {fault}")
    print(f"{len(template)} strings, {wrong} faults in {', '.join(COMPLETE)}")
    return wrong


def main() -> None:
    template = extract()
    if "--check" in sys.argv:
        raise SystemExit(1 if check(template) else 0)
    for language in COMPLETE:
        write(language, brought_up_to_date(language, template))
    check(template)


if __name__ == "__main__":
    main()
