"""Editions side by side: claims with their sources, own data, blanks that are honest."""

from datetime import date

import pytest
from django.urls import reverse

from muntada.archive import actions, comparison, pictures
from muntada.archive.models import PublishedFigure
from muntada.conferences.models import Edition
from muntada.programme.actions.publish import publish
from tests import world


@pytest.fixture
def three(db):
    """The eighth and ninth, run here, and one cancelled between them."""
    days = {"arrival_day": None, "starts": date(2019, 4, 23), "ends": date(2019, 4, 25)}
    eighth = world.edition("eighth", 8, state="held", **days)
    days = {"arrival_day": None, "starts": date(2020, 4, 22), "ends": date(2020, 4, 23)}
    world.edition("called-off", None, state="cancelled", **days)
    ninth = world.edition(state="held")
    for code in ("EGY", "KAZ"):
        world.delegation(code, of=eighth, is_coming=True)
    for code in ("EGY", "BRA", "NZL"):
        world.delegation(code, is_coming=True)
    world.session("Opening", languages=["ar", "en", "ru"])
    publish(ninth, note="", by=world.salma(), at=world.NOW)
    return ninth


def claim(edition, value, comparator="=", basis="attended", measure="participants"):
    return PublishedFigure.objects.create(
        edition=edition, measure=measure, basis=basis, comparator=comparator, value=value,
        source=f"paper {value}",
    )  # fmt: skip


def made() -> dict[str, comparison.Multiple]:
    return {one.measure: one for one in comparison.multiples(Edition.objects.all())}


def values(one: comparison.Multiple) -> list[int | None]:
    return [point.figure.value if point.figure else None for point in one.points]


def test_editions_run_here_say_their_own_and_the_others_are_blank(three):
    found = made()
    assert values(found["sessions"]) == [None, None, 1]
    assert values(found["languages"]) == [None, None, 3]
    assert values(found["countries"]) == [2, None, 3]
    assert values(found["regions"]) == [2, None, 3]
    # Of the eighth nobody can say who came for the first time: no list before it is kept.
    assert values(found["first-timers"]) == [None, None, 2]
    assert "bilaterals" not in found
    assert found["sessions"].points[2].figure.source == "programme, version 1"


def test_the_firmest_is_drawn_and_every_other_stands_in_the_table(three, client):
    for value, comparator, basis in ((500, ">", "expected"), (700, "=", "attended")):
        claim(three, value, comparator, basis)
    assert values(made()["participants"]) == [None, None, 700]
    page = client.get(reverse("website:compare", args=["ninth"])).content.decode()
    assert "paper 500" in page
    assert "paper 700" in page
    assert ">600<" not in page  # never averaged
    csv = client.get(reverse("website:compare_csv", args=["ninth"])).content.decode("utf-8-sig")
    assert "participants,700,attended,,paper 700" in csv
    assert "participants,>500,expected,,paper 500" in csv


def test_about_600_accredited_and_700_who_attended_are_drawn_side_by_side(three):
    claim(three, 600, "~", "accredited")
    claim(three, 700)
    point = made()["participants"].points[2]
    assert [one.value for one in point.drawn] == [700, 600]
    assert all(one.is_disputed for one in point.drawn)
    assert "≠" in pictures.charts([made()["participants"]])[0].svg


def test_a_cancelled_edition_is_shown_as_cancelled(three, client):
    claim(three, 700)
    svg = pictures.charts([made()["participants"]])[0].svg
    assert svg.count(f'stroke="{pictures.REFUSED}"') == 1
    page = client.get(reverse("website:compare", args=["ninth"])).content.decode()
    assert "cancelled</span>" in page


def test_what_the_house_publishes_is_compared_and_supersedes_itself(three):
    first = {"counted": "states_coming", "comparator": "=", "value": 3, "by": None}
    actions.publish_figure(three, **first, at=world.NOW)
    world.delegation("FRA", is_coming=True)
    actions.publish_figure(three, **(first | {"value": 4}), at=world.NOW)
    kept = PublishedFigure.objects.get(measure="countries")
    assert (kept.value, kept.basis, kept.figure.supersedes.value) == (4, "accepted", 3)
    assert values(made()["countries"]) == [2, None, 4]
    assert len(made()["countries"].points[2].figures) == 1  # not said a second time


@pytest.mark.parametrize("language", ["ar", "en", "fr", "ru"])
def test_the_map_and_the_multiples_are_drawn_in_every_language(three, client, language):
    for name in ("compare", "map"):
        svg = client.get(f"/{language}/ninth/editions/{name}.svg").content.decode()
        assert (' direction="rtl"' in svg) == (language == "ar")
        png = client.get(f"/{language}/ninth/editions/{name}.png")
        assert png.content.startswith(b"\x89PNG")


def test_the_map_says_in_which_editions_a_state_took_part(three, client):
    svg = client.get("/en/ninth/editions/map.svg").content.decode()
    assert "<title>Egypt: 8, 9</title>" in svg
    assert "<title>Brazil: 9</title>" in svg
    assert "4 states on the lists of 2 editions kept here" in svg
    csv = client.get("/en/ninth/editions/map.csv").content.decode("utf-8-sig")
    assert 'EGY,Egypt,Africa,2,"8, 9",accepted' in csv


def test_thirty_editions_are_compared_in_as_few_queries_as_three(three, django_assert_num_queries):
    for n in range(20, 47):
        year = {"arrival_day": None, "starts": date(2000 + n, 1, 1), "ends": date(2000 + n, 1, 2)}
        claim(world.edition(f"e{n}", n, **year), n)
    editions = list(Edition.objects.select_related("series"))
    with django_assert_num_queries(3):
        comparison.multiples(editions)


def test_a_number_without_a_source_here_is_not_offered(three, as_user):
    page = as_user(world.salma()).get(reverse("archive:closing", args=["ninth"])).content.decode()
    assert "states that accepted" in page
    for unseen in ("attended", "badge collected", "accredited"):
        assert unseen not in page


def test_a_figure_of_one_edition_is_at_once_on_the_pages_of_the_others(three, client):
    address = reverse("website:compare", args=["eighth"])
    before = client.get(address)
    actions.publish_figure(
        three, counted="states_coming", comparator="=", value=3, by=None, at=world.NOW
    )
    again = client.get(address, headers={"If-None-Match": before.headers["ETag"]})
    assert again.status_code == 200
    assert "the secretariat (ninth, 2021-03-23)" in again.content.decode()
