import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from muntada.delegations.models import Member
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _dates_still_open(db):
    """Pages read the real clock, long after the cast's conference."""
    world.edition(nominations_close=None, confirmations_close=None, replies_close=None)


SAID = {
    "name_en": "Laila Haddad",
    "function_en": "Adviser",
    "place": "member",
    "mode": "in_person",
}


def url(name, *args):
    return reverse(f"delegations:{name}", args=["ninth", *args])


def said(**more):
    return {**SAID, "category": world.category().pk, **more}


def test_a_focal_point_sees_their_own_delegation(as_user):
    page = as_user(world.nadia()).get(url("detail", world.delegation("EGY").pk))
    assert page.status_code == 200
    assert "Nominate a member" in page.content.decode()


def test_another_delegation_does_not_even_see_it(as_user):
    world.delegation("KAZ")
    igor, egypt = world.igor(), world.delegation("EGY")
    member = world.member("Laila Haddad", "EGY")
    browser = as_user(igor)
    for address in (url("detail", egypt.pk), url("nominate", egypt.pk), url("member", member.pk)):
        assert browser.get(address).status_code == 404
    assert browser.post(url("confirm", member.pk)).status_code == 404


def test_a_gate_may_not_open_delegations(as_user):
    assert as_user(world.user("Gregor", "gate")).get(url("list")).status_code == 200
    assert "Egypt" not in as_user(world.user("Gregor", "gate")).get(url("list")).content.decode()


def test_a_stranger_does_not_know_there_is_an_edition(as_user):
    world.edition()
    assert as_user(world.user("Stranger")).get(url("list")).status_code == 404


def test_a_focal_point_nominates_in_two_scripts(as_user):
    nadia = world.nadia()
    page = as_user(nadia).post(
        url("nominate", world.delegation("EGY").pk), said(name_ar="ليلى حداد")
    )
    assert page.status_code == 302
    assert Member.objects.get().person.name == {"ar": "ليلى حداد", "en": "Laila Haddad"}


def test_somebody_who_may_be_there_already_is_shown_before_they_are_made(as_user):
    world.member("Laila Haddad", "EGY")
    address = url("nominate", world.delegation("EGY").pk)
    browser = as_user(world.nadia())
    shown = browser.post(address, said(name_en="", name_ru="Лейла Хаддад"))
    assert "may be registered already" in shown.content.decode()
    assert Member.objects.count() == 1
    browser.post(address, said(name_en="", name_ru="Лейла Хаддад", another_person="on"))
    assert Member.objects.count() == 2


def test_of_another_delegation_a_focal_point_learns_no_name(as_user):
    world.member("Laila Haddad", "KAZ")
    address = url("nominate", world.delegation("EGY").pk)
    shown = as_user(world.nadia()).post(address, said(name_en="Leila Haddad")).content.decode()
    assert "registered in another delegation" in shown
    assert "Kazakhstan" not in shown


def test_nothing_typed_is_lost_when_a_name_is_too_long(as_user):
    world.nadia()
    address = url("nominate", world.delegation("EGY").pk)
    page = as_user(world.nadia()).post(
        address, said(name_en="x" * 10_000, function_en="Adviser kept")
    )
    text = page.content.decode()
    assert "Ensure this value has at most 300 characters" in text
    assert "Adviser kept" in text


def test_lists_ask_the_same_number_of_questions_for_one_row_and_for_thirty(as_user):
    browser = as_user(world.salma())
    world.member("Aa Bb", "EGY", state="confirmed")

    def questions(address):
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        return len(asked)

    pages = [url("list"), url("people"), url("arrivals"), url("detail", world.delegation("EGY").pk)]
    once = [questions(page) for page in pages]
    for n in range(30):
        world.member(f"Person {n}", "EGY", state="confirmed", arrives_at=world.OPENING)
    assert [questions(page) for page in pages] == once


def test_the_export_is_what_is_shown_and_runs_no_formula(as_user):
    world.member("=HYPERLINK(1)", "EGY")
    sheet = as_user(world.salma()).get(url("people") + "?export=csv").content.decode("utf-8-sig")
    assert sheet.splitlines()[1].startswith("'=HYPERLINK(1),Egypt,Adviser")
