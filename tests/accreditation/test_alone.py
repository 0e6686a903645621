"""The press applies alone: what it hands in, what it is told, and what nobody learns from it."""

import io
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from muntada.accreditation import rules
from muntada.accreditation.actions import applications, decide
from muntada.accreditation.models import Application, Badge, SealedFile
from muntada.audit.models import Entry
from muntada.kit.errors import RuleBroken
from tests import world
from tests.accreditation import cast
from tests.accreditation.test_pages import ROOT, amira, now, queries, tarek

pytestmark = pytest.mark.django_db
PUBLIC = "/en/ninth/accreditation/"
# ICAO Doc 9303 part 4, appendix A: the specimen of Utopia; its date of expiry has passed.
SPECIMEN = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
)


def begun(client, name="Dina Sabry", email="dina@paper.example", code="press"):
    cast.opened()
    typed = {"category": cast.category(code).pk, "name": name, "email": email}
    return client.post(PUBLIC, typed)


def files():
    photo, letter, card = cast.picture(), io.BytesIO(b"%PDF-1.7\n%%EOF"), cast.picture(860, 540)
    photo.name, letter.name, card.name = "photo.jpg", "letter.pdf", "card.jpg"
    return {"photo": photo, "assignment": letter, "press_card": card}


FACTS = {"name": "SABRY DINA", "born": "1988-02-01", "nationality": "EGY", "number": "A7654321"}
TYPED = {"name_latin": "Dina Sabry", "function_en": "Reporter", "outlet": "The Paper",
         "medium": "print"}  # fmt: skip


def test_a_journalist_applies_and_comes_back_by_a_link_that_says_nothing(client, mailoutbox):
    answer = begun(client)
    page = answer["Location"]
    assert "Dina" not in page
    assert "dina" not in page
    client.post(page, TYPED | FACTS | files())
    made = Application.objects.get()
    assert made.state == rules.SUBMITTED
    assert made.medium == "print"
    receipt = client.get(page)
    assert str(made) in receipt.content.decode()
    assert b"submitted" in receipt.content
    assert receipt["X-Robots-Tag"] == "noindex"
    assert "no-store" in receipt["Cache-Control"]
    assert client.get(PUBLIC + "another-link/").status_code == 404
    for letter in mail.outbox:
        assert "Sabry" not in letter.subject + letter.body
        assert "A7654321" not in letter.body
    stored = b"".join(bytes(one.content) for one in SealedFile.objects.all())
    assert b"%PDF" not in stored
    assert b"A7654321" not in bytes(made.identity)


def test_who_is_vetted_is_told_no_more_than_submitted(client):
    page = begun(client)["Location"]
    client.post(page, TYPED | FACTS | files())
    made = Application.objects.get()
    decide.send_to_vetting(world.edition(), [made], recipient="M", by=amira(), at=world.NOW)
    assert b"vetting" not in client.get(page).content


def test_one_document_is_accredited_once_and_nobody_learns_as_what(client):
    cast.submitted("adviser")  # Laila, of Egypt's delegation, with A1234567
    page = begun(client)["Location"]
    laila = FACTS | {"number": "a1234567"}
    said = client.post(page, TYPED | laila | files()).content.decode()
    assert "cannot be taken as it is" in said
    for word in ("Laila", "adviser", "delegation"):
        assert word not in said
    assert now(Application.objects.get(email="dina@paper.example")) == rules.DRAFT


def test_one_address_applies_once(client):
    begun(client)
    again = begun(client, email="DINA@paper.example", code="photo")
    assert b"cannot be taken as it is" in again.content
    assert Application.objects.count() == 1


def test_the_desk_is_told_of_namesakes(client, as_user):
    first = cast.submitted()
    begun(client, name="laila haddad")
    assert b"Under the same name" in as_user(amira()).get(f"{ROOT}{first.pk}/").content


def test_a_mistyped_line_and_an_expired_passport_are_refused_beside_the_field(client):
    page = begun(client)["Location"]
    wrong = SPECIMEN.replace("L898902C36", "L898903C36")
    said = client.post(page, TYPED | {"mrz": wrong} | files()).content.decode()
    assert "check digit" in said
    said = client.post(page, TYPED | {"mrz": SPECIMEN} | files()).content.decode()
    assert "This document has expired." in said
    assert now(Application.objects.get()) == rules.DRAFT


def test_the_lines_of_a_passport_fill_the_four_fields(client):
    from muntada.accreditation.mrz import check_digit

    second = "A7654321<" + str(check_digit("A7654321<")) + "EGY880201" + str(check_digit("880201"))
    second += "F360101" + str(check_digit("360101")) + "<" * 14 + "0"
    whole = second[:10] + second[13:20] + second[21:43]
    lines = "P<EGYSABRY<<DINA".ljust(44, "<") + "\n" + second + str(check_digit(whole))
    page = begun(client)["Location"]
    client.post(page, TYPED | {"mrz": lines} | files())
    made = Application.objects.get()
    said = made.opened_identity(applications.keys_of(world.edition(), at=world.NOW))
    assert said == FACTS | {"expires": "2036-01-01"}


@pytest.mark.parametrize(
    ("field", "content", "sentence"),
    [
        ("photo", b"%PDF-1.7 %%EOF", "This is a PDF"),
        ("photo", b"\xff\xd8" + b"0" * (9 * 1024 * 1024), "8 MB at most"),
        ("assignment", b"MZ\x90\x00", "whatever its name says"),
        ("assignment", b"%PDF-1.7 cut", "cut short"),
    ],
)
def test_what_is_not_what_its_name_says_is_refused_and_nothing_is_kept(
    client, field, content, sentence
):
    page = begun(client)["Location"]
    wrong = io.BytesIO(content)
    wrong.name = "face.jpg"
    said = client.post(page, TYPED | FACTS | files() | {field: wrong}).content.decode()
    assert sentence in said
    assert "The Paper" in said  # what was typed is kept
    assert SealedFile.objects.count() == 0


def test_after_the_deadline_nobody_applies(client):
    cast.opened()
    past = timezone.now() - timedelta(days=1)
    world.edition().accreditation_categories.filter(code="press").update(deadline=past)
    assert b"has passed" in begun(client).content
    assert Application.objects.count() == 0


def test_the_door_of_the_press_tires_of_who_knocks_too_often(client):
    cast.opened()
    answers = {client.post(PUBLIC, {}).status_code for _n in range(25)}
    assert answers == {200, 429}


def test_the_desk_opens_papers_and_leaves_a_trace_where_a_delegation_may_not(client, as_user):
    client.post(begun(client)["Location"], TYPED | FACTS | files())
    made = Application.objects.get()
    desk = as_user(amira())
    page = desk.get(f"{ROOT}{made.pk}/identity/")
    assert b"A7654321" in page.content
    assert "no-store" in page["Cache-Control"]
    letter = desk.get(f"{ROOT}{made.pk}/papers/assignment/")
    assert letter["Content-Disposition"].startswith("attachment")
    assert "Sabry" not in letter["Content-Disposition"]
    seen = set(Entry.objects.filter(verb__endswith=".seen").values_list("verb", flat=True))
    assert seen == {"identity.seen", "assignment.seen"}
    assert as_user(world.nadia()).get(f"{ROOT}{made.pk}/identity/").status_code == 403
    own = cast.submitted()
    assert as_user(world.nadia()).get(f"{ROOT}{own.pk}/identity/").status_code == 403


def test_a_digital_badge_opens_by_its_link_until_it_is_lost(client, as_user):
    made = cast.submitted()
    badge = decide.approve(made, by=amira(), at=world.NOW)
    page = f"/en/ninth/badge/{badge.link}/"
    shown = client.get(page)
    assert b"Laila Haddad" in shown.content
    assert client.get(page + "code.svg")["Content-Type"] == "image/svg+xml"
    assert client.get(page + "photo.jpg").content.startswith(b"\xff\xd8")
    assert client.get(page + "badge.pdf").content.startswith(b"%PDF")
    assert badge.link in as_user(world.nadia()).get(ROOT + "own/").content.decode()
    Badge.objects.update(state=rules.LOST)
    assert b"no longer valid" in client.get(page).content
    assert b"Laila" not in client.get(page).content
    assert client.get(page + "code.svg").status_code == 404


def test_a_delegation_withdraws_and_replaces_a_photo_until_it_is_printed(as_user):
    made = cast.submitted()
    badge = decide.approve(made, by=amira(), at=world.NOW)
    client, page = as_user(world.nadia()), f"{ROOT}own/{made.pk}/"
    photo = cast.picture(700, 900)
    photo.name = "new.jpg"
    assert client.post(page + "photo/", {"photo": photo}).status_code == 302
    Badge.objects.update(state=rules.PRINTED)
    photo = cast.picture(700, 900)
    photo.name = "new.jpg"
    assert b"printed with this photo" in client.post(page + "photo/", {"photo": photo}).content
    client.post(page + "withdraw/")
    badge.refresh_from_db()
    assert (now(made), badge.state) == (rules.WITHDRAWN, rules.WITHDRAWN)
    assert as_user(world.igor()).post(page + "withdraw/").status_code == 404


def test_a_refusal_can_be_taken_back_by_the_lead(as_user):
    made = cast.submitted()
    decide.propose_refusal(made, reason="Doubt", by=amira(), at=world.NOW)
    decide.refuse(made, by=tarek(), at=world.NOW)
    as_user(amira()).post(f"{ROOT}{made.pk}/decide/reopen/")
    made.refresh_from_db()
    assert (made.state, made.refusal) == (rules.SUBMITTED, None)


def test_who_has_applied_again_meanwhile_is_not_reopened():
    made = cast.submitted()
    decide.propose_refusal(made, reason="Doubt", by=amira(), at=world.NOW)
    decide.refuse(made, by=tarek(), at=world.NOW)
    applications.open_for_member(made.member, by=amira(), at=world.NOW)
    with pytest.raises(RuleBroken, match="cannot be taken"):
        decide.reopen(made, by=amira(), at=world.NOW)


def test_the_pages_of_the_lead_cost_the_same_for_one_and_for_thirty(as_user):
    cast.submitted()
    client = as_user(amira())
    pages = [ROOT + "lent/", ROOT + "print/", ROOT + "vetting/", ROOT + "setup/"]
    before = [queries(client, page) for page in pages]
    for n in range(12):
        made = cast.submitted("head" if n == 0 else "delegate", name=f"Member {n:02}")
        decide.approve(made, by=amira(), at=world.NOW)
    assert [queries(client, page) for page in pages] == before


def test_a_name_that_is_a_formula_leaves_for_vetting_as_words(client, as_user):
    page = begun(client, name="=HYPERLINK(1)")["Location"]
    formula = {"name": "=cmd|' /C calc'!A0", "name_latin": "=HYPERLINK(1)"}
    client.post(page, TYPED | FACTS | formula | files())
    made = Application.objects.get()
    desk = as_user(amira())
    desk.post(ROOT + "bulk/", {"do": "vet", "name": "Ministry", "one": made.pk})
    sheet = desk.post(ROOT + "vetting/1/csv/").content.decode("utf-8-sig").splitlines()
    assert sheet[1].split(",")[1].startswith("'=")
    back = io.BytesIO(f"reference,answer\n{sheet[1].split(',')[0]},=1+1\n".encode())
    back.name = "back.csv"
    said = desk.post(ROOT + "vetting/1/answers/", {"file": back}, follow=True).content.decode()
    assert "Row 2" in said
    assert now(made) == rules.VETTING


def test_a_photo_of_fifty_megabytes_is_refused_with_a_sentence(client):
    page = begun(client)["Location"]
    large = io.BytesIO(b"\xff\xd8\xff" + bytes(50 * 1024 * 1024))
    large.name = "face.jpg"
    said = client.post(page, TYPED | FACTS | files() | {"photo": large}).content.decode()
    assert "8 MB at most" in said
    assert now(Application.objects.get()) == rules.DRAFT
