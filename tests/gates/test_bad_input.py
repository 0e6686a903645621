"""Whatever a device sends, it is answered with a sentence, and nothing is written or lost."""

import json
import uuid

import pytest

from muntada.gates import api_urls, rules, wire
from muntada.gates.models import Scan
from tests.gates import cast
from tests.gates.cast import NOW, line

pytestmark = pytest.mark.django_db
ID = str(uuid.uuid4())
GOOD = {"id": ID, "code": "x", "direction": "entry"}
LINE = {**GOOD, "at": "2021-06-23T07:00:00+00:00", "verdict": "admitted"}
MERGE = {"sent_at": "2021-06-23T07:00:00+00:00", "scans": [LINE]}


def merge_of(**changed):
    return {**MERGE, "scans": [{**LINE, **changed}]}


BAD = {
    "no JSON": ("scan", b"{", 400, "This is not JSON."),
    "nothing": ("scan", b"", 400, "This is not JSON."),
    "not UTF-8": ("scan", b'{"code": "\xff\xfe"}', 400, "This is not JSON."),
    "a list": ("scan", [], 400, "This was not understood"),
    "no number": ("scan", {"code": "x", "direction": "entry"}, 400, "missing required field `id`"),
    "a number that is none": ("scan", {**GOOD, "id": "7"}, 400, "Invalid UUID"),
    "a code that is too long": ("scan", {**GOOD, "code": "x" * 301}, 400, "length <= 300"),
    "a code that is a number": ("scan", {**GOOD, "code": 7}, 400, "Expected `str`"),
    "sideways": ("scan", {**GOOD, "direction": "both"}, 400, "Invalid enum value 'both'"),
    "a naive moment": ("scans", merge_of(at="2021-06-23T07:00:00"), 400, "timezone"),
    "a naive sending": ("scans", {**MERGE, "sent_at": "2021-06-23T07:00:00"}, 400, "timezone"),
    "a verdict that is none": ("scans", merge_of(verdict="perhaps"), 400, "Invalid enum value"),
    "too many": ("scans", {**MERGE, "scans": [LINE] * (rules.MOST_AT_ONCE + 1)}, 400, "<= 500"),
    "far too much": ("scans", b" " * 600_000, 409, "Send fewer scans"),
    "more than the house reads": ("scans", b" " * 6_000_000, 409, "Send fewer scans"),
    "less than nothing waits": ("scans", {**MERGE, "waiting": -1}, 400, ">= 0"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_answered_with_a_sentence(tablet, what):
    path, body, status, sentence = BAD[what]
    answer = tablet.post(path, body if isinstance(body, bytes) else json.dumps(body).encode())
    assert answer.status_code == status
    assert sentence in answer.json()["sentence"]
    assert answer.json()["wipe"] is False
    assert not Scan.objects.exists()


def test_one_line_that_is_not_understood_keeps_the_others_out_until_it_is_mended(tablet):
    """Whole or not at all: what is not acknowledged stays on the device."""
    answer = tablet.tells(line("x", "unknown"), {**LINE, "verdict": "perhaps"})
    assert (answer.status_code, Scan.objects.count()) == (400, 0)


@pytest.mark.parametrize(
    ("at", "sent_at"),
    [
        ("0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00"),
        ("9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00"),
    ],
)
def test_clocks_at_the_ends_of_time_are_taken_out(tablet, at, sent_at):
    answer = tablet.post("scans", {"sent_at": sent_at, "scans": [{**LINE, "at": at}]})
    assert answer.status_code == 200
    assert NOW - rules.OLDEST <= Scan.objects.get().at <= NOW


def test_a_merge_of_nothing_is_a_sign_of_life(tablet):
    assert tablet.tells(waiting=4).json() == {"kept": []}
    assert tablet.fresh().waiting == 4


def test_a_photo_of_something_that_is_no_number_is_not_there(tablet):
    for number in ("%00", "x", "0" * 12, "0" * 500):
        answer = tablet.client.get(f"/api/gates/v1/photo/{number}")
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")


def test_the_guards_language_is_the_sentences_language(tablet):
    answer = tablet.client.post("/api/gates/v1/scan", b"{", content_type="application/json",
                                headers={"Accept-Language": "fr"})  # fmt: skip
    assert answer.json()["sentence"] == "Ce n’est pas du JSON."


def test_the_document_of_the_api_names_every_path(client):
    said = client.get("/api/gates/v1/openapi.json").json()
    named = {path.removeprefix("/api/gates/v1/") for path in said["paths"]}
    assert named == {
        str(one.pattern).replace("<str:number>", "{number}") for one in api_urls.urlpatterns
    }
    assert said == json.loads(json.dumps(wire.openapi()))
    text = json.dumps(said)
    for reference in set(text.split('"#/components/schemas/')[1:]):
        assert reference.split('"')[0] in said["components"]["schemas"]


def test_a_door_answers_only_to_its_own_method(tablet):
    assert tablet.client.get("/api/gates/v1/scan").status_code == 405
    assert tablet.client.post("/api/gates/v1/list").status_code == 405
    assert cast.Tablet(cast.gate("B"), "T").client.put("/api/gates/v1/scans").status_code == 405


@pytest.mark.parametrize("code", ["a\x00b", "\x00", "\u2028", "9" * 300, "²", "\ufffe"])
def test_a_code_of_any_letters_is_kept_by_every_database_and_holds_up_no_line(tablet, code):
    good = cast.badge()
    lines = [cast.line(code, "forged"), cast.line(good.token)]
    said = tablet.tells(*lines)
    assert said.status_code == 200
    assert {one["id"] for one in said.json()["kept"]} == {str(one["id"]) for one in lines}
    asked = {"id": uuid.uuid4(), "code": code, "direction": "entry"}
    assert tablet.post("scan", asked).json()["verdict"] in ("forged", "unknown")
