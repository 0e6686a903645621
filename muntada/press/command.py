"""`muntada press compare`: what a text claims, beside what the record says."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.utils.translation import override

from muntada.claims.lexicon import READ
from muntada.claims.record import DIFFERS, Finding, check
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken
from muntada.kit.reading import text_of
from muntada.press.record import record_of
from muntada.press.words import sentence_of


def main(arguments: list[str]) -> None:
    """Ends with 1 where something differs, so that a script can tell."""
    parser = argparse.ArgumentParser(prog="muntada press")
    compare = parser.add_subparsers(required=True).add_parser("compare")
    compare.add_argument("file", type=Path)
    compare.add_argument("--edition", required=True, help="its number, or its short address")
    compare.add_argument("--language", default="", choices=["", *READ])
    compare.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    edition = _edition(options.edition)
    try:
        with override("en"):
            text = text_of(options.file.read_bytes())
    except OSError as error:
        raise SystemExit(f"{options.file}: {error.strerror}") from error
    except RuleBroken as error:
        raise SystemExit(f"{options.file}: {error}") from error
    language = options.language or guess(text)
    found = check(text, language, record_of(edition), edition=edition.ordinal)
    with override("en"):
        if options.json:
            said = [as_json(finding) for finding in found]
            json.dump(
                {"edition": edition.slug, "language": language, "claims": said},
                sys.stdout,
                ensure_ascii=False,
                indent=1,
            )
            print()
        else:
            for finding in found:
                where = f"{finding.line}:{finding.column}"
                claim = f"“{finding.claim.said}”  {sentence_of(finding)}"
                print(f"{where:>8}  {finding.verdict:<8} {claim}")
    raise SystemExit(1 if any(finding.verdict == DIFFERS for finding in found) else 0)


def _edition(asked: str) -> Edition:
    editions = Edition.objects.select_related("series")
    found = editions.filter(ordinal=int(asked)) if asked.isdigit() else editions.filter(slug=asked)
    if len(found) != 1:
        listed = ", ".join(editions.values_list("slug", flat=True)) or "none yet"
        raise SystemExit(f"No one edition is meant by {asked!r}. There are: {listed}")
    return found[0]


def guess(text: str) -> str:
    """By its letters; French by its accents and small words."""
    arabic = sum("\u0600" <= letter <= "\u06ff" for letter in text)
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in text)
    latin = sum(letter.isascii() and letter.isalpha() for letter in text)
    if arabic > max(cyrillic, latin):
        return "ar"
    if cyrillic > latin:
        return "ru"
    words = text.lower().split()
    french = sum(word in {"le", "la", "les", "des", "du", "et", "à", "une"} for word in words)
    english = sum(word in {"the", "of", "and", "to", "in", "a", "was"} for word in words)
    return "fr" if french > english else "en"


def as_json(finding: Finding) -> dict[str, Any]:
    claim, record = finding.claim, finding.record
    return {
        "kind": claim.kind,
        "said": claim.said,
        "place": {
            "start": claim.start,
            "end": claim.end,
            "line": finding.line,
            "column": finding.column,
        },
        "value": claim.number or claim.key or [day.says() for day in claim.days],
        "comparator": claim.comparator if claim.kind == "number" else None,
        "counts": claim.noun or None,
        "edition": finding.edition,
        "verdict": finding.verdict,
        "record": {
            "sentence": sentence_of(finding),
            "days": [record.starts.isoformat(), record.ends.isoformat()] if record else None,
            "figures": [
                {
                    "measure": f.measure,
                    "basis": f.basis,
                    "comparator": f.comparator,
                    "value": f.value,
                    "source": f.source,
                }
                for f in finding.figures
            ],
        },
    }
