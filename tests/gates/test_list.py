"""What a device holds: enough to go on alone, and no more."""

import gzip
import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muntada.accreditation.actions import badges
from muntada.accreditation.models import Badge
from muntada.gates.actions import register
from tests import world
from tests.gates import cast
from tests.gates.cast import MINUTE, NOW, told

pytestmark = pytest.mark.django_db


def desk(at=NOW):
    return {"by": world.salma(), "at": at}


def test_a_fresh_device_is_told_its_gate_and_every_card(tablet):
    made = cast.badge()
    tablet.verdict(made.token)
    said = tablet.list()
    assert said["whole"] is True
    assert (said["day"], said["first_day"], said["last_day"]) == (
        "2021-06-23", "2021-06-22", "2021-06-24",
    )  # fmt: skip
    assert said["public_key"] == bytes(world.edition().keys.signing_public).hex()
    assert (said["gate"]["zone"], said["gate"]["bit"], said["gate"]["once"]) == ("A", 0, True)
    category = made.application.category
    assert said["cards"] == [
        [made.number, "active", 1, 0b111, 0b111, made.application.name_latin,
         made.application.name_own, category.pk, "EGY"]
    ]  # fmt: skip
    assert said["categories"][str(category.pk)]["letter"] == "D"
    assert said["inside"] == [[made.number, 1]]
    assert (said["count"]["inside"], tablet.fresh().list_as_of) == (1, NOW)


def test_no_document_address_or_photo_is_on_a_device(tablet):
    made = cast.badge(code="secretariat")
    # The drawn number of the badge may hold any four digits.
    text = json.dumps(tablet.list()).replace(made.number, "…")
    for secret in ("A1234567", "1980", "example.org", made.link, made.token):
        assert secret not in text


def test_asked_again_only_what_changed_is_told(tablet, clock):
    first, second = cast.badge("One"), cast.badge("Two")
    as_of = tablet.list()["as_of"]
    clock.goes_on(5 * MINUTE)
    said = tablet.list(as_of)
    assert (said["whole"], said["cards"], said["inside"]) == (False, [], [])
    assert "categories" not in said
    badges.report_lost(first, **desk(clock.at))
    tablet.verdict(second.token)
    clock.goes_on(MINUTE)
    said = tablet.list(as_of)
    assert {row[0]: row[1] for row in said["cards"]} == {
        first.number: "lost", Badge.objects.latest("pk").number: "ready",
    }  # fmt: skip
    assert said["inside"] == [[second.number, 1]]


def test_a_change_still_being_written_at_the_last_answer_is_told_at_the_next(tablet, clock):
    made = cast.badge()
    as_of = tablet.list()["as_of"]
    badges.block(made, verb="lose", **desk(NOW - timedelta(seconds=29)))
    clock.goes_on(MINUTE)
    assert [row[1] for row in tablet.list(as_of)["cards"]] == ["lost"]


def test_who_was_let_in_elsewhere_long_ago_and_told_just_now_is_told_on(tablet, clock):
    other, made = cast.Tablet(tablet.gate, "Tablet 2"), cast.badge()
    as_of = tablet.list()["as_of"]
    clock.goes_on(30 * MINUTE)
    other.merge(told(made.token, at=NOW - 10 * MINUTE), at=clock.at)
    assert tablet.list(as_of)["inside"] == [[made.number, 1]]


def test_whom_the_desk_marked_as_gone_is_told_on(tablet, clock):
    made = cast.badge()
    tablet.verdict(made.token)
    as_of = tablet.list()["as_of"]
    clock.goes_on(30 * MINUTE)
    register.put_out(world.edition(), cast.zone(), **desk(clock.at))
    assert tablet.list(as_of)["inside"] == [[made.number, 0]]


def test_a_thousand_people_are_loaded_in_few_questions_and_under_150_kilobytes(tablet):
    cast.crowd(10)
    tablet.list()
    with CaptureQueriesContext(connection) as at_first:
        tablet.list()
    cast.crowd(990, name="Another guest with quite a long name")
    with CaptureQueriesContext(connection) as later:
        answer = tablet.client.get("/api/gates/v1/list", headers={"Accept-Encoding": "gzip"})
    assert len(later) == len(at_first)
    assert answer["Content-Encoding"] == "gzip"
    assert len(json.loads(gzip.decompress(answer.content))["cards"]) == 1000
    assert len(answer.content) < 150_000


@pytest.mark.parametrize(
    "since", ["yesterday", "2021-06-23", "2021-06-23T07:00:00", "99999-01-01T00:00+00:00"]
)
def test_a_cursor_that_is_no_moment_is_refused_with_a_sentence(tablet, since):
    answer = tablet.client.get("/api/gates/v1/list", {"since": since})
    assert (answer.status_code, answer.json()["sentence"]) == (409, "`since` is not a moment.")


def test_a_cursor_that_is_no_letter_at_all_is_a_bad_request(tablet):
    assert tablet.client.get("/api/gates/v1/list", {"since": "\u0000"}).status_code == 400


@pytest.mark.parametrize("since", ["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00"])
def test_a_cursor_from_the_ends_of_time_is_answered(tablet, since):
    assert tablet.client.get("/api/gates/v1/list", {"since": since}).status_code == 200
