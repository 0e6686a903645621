"""Whatever is typed into the address of a list, the answer is a page and never an error."""

import pytest

from tests import world

pytestmark = pytest.mark.django_db
PAGES = {
    "delegations/people/": ("category", "rank", "delegation", "per", "page", "state", "q"),
    "delegations/": ("state", "region", "q"),
    "gates/scans/": ("gate", "verdict", "q", "page"),
    "programme/list/": ("room", "kind"),
    "invitations/": ("level", "group", "region", "reply"),
    "accreditation/": ("category", "party", "state", "q"),
}


@pytest.mark.parametrize("typed", ["²", "9" * 5000, "9" * 19, "-1", "٤", "x'"])
@pytest.mark.parametrize("path", PAGES)
def test_a_list_asked_for_what_is_no_number_is_a_list(as_user, edition, path, typed):
    client = as_user(world.salma())
    for name in PAGES[path]:
        answer = client.get(f"/en/desk/ninth/{path}", {name: typed})
        assert answer.status_code == 200, (name, answer.status_code)


@pytest.mark.parametrize("path", PAGES)
def test_a_list_asked_for_nul_is_a_bad_request(as_user, edition, path):
    client = as_user(world.salma())
    for name in PAGES[path]:
        assert client.get(f"/en/desk/ninth/{path}", {name: "a\x00b"}).status_code == 400


def test_the_public_search_asked_for_nul_is_a_bad_request(client, edition):
    assert client.get("/en/ninth/search/", {"q": "a\x00b"}).status_code == 400
    assert client.get("/en/nin\x00th/").status_code == 404
