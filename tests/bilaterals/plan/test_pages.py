"""Pages of the planner's side, as the desk, the parties and strangers find them."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from muntada.bilaterals import rules
from muntada.bilaterals.actions import calendars, plans
from muntada.bilaterals.models import CalendarLink, Meeting, Round
from tests import world
from tests.bilaterals.plan import desk

pytestmark = pytest.mark.django_db
BASE = "/en/desk/ninth/bilaterals/"
DESK_ONLY = ["board/", "board/lines/", "rounds/", "rounds/compare/", "papers/flags/",
             "papers/interpreters/"]  # fmt: skip


@pytest.fixture
def meeting() -> Meeting:
    world.nadia(), world.igor()
    return desk.met(desk.agreed(topics="The straits"), desk.room(), desk.at(10))


@pytest.mark.parametrize("page", DESK_ONLY)
def test_the_board_and_the_papers_are_for_the_desk_alone(as_user, meeting, page):
    assert as_user(desk.huda()).get(BASE + page).status_code == 200
    assert as_user(world.nadia()).get(BASE + page).status_code == 403
    assert as_user(world.salma()).get(BASE + page).status_code == 403
    world.focal_point("Ana", "BRA")
    stranger = as_user(world.user("Zed"))
    assert stranger.get(BASE + page).status_code == 404


@pytest.mark.parametrize("page", ["board/", "board/lines/", "papers/flags/", "itineraries/"])
def test_no_page_asks_more_of_the_database_with_more_meetings(
    as_user, page, django_assert_max_num_queries
):
    pearl, coral = desk.room("Pearl"), desk.room("Coral")
    client = as_user(desk.huda())
    desk.met(desk.agreed("EGY", "KAZ"), pearl, desk.at(9))
    client.get(BASE + page)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(BASE + page)
    pairs = [("EGY", "BRA"), ("EGY", "FRA"), ("KAZ", "BRA"), ("KAZ", "FRA"), ("BRA", "FRA")]
    hour = 10
    for asks, asked in pairs:
        for level in (rules.OFFICIALS, rules.DEPUTIES, rules.MINISTERS):
            room = coral if level == rules.OFFICIALS else pearl
            desk.met(desk.agreed(asks, asked, level=level), room, desk.at(hour))
            hour += 0.5
    with django_assert_max_num_queries(len(few)):
        client.get(BASE + page)


def test_the_board_says_which_meeting_is_where(as_user, meeting):
    html = as_user(desk.huda()).get(BASE + "board/?day=2021-06-23").content.decode()
    assert "Egypt – Kazakhstan" in html
    assert f"#m{meeting.pk} {{ grid-column: 2; grid-row: 10 / span 2; }}" in html


def test_in_arabic_a_line_runs_from_right_to_left(as_user, meeting):
    page = "desk/ninth/bilaterals/board/lines/?day=2021-06-23"
    client = as_user(desk.huda())

    def begins(language: str) -> int:
        html = client.get(f"/{language}/{page}").content.decode()
        return int(re.search(r'line-met[^>]* x="(\d+)"', html).group(1))

    left, right = begins("en"), begins("ar")
    width = 1000 * 150 // 720 - left
    assert (left, right) == (1000 * 2 // 12, 1000 - left - width)


def test_a_drop_that_is_forbidden_answers_with_its_sentence(as_user, meeting):
    client = as_user(desk.huda())
    where = reverse("meetings:drop", args=["ninth", meeting.code])
    refused = client.post(where, {"starts": desk.at(22).isoformat(), "room": meeting.room_id})
    assert refused.status_code == 409
    assert "Pearl is closed to meetings then." in refused.json()["sentence"]
    done = client.post(where, {"starts": desk.at(12).isoformat(), "room": meeting.room_id})
    assert done.status_code == 200
    meeting.refresh_from_db()
    assert meeting.starts == desk.utc(desk.at(12))


def test_the_form_moves_it_without_a_mouse_and_keeps_what_was_typed(as_user, meeting):
    client = as_user(desk.huda())
    where = reverse("meetings:move", args=["ninth", meeting.code])
    typed = {"starts": "2021-06-23T22:00", "room": meeting.room_id, "reason": "a storm"}
    answer = client.post(where, typed)
    assert "is closed to meetings then" in answer.content.decode()
    assert "a storm" in answer.content.decode()
    assert client.post(where, typed | {"starts": "2021-06-23T15:00"}).status_code == 302


def test_a_party_may_not_move_its_own_meeting(as_user, meeting):
    for name in ("move", "drop", "lock"):
        where = reverse(f"meetings:{name}", args=["ninth", meeting.code])
        assert as_user(world.nadia()).post(where).status_code == 403


def test_an_itinerary_shows_what_was_published_and_not_what_is_only_planned(as_user, meeting):
    planned = desk.met(desk.agreed("EGY", "BRA"), meeting.room, desk.at(12), state=rules.PLANNED)
    page = reverse("meetings:itinerary", args=["ninth", meeting.request.principal_id])
    html = as_user(world.nadia()).get(page).content.decode()
    assert "Meeting with Kazakhstan" in html
    assert planned.code not in html
    assert as_user(world.igor()).get(page).status_code == 404
    assert as_user(world.salma()).get(page).status_code == 404


def _feed(principal, user) -> tuple[str, Calendar]:
    secret = calendars.make_link(principal, by=user, at=desk.NOW)
    where = f"/calendars/{secret}.ics"
    return where, Calendar.from_ical(Client().get(where).content)


def test_a_calendar_follows_the_moves_and_says_what_was_cancelled(meeting):
    where, before = _feed(meeting.request.principal, world.nadia())
    [event] = before.walk("VEVENT")
    assert (event["SEQUENCE"], str(event["STATUS"])) == (0, "TENTATIVE")
    uid = event["UID"]
    plans.move_meeting(meeting, starts=desk.at(14), room=meeting.room, by=desk.huda(), at=desk.NOW)
    [event] = Calendar.from_ical(Client().get(where).content).walk("VEVENT")
    assert (event["UID"], event["SEQUENCE"], event["DTSTART"].dt) == (uid, 1, desk.at(14))
    from muntada.bilaterals.actions.meetings import cancel_meeting

    meeting.refresh_from_db()
    cancel_meeting(meeting, side=rules.DESK, by=desk.huda(), at=desk.NOW)
    [event] = Calendar.from_ical(Client().get(where).content).walk("VEVENT")
    assert (event["UID"], event["SEQUENCE"], str(event["STATUS"])) == (uid, 2, "CANCELLED")


def test_a_calendar_tells_of_a_confidential_meeting_the_hour_and_the_room_alone():
    world.nadia()
    asked = desk.agreed(topics="The straits", counterpart_confidential=True)
    met = desk.met(asked, desk.room("Pearl"), desk.at(10))
    where, calendar = _feed(asked.principal, world.nadia())
    [event] = calendar.walk("VEVENT")
    assert str(event["SUMMARY"]) in ("لقاء ثنائي", "Bilateral meeting")
    # The drawn code in the UID may hold any three letters.
    text = Client().get(where).content.decode().replace(met.code, "…")
    for secret in ("Kazakhstan", "كازاخستان", "Serikova", "straits", "KAZ"):
        assert secret not in text
    assert "Pearl" in text


def test_a_calendar_ends_with_the_trust_the_person_or_the_link(meeting):
    nadia = world.nadia()
    where, _calendar = _feed(meeting.request.principal, nadia)
    assert Client().get(where).status_code == 200
    assert Client().get("/calendars/guessed.ics").status_code == 404
    nadia.focal_points.update(ended_at=desk.NOW)
    assert Client().get(where).status_code == 404
    nadia.focal_points.update(ended_at=None)
    nadia.is_active = False
    nadia.save()
    assert Client().get(where).status_code == 404
    nadia.is_active = True
    nadia.save()
    calendars.end_links(meeting.request.principal, by=nadia, at=desk.NOW)
    assert Client().get(where).status_code == 404


def test_the_secret_is_shown_once_and_kept_nowhere(as_user, meeting):
    client = as_user(world.nadia())
    where = reverse("meetings:open_calendar", args=["ninth", meeting.request.principal_id])
    html = client.post(where).content.decode()
    secret = re.search(r"calendars/([\w-]+)\.ics", html).group(1)
    link = CalendarLink.objects.get()
    assert secret not in str(vars(link))
    page = reverse("meetings:itinerary", args=["ninth", meeting.request.principal_id])
    assert secret not in client.get(page).content.decode()


def test_a_focal_point_confirms_and_a_stranger_finds_nothing(as_user, meeting):
    world.focal_point("Ana", "BRA")
    where = reverse("meetings:confirm", args=["ninth", meeting.code])
    assert as_user(world.user("Ana")).post(where).status_code == 404
    assert as_user(desk.huda()).post(where).status_code == 403
    assert as_user(world.nadia()).post(where).status_code == 302
    assert as_user(world.igor()).post(where).status_code == 302
    meeting.refresh_from_db()
    assert meeting.state == rules.CONFIRMED


@pytest.mark.parametrize("language", ["ar", "en", "fr", "ru"])
def test_every_paper_is_typeset_in_every_language(as_user, language):
    basma = desk.interpreter("Basma")
    asked = desk.agreed(needs_interpreter=True, language="ar", counterpart_language="ru",
                        topics="Cooperation", desk_note="bring the map")  # fmt: skip
    meeting = desk.met(asked, desk.room(), desk.at(10), interpreter=basma)
    client = as_user(desk.huda())
    papers = [f"papers/briefing/{meeting.code}/", "papers/flags/", "papers/interpreters/",
              f"itineraries/{asked.principal_id}/"]  # fmt: skip
    for one in papers:
        answer = client.get(f"/{language}/desk/ninth/bilaterals/{one}?as=pdf")
        assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-"), one


def test_the_desks_own_note_is_on_its_own_sheet_alone(as_user):
    world.nadia()
    asked = desk.agreed(desk_note="never beside Brazil")
    meeting = desk.met(asked, desk.room(), desk.at(10))
    page = reverse("meetings:briefing", args=["ninth", meeting.code])
    assert "never beside Brazil" in as_user(desk.huda()).get(page).content.decode()
    assert "never beside Brazil" not in as_user(world.nadia()).get(page).content.decode()


def test_the_roster_counts_an_interpreters_minutes_and_marks_what_is_too_much(as_user):
    basma = desk.interpreter("Basma", longest=60, within=90, daily=80)
    for hour, code in ((10, "KAZ"), (10.5, "BRA"), (11, "FRA")):
        asked = desk.agreed("EGY", code)
        desk.met(asked, desk.room(f"Room {code}"), desk.at(hour), interpreter=basma)
    html = as_user(desk.huda()).get(BASE + "papers/interpreters/").content.decode()
    assert "90 of 80 minutes on this day; at most 90 of 60 in any 90." in html
    assert "More work than the limits allow." in html


def test_a_round_is_started_watched_and_taken_in_the_browser(
    as_user, django_capture_on_commit_callbacks
):
    desk.room()
    desk.agreed()
    client = as_user(desk.huda())
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(BASE + "rounds/", {"seconds": 1, "seed": 1, "name": "calm"})
    assert answer.url == BASE + "rounds/1/"
    html = client.get(answer.url).content.decode()
    assert "Verified: every rule holds. Proved: no plan meets more." in html
    assert client.post(BASE + "rounds/1/adopt/").url == BASE + "board/"
    assert Meeting.objects.count() == 1
    client.post(BASE + "board/publish/")
    assert Meeting.objects.get().state == rules.PUBLISHED


def test_a_round_at_work_shows_its_bound_and_can_be_stopped(as_user):
    desk.agreed()
    Round.objects.create(
        edition=world.edition(), number=1, state=rules.WORKING, seconds=60, spent=12.5,
        score={"top": 1, "weight": 40, "unfair": 0, "waiting": 0, "changed": 0},
        top_bound=1, bound=50, created_at=desk.NOW, created_by=desk.huda(),
    )  # fmt: skip
    client = as_user(desk.huda())
    html = client.get(BASE + "rounds/1/").content.decode()
    assert "20.0 %" in html or "20 %" in html
    assert 'value="12"' in html or 'value="13"' in html
    client.post(BASE + "rounds/1/stop/")
    assert Round.objects.get().stop_asked


def test_alternatives_are_compared_and_say_who_gains(as_user):
    from muntada.bilaterals.actions import rounds

    pearl = desk.room()
    desk.agreed("EGY", "KAZ"), desk.agreed("EGY", "BRA")
    for _n in range(2):
        one = rounds.ask_for_round(world.edition(), seconds=1, seed=1, by=desk.huda(), at=desk.NOW)
        rounds.work(one, at=desk.NOW)
    poorer = {"meetings": one.plan["meetings"][:1]}
    Round.objects.filter(number=2).update(plan=poorer)
    assert pearl.pk
    html = as_user(desk.huda()).get(BASE + "rounds/compare/?round=1&round=2").content.decode()
    assert "Who gains and who loses from 1 to 2" in html
    assert '<b class="num">-1</b>' in html
