"""Parties as the host sees and corrects them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from muntada.audit.models import Entry
from muntada.kit.texts import Text
from muntada.parties import actions
from muntada.parties.models import Group, Membership, Party
from tests import world


@pytest.fixture
def shipped(db):
    actions.load_shipped_parties()


@pytest.fixture
def salma(edition, as_user):
    return as_user(world.salma())


def _body(answer):
    return answer.content.decode()


def test_a_name_is_found_in_any_language(shipped, salma):
    for words in ("mısır", "Egypte", "مصر", "ЕГИП", "埃及"):
        page = _body(salma.get(reverse("parties:list"), {"q": words}))
        assert ("1 party" in page) == (words != "mısır")


def test_the_league_is_filtered_as_it_was_on_a_day(shipped, salma):
    page = reverse("parties:list")
    assert "21 parties" in _body(salma.get(page, {"group": "LAS", "on": "2021-06-23"}))
    # Six founders signed on 22 March 1945; Syria was suspended in 2021.
    assert "6 parties" in _body(salma.get(page, {"group": "LAS", "on": "1945-03-23"}))
    assert salma.get(page, {"on": "2021-02-31"}).status_code == 200


def test_the_export_holds_what_is_shown(shipped, salma):
    page = reverse("parties:list")
    answer = salma.get(page, {"q": "Côte", "export": "csv"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["Code", "CIV"]


def test_a_name_is_overridden_shown_beside_the_shipped_one_and_restored(shipped, salma):
    egypt = Party.objects.get(code="EGY")
    before = dict(egypt.sort_keys)
    page = reverse("parties:override_name", args=["EGY"])
    typed = {f"short_name_{code}": said for code, said in egypt.short_name.items()}
    typed |= {f"formal_name_{code}": said for code, said in egypt.formal_name.items()}
    assert salma.post(page, {**typed, "short_name_en": "Misr"}).status_code == 302
    egypt.refresh_from_db()
    assert (egypt.short_name["en"], egypt.sort_keys["en"]) == ("Misr", "misr")
    shown = _body(salma.get(reverse("parties:party", args=["EGY"])))
    assert "Misr" in shown
    assert "shipped:" in shown
    assert "1 party" in _body(salma.get(reverse("parties:list"), {"overridden": "1"}))
    salma.post(reverse("parties:restore_names", args=["EGY"]))
    egypt.refresh_from_db()
    assert (egypt.short_name["en"], egypt.sort_keys) == ("Egypt", before)
    verbs = Entry.objects.filter(thing_type="parties.party").values_list("verb", flat=True)
    assert list(verbs.order_by("id")) == ["party.name_overridden", "party.names_restored"]


def test_a_body_is_added_under_its_own_code(shipped, salma):
    page = reverse("parties:add_body")
    typed = {"code": "forum-x", "kind": "think_tank", "short_name_en": "The Forum", "founded": ""}
    assert salma.post(page, typed).status_code == 302
    assert Party.objects.get(code="FORUM-X").sort_key("en") == "forum"
    assert "Another party has this code." in _body(salma.post(page, typed))
    assert "A code has Latin capitals" in _body(salma.post(page, {**typed, "code": "منتدى"}))


def test_a_place_in_a_group_does_not_overlap_another(shipped, salma):
    egypt = Party.objects.get(code="EGY")
    page = reverse("parties:add_membership", args=["LAS"])
    typed = {"party": egypt.pk, "status": "member", "since": "2020-01-01", "until": "", "note": ""}
    assert "at that time already" in _body(salma.post(page, typed))
    wrong = {**typed, "until": "2019-01-01"}
    assert "The last day is before the first day." in _body(salma.post(page, wrong))


def test_a_group_of_the_host_is_made_and_emptied(shipped, salma):
    assert salma.post(reverse("parties:add_group"), {"code": "g3", "name_en": "Three"}).url
    france = Party.objects.get(code="FRA")
    typed = {"party": france.pk, "status": "member", "since": "2020-01-01", "until": "", "note": ""}
    salma.post(reverse("parties:add_membership", args=["G3"]), typed)
    one = Membership.objects.get(group__code="G3")
    assert "France" in _body(salma.get(reverse("parties:group", args=["G3"])))
    salma.post(reverse("parties:remove_membership", args=["G3", one.pk]))
    assert not Membership.objects.filter(group__code="G3").exists()


def test_who_may_see_parties_may_not_change_them(shipped, edition, as_user):
    press = as_user(world.user("Rim", "press"))
    assert press.get(reverse("parties:list")).status_code == 200
    assert press.get(reverse("parties:override_name", args=["EGY"])).status_code == 403
    assert as_user(world.omar()).get(reverse("parties:list")).status_code == 403


def test_the_list_asks_no_more_for_thirty_parties(edition, as_user):
    client = as_user(world.salma())

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(reverse("parties:list"))
        return len(asked)

    group = Group.objects.create(code="G", name=Text(en="G"))
    counts = []
    for size in (1, 30):
        for number in range(size):
            party = world.party(f"P{size}-{number}", kind="igo")
            Membership.objects.create(group=group, party=party, since=date(2020, 1, 1))
        counts.append(queries())
    assert counts[0] == counts[1]
