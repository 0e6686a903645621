from datetime import timedelta
from itertools import combinations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from muntada.kit.errors import RuleBroken
from muntada.programme import queries, rules
from muntada.programme.actions import sessions
from muntada.programme.models import Session
from muntada.programme.rules import Slot, clashes
from tests import world
from tests.programme.draft import plan, speak

pytestmark = pytest.mark.django_db


slot_lists = st.lists(
    st.tuples(
        st.integers(0, 20),
        st.integers(1, 6),
        st.integers(0, 3),
        st.frozensets(st.integers(0, 3), max_size=2),
    ),
    max_size=12,
)


@pytest.mark.django_db(False)
@given(slot_lists)
def test_the_sweep_finds_what_comparing_every_pair_finds(drawn):
    slots = [
        Slot(
            n,
            f"{n}",
            world.OPENING + timedelta(hours=begins),
            world.OPENING + timedelta(hours=begins + length),
            room,
            people,
        )
        for n, (begins, length, room, people) in enumerate(drawn)
    ]
    slow = set()
    for one, other in combinations(slots, 2):
        if one.overlaps(other):
            pair = frozenset({one.id, other.id})
            if one.room == other.room:
                slow.add((rules.ROOM, pair, one.room))
            slow |= {(rules.PERSON, pair, person) for person in one.people & other.people}
    quick = {
        (found.kind, frozenset({found.one.id, found.other.id}), found.thing)
        for found in clashes(slots, booths={})
    }
    assert quick == slow


def test_a_room_used_twice_is_refused_with_both_sessions_named():
    plan("Opening")
    with pytest.raises(RuleBroken, match=r"Hall A is used twice: “Opening” .* and “Round table”"):
        plan("Round table", hours_in=1, anyway=True)
    assert Session.objects.count() == 1


def test_a_session_may_begin_when_the_one_before_ends():
    plan("Opening")
    assert plan("Second", hours_in=1.5).pk


def test_a_person_in_two_places_is_shown_and_the_desk_may_go_on():
    first, second = plan("Opening"), plan("Round table", hours_in=3, room=world.room("Hall B"))
    minister = world.member("Laila Haddad", "EGY", state="confirmed")
    speak(first, minister)
    speak(second, minister)
    move = {
        "starts": world.OPENING,
        "room": world.room("Hall B"),
        "by": world.amelie(),
        "at": world.NOW,
    }
    with pytest.raises(RuleBroken, match="Laila Haddad would be in two sessions at once"):
        sessions.move_session(second, **move)
    moved = sessions.move_session(Session.objects.get(pk=second.pk), **move, anyway=True)
    assert moved.starts == world.OPENING


def test_who_speaks_by_recording_is_in_no_place():
    first, second = plan("Opening"), plan("Round table", hours_in=3, room=world.room("Hall B"))
    minister = world.member("Laila Haddad", "EGY", state="confirmed")
    speak(first, minister, mode="recorded")
    speak(second, minister)
    sessions.move_session(
        second, starts=world.OPENING, room=world.room("Hall B"), by=world.amelie(), at=world.NOW
    )


def test_four_languages_need_four_booths():
    with pytest.raises(RuleBroken, match="has 2 interpretation booths, and “Plenary” needs 4"):
        plan(room=world.room("Salon", booths=2), languages=["ar", "en", "fr", "ru"])


def test_a_session_outside_the_days_is_refused():
    with pytest.raises(RuleBroken, match="outside the days"):
        plan(hours_in=24 * 10)


def test_a_dinner_on_the_last_day_may_end_after_midnight_and_is_seen_whole(as_user):
    """The opening is at 10:00 on the 23rd; the last day is the 24th."""
    dinner = plan("Closing dinner", hours_in=35, minutes=210)
    assert world.edition().local(dinner.ends).strftime("%d %H:%M") == "25 00:30"
    browser = as_user(world.amelie())
    page = browser.get("/en/desk/ninth/programme/?day=2021-06-24").content.decode()
    assert ("Closing dinner" in page, "23:00" in page) == (True, True)
    with pytest.raises(RuleBroken, match="outside the days"):
        plan("After it", hours_in=38, room=world.room("Hall B"))
    with pytest.raises(RuleBroken, match="outside the days"):
        plan("Until morning", hours_in=36, minutes=600, room=world.room("Hall B"))


def url(name, *args):
    return reverse(f"programme:{name}", args=["ninth", *args])


def test_a_forbidden_move_answers_with_its_sentence(as_user):
    plan("Opening")
    second = plan("Second", hours_in=3)
    said = {"starts": world.OPENING.isoformat(), "room": world.room().pk}
    answer = as_user(world.amelie()).post(url("move", second.pk), said)
    assert answer.status_code == 409
    assert "used twice" in answer.json()["sentence"]


def test_a_moderator_reads_the_draft_and_changes_nothing(as_user):
    session = plan("Opening")
    browser = as_user(world.user("Moses", "moderator"))
    assert browser.get(url("grid")).status_code == 200
    assert browser.get(url("change", session.pk)).status_code == 403
    assert browser.post(url("move", session.pk), {"starts": "x"}).status_code == 403


def test_html_in_a_title_stays_text(as_user):
    plan("<script>alert(1)</script>")
    page = as_user(world.amelie()).get(url("grid")).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_grid_and_list_ask_the_same_for_one_session_and_for_thirty(as_user):
    browser = as_user(world.amelie())
    plan("Opening")

    def questions(address):
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        return len(asked)

    pages = [url("grid"), url("list"), url("publish")]
    once = [questions(page) for page in pages]
    for n in range(30):
        world.session(f"Session {n}", hours_in=2 + n / 4, minutes=15)
    assert [questions(page) for page in pages] == once


@pytest.mark.django_db(False)
def test_a_walk_longer_than_the_pause_is_shown():
    at = world.OPENING
    hour = timedelta(hours=1)
    one = Slot(1, "A", at, at + hour, 1, frozenset({7}), on_site=frozenset({7}))
    near = Slot(2, "B", at + hour, at + 2 * hour, 2, frozenset({7}), on_site=frozenset({7}))
    found = clashes([one, near], booths={}, walks={(1, 2): 8})
    assert [(clash.kind, clash.thing, clash.minutes) for clash in found] == [("walk", 7, 8)]
    pause = timedelta(minutes=8)
    later = Slot(2, "B", near.starts + pause, near.ends, 2, near.people, on_site=near.on_site)
    assert clashes([one, later], booths={}, walks={(1, 2): 8}) == []


@pytest.mark.django_db(False)
def test_who_speaks_by_video_need_not_walk():
    at, hour = world.OPENING, timedelta(hours=1)
    one = Slot(1, "A", at, at + hour, 1, frozenset({7}))
    other = Slot(2, "B", at + hour, at + 2 * hour, 2, frozenset({7}))
    assert clashes([one, other], booths={}, walks={(1, 2): 8}) == []


@pytest.mark.django_db(False)
@given(slot_lists, st.integers(1, 90))
def test_a_hurry_is_always_between_two_rooms_and_shorter_than_the_walk(drawn, minutes):
    slots = [
        Slot(n, str(n), world.OPENING + timedelta(minutes=30 * start),
             world.OPENING + timedelta(minutes=30 * (start + length)), room, people, 0, people)
        for n, (start, length, room, people) in enumerate(drawn)
    ]  # fmt: skip
    walks = dict.fromkeys(combinations(range(4), 2), minutes)
    for clash in clashes(slots, booths={}, walks=walks):
        if clash.kind == rules.WALK:
            assert clash.one.room != clash.other.room
            assert clash.other.starts - clash.one.ends < timedelta(minutes=minutes)
            assert clash.thing in clash.one.on_site & clash.other.on_site


def test_a_speaker_who_lands_after_the_session_begins_is_shown():
    session = plan()
    member = world.member(state="confirmed", confirmed_at=world.NOW)
    member.arrives_at = session.starts + timedelta(minutes=10)
    member.save()
    speak(session, member)
    [sentence] = queries.in_words(session.edition, queries.all_clashes(session.edition))
    assert sentence == (
        "Laila Haddad arrives at 2021-06-23 10:10, after “Plenary” (10:00–11:30) begins."
    )


def test_a_speaker_who_leaves_before_the_end_is_shown():
    session = plan()
    member = world.member(state="confirmed", confirmed_at=world.NOW)
    member.departs_at = session.ends - timedelta(minutes=10)
    member.save()
    speak(session, member)
    [sentence] = queries.in_words(session.edition, queries.all_clashes(session.edition))
    assert "departs at 2021-06-23 11:20, before" in sentence


def test_the_draft_is_read_in_as_few_queries_for_thirty_sessions(django_assert_num_queries):
    for n in range(30):
        plan(f"S{n}", hours_in=n * 0.25, minutes=15)
    edition = world.edition()
    with django_assert_num_queries(5):
        queries.all_clashes(edition)


def test_the_programme_desk_keeps_its_tracks(as_user):
    edition = world.edition()
    client = as_user(world.amelie())
    add = reverse("programme:add_track", args=[edition.slug])
    for _n in range(2):
        assert client.post(add, {"name_en": "Africa", "position": "1"}).status_code == 302
    assert sorted(edition.tracks.values_list("slug", flat=True)) == ["africa", "africa-2"]
    first = edition.tracks.get(slug="africa")
    page = reverse("programme:track", args=[edition.slug, first.pk])
    client.post(page, {"name_en": "Africa and the sea", "position": "2"})
    first.refresh_from_db()
    assert (str(first), first.slug) == ("Africa and the sea", "africa")
    session = plan(track=first)
    client.post(reverse("programme:remove_track", args=[edition.slug, first.pk]))
    session.refresh_from_db()
    assert session.track is None
    assert as_user(world.pavel()).get(add).status_code == 403
