"""What focal points do on the list of speakers, and what they never reach."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muntada.floor import actions, live, rules
from muntada.floor.models import Speech, Swap
from muntada.kit.errors import RuleBroken
from tests import world
from tests.floor.house import MINUTE, do, inscribe

pytestmark = pytest.mark.django_db
OWN = "/en/desk/ninth/floor/own/"


def head(code):
    return world.delegation(code).members.get(place="head")


def inscribe_own(client, hall, code, member=None):
    return client.post(
        f"{OWN}{hall.pk}/{world.delegation(code).pk}/inscribe/",
        {"member": (member or head(code)).pk, "language": "ar"}, follow=True,
    )  # fmt: skip


def test_a_focal_point_inscribes_the_own_delegation_with_the_meetings_minutes(as_user, hall):
    page = inscribe_own(as_user(world.nadia()), hall, "EGY")
    speech = Speech.objects.get()
    assert (speech.delegation.party.code, speech.minutes, speech.level) == ("EGY", 7, 3)
    assert "number 1 of 1 still to speak" in page.content.decode()


def test_neither_another_delegation_nor_its_people_can_be_inscribed(as_user, hall):
    nadia = as_user(world.nadia())
    assert inscribe_own(nadia, hall, "KAZ").status_code == 404
    page = inscribe_own(nadia, hall, "EGY", member=head("KAZ"))
    assert "Choose a speaker of your own delegation" in page.content.decode()
    assert not Speech.objects.exists()


def test_a_closed_list_is_answered_with_a_sentence(as_user, hall):
    nadia = as_user(world.nadia())
    inscribe(hall, "KAZ")
    actions.open_list(hall, is_open=False, by=world.pavel(), at=world.NOW)
    assert "The list of speakers is closed." in nadia.get(OWN).content.decode()
    assert "The list of speakers is closed." in inscribe_own(nadia, hall, "EGY").content.decode()
    actions.sit(hall, verb="close", by=world.pavel(), at=world.NOW)
    assert "The meeting is closed." in inscribe_own(nadia, hall, "EGY").content.decode()


def test_a_list_never_opened_is_not_known_to_delegations(as_user, hall):
    actions.open_list(hall, is_open=False, by=world.pavel(), at=world.NOW)
    assert "Debate" not in as_user(world.nadia()).get(OWN).content.decode()


def test_places_change_once_the_other_side_has_consented(as_user, hall):
    nadia, igor = as_user(world.nadia()), as_user(world.igor())
    ours, theirs = inscribe(hall, "EGY"), inscribe(hall, "KAZ", 1)
    nadia.post(f"{OWN}speech/{ours.pk}/ask/", {"other": theirs.pk})
    asked = Swap.objects.get()
    assert [one.pk for one in live.waiting(hall)] == [ours.pk, theirs.pk]
    # Who asked cannot consent for the other side.
    assert nadia.post(f"{OWN}swap/{asked.pk}/consent/").status_code == 404
    assert igor.get(OWN).content.decode().count("swap/") == 2
    igor.post(f"{OWN}swap/{asked.pk}/consent/")
    assert [one.pk for one in live.waiting(hall)] == [theirs.pk, ours.pk]
    asked.refresh_from_db()
    assert (asked.one_consents, asked.other_consents) == ("Nadia", "Igor")
    igor.post(f"{OWN}swap/{asked.pk}/decline/")
    asked.refresh_from_db()
    assert asked.declined_at is None


def test_a_request_declined_or_overtaken_changes_nothing(hall):
    ours, theirs = inscribe(hall, "EGY"), inscribe(hall, "KAZ", 1)
    said = {"by": world.nadia(), "at": world.NOW}
    first = actions.ask_swap(hall, one=ours, other=theirs, **said)
    with pytest.raises(RuleBroken, match="waits for an answer already"):
        actions.ask_swap(hall, one=theirs, other=ours, **said)
    actions.decline(first, **said)
    second = actions.ask_swap(hall, one=ours, other=theirs, **said)
    do(actions.begin, ours, 2)
    with pytest.raises(RuleBroken, match="nothing can be exchanged"):
        actions.consent(second, **said)


def test_the_turn_follows_the_rank_of_who_speaks_in_the_end(hall):
    first, second = inscribe(hall, "EGY"), inscribe(hall, "FRA", 1)
    expert = world.member("An expert", "EGY", rank=world.rank("Expert"))
    said = {"language": "fr", "by": world.nadia(), "at": world.NOW + MINUTE}
    actions.change_speaker(first, member=expert, **said)
    assert [one.pk for one in live.waiting(hall)] == [second.pk, first.pk]
    with pytest.raises(RuleBroken, match="not of that delegation"):
        actions.change_speaker(first, member=head("FRA"), **said)


def test_the_second_reply_is_shorter_and_a_third_is_refused(hall):
    assert inscribe(hall, "EGY", kind="reply").minutes == 10
    assert inscribe(hall, "EGY", 1, kind="reply").minutes == 5
    with pytest.raises(RuleBroken, match="used its right of reply"):
        inscribe(hall, "EGY", 2, kind="reply")
    assert inscribe(hall, "EGY", 3, kind="point", motion=2).minutes == 1
    fields = {"replies": 0}
    actions.set_floor(hall, fields=fields, by=world.pavel(), at=world.NOW)
    with pytest.raises(RuleBroken, match="no right of reply"):
        inscribe(hall, "KAZ", kind="reply")


def test_the_page_asks_the_same_few_questions_of_many_lists(as_user, hall):
    nadia = as_user(world.nadia())

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert nadia.get(OWN).status_code == 200
        return len(queries)

    for code in ("EGY", "KAZ", "FRA"):
        inscribe(hall, code)
    asked()
    few = asked()
    for number in range(4):
        session = world.session(f"Debate {number}")
        more = actions.furnish(session, by=world.pavel(), at=world.NOW)
        actions.open_list(more, is_open=True, by=world.pavel(), at=world.NOW)
        inscribe(more, "BRA")
    assert asked() == few


def test_the_booths_see_a_text_with_the_next_answer(hall):
    speech = inscribe(hall, "EGY", language="ar")
    do(lambda one, **how: actions.hand_in(one, text="Thank you.", **how), speech)
    hall.refresh_from_db()
    assert f'"texts":[{{"id":{speech.pk}' in hall.live
    do(actions.withdraw, speech)
    hall.refresh_from_db()
    assert '"texts":[]' in hall.live
    assert speech.state == rules.WITHDRAWN


@pytest.mark.parametrize("role", ["speaker", "booths", "projector"])
def test_the_pages_of_the_hall_open_with_and_without_a_speaker(as_user, hall, role):
    desk, address = as_user(world.salma()), f"/ar/desk/ninth/floor/{hall.pk}/{role}/"
    assert desk.get(address).status_code == 200
    speech = inscribe(hall, "EGY", language="fr", text="Merci.")
    do(actions.begin, speech)
    page = desk.get(address).content.decode()
    assert ("data-fill-language>الفرنسية" in page) == (role == "booths")
