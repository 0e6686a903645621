"""What the public reads: versions, what they say, and what they say of one another."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muntada.conferences.models import Edition, Room
from muntada.delegations.models import Delegation
from muntada.kit.errors import RuleBroken
from muntada.kit.texts import Text
from muntada.programme.actions import publish, sessions
from muntada.programme.documents import differences, snapshot
from muntada.programme.models import ProgrammeVersion, Session, Track
from tests import world
from tests.counting import rolled_back, statements
from tests.programme.draft import plan, speak

pytestmark = pytest.mark.django_db


def test_a_name_is_published_only_once_confirmed():
    session = plan()
    world.delegation("EGY", is_coming=True)
    speak(session, world.member("Sure Person", "EGY", state="confirmed"))
    speak(session, world.member("Perhaps Person", "KAZ"))
    people = snapshot(world.edition())["sessions"][0]["people"]
    assert [one["name"] for one in people] == [{"en": "Sure Person"}, {}]
    assert people[1]["party"]["en"] == "Kazakhstan"


def test_what_is_not_public_is_not_in_the_published_version():
    plan("Closed", is_public=False)
    assert snapshot(world.edition())["sessions"] == []


def test_a_new_version_says_what_changed_and_the_old_one_stays():
    session = plan("Opening")
    publish.publish(world.edition(), note="", by=world.amelie(), at=world.NOW)
    sessions.move_session(
        session,
        starts=session.starts + timedelta(hours=1),
        room=session.room,
        by=world.amelie(),
        at=world.NOW,
    )
    plan("Closing", hours_in=5)
    second = publish.publish(world.edition(), note="Moved", by=world.amelie(), at=world.NOW)
    assert [(one["what"], one["title"]["en"]) for one in second.changes] == [
        ("moved", "Opening"),
        ("added", "Closing"),
    ]
    assert len(ProgrammeVersion.objects.get(number=1).content["sessions"]) == 1


def test_a_party_that_declines_leaves_the_next_version_and_one_undecided_is_not_named():
    session = plan()
    world.delegation("EGY", is_coming=True)
    for code in ("EGY", "KAZ", "BRA"):
        speak(session, world.member(f"Speaker {code}", code, state="confirmed"))
    Delegation.objects.filter(party__code="BRA").update(is_open=False)
    people = snapshot(world.edition())["sessions"][0]["people"]
    assert [(one["party_code"], one["name"]) for one in people] == [
        ("EGY", {"en": "Speaker EGY"}),
        ("KAZ", {}),
    ]


def test_rooms_in_which_the_public_finds_nothing_are_not_published():
    world.room("Bilateral Room 3")
    plan("Opening", room=world.room("Hall A"))
    plan("Briefing of the staff", room=world.room("Room of the staff"), is_public=False)
    rooms = snapshot(world.edition())["rooms"]
    assert [room["name"]["en"] for room in rooms] == ["Hall A"]


def test_whatever_differs_from_the_published_version_can_be_published():
    """One comparison serves the page, the verb and the checklist of the closing."""
    edition = world.edition()
    session = plan("Opening", hours_in=0)
    plan("Closing", hours_in=5)
    track = Track.objects.create(edition=edition, slug="peace", name=Text(en="Peace"))
    changes = [
        ("rooms", lambda: Room.objects.update(name=Text(en="Hall of Nations"))),
        ("tracks", lambda: Track.objects.filter(pk=track.pk).update(name=Text(en="Peace first"))),
        ("days", lambda: Edition.objects.update(ends=edition.ends + timedelta(days=1))),
        ("time_zone", lambda: Edition.objects.update(time_zone="Asia/Tokyo")),
        ("changed", lambda: Session.objects.filter(pk=session.pk).update(access="restricted")),
    ]
    publish.publish(edition, note="", by=world.amelie(), at=world.NOW)
    for what, change in changes:
        change()
        edition = Edition.objects.get()
        version = publish.publish(edition, note="", by=world.amelie(), at=world.NOW)
        assert [one["what"] for one in version.changes] == [what]
        with pytest.raises(RuleBroken, match="Nothing has changed"):
            publish.publish(edition, note="", by=world.amelie(), at=world.NOW)


contents = st.fixed_dictionaries(
    {
        "time_zone": st.sampled_from(["Asia/Tokyo", "UTC"]),
        "days": st.lists(st.sampled_from(["2021-06-23", "2021-06-24"]), unique=True),
        "rooms": st.lists(st.fixed_dictionaries({"id": st.integers(1, 2)}), max_size=2),
        "tracks": st.lists(st.fixed_dictionaries({"slug": st.sampled_from("ab")}), max_size=2),
        "sessions": st.lists(
            st.fixed_dictionaries(
                {
                    "id": st.integers(1, 3),
                    "title": st.sampled_from([{"en": "A"}, {"en": "B"}]),
                    "starts": st.sampled_from(["2021-06-23T09:00", "2021-06-23T10:00"]),
                    "minutes_of_anything": st.integers(0, 1),
                }
            ),
            max_size=3,
            unique_by=lambda one: one["id"],
        ),
    }
)


@pytest.mark.django_db(False)
@given(contents, contents)
def test_two_versions_differ_in_what_is_said_exactly_when_they_differ(one, other):
    assert (differences(one, other) == []) == (one == other)


def test_nothing_new_is_not_published_again():
    plan("Opening")
    publish.publish(world.edition(), note="", by=world.amelie(), at=world.NOW)
    with pytest.raises(RuleBroken, match="Nothing has changed"):
        publish.publish(world.edition(), note="", by=world.amelie(), at=world.NOW)


def test_a_programme_of_many_sessions_is_published_in_as_few_statements_as_of_one():
    counts = []
    edition, amelie = world.edition(), world.amelie()
    for many in (1, 40):
        with rolled_back():
            for n in range(many):
                speaker = world.member(f"Amir Salem{'x' * n}", f"X{n % 20:02d}", state="confirmed")
                one = world.session(f"Session {n}", hours_in=n, is_public=True)
                one.participations.create(member=speaker)
            for number in (1, 2):  # the second is held against the first
                Session.objects.update(title=Text(en=f"Version {number}"))
                how = {"note": "", "by": amelie, "at": world.NOW}
                counts.append((many, statements(publish.publish, edition, **how)))
            assert len(ProgrammeVersion.objects.get(number=2).content["sessions"]) == many
    assert [n for many, n in counts if many == 1] == [n for many, n in counts if many == 40]
