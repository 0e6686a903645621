"""Who is counted as coming, in public and at the desk."""

import pytest

from muntada.archive.queries import COUNTS
from muntada.delegations.queries import participants_figures
from muntada.website.overview import _figures as desk_figures
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_parties(edition):
    """Egypt comes; Kazakhstan has not decided; Brazil declined after its people were confirmed."""
    world.delegation("EGY", is_coming=True)
    world.delegation("KAZ")
    world.delegation("BRA", is_open=False)
    for code in ("EGY", "KAZ", "BRA"):
        how = {"state": "confirmed", "rank": world.rank(), "mode": "video"}
        world.member(f"Head {code}", code, place="head", **how)
        world.member(f"Adviser {code}", code)
    return edition


def test_people_of_a_party_that_declined_or_has_not_decided_are_not_counted(three_parties):
    figures = participants_figures(three_parties)
    assert (figures.members_confirmed, figures.members_nominated) == (1, 2)
    assert (figures.heads_ministerial, figures.by_video, figures.ministers_by_video) == (1, 1, 1)


def test_figures_offered_for_publication_count_them_neither(three_parties):
    names = ("participants_confirmed", "ministers_leading", "participants_by_video")
    assert {name: COUNTS[name].of(three_parties) for name in names} == dict.fromkeys(names, 1)


def test_the_desk_reads_the_same_number(three_parties):
    assert desk_figures(three_parties)["confirmed"] == 1


def test_the_public_page_says_one_confirmed_participant(three_parties, client):
    page = client.get("/en/ninth/participants/").content.decode()
    assert "<b>1</b><span>confirmed participant</span>" in page
    assert "Head BRA" not in page
