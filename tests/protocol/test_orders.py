from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from muntada.audit.models import Entry
from muntada.kit.errors import RuleBroken
from muntada.protocol import rules
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
    page = as_user(world.salma()).post("/en/desk/ninth/protocol/order/flags/set/", form)
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


def test_the_final_list_names_the_confirmed_alone():
    import pypdfium2

    from muntada.protocol import paper

    furnished()
    world.member("Karim Nassar", "EGY")

    def words(make):
        pages = pypdfium2.PdfDocument(make(world.edition(), at=world.NOW))
        return " ".join(page.get_textpage().get_text_range() for page in pages)

    with override("en"):
        assert "Karim Nassar" in words(paper.provisional)
        assert "Karim Nassar" not in words(paper.final)
        assert "Laila Haddad" in words(paper.final)


def test_organisations_go_by_their_foundation_and_not_by_their_heads():
    for code, founded, since in (("OLD", 1945, date(2021, 1, 1)), ("NEW", 2001, date(2010, 1, 1))):
        party = world.party(code, kind="igo")
        party.founded = founded
        party.save()
        world.delegation(code, is_coming=True)
        world.member(f"Head of {code}", code, place="head", took_office=since)
    assert order() == ["OLD", "NEW"]
    assert why("OLD", "NEW") == "Founded in 1945, before 2001."
