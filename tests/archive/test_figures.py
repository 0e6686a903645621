"""Published figures are claims: kept side by side, marked where they cannot both be true."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from muntada.archive.models import PublishedFigure, disputed, published_by_edition
from tests import world


def _figure(value, comparator="=", basis="attended", measure="countries", pk=None):
    return PublishedFigure(
        pk=pk or value, edition_id=1, measure=measure, basis=basis, comparator=comparator,
        value=value, source="a newspaper",
    )  # fmt: skip


def test_more_than_a_hundred_and_a_hundred_and_eleven_are_both_true():
    assert disputed([_figure(100, ">"), _figure(111)]) == set()


def test_two_exact_figures_that_differ_are_both_disputed():
    assert disputed([_figure(109), _figure(700)]) == {109, 700}


def test_figures_on_different_bases_are_not_compared():
    assert disputed([_figure(119, basis="invited"), _figure(109)]) == set()


def test_a_bound_above_the_exact_figure_is_disputed():
    assert disputed([_figure(100, ">"), _figure(76)]) == {100, 76}


def test_about_three_hundred_goes_with_more_than_two_hundred_and_fifty():
    assert disputed([_figure(300, "~"), _figure(250, ">")]) == set()


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "more than 1,000"), ("ar", "أكثر من 1,000"), ("fr", "plus de 1\u202f000")],
)
def test_a_figure_is_said_as_it_was_published(language, words):
    with override(language):
        assert _figure(1000, ">").said == words


def test_the_public_reads_both_figures_and_that_they_are_disputed(edition, client):
    for value in (109, 113):
        PublishedFigure.objects.create(
            edition=edition, measure="countries", basis="attended", comparator="=", value=value,
            said_when="after", source=f"paper {value}",
        )  # fmt: skip
    page = client.get(reverse("website:editions", args=[edition.slug])).content.decode()
    assert page.count("disputed</span>") == 2
    assert "paper 109" in page
    assert "paper 113" in page


def test_the_figures_of_thirty_editions_are_read_in_one_query(edition, django_assert_num_queries):
    editions = [edition, *(world.edition(f"e{n}", n) for n in range(20, 40))]
    for one in editions:
        PublishedFigure.objects.create(
            edition=one, measure="guests", basis="expected", comparator=">", value=600, source="x"
        )
    with django_assert_num_queries(1):
        assert len(published_by_edition(editions)) == 21
