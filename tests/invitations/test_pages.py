"""The board, one invitation, the focal point's reply, and the page that verifies a letter."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from muntada.invitations import rules
from muntada.invitations.actions import letters
from muntada.invitations.models import Invitation, Letter, LetterTemplate, Reply
from muntada.kit.files.tables import read_rows
from tests import world
from tests.world import NOW

pytestmark = pytest.mark.django_db
DESK = "/en/desk/ninth/invitations/"


@pytest.fixture(autouse=True)
def _replies_are_open(edition):
    edition.replies_close = timezone.now() + timedelta(days=30)
    edition.save()


def many(number: int) -> None:
    for n in range(number):
        world.invitation(f"X{n:02d}", answer=rules.ACCEPTED, answered_at=NOW)


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("address", [DESK, f"{DESK}map/", f"{DESK}?export=csv"])
def test_the_board_asks_no_more_for_thirty_parties_than_for_one(as_user, address):
    salma = as_user(world.salma())
    many(1)
    salma.get(address)
    one = queries_of(salma, address)
    many(30)
    assert queries_of(salma, address) == one


def test_the_board_is_light_with_two_hundred_parties(as_user):
    many(200)
    assert len(as_user(world.salma()).get(DESK).content) < 150_000


def test_the_board_shows_how_many_answered_what(as_user):
    world.invitation("EGY", answer=rules.ACCEPTED, answered_at=NOW)
    world.invitation("KAZ", answer=rules.DECLINED, answered_at=NOW)
    world.invitation("BRA")
    shown = as_user(world.salma()).get(DESK).context["overall"]
    assert (shown.total, shown.coming) == (3, 1)
    assert {part.answer: part.count for part in shown.parts} == {
        "accepted": 1,
        "accepted_lower": 0,
        "tentative": 0,
        "no_reply": 1,
        "declined": 1,
    }


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Brazil", "Egypt", "Kazakhstan"]),
        ("reply=declined", ["Kazakhstan"]),
        ("reply=listed", ["Brazil"]),
        ("region=Africa", ["Egypt"]),
        ("q=egy", ["Egypt"]),
        ("q=مصر", ["Egypt"]),
        ("group=NATO", []),
        ("level=x", ["Brazil", "Egypt", "Kazakhstan"]),
        ("sort=reply", ["Egypt", "Kazakhstan", "Brazil"]),
        ("sort=replied", ["Kazakhstan", "Egypt", "Brazil"]),
    ],
)
def test_what_is_exported_is_what_is_shown(as_user, query, names):
    world.invitation("EGY", answer=rules.ACCEPTED, answered_at=NOW)
    world.invitation("KAZ", answer=rules.DECLINED, answered_at=NOW + timedelta(days=1))
    world.invitation("BRA", state=rules.LISTED)
    salma = as_user(world.salma())
    page = salma.get(f"{DESK}?{query}")
    assert [str(one.party) for one in page.context["page"]] == names
    if names:
        sheet = io.BytesIO(salma.get(f"{DESK}?{query}&export=xlsx").content)
        assert [row["Party"] for row in read_rows(sheet, "replies.xlsx")] == names


def test_parties_are_listed_invited_and_reminded_from_the_board(as_user):
    salma, egypt, brazil = as_user(world.salma()), world.party("EGY"), world.party("BRA")
    minister = world.rank("Minister")
    said = {"parties": [egypt.pk, brazil.pk], "level_asked": minister.pk, "language": "en"}
    assert salma.post(f"{DESK}add/", said).status_code == 302
    salma.post(f"{DESK}invite/", {"all": "1"})
    assert list(Letter.objects.order_by("number").values_list("symbol", flat=True)) == [
        "NINTH/NV/001",
        "NINTH/NV/002",
    ]
    first = Invitation.objects.order_by("pk")[0]
    salma.post(f"{DESK}remind/", {"invitation": [first.pk]})
    assert Letter.objects.get(kind="reminder").invitation == first


def test_a_focal_point_replies_and_sees_the_reply(as_user):
    invitation = world.invitation("EGY")
    nadia = as_user(world.nadia())
    address = f"{DESK}{invitation.pk}/reply/"
    answered = nadia.post(address, {"answer": "accepted"})
    assert answered.status_code == 302
    invitation.refresh_from_db()
    assert invitation.answer == rules.ACCEPTED
    assert [reply.answer for reply in nadia.get(address).context["history"]] == ["accepted"]


def test_a_reply_that_breaks_a_rule_loses_nothing_typed(as_user):
    invitation = world.invitation("EGY")
    said = {"answer": "accepted_lower", "level": world.rank("Minister").pk}
    page = as_user(world.nadia()).post(f"{DESK}{invitation.pk}/reply/", said)
    assert page.status_code == 200
    assert page.context["form"].non_field_errors() == [
        "This level is not lower than the one asked for. Choose “accepted”."
    ]
    assert page.context["form"]["answer"].value() == "accepted_lower"
    assert Reply.objects.count() == 0


def test_once_replies_are_closed_the_page_says_whom_to_ask(as_user, edition):
    edition.replies_close = timezone.now() - timedelta(days=1)
    edition.save()
    address = f"{DESK}{world.invitation('EGY').pk}/reply/"
    nadia = as_user(world.nadia())
    sentence = "Replies have closed. Write to the secretariat, which can still enter a reply."
    assert nadia.get(address).context["why_not"] == sentence
    assert nadia.post(address, {"answer": "accepted"}).status_code == 200
    assert Reply.objects.count() == 0


def test_another_delegation_does_not_even_see_the_invitation(as_user):
    invitation = letters.invite(
        world.invitation("KAZ", state=rules.LISTED), by=world.salma(), at=NOW
    ).invitation
    nadia = as_user(world.nadia())
    assert nadia.get(f"{DESK}{invitation.pk}/reply/").status_code == 404
    assert nadia.post(f"{DESK}{invitation.pk}/reply/", {"answer": "declined"}).status_code == 404
    assert nadia.get(f"{DESK}letter/{Letter.objects.get().pk}/").status_code == 404


def test_a_focal_point_reads_their_own_letter_and_not_the_board(as_user):
    letter = letters.invite(world.invitation("EGY", state=rules.LISTED), by=world.salma(), at=NOW)
    nadia = as_user(world.nadia())
    shown = nadia.get(f"{DESK}letter/{letter.pk}/")
    assert (shown.status_code, shown.content[:5]) == (200, b"%PDF-")
    for closed in ("", "map/", "add/", f"{letter.invitation_id}/", "letters/invitation/"):
        assert nadia.get(f"{DESK}{closed}").status_code == 403


def test_protocol_enters_replies_and_does_not_issue_letters(as_user):
    invitation = world.invitation("EGY")
    pavel = as_user(world.pavel())
    said = {"answer": "declined", "reference": "12/a", "received_at": ""}
    assert pavel.post(f"{DESK}{invitation.pk}/received/", said).status_code == 302
    assert Reply.objects.get().by_secretariat is True
    assert pavel.post(f"{DESK}{invitation.pk}/remind/").status_code == 403


def test_a_scan_that_is_not_what_it_says_is_refused_and_the_rest_is_kept(as_user):
    invitation = world.invitation("EGY")
    scan = SimpleUploadedFile("letter.pdf", b"<html>", content_type="application/pdf")
    said = {"answer": "accepted", "reference": "12/a", "scan": scan}
    page = as_user(world.salma()).post(f"{DESK}{invitation.pk}/received/", said)
    assert page.context["form"].errors == {
        "scan": ["This file is not a PDF, a JPEG or a PNG, whatever its name says."]
    }
    assert page.context["form"]["reference"].value() == "12/a"


def test_a_reason_with_markup_is_shown_as_it_was_typed(as_user):
    invitation = world.invitation("EGY")
    Reply.objects.create(invitation=invitation, answer="declined", reason="<b>no</b>", at=NOW)
    page = as_user(world.salma()).get(f"{DESK}{invitation.pk}/").content.decode()
    assert page.count("&lt;b&gt;no&lt;/b&gt;") == 1


def test_the_words_of_the_letters_are_edited_and_previewed(as_user):
    salma = as_user(world.salma())
    world.party("EGY")
    said = {"subject_en": "Come", "body_en": "Dear {party}"}
    assert salma.post(f"{DESK}letters/invitation/", said).status_code == 302
    assert LetterTemplate.objects.get().body == {"en": "Dear {party}"}
    for language in ("ar", "en", "fr", "ru"):
        shown = salma.get(f"{DESK}letters/invitation/preview/{language}/")
        assert shown.content[:5] == b"%PDF-"


def genuine() -> Letter:
    invitation = world.invitation("EGY", state=rules.LISTED)
    return letters.invite(invitation, by=world.salma(), at=NOW)


def test_anybody_can_verify_a_letter_however_the_code_is_typed(client):
    letter = genuine()
    typed = f" {letter.code[:5].lower()}-{letter.code[5:]} "
    for page in (
        client.get(f"/en/verify/{letter.code}/"),
        client.get("/en/verify/", {"code": typed}),
    ):
        assert (page.status_code, page.context["letter"]) == (200, letter)
        assert page.content.decode().count("Yes. This letter is genuine.") == 1


def test_verification_says_nothing_of_the_reply(client):
    letter = genuine()
    before = client.get(f"/en/verify/{letter.code}/").content
    Invitation.objects.update(answer=rules.DECLINED, answered_at=NOW)
    assert client.get(f"/en/verify/{letter.code}/").content == before


def test_a_recalled_letter_is_said_to_be_recalled(client):
    letter = genuine()
    letters.recall(letter.invitation, by=world.salma(), at=NOW)
    page = client.get(f"/en/verify/{letter.code}/").content.decode()
    assert (page.count("has since been recalled"), page.count("This letter is genuine.")) == (1, 0)


def test_an_unknown_code_is_unknown_and_guessing_is_slowed(client):
    assert client.get("/en/verify/NOSUCHCODE/").status_code == 404
    answers = {client.get(f"/en/verify/GUESS{n}/").status_code for n in range(30)}
    assert answers == {404, 429}
