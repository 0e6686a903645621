"""Search finds by any spelling, and only what the reader may see."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muntada.floor import actions as floors
from muntada.invitations.models import Letter
from muntada.kit.texts import Text
from tests import world
from tests.floor.house import inscribe
from tests.protocol.house import furnished, plan
from tests.website.published import publish, said_session

pytestmark = pytest.mark.django_db


def found(client, asked):
    answer = client.get("/en/desk/ninth/search/", {"q": asked})
    assert answer.status_code == 200
    page = answer.content.decode().split('role="search"')[1]
    kinds = {}
    for heading, listed in re.findall(r"<h2>(.*?)</h2><ul>(.*?)</ul>", page, re.DOTALL):
        texts = [re.sub(r"<[^>]+>", "", line) for line in re.findall(r"<li>(.*?)</li>", listed)]
        kinds[heading] = [text.split("  ")[0] for text in texts]
    return kinds


@pytest.mark.parametrize("asked", ["Egypt", "egy", "مصر", "Египет", "EGYPTE"])
def test_a_party_is_found_in_any_language(as_user, edition, asked):
    world.party("EGY")
    world.party("KAZ")
    names = found(as_user(world.salma()), asked)["Parties"]
    assert [name.startswith("Egypt") for name in names] == [True]


def test_the_secretariat_finds_people_sessions_and_letters(as_user, edition):
    invitation = world.invitation("EGY")
    Letter.objects.create(
        invitation=invitation,
        edition=edition,
        kind="invitation",
        number=7,
        symbol="NV/9/0007",
        language="en",
        subject="s",
        body="b",
        addressee="Egypt",
        issued_at=world.NOW,
    )
    world.member("Laila Haddad")
    world.session("Laila at noon")
    client = as_user(world.salma())
    assert set(found(client, "laila")) == {"People", "Sessions"}
    assert set(found(client, "haddad LAILA")) == {"People"}
    assert set(found(client, "nv/9")) == {"Letters"}


def test_a_focal_point_finds_their_own_people_and_public_sessions_only(as_user, edition):
    world.invitation("EGY")
    world.member("Laila Haddad", "EGY")
    world.member("Laila Omarova", "KAZ")
    world.session("Laila in the draft")
    publish(said_session(1, title={"en": "Laila in public"}))
    client = as_user(world.nadia())
    kinds = found(client, "laila")
    assert set(kinds) == {"People", "Sessions"}
    assert [name.startswith("Laila Haddad") for name in kinds["People"]] == [True]
    assert [name.startswith("Laila in public") for name in kinds["Sessions"]] == [True]
    assert found(client, "kaz") == {}


def test_at_most_twenty_of_a_kind_are_shown_in_few_questions(as_user, edition):
    client = as_user(world.salma())
    for n in range(30):
        world.member(f"Laila Number{n}")
    with CaptureQueriesContext(connection) as queries:
        assert len(found(client, "laila")["People"]) == 20
    assert len(queries) <= 14


def test_html_asked_for_is_only_words(as_user, edition):
    answer = as_user(world.salma()).get(
        "/en/desk/ninth/search/", {"q": "<script>alert(1)</script>"}
    )
    assert b"<script>alert" not in answer.content


def test_one_letter_is_too_little(as_user, edition):
    answer = as_user(world.salma()).get("/en/desk/ninth/search/", {"q": "a"})
    assert "Type two letters or more." in answer.content.decode()


def test_protocol_and_the_floor_are_found_by_who_may_see_them(as_user, edition):
    furnished(["EGY", "KAZ"])
    plan()
    floor = floors.furnish(world.session("Debate"), by=world.pavel(), at=world.NOW)
    floors.open_list(floor, is_open=True, by=world.pavel(), at=world.NOW)
    for code in ("EGY", "KAZ"):
        inscribe(floor, code)
    fields = {"kind": "decision", "symbol": "DEC/1/21", "title": Text(en="Next edition")}
    floors.record_outcome(floor, fields=fields, by=world.pavel(), at=world.NOW)
    pavel = as_user(world.pavel())
    assert found(pavel, "hall")["Protocol"] == ["Hall hall in rows"]
    assert found(pavel, "precedence")["Protocol"] == ["Order of precedence"]
    assert len(found(pavel, "Egypt")["Lists of speakers"]) == 1
    assert len(found(pavel, "dec/1")["Decisions and documents"]) == 1
    press = as_user(world.user("Petra", "press"))
    assert set(found(press, "hall")) | set(found(press, "dec/1")) == set()
    nadia = as_user(world.nadia())
    assert len(found(nadia, "Egypt")["Lists of speakers"]) == 1
    assert "Lists of speakers" not in found(nadia, "Kazakhstan")
    assert found(nadia, "dec/1") == {}
