"""The desk's pages: lists of one row and of thirty, and forms that say what is wrong."""

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muntada.audit.models import Entry
from muntada.bilaterals import rules
from muntada.bilaterals.actions import requests as asking
from muntada.bilaterals.models import (
    Apart,
    Arrangements,
    Hours,
    Interpreter,
    MeetingRoom,
    Opening,
    Principal,
    Request,
)
from muntada.kit.files.tables import read_table
from tests import world
from tests.bilaterals import desk

pytestmark = pytest.mark.django_db

ROOT = "/en/desk/ninth/bilaterals/"


def typed(**said):
    delegation, counterpart = world.delegation("EGY").pk, world.delegation("KAZ").pk
    return {"delegation": delegation, "counterpart": counterpart, "level": rules.MINISTERS,
            "minutes": 30, "press": "none", "people": 4, "topics": "Straits", **said}  # fmt: skip


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def many(n):
    """Egypt asks n delegations, and is led by a minister as they are."""
    desk.three()
    for number in range(n):
        counterpart = desk.party(f"X{number:02}")
        asked = asking.write_request(desk.party("EGY"), counterpart=counterpart,
            fields=desk.FIELDS | {"is_confidential": True}, times=[desk.span()],
            by=world.nadia(), at=desk.NOW)  # fmt: skip
        asking.send_request(asked, by=world.nadia(), at=desk.NOW)


@pytest.mark.parametrize("page", ["", "parties/", "parties/{egypt}/", "setup/principals/"])
def test_thirty_rows_cost_as_many_questions_as_one(as_user, edition, page):
    Arrangements.objects.create(edition=edition, most_open=50)
    many(1)
    client = as_user(desk.boris())
    address = ROOT + page.format(egypt=world.delegation("EGY").pk)
    one = queries(client, address)
    for number in range(1, 30):
        counterpart = desk.party(f"X{number:02}")
        Request.objects.create(edition=edition, delegation=desk.party("EGY"),
            counterpart=counterpart, state=rules.SENT, sent_at=desk.NOW,
            created_at=desk.NOW)  # fmt: skip
    assert queries(client, address) == one


def test_a_focal_point_asks_and_the_other_side_is_told(as_user, edition):
    desk.three()
    answer = as_user(world.nadia()).post(f"{ROOT}new/", typed(), follow=True)
    assert "The request is sent" in answer.content.decode()
    asked = Request.objects.get()
    assert (asked.state, str(asked.delegation.party)) == (rules.SENT, "Egypt")


def test_a_draft_is_kept(as_user, edition):
    desk.three()
    as_user(world.nadia()).post(f"{ROOT}new/", typed(draft="1"))
    assert Request.objects.get().state == rules.DRAFT


def test_nobody_asks_in_anothers_name(as_user, edition):
    desk.three()
    stranger = as_user(world.igor())
    answer = stranger.post(f"{ROOT}new/", typed(counterpart=world.delegation("BRA").pk))
    assert answer.status_code == 200
    assert Request.objects.count() == 0


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"counterpart": "self"}, "cannot ask for a meeting with itself"),
        ({"counterpart": "absent"}, "does not attend the conference"),
        ({"minutes": 500}, "last 60 minutes at most"),
        ({"starts_0": "2021-06-23T10:00"}, "Give both: from when and until when"),
        ({"starts_0": "2021-07-23T10:00", "ends_0": "2021-07-23T11:00"}, "outside the days"),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(as_user, edition, said, sentence):
    desk.three()
    absent = world.delegation("FRA")
    said = {"self": {"counterpart": world.delegation("EGY").pk},
            "absent": {"counterpart": absent.pk}}.get(said.get("counterpart"), said)  # fmt: skip
    page = as_user(world.nadia()).post(f"{ROOT}new/", typed(**said)).content.decode()
    assert sentence in page
    assert "Straits" in page
    assert Request.objects.count() == 0


def test_the_desk_enters_what_came_by_letter(as_user, edition):
    desk.three()
    said = typed(channel="letter", reference="NV 14/2021")
    as_user(desk.boris()).post(f"{ROOT}new/", said)
    asked = Request.objects.get()
    assert (asked.channel, asked.reference, asked.state) == ("letter", "NV 14/2021", rules.SENT)
    assert asked.exchanges.get().on_behalf is True


def test_the_other_side_answers_on_the_page(as_user, edition):
    asked = desk.request()
    igor = as_user(world.igor())
    page = f"{ROOT}requests/{asked.code}/"
    assert igor.get(f"{page}accept/").status_code == 200
    said = {"people": 3, "language": "ru", "is_confidential": "on"}
    assert "Accepted" in igor.post(f"{page}accept/", said, follow=True).content.decode()
    asked.refresh_from_db()
    assert (asked.state, asked.counterpart_people, asked.confidential) == ("accepted", 3, True)


def test_the_party_that_asks_does_not_answer_for_the_other(as_user, edition):
    asked = desk.request()
    nadia = as_user(world.nadia())
    for verb in ("accept", "decline", "hold", "propose/counterpart"):
        page = f"{ROOT}requests/{asked.code}/{verb}/"
        assert nadia.post(page, {"people": 1}).status_code == 403
    asked.refresh_from_db()
    assert asked.state == rules.SENT


def test_the_list_is_taken_as_it_is_shown(as_user, edition):
    desk.request()
    client = as_user(desk.boris())
    table = read_table(io.BytesIO(client.get(f"{ROOT}?export=xlsx").content), "list.xlsx")
    assert [table.headings[1:3], table.rows[0][1][1:3]] == [
        ["Asks", "Is asked"],
        ["Egypt", "Kazakhstan"],
    ]
    taken = Entry.objects.get(verb="requests.exported")
    assert (taken.by_name, taken.after) == ("Boris", {})
    shown = client.get(f"{ROOT}?export=csv&state=declined").content.decode()
    assert "Egypt" not in shown


def test_what_waits_for_an_answer_is_one_click_away(as_user, edition):
    asked = desk.request()
    address = f"/requests/{asked.code}/"
    listed = [address in as_user(who).get(ROOT, {"state": "answer"}).content.decode()
              for who in (world.igor(), world.nadia())]  # fmt: skip
    assert listed == [True, False]


def test_a_party_is_found_in_any_spelling(as_user, edition):
    desk.request()
    client = as_user(desk.boris())
    assert "1 request<" in client.get(ROOT, {"q": "казахстан"}).content.decode()
    assert "0 requests" in client.get(ROOT, {"q": "Brazil"}).content.decode()


def test_the_requests_ticked_are_weighed_together(as_user, edition):
    asked = desk.request()
    boris = as_user(desk.boris())
    boris.post(f"{ROOT}weigh/", {"code": [asked.code], "priority": "1", "weight": "40"})
    asked.refresh_from_db()
    assert (asked.priority, asked.weight) == (1, 40)
    answer = boris.post(f"{ROOT}weigh/", {"code": [asked.code]}, follow=True)
    assert "Choose a priority or a weight" in answer.content.decode()
    as_user(world.nadia()).post(f"{ROOT}weigh/", {"code": [asked.code], "weight": "90"})
    asked.refresh_from_db()
    assert asked.weight == 40


def test_the_heads_of_delegation_are_brought_in_once(as_user, edition):
    world.member("Laila Haddad", place="head", rank=world.rank("Minister"))
    world.member("On Screen", "KAZ", place="head", rank=world.rank("Minister"), mode="video")
    boris = as_user(desk.boris())
    for _n in range(2):
        boris.post(f"{ROOT}setup/principals/heads/")
    assert [(str(one), one.level) for one in Principal.objects.all()] == [
        ("Laila Haddad", rules.MINISTERS)
    ]


def test_rooms_interpreters_hours_and_pairs_are_set_up(as_user, edition):
    desk.three()
    boris, booth = as_user(desk.boris()), world.room("Booth 1", capacity=10)
    boris.post(f"{ROOT}setup/rooms/new/",
               {"room": booth.pk, "seats": 8, "level": 3, "turnaround": 5, "wing": "N",
                "is_open": "on"})  # fmt: skip
    room = MeetingRoom.objects.get()
    hours = {"starts": "2021-06-23T09:00", "ends": "2021-06-23T18:00"}
    boris.post(f"{ROOT}setup/rooms/{room.pk}/hours/", hours)
    assert Opening.objects.get().ends - Opening.objects.get().starts == timedelta(hours=9)
    boris.post(f"{ROOT}setup/interpreters/new/",
               {"name": "Rana", "pairs": ["ar-en"], "longest": 60, "within": 90, "daily": 360,
                "is_active": "on"})  # fmt: skip
    assert Interpreter.objects.get().pairs == [["ar", "en"]]
    pair = {"one": world.delegation("KAZ").pk, "other": world.delegation("EGY").pk, "minutes": 15}
    boris.post(f"{ROOT}setup/apart/", pair)
    again = boris.post(f"{ROOT}setup/apart/", pair).content.decode()
    assert Apart.objects.count() == 1
    assert "already" in again
    twice = boris.post(f"{ROOT}setup/apart/", {**pair, "other": pair["one"]}).content.decode()
    assert "Choose two different delegations" in twice
    late = {"starts": "2021-06-23T18:00", "ends": "2021-06-23T09:00"}
    wrong = boris.post(f"{ROOT}setup/rooms/{room.pk}/hours/", late).content.decode()
    assert "This ends before it begins" in wrong
    elsewhere = {"starts": "2022-06-23T09:00", "ends": "2022-06-23T18:00"}
    wrong = boris.post(f"{ROOT}setup/rooms/{room.pk}/hours/", elsewhere).content.decode()
    assert "outside the days of the conference" in wrong


def test_a_focal_point_enters_the_hours_of_their_own_delegation_alone(as_user, edition):
    desk.three()
    nadia = as_user(world.nadia())
    said = {"kind": "prayer", "starts": "2021-06-23T12:00", "ends": "2021-06-23T12:30"}
    nadia.post(f"{ROOT}hours/", {**said, "delegation": world.delegation("KAZ").pk})
    assert Hours.objects.count() == 0
    nadia.post(f"{ROOT}hours/", {**said, "delegation": world.delegation("EGY").pk})
    hours = Hours.objects.get()
    assert as_user(world.igor()).post(f"{ROOT}hours/{hours.pk}/remove/").status_code == 404
    assert nadia.post(f"{ROOT}hours/{hours.pk}/remove/").status_code == 302
    assert Hours.objects.count() == 0


def test_the_desk_cancels_and_enters_as_held_and_a_party_does_not(as_user, edition):
    meeting = desk.meeting()
    page = f"{ROOT}meetings/{meeting.code}/"
    for who, code in ((world.nadia(), 403), (desk.boris(), 200)):
        for verb in ("held", "cancel"):
            assert as_user(who).get(f"{page}{verb}/").status_code == code
    said = {"starts": "2021-06-23T11:00", "ends": "2021-06-23T11:20", "level": 3}
    answer = as_user(desk.boris()).post(f"{page}held/", said, follow=True)
    assert "entered as held" in answer.content.decode()


def test_what_comes_first_is_the_desks_own_and_never_a_circle(as_user, edition):
    first, second = desk.request(), desk.draft("EGY", "BRA", level=rules.OFFICIALS)
    second = asking.send_request(second, by=world.nadia(), at=desk.NOW)
    boris = as_user(desk.boris())
    said = {"priority": 1, "weight": 9, "desk_note": "Host minister", "after": [first.pk]}
    boris.post(f"{ROOT}requests/{second.code}/desk/", said)
    assert list(second.after.all()) == [first]
    circle = boris.post(f"{ROOT}requests/{first.code}/desk/", {**said, "after": [second.pk]})
    assert "itself to come after this one" in circle.content.decode()
    assert first.after.count() == 0
    seen = as_user(world.nadia()).get(f"{ROOT}requests/{second.code}/").content.decode()
    assert "Host minister" not in seen
    assert as_user(world.nadia()).get(f"{ROOT}requests/{second.code}/desk/").status_code == 403


def test_weighing_comes_back_to_the_list_as_it_was_filtered(as_user, edition):
    asked = desk.request()
    answer = as_user(desk.boris()).post(
        f"{ROOT}weigh/?state=open&q=egypt", {"code": [asked.code], "weight": "5"}
    )
    assert answer.url == f"{ROOT}?state=open&q=egypt"


def test_a_party_that_no_longer_comes_is_said_on_its_requests(as_user, edition):
    asked = desk.request()
    page, said = f"{ROOT}requests/{asked.code}/", "Kazakhstan no longer attends the conference"
    assert said not in as_user(desk.boris()).get(page).content.decode()
    asked.counterpart.is_coming = False
    asked.counterpart.save()
    assert said in as_user(desk.boris()).get(page).content.decode()
