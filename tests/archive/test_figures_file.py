"""The file of past editions: one claim a row; a bad row has its sentence, and nothing is lost."""

from pathlib import Path

import pytest

import muntada
from muntada.accounts.models import Grant
from muntada.archive.models import PublishedFigure, published_by_edition
from muntada.conferences.models import Edition
from muntada.imports import actions, applying, rules
from muntada.imports.models import Import
from muntada.imports.plan import from_stored
from muntada.kit.sheets import write_csv
from tests import world

SHIPPED = Path(muntada.__file__).parent / "website" / "demo" / "data" / "editions.csv"
HEADINGS = ["ordinal", "starts", "ends", "status", "note", "measure", "basis", "comparator",
            "value", "said_when", "source"]  # fmt: skip
GOOD = ["8", "2019-04-23", "2019-04-25", "held", "", "countries", "attended", "=", "111", "opening",
        "news.az/news/viii"]  # fmt: skip


@pytest.fixture
def owner(db):
    # The ninth is here, with its arrival day of 22 June: the file calls that its first day.
    world.edition()
    made = world.user("Hamad")
    Grant.objects.get_or_create(user=made, role="owner", edition=None)
    return made


def bring_in(by, content: bytes) -> Import:
    one = actions.take_in(
        world.edition(), kind=Import.FIGURES, content=content, file_name="editions.csv", by=by,
        at=world.NOW,
    )  # fmt: skip
    actions.read_file(one, at=world.NOW)
    one.refresh_from_db()
    return one


def apply(one, by, *, leave_out=False):
    actions.start(one, leave_out_refused=leave_out, by=by, at=world.NOW)
    applying.apply(one, at=world.NOW)
    one.refresh_from_db()
    return one


def row(**changed) -> list[str]:
    return [changed.get(name, said) for name, said in zip(HEADINGS, GOOD, strict=True)]


def why(one) -> list[str]:
    return [str(reason) for line in from_stored(one.preview) for reason in line.why]


def test_the_file_shipped_is_taken_whole_with_its_sources_and_its_cancelled_edition(owner):
    one = bring_in(owner, SHIPPED.read_bytes())
    assert why(one) == []
    assert apply(one, owner).state == rules.APPLIED
    lines = SHIPPED.read_text().strip().splitlines()[1:]
    claims = [line for line in lines if ",,,,,," not in line]
    assert PublishedFigure.objects.count() == len(claims)
    assert not PublishedFigure.objects.filter(source="").exists()
    called_off = Edition.objects.get(starts__year=2020)
    assert (called_off.state, called_off.ordinal) == ("cancelled", None)
    assert "11 March 2020" in str(called_off.state_note)
    assert Edition.objects.filter(ordinal=3).exists()  # of which nothing was published
    ninth = published_by_edition([world.edition()])[world.edition().pk]
    said = {one.value for one in ninth if one.measure == "participants" and one.is_disputed}
    assert said == {600, 700}
    again = bring_in(owner, SHIPPED.read_bytes())
    assert (again.counts["new"], again.counts["refused"]) == (0, 0)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"starts": "the spring"}, "“the spring” is not a date. Write it as 2021-06-23."),
        ({"starts": ""}, "The first day is missing: it says which edition this is."),
        ({"ends": "2019-04-20"}, "The last day is before the first, or a month after it."),
        ({"ordinal": "VIII"}, "“VIII” is not the number of an edition."),
        ({"status": "fine"}, "“fine” is not a state of an edition. Write held or cancelled."),
        ({"measure": "balloons"}, "“balloons” is nothing that is counted here."),
        ({"basis": "rumour"}, "“rumour” is not a basis. Write invited, confirmed, attended …"),
        ({"comparator": "<"}, "“<” is not a sign. Write =, > or ~."),
        ({"value": "many"}, "“many” is not a number."),
        ({"value": "-5"}, "“-5” is not a number."),
        ({"value": "99999999999"}, "“99999999999” is not a number."),
        ({"said_when": "yesterday"},
         "“yesterday” is no time at which it was said. Write before, opening, after."),
        ({"source": ""}, "A figure without its source is not kept."),
        ({"ordinal": "9"},
         "Here edition 9 begins on \u20662021-06-23\u2069. Correct one of the two."),
        ({"starts": "2021-06-23", "ends": "", "ordinal": "9", "status": "cancelled"},
         "The file and this house do not agree whether it was cancelled."),
    ],
)  # fmt: skip
def test_a_bad_row_has_its_sentence_and_the_good_ones_are_kept(owner, changed, sentence):
    one = bring_in(owner, write_csv(HEADINGS, [GOOD, row(**changed)]))
    assert why(one) == [sentence]
    assert (one.counts["new"], one.counts["refused"]) == (1, 1)
    with pytest.raises(actions.RuleBroken, match="Some rows are refused"):
        actions.start(one, leave_out_refused=False, by=owner, at=world.NOW)
    apply(one, owner, leave_out=True)
    assert PublishedFigure.objects.get().value == 111


def test_claims_that_contradict_each_other_are_all_kept(owner):
    rows = [GOOD, row(value="100", source="larouche"), row(value="111", source="another")]
    apply(bring_in(owner, write_csv(HEADINGS, rows)), owner)
    figures = published_by_edition(Edition.objects.filter(ordinal=8)).popitem()[1]
    assert [(one.value, one.is_disputed) for one in figures] == [
        (111, True), (100, True), (111, True),
    ]  # fmt: skip


def test_only_who_may_open_editions_brings_in_one_that_is_not_here(owner):
    one = apply(bring_in(world.salma(), write_csv(HEADINGS, [GOOD])), world.salma())
    assert one.state == rules.REFUSED
    assert "Who may open editions brings it in" in one.problem
    assert not Edition.objects.filter(ordinal=8).exists()


def test_headings_and_words_are_understood_in_arabic(owner):
    headings = ["اليوم الأول", "المقياس", "الأساس", "الرقم", "المصدر"]
    one = bring_in(owner, write_csv(headings, [["2021-06-22", "البلدان", "حضر", "109", "جريدة"]]))
    assert why(one) == []
    apply(one, owner)
    assert PublishedFigure.objects.get().basis == "attended"
