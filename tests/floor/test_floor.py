import json

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from muntada.floor import actions, live, rules, wire
from muntada.floor.models import Speech
from muntada.kit.errors import RuleBroken
from muntada.parties.models import Group
from tests import world
from tests.floor.house import MINUTE, do, inscribe

pytestmark = pytest.mark.django_db


def turn(hall):
    return [speech.delegation.party.code for speech in live.waiting(hall)]


def seen(hall):
    hall.refresh_from_db()
    return json.loads(hall.live)


def test_rank_comes_first_then_the_time_of_inscription(hall):
    for n, code in enumerate(["FRA", "KAZ", "EGY", "BRA"]):
        inscribe(hall, code, n)
    assert turn(hall) == ["BRA", "KAZ", "EGY", "FRA"]


def test_who_is_absent_goes_to_the_end_of_the_category_not_of_the_list(hall):
    for n, code in enumerate(["KAZ", "EGY", "NZL", "FRA"]):
        inscribe(hall, code, n)
    do(actions.miss, live.waiting(hall)[0], 10)
    assert turn(hall) == ["EGY", "NZL", "KAZ", "FRA"]


def test_a_reply_waits_for_the_statements_and_a_point_of_order_does_not(hall):
    inscribe(hall, "EGY")
    inscribe(hall, "KAZ", 1, kind="reply")
    inscribe(hall, "BRA", 2, kind="point", motion=4)
    inscribe(hall, "NZL", 3, kind="point", motion=1)
    inscribe(hall, "FRA", 4)
    assert turn(hall) == ["NZL", "BRA", "EGY", "FRA", "KAZ"]


def test_a_closed_list_takes_replies_but_no_statements(hall):
    actions.open_list(hall, is_open=False, by=world.pavel(), at=world.NOW)
    with pytest.raises(RuleBroken, match="list of speakers is closed"):
        inscribe(hall, "EGY")
    assert inscribe(hall, "EGY", kind="reply").minutes == 10


def test_a_delegation_makes_one_statement(hall):
    inscribe(hall, "EGY")
    with pytest.raises(RuleBroken, match="one statement each"):
        inscribe(hall, "EGY", 1)


def test_a_speaker_of_another_delegation_is_refused(hall):
    stranger = world.delegation("FRA").members.get()
    with pytest.raises(RuleBroken, match="not of that delegation"):
        inscribe(hall, "EGY", member=stranger)


def test_one_at_a_time_has_the_floor(hall):
    one, other = inscribe(hall, "EGY"), inscribe(hall, "KAZ", 1)
    do(actions.begin, one, 2)
    with pytest.raises(RuleBroken, match="Somebody has the floor"):
        do(actions.begin, other, 3)
    with pytest.raises(IntegrityError), transaction.atomic():
        Speech.objects.filter(pk=other.pk).update(state="speaking")


def test_nobody_speaks_in_a_meeting_that_is_suspended(hall):
    speech = inscribe(hall, "EGY")
    actions.sit(hall, verb="suspend", by=world.pavel(), at=world.NOW)
    with pytest.raises(RuleBroken, match="not open"):
        do(actions.begin, speech)


def test_the_clock_stands_while_it_is_stopped(hall):
    speech = inscribe(hall, "EGY")
    do(actions.begin, speech, 0)
    do(actions.pause, speech, 2)
    do(actions.go_on, speech, 5)
    do(actions.end, speech, 6)
    assert speech.ended_at - speech.began_at - speech.paused_for == 3 * MINUTE


def test_two_change_places_only_when_both_consent(hall):
    one, other = inscribe(hall, "BRA"), inscribe(hall, "FRA", 1)
    asked = {"one": one, "other": other, "by": world.pavel(), "at": world.NOW}
    with pytest.raises(RuleBroken, match="Both sides must consent"):
        actions.swap(hall, **asked, one_consents="Ms Prado", other_consents=" ")
    assert turn(hall) == ["BRA", "FRA"]
    actions.swap(hall, **asked, one_consents="Ms Prado", other_consents="Ms Dumas")
    assert turn(hall) == ["FRA", "BRA"]


def test_the_speakers_of_a_group_share_its_time(hall):
    group = Group.objects.create(code="G", name={"en": "The Group"})
    actions.give_group_time(hall, group=group, minutes=10, by=world.pavel(), at=world.NOW)
    inscribe(hall, "EGY", on_behalf=group, minutes=8)
    with pytest.raises(RuleBroken, match="less time left"):
        inscribe(hall, "KAZ", 1, on_behalf=group, minutes=3)
    assert actions.minutes_left(hall, group) == 2


@pytest.mark.parametrize(("words", "minutes"), [(0, 0), (1, 1), (330, 4), (700, 7), (736, 8)])
def test_minutes_are_estimated_at_a_hundred_and_five_words(words, minutes):
    assert rules.minutes_for(words) == minutes


def test_a_chinese_text_is_counted_by_its_signs():
    assert rules.words_in("主席先生，" * 30) == 80
    assert rules.words_in("ICAO 会议 2021") == 4
    assert rules.words_in("Mr. Chairman, it's time.") == 4


def test_a_text_too_long_for_the_time_is_said_on_the_list(hall, as_user):
    speech = inscribe(hall, "EGY", minutes=3)
    actions.hand_in(speech, text="peace " * 700, by=world.pavel(), at=world.NOW)
    said = as_user(world.salma()).get(f"/en/desk/ninth/floor/{hall.pk}/").content.decode()
    assert "The text takes about 7 minutes; 3 are given." in said


kinds = st.sampled_from([rules.STATEMENT, rules.REPLY, rules.POINT])
turns = st.lists(
    st.tuples(kinds, st.integers(1, 4), st.integers(0, 30), st.integers(1, 5)), max_size=12
)


@pytest.mark.django_db(False)
@given(turns, st.randoms())
def test_the_list_is_one_order_whatever_the_order_of_entry(drawn, chance):
    made = [
        rules.Turn(n, kind, level, world.NOW + since * MINUTE, motion)
        for n, (kind, level, since, motion) in enumerate(drawn)
    ]
    shuffled = list(made)
    chance.shuffle(shuffled)
    assert rules.in_turn(shuffled) == rules.in_turn(made)


def test_every_change_is_a_new_version_with_the_next_five(hall):
    before = seen(hall)["v"]
    for n, code in enumerate(["EGY", "KAZ", "BRA", "FRA", "NZL"]):
        inscribe(hall, code, n)
    now = seen(hall)
    assert now["v"] == before + 5
    assert now["next"][0]["party"]["en"] == "Brazil"
    assert len(now["next"]) == 5
    do(actions.begin, live.waiting(hall)[0], 9)
    assert seen(hall)["current"]["party"]["ar"] == "البرازيل"


def test_the_live_pages_never_carry_the_text_of_a_statement(hall):
    actions.hand_in(inscribe(hall, "EGY"), text="secret words", by=world.pavel(), at=world.NOW)
    hall.refresh_from_db()
    assert "secret" not in hall.live
    assert seen(hall)["next"][0]["text"] is True


def ask(key, etag=""):
    answered = {}

    def start(status, headers):
        answered.update(status=status, headers=dict(headers))

    environ = {
        "PATH_INFO": f"/live/{key}.json",
        "REQUEST_METHOD": "GET",
        "HTTP_IF_NONE_MATCH": etag,
    }
    body = b"".join(wire.before(lambda *_a: [b"django"])(environ, start))
    return answered, body


def test_the_wire_answers_once_and_then_says_that_nothing_changed(hall):
    live.board.clear()
    first, body = ask(hall.key)
    assert json.loads(body)["state"] == "open"
    again, nothing = ask(hall.key, first["headers"]["ETag"])
    assert (again["status"], nothing) == ("304 Not Modified", b"")
    inscribe(hall, "EGY")
    live.board.clear()
    changed, _body = ask(hall.key, first["headers"]["ETag"])
    assert changed["status"] == "200 OK"


def test_the_wire_knows_no_floor_without_its_key_and_leaves_the_rest_to_the_house(hall):
    live.board.clear()
    answered, _body = ask("1")
    assert answered["status"] == "404 Not Found"
    assert wire.before(lambda *_a: [b"django"])({"PATH_INFO": "/en/"}, None) == [b"django"]


def test_watchers_do_not_ask_the_database(hall):
    live.board.clear()
    ask(hall.key)
    with CaptureQueriesContext(connection) as found:
        for _n in range(50):
            ask(hall.key)
    assert len(found) <= 1


def test_the_public_watches_an_open_session_and_not_a_closed_one(hall, client):
    address = f"/en/ninth/live/{hall.session_id}/"
    assert client.get(address).status_code == 200
    hall.session.access = "closed"
    hall.session.save()
    assert client.get(address).status_code == 404


def test_the_chairs_page_costs_the_same_for_one_speaker_as_for_five(hall, as_user):
    desk = as_user(world.salma())

    def queries():
        with CaptureQueriesContext(connection) as found:
            assert desk.get(f"/en/desk/ninth/floor/{hall.pk}/").status_code == 200
        return len(found)

    inscribe(hall, "EGY")
    queries()
    one = queries()
    for n, code in enumerate(["KAZ", "BRA", "FRA", "NZL"]):
        inscribe(hall, code, n)
    assert queries() == one


def test_the_press_office_neither_sees_nor_keeps_the_list(hall, as_user):
    press = as_user(world.user("Pia", "press"))
    assert press.get(f"/en/desk/ninth/floor/{hall.pk}/").status_code == 403
    assert press.post(f"/en/desk/ninth/floor/{hall.pk}/sit/close/").status_code == 403


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", "كلمة الوفد".encode(), ""),
        ("old.txt", "كلمة الوفد أمام المؤتمر".encode("cp1256"), ""),
        ("a.txt", b"\x00\x01\x02\x03bad", "neither text nor"),
        ("a.docx", b"PK not a zip", "cannot be read"),
        ("a.txt", b"peace " * 40_000, "longer than a statement can be"),
    ],
)
def test_a_file_that_is_no_text_is_refused_with_a_sentence(hall, as_user, name, content, said):
    from django.core.files.uploadedfile import SimpleUploadedFile

    speech = inscribe(hall, "EGY")
    page = as_user(world.salma()).post(
        f"/en/desk/ninth/floor/speech/{speech.pk}/text/",
        {"text": "", "file": SimpleUploadedFile(name, content)},
    )
    assert (said in page.content.decode()) if said else page.status_code == 302


def test_a_session_with_a_list_of_speakers_is_not_removed_from_the_draft(hall):
    from muntada.programme.actions.sessions import remove_session
    from muntada.programme.models import Session

    with pytest.raises(RuleBroken, match="has a list of speakers"):
        remove_session(hall.session, by=world.amelie(), at=world.NOW)
    assert Session.objects.count() == 1
