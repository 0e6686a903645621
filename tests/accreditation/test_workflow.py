"""From application to a badge in the hand: who decides what, and what is never shown."""

import shutil
from datetime import timedelta

import pypdfium2
import pytest
from django.db import IntegrityError, transaction

from muntada.accreditation import documents, rules, token
from muntada.accreditation.actions import applications, badges, decide, lent, setup
from muntada.accreditation.models import Application, Badge, EditionKeys, SealedFile
from muntada.audit.models import Entry
from muntada.delegations.models import Delegation
from muntada.kit import letters
from muntada.kit.errors import RuleBroken
from tests import world
from tests.accreditation import cast

pytestmark = pytest.mark.django_db
AT = world.NOW


def desk(name="Salma"):
    return {"by": world.user(name, "secretariat"), "at": AT}


def approved(code="delegate", name="Laila Haddad", **names):
    made = cast.submitted(code, name, **names)
    return made, decide.approve(made, **desk())


def test_a_head_of_delegation_is_asked_for_no_passport_and_no_photo(edition):
    cast.opened()
    assert cast.category("head").needs == ["function"]


def test_what_is_missing_is_named(edition):
    cast.opened()
    member = world.member("Karim", state="confirmed")
    made = applications.open_for_member(member, by=world.nadia(), at=AT)
    with pytest.raises(RuleBroken, match="Still missing: photo"):
        applications.submit(made, by=world.nadia(), at=AT)


def test_nobody_is_accredited_twice_across_categories(edition):
    made = cast.submitted()
    with pytest.raises(RuleBroken, match="already"):
        applications.open_for_member(
            made.member, category=cast.category("press"), by=world.nadia(), at=AT
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.create(
            edition=edition, number=99, person=made.person, name_latin="x", made_at=AT,
            category=cast.category("press"),
        )  # fmt: skip


def test_after_the_deadline_only_a_late_place_opens_the_door(edition):
    made = cast.application()
    made.category.deadline = AT - timedelta(days=1)
    made.category.save()
    with pytest.raises(RuleBroken, match="deadline"):
        applications.submit(made, by=world.nadia(), at=AT)
    applications.allow_late(made, **desk())
    made.refresh_from_db()
    applications.submit(made, by=world.nadia(), at=AT)
    assert rules.is_late(submitted=made.submitted_at, deadline=made.category.deadline)


def test_another_delegation_does_not_even_see_it(edition):
    made = cast.submitted()
    assert not Application.objects.visible_to(world.igor()).exists()
    assert list(Application.objects.visible_to(world.nadia())) == [made]


def test_identity_and_photo_are_sealed_and_the_record_names_neither(edition):
    made = cast.submitted("adviser")
    stored = bytes(Application.objects.get(pk=made.pk).identity)
    assert b"A1234567" not in stored
    photo = SealedFile.objects.get(application=made, kind="photo")
    assert not bytes(photo.content).startswith(b"\xff\xd8")
    said = str(list(Entry.objects.values_list("before", "after")))
    assert "A1234567" not in said
    assert "1980-05-14" not in said


def test_one_persons_photo_cannot_be_put_in_anothers_place(edition):
    first, second = cast.submitted(), cast.submitted(name="Karim Nassar")
    keys = EditionKeys.objects.get(edition=edition)
    taken = SealedFile.objects.get(application=first, kind="photo")
    put = SealedFile.objects.get(application=second, kind="photo")
    with pytest.raises(RuleBroken, match="altered"):
        keys.open(taken.content, put.about)


def test_the_vetting_body_gets_five_columns_and_returns_a_word(edition):
    made = cast.submitted("adviser")
    with pytest.raises(RuleBroken, match="vetted first"):
        decide.approve(made, **desk())
    batch = decide.send_to_vetting(edition, [made], recipient="The service", **desk())
    [[reference, *person]] = decide.vetting_rows(batch, at=AT)
    assert person == ["HADDAD LAILA", "1980-05-14", "EGY", "A1234567"]
    assert decide.take_answers(batch, [(2, [reference, "cleared"])], **desk()) == (1, 0)
    made.refresh_from_db()
    assert made.state == rules.CLEARED
    assert rules.seen_from_outside(rules.NOT_CLEARED) == rules.SUBMITTED


def test_one_wrong_row_of_answers_changes_nothing(edition):
    made = cast.submitted("adviser")
    batch = decide.send_to_vetting(edition, [made], recipient="The service", **desk())
    [[reference, *_person]] = decide.vetting_rows(batch, at=AT)
    with pytest.raises(RuleBroken, match="Row 3"), transaction.atomic():
        decide.take_answers(
            batch, [(2, [reference, "cleared"]), (3, ["=1+1", "cleared"])], **desk()
        )
    made.refresh_from_db()
    assert made.state == rules.VETTING


def test_who_proposes_a_refusal_does_not_decide_it(edition):
    made = cast.submitted()
    decide.propose_refusal(made, reason="A secret reason", **desk())
    with pytest.raises(RuleBroken, match="second person"):
        decide.refuse(made, **desk())
    decide.refuse(made, **desk("Hala"))
    assert made.state == rules.REFUSED
    assert b"secret" not in bytes(made.refusal)
    assert "secret" not in str(list(Entry.objects.values_list("before", "after")))


def test_a_zone_upgrade_waits_for_a_second_person_and_a_reduction_does_not(edition):
    made, badge = approved()
    days = made.valid_days()
    decide.ask_zones(made, zones=["A"], days=days, reason="Room full", **desk())
    badge.refresh_from_db()
    assert badge.zones == ["A"]
    change = decide.ask_zones(made, zones=["A", "E"], days=days, reason="Escort", **desk())
    with pytest.raises(RuleBroken, match="second person"):
        decide.decide_zones(change, grant=True, **desk())
    badge.refresh_from_db()
    assert badge.zones == ["A"]
    decide.decide_zones(change, grant=True, **desk("Hala"))
    badge.refresh_from_db()
    assert badge.zones == ["A", "E"]


def test_a_badge_is_printed_collected_against_a_receipt_and_active(edition):
    _made, badge = approved()
    with pytest.raises(RuleBroken, match="Print them first"):
        badges.collect([badge], name="Nadia", role="self", activate=True, **desk())
    badges.mark_printed([badge], **desk())
    receipt = badges.collect([badge], name="Nadia", role="focal_point", activate=True, **desk())
    badge.refresh_from_db()
    assert (badge.state, receipt.number, receipt.lines.get().badge) == (rules.ACTIVE, 1, badge)


def test_a_lost_badge_is_blocked_at_once_and_issued_again_under_a_new_number(edition):
    made, badge = approved()
    again = badges.report_lost(badge, **desk())
    assert badge.state == rules.LOST
    assert (again.issue, again.state) == (2, rules.READY)
    assert again.number != badge.number
    assert made.badges.filter(state__in=rules.LIVE_BADGES).count() == 1


def test_who_withdraws_has_no_live_badge(edition):
    made, badge = approved()
    decide.withdraw(made, **desk())
    badge.refresh_from_db()
    assert badge.state == rules.WITHDRAWN


def test_the_code_is_signed_by_the_edition_and_says_nothing_of_the_person(edition):
    _made, badge = approved()
    public = bytes(EditionKeys.objects.get(edition=edition).signing_public)
    said = token.verify(badge.token, public)
    assert said.number == badge.number
    assert [said.opens(bit) for bit in range(5)] == [True, True, True, False, False]
    assert said.is_valid_on(edition.starts)


def test_floaters_are_counted_for_each_delegation_and_a_series_is_replaced(edition):
    approved("head")
    egypt = Delegation.objects.get(party__code="EGY")
    zone = edition.zones.get(letter="A")
    series = lent.make_series(zone, name="A", size=5, **desk())
    lost = lent.hand_out_floater(series, egypt, name="Nadia", **desk())
    lent.hand_out_floater(series, egypt, name="Nadia", **desk())
    with pytest.raises(RuleBroken, match="entitled"):
        lent.hand_out_floater(series, egypt, name="Nadia", **desk())
    lent.move_lent(lost, "lose", **desk())
    fresh = lent.replace_series(series, name="A2", **desk())
    assert set(series.floaters.values_list("state", flat=True)) == {rules.VOID}
    assert fresh.floaters.filter(state=rules.IN_STOCK).count() == 5


def test_a_pin_goes_to_a_head_once(edition):
    made, _badge = approved("head")
    lent.make_pins(edition, size=2, **desk())
    lent.hand_out_pin(made, name="Laila", **desk())
    with pytest.raises(RuleBroken, match="already"):
        lent.hand_out_pin(made, name="Laila", **desk())


def test_after_a_purge_nothing_sealed_can_be_read_even_from_a_copy(edition):
    made = cast.submitted("adviser")
    copy = bytes(made.identity)
    keys = setup.purge(edition, **desk())
    assert keys.report == {"files": 3, "identities": 1, "applications": 1}
    assert not SealedFile.objects.exists()
    with pytest.raises(RuleBroken, match="destroyed"):
        EditionKeys.objects.get(edition=edition).open(copy, made.about("identity"))
    with pytest.raises(RuleBroken, match="destroyed"):
        setup.purge(edition, **desk())


@pytest.mark.parametrize("size", ["a6", "card"])
@pytest.mark.parametrize(
    ("latin", "own"),
    [
        ("Laila Haddad", {"ar": "سمير منصور"}),
        ("Viktor Lebedin", {"ru": "Виктор Лебедин"}),
        ("Amélie Lefèvre", {}),
    ],
)
def test_the_name_copied_from_the_paper_is_the_name(edition, size, latin, own):
    _made, badge = approved(name=latin, **own)
    template = edition.badge_templates.get(size=size)
    pdf = documents.typeset_badges(edition, [badge], template, sheet=False, at=AT)
    paper = pypdfium2.PdfDocument(pdf)
    assert len(paper) == 1
    text = paper[0].get_textpage().get_text_range()
    for name in (latin, *own.values()):
        assert all(word in text for word in name.split())


@pytest.mark.parametrize("own", ["สมชาย ใจดี", "김철수", "ლევან", "יוסי", "አበበ", "ਗੁਰਪ੍ਰੀਤ"])
def test_a_script_of_which_no_font_is_at_hand_is_said_and_not_printed_as_boxes(edition, own):
    _made, badge = approved(name="Somchai Jaidee")
    badge.application.name_own = own
    assert documents.unset_names([badge]) == [own]
    data, _photos = documents.gathered(
        edition, [badge], edition.badge_templates.first(), sheet=False, at=AT
    )
    assert [name["text"] for name in data["badges"][0]["names"]] == ["Somchai Jaidee"]


def test_a_font_that_the_host_adds_is_found_without_a_restart(settings, tmp_path):
    settings.DATA = tmp_path
    assert not documents.can_set("𠀀")
    (tmp_path / "fonts").mkdir()
    assert not documents.can_set("𠀀")
    shutil.copy(letters.SHIPPED / "Amiri-Regular.ttf", tmp_path / "fonts" / "added.ttf")
    assert documents.can_set("محمد 李")
    assert not documents.can_set("𠀀")


def test_a_name_that_no_font_here_can_set_is_printed_in_latin_letters_and_said(edition):
    _made, badge = approved(name="Li Wei", zh="李𠀀")
    assert badge.application.name_own == "李𠀀"
    assert documents.unset_names([badge]) == ["李𠀀"]
    data, _photos = documents.gathered(
        edition, [badge], edition.badge_templates.first(), sheet=False, at=AT
    )
    assert [name["text"] for name in data["badges"][0]["names"]] == ["Li Wei"]


def test_a_number_is_never_given_twice(edition):
    _made, badge = approved()
    with pytest.raises(IntegrityError), transaction.atomic():
        Badge.objects.create(
            edition=edition, application=badge.application, number=badge.number, issue=7,
            state=rules.LOST, issued_at=AT, changed_at=AT,
        )  # fmt: skip
