from datetime import date, timedelta

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from muntada.audit.models import Entry
from muntada.conferences.models import Edition
from muntada.floor import actions as floors
from muntada.kit.errors import RuleBroken
from muntada.protocol import paper, rules
from muntada.protocol.actions import orders
from muntada.protocol.models import Draw, Pin
from muntada.protocol.orders import arrangement, plain, read
from tests import world
from tests.protocol.house import HEADS, furnished

pytestmark = pytest.mark.django_db


def order(purpose="precedence"):
    return list(read(arrangement(world.edition(), purpose)).order.keys)


def why(one, other, purpose="precedence", language="en"):
    with override(language):
        found = read(arrangement(world.edition(), purpose))
        return found.because(found.order.why(one, other))


def set_order(purpose="precedence", **fields):
    arranged = arrangement(world.edition(), purpose)
    said = {"by": arranged.by, "language": "en", "host_place": "first", "draw": None} | fields
    return orders.set_order(world.edition(), purpose, fields=said, by=world.pavel(), at=world.NOW)


def draw(seed="4 2"):
    return orders.draw(
        world.edition(), seed=seed, drawn_by="Salma", witness="The dean", by=world.pavel(),
        at=world.NOW,
    )  # fmt: skip


def test_rank_comes_first_then_the_longer_in_office():
    furnished()
    assert order() == ["BRA", "NZL", "EGY", "KAZ", "FRA"]


def test_the_sentence_names_the_rule_that_decided():
    furnished()
    assert why("BRA", "EGY") == "Rank: Head of State comes before Minister."
    assert why("KAZ", "EGY").startswith("In office since Tuesday, 1 January 2019, before")


def test_the_host_comes_first_whatever_the_rank_or_last_if_the_host_prefers():
    edition = world.edition()
    edition.host_party = furnished()["FRA"].party
    edition.save()
    assert order()[0] == "FRA"
    assert why("FRA", "BRA") == "The host comes first."
    set_order(host_place="last")
    assert order()[-1] == "FRA"


def test_flags_follow_the_alphabet_of_the_language_that_is_set():
    furnished()
    assert order("flags") == ["BRA", "EGY", "FRA", "KAZ", "NZL"]
    set_order("flags", language="ar")
    assert order("flags") == ["BRA", "FRA", "KAZ", "EGY", "NZL"]


def test_the_drawn_member_takes_the_first_seat_and_the_alphabet_goes_round():
    furnished()
    first = draw().result[0]
    alphabet = ["BRA", "EGY", "FRA", "KAZ", "NZL"]
    start = alphabet.index(first)
    assert order("seating") == alphabet[start:] + alphabet[:start]
    assert "whose lot was drawn" in why(*order("seating")[:2], purpose="seating")


def test_a_draw_is_recorded_whole_and_can_be_drawn_again():
    furnished()
    made = draw()
    assert plain(Draw.objects.get(pk=made.pk)).why_not_as_drawn() is None
    entry = Entry.objects.get(verb="lots.drawn")
    assert entry.after == {
        "seed": "4 2", "drawn_by": "Salma", "witness": "The dean", "first": made.result[0],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"witness": " "}, "needs a witness"),
        ({"seed": ""}, "needs a seed"),
    ],
)
def test_a_draw_without_witness_or_seed_is_refused(said, sentence):
    furnished()
    asked = {"seed": "1", "drawn_by": "Salma", "witness": "The dean"} | said
    with pytest.raises(RuleBroken, match=sentence):
        orders.draw(world.edition(), **asked, by=world.pavel(), at=world.NOW)


def test_nobody_can_be_drawn_before_anybody_has_accepted():
    with pytest.raises(RuleBroken, match="nobody to draw"):
        draw()


def pin(code, place, reason="Dean of the ministers"):
    return orders.pin(
        world.edition(), "precedence", delegation=world.delegation(code), place=place,
        reason=reason, by=world.pavel(), at=world.NOW,
    )  # fmt: skip


def test_a_pinned_place_stands_and_says_who_decided_and_why():
    furnished()
    pin("FRA", 2)
    assert order() == ["BRA", "FRA", "NZL", "EGY", "KAZ"]
    said = why("FRA", "NZL")
    assert said == "France is pinned to place 2 by Pavel: Dean of the ministers."


def test_a_pin_is_refused_without_a_reason_on_a_taken_place_or_beyond_the_list():
    furnished()
    pin("FRA", 2)
    with pytest.raises(RuleBroken, match="reason"):
        pin("EGY", 1, reason=" ")
    with pytest.raises(RuleBroken, match="pinned to this place already"):
        pin("EGY", 2)
    with pytest.raises(RuleBroken, match="no such place"):
        pin("EGY", 6)
    assert Pin.objects.count() == 1


def test_a_lot_cannot_order_before_it_is_drawn():
    furnished()
    with pytest.raises(RuleBroken, match="No lot has been drawn yet"):
        set_order(by=["lot"])


@pytest.mark.parametrize("purpose", [code for code, _name in rules.PURPOSES])
def test_every_order_holds_every_delegation_once(purpose):
    furnished()
    assert sorted(order(purpose)) == sorted(HEADS)


def test_who_declined_is_in_no_order():
    furnished()["EGY"].__class__.objects.filter(party__code="EGY").update(is_coming=False)
    assert "EGY" not in order()


def test_the_page_answers_why_in_arabic(as_user):
    furnished()
    page = as_user(world.pavel()).get("/ar/desk/ninth/protocol/order/precedence/?one=EGY&other=BRA")
    assert "البرازيل" in page.content.decode()
    assert 'id="why"' in page.content.decode()


def test_the_rules_are_changed_on_their_page(as_user):
    furnished()
    form = {"preset": "", "language": "en", "host_place": "first", "draw": "", "rule_alphabet": 1}
    address = reverse("protocol:set_order", args=["ninth", "precedence"])
    assert as_user(world.pavel()).post(address, form).status_code == 302
    assert order() == ["BRA", "EGY", "FRA", "KAZ", "NZL"]


def test_an_order_without_rules_is_refused_with_a_sentence(as_user):
    form = {"preset": "", "language": "en", "host_place": "first", "draw": ""}
    page = as_user(world.salma()).post("/en/desk/ninth/protocol/order/precedence/set/", form)
    assert "at least one rule" in page.content.decode()


def test_the_programme_desk_does_not_change_orders(as_user):
    form = {"preset": "defence", "language": "en", "host_place": "first", "draw": ""}
    page = as_user(world.amelie()).post("/en/desk/ninth/protocol/order/flags/set/", form)
    assert page.status_code == 403


def test_an_order_costs_the_same_for_two_delegations_as_for_five(as_user):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as found:
            as_user(world.pavel()).get("/en/desk/ninth/protocol/order/precedence/")
        return len(found)

    furnished(["EGY", "KAZ"])
    queries()
    few = queries()
    furnished(["BRA", "FRA", "NZL"])
    assert queries() == few


@pytest.mark.parametrize(
    "kind", ["flags", "cars", "participants-provisional", "participants-final"]
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_sheet_is_printed_in_both_directions(as_user, kind, language):
    furnished()
    page = as_user(world.pavel()).get(f"/{language}/desk/ninth/protocol/paper/{kind}.pdf")
    assert page.status_code == 200
    assert page.content.startswith(b"%PDF")


def words(pdf):
    return " ".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(pdf))


def test_the_final_list_names_the_confirmed_alone():
    furnished()
    world.member("Karim Nassar", "EGY")
    with override("en"):
        final = words(paper.final(world.edition(), at=world.NOW))
        assert "Karim Nassar" in words(paper.provisional(world.edition(), at=world.NOW))
    assert "Karim Nassar" not in final
    assert "Laila Haddad" in final


def test_organisations_go_by_their_foundation_and_not_by_their_heads():
    for code, founded, since in (("OLD", 1945, date(2021, 1, 1)), ("NEW", 2001, date(2010, 1, 1))):
        party = world.party(code, kind="igo")
        party.founded = founded
        party.save()
        world.delegation(code, is_coming=True)
        world.member(f"Head of {code}", code, place="head", took_office=since)
    assert order() == ["OLD", "NEW"]
    assert why("OLD", "NEW") == "Founded in 1945, before 2001."


def test_the_time_of_inscription_breaks_ties_and_says_so():
    furnished()
    floor = floors.furnish(world.session("Debate"), by=world.pavel(), at=world.NOW)
    floors.open_list(floor, is_open=True, by=world.pavel(), at=world.NOW)
    for minutes, code in enumerate(("NZL", "KAZ")):
        at = world.NOW + timedelta(minutes=minutes)
        floors.inscribe(floor, delegation=world.delegation(code), by=world.pavel(), at=at)
    set_order(by=["inscribed", "alphabet"], floor=floor)
    assert order() == ["NZL", "KAZ", "BRA", "EGY", "FRA"]
    assert "(12:00:00)" in why("NZL", "KAZ")
    assert why("KAZ", "BRA") == "One who is inscribed comes before one who is not."


def test_heads_of_mission_go_by_their_accreditation():
    made = furnished(["EGY", "KAZ"])
    made["KAZ"].members.update(accredited_on=date(2019, 2, 1))
    made["EGY"].members.update(accredited_on=date(2020, 2, 1))
    set_order(by=["accredited"])
    assert order() == ["KAZ", "EGY"]
    assert "Accredited since" in why("KAZ", "EGY")


def test_at_seoul_the_next_and_the_previous_chair_sit_beside_the_host():
    made = furnished()
    Edition.objects.update(host_party=world.party("FRA"))
    set_order(
        by=rules.PRESETS["seoul"][1], next_chair=made["NZL"], previous_chair=made["EGY"]
    )  # fmt: skip
    assert order()[:3] == ["FRA", "NZL", "EGY"]
    assert why("NZL", "EGY") == "The next chair comes before the previous chair."


def test_the_order_of_the_groups_is_the_hosts():
    furnished(["EGY"])
    world.party("UNO", kind="igo")
    world.delegation("UNO", is_coming=True)
    set_order(by=["group", "alphabet"], groups=["organisation", "state"])
    assert order() == ["UNO", "EGY"]


HAND = {"first": "", "others": "", "drawn_at": "2021-03-20T10:00", "drawn_by": "The dean",
        "witness": "Two delegates"}  # fmt: skip


def test_lots_drawn_by_hand_are_entered_as_they_were_read_out(as_user):
    made = furnished()
    form = HAND | {"first": made["KAZ"].pk, "others": "2. Egypt\nفرنسا\n\nNZL"}
    page = as_user(world.pavel()).post("/en/desk/ninth/protocol/draws/by-hand/", form, follow=True)
    drawn = Draw.objects.get()
    assert (drawn.result, drawn.by_hand) == (["KAZ", "EGY", "FRA", "NZL"], True)
    assert "the witness confirms it" in page.content.decode()
    assert order(rules.SEATING)[0] == "KAZ"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"others": "Atlantis"}, "“Atlantis” is no delegation"),
        ({"others": "KAZ"}, "drawn twice"),
        ({"drawn_at": "2999-01-01T10:00"}, "lies in the future"),
        ({"witness": ""}, "required"),
        ({"first": ""}, "required"),
    ],
)
def test_a_draw_that_cannot_have_been_is_refused_with_a_sentence(as_user, wrong, said):
    made = furnished()
    form = HAND | {"first": made["KAZ"].pk} | wrong
    page = as_user(world.pavel()).post("/en/desk/ninth/protocol/draws/by-hand/", form)
    assert said in page.content.decode()
    assert not Draw.objects.exists()


@pytest.mark.parametrize(
    ("many", "pattern", "side", "stand"),
    [
        (5, "line", "left", [1, 2, 3, 4, 5]), (5, "line", "right", [5, 4, 3, 2, 1]),
        (5, "centre", "left", [4, 2, 1, 3, 5]), (5, "centre", "right", [5, 3, 1, 2, 4]),
        (2, "centre", "left", [1, 2]), (2, "centre", "right", [2, 1]),
    ],
)  # fmt: skip
def test_flags_stand_on_the_hosts_side(many, pattern, side, stand):
    flags = list(range(1, many + 1))
    assert rules.flags_from_left(flags, pattern=pattern, side=side) == stand


def test_who_is_not_public_is_printed_for_the_secretariat_alone(as_user):
    furnished()
    world.member("Karim Nassar", "EGY", is_published=False)
    sheet = "/en/desk/ninth/protocol/paper/participants-provisional.pdf"
    assert as_user(world.pavel()).get(f"{sheet}?everybody=on").status_code == 403
    secretariat = as_user(world.salma())
    assert "Karim Nassar" in words(secretariat.get(f"{sheet}?everybody=on").content)
    assert "Karim Nassar" not in words(secretariat.get(sheet).content)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "His Excellency Karim Nassar"), ("fr", "Son Excellence Monsieur Karim Nassar"),
     ("zh", "Karim Nassar先生阁下")],
)  # fmt: skip
def test_a_form_of_address_stands_where_the_language_puts_it(language, said):
    member = world.member("Karim Nassar", "EGY")
    member.person.form_of_address = "he_m"
    with override(language):
        assert paper._addressed(member) == said


def test_a_delegation_without_names_is_on_the_provisional_list_and_not_on_the_final():
    world.delegation("FRA", is_coming=True)
    with override("en"):
        said = words(paper.provisional(world.edition(), at=world.NOW))
        assert "To be named" in said
        assert "1 delegation, 0 participants" in said
        assert "France" not in words(paper.final(world.edition(), at=world.NOW))
