"""What one language version says and another does not."""

import pytest

from benchmarks.claims import hits, measure
from muntada.claims import between
from muntada.claims.between import compare
from tests.claims.names import NAMES
from tests.claims.paired import pairs


@pytest.mark.parametrize("pair", pairs(planted=True), ids=lambda p: f"{p.number}-{p.one}-{p.other}")
def test_a_planted_difference_is_found_at_its_place(pair):
    assert hits(pair, compare(pair.texts, pair.one, NAMES))


@pytest.mark.parametrize(
    "pair", pairs(planted=False), ids=lambda p: f"{p.number}-{p.one}-{p.other}"
)
def test_versions_that_say_the_same_pass(pair):
    assert compare(pair.texts, pair.one, NAMES) == []


def test_the_sixty_pairs_are_measured():
    result = measure()
    assert result["pairs"] == 60
    assert result["recall"] >= 0.95
    assert result["precision"] >= 0.95


def test_two_figures_exchanged_are_seen_though_both_stand_in_both():
    texts = {"en": "111 states and 35 ministers", "fr": "35 États et 111 ministres"}
    assert {d.one.said for d in compare(texts, "en")} == {"111", "35"}


def test_a_name_left_out_is_shown_where_it_stands():
    texts = {"en": "Egypt and Brazil took part.", "ru": "Участвовала Бразилия."}
    (difference,) = compare(texts, "en", NAMES)
    assert (difference.one.said, difference.one.start, difference.other) == ("Egypt", 0, None)


def test_a_quotation_left_out_is_shown():
    texts = {"en": "He said: “We shall meet again next year.”", "fr": "Il a promis de revenir."}
    (difference,) = compare(texts, "en")
    assert difference.kind == "quotation"


@pytest.mark.parametrize("said", ["Египет", "Египта", "Египту", "Египтом"])
def test_a_russian_name_is_known_in_every_case(said):
    texts = {"en": "Egypt", "ru": f"Делегация: {said}"}
    assert compare(texts, "en", NAMES) == []


def test_us_is_not_the_united_states():
    assert compare({"en": "They told us.", "fr": "Ils nous l'ont dit."}, "fr", NAMES) == []


def test_thousands_of_figures_are_compared_in_a_number_of_steps_that_follows_them(monkeypatch):
    asked = []
    numbers = between._ALIKE[between.NUMBER]
    monkeypatch.setitem(
        between._ALIKE, between.NUMBER, lambda a, b: asked.append(1) or numbers(a, b)
    )
    even, odd = (" ".join(str(2 * n + o + 3000) for n in range(1500)) for o in (0, 1))
    found = between.compare({"en": even, "fr": odd}, "en")
    assert len(found) == 1500
    assert not between.compare({"en": even, "fr": even}, "en")
    assert len(asked) <= 2 * 1500
