"""The news article of June 2021: its one error is found at its place, and what it leaves open."""

import csv
from datetime import date
from pathlib import Path

import pytest

import muntada
from muntada.claims.record import AGREES, DIFFERS, OPEN, EditionRecord, Figure, Record, check
from tests.claims.names import NAMES

ARTICLE = Path(__file__).with_name("article.ar.txt").read_text()
FILE = Path(muntada.__file__).parent / "website" / "demo" / "data" / "editions.csv"


@pytest.fixture(scope="module")
def record():
    editions = {}
    with FILE.open(newline="") as file:
        for row in csv.DictReader(file):
            _one, figures = editions.setdefault(row["starts"], (row, []))
            if row["measure"]:
                figures.append(Figure(row["measure"], row["comparator"], int(row["value"])))
    made = tuple(
        EditionRecord(
            int(row["ordinal"]) if row["ordinal"] else None,
            date.fromisoformat(row["starts"]),
            date.fromisoformat(row["ends"]),
            row["status"] == "held",
            tuple(figures),
            frozenset({"UN", "ICRC"}) if row["ordinal"] == "9" else None,
        )
        for row, figures in editions.values()
    )
    return Record(made, NAMES)


@pytest.fixture(scope="module")
def found(record):
    return check(ARTICLE, "ar", record, edition=9)


def test_the_year_of_the_eighth_edition_is_the_one_error(found):
    (wrong,) = [finding for finding in found if finding.verdict == DIFFERS]
    assert wrong.claim.said == "23 أبريل 2020"
    assert ARTICLE[wrong.claim.start :].startswith("23 أبريل 2020م، عقد مؤتمر موسكو الثامن")
    assert (wrong.line, wrong.edition) == (6, 8)
    assert (wrong.record.starts, wrong.record.ends) == (date(2019, 4, 23), date(2019, 4, 25))
    assert wrong.mistaken_for.starts == date(2020, 4, 22)


def test_what_the_published_figures_leave_open_is_said(found):
    left = [(f.claim.said, [x.value for x in f.figures]) for f in found if f.verdict == OPEN]
    assert left == [("100", [111, 100]), ("أكثر من 35", [35, 30])]


def test_the_rest_passes(found):
    agreed = [f.claim.said for f in found if f.verdict == AGREES]
    assert "أكثر من 600" in agreed
    assert "أكثر من1000" in agreed
    assert "23 إلى 24 يونيو" in agreed
    assert "25 من الشهر ذاته" in agreed
    assert "والأمم المتحدة" in agreed
    assert "واللجنة الدولية للصليب الأحمر" in agreed


def test_the_right_year_passes(record):
    mended = ARTICLE.replace("23 أبريل 2020م", "23 أبريل 2019م")
    assert [f for f in check(mended, "ar", record, edition=9) if f.verdict == DIFFERS] == []


@pytest.mark.parametrize(
    ("language", "text", "verdict"),
    [
        ("en", "The eighth conference, held on 23 April 2020, gathered 111 states.", DIFFERS),
        ("en", "The eighth conference, held on 23 April 2019, gathered 111 states.", AGREES),
        ("ru", "VIII конференция прошла 23 апреля 2020 года.", DIFFERS),
        ("fr", "La huitième conférence s'est tenue le 24 avril 2019.", AGREES),
        ("fr", "La huitième conférence s'est tenue le 27 avril 2019.", DIFFERS),
        ("en", "The eighth conference gathered 2,000 participants.", AGREES),
        ("en", "The eighth conference gathered 64 countries.", DIFFERS),
        ("en", "The fifteenth conference opened.", OPEN),
    ],
)
def test_a_text_in_any_language_is_compared(record, language, text, verdict):
    worst = {f.verdict for f in check(text, language, record, edition=None)}
    assert verdict in worst
    assert (DIFFERS in worst) == (verdict == DIFFERS)
