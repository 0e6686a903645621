import pytest

from muntada.audit.models import Entry
from muntada.kit.errors import RuleBroken
from muntada.protocol.actions import seats
from muntada.protocol.models import Need, SeatPlan
from tests import world
from tests.protocol.house import codes, furnished, plan

pytestmark = pytest.mark.django_db


def newest(made):
    return made.versions.first()


def apart(one, other):
    return seats.keep_apart(
        world.edition(), one=world.delegation(one), other=world.delegation(other),
        by=world.pavel(), at=world.NOW,
    )  # fmt: skip


def key_of(made, code):
    content = newest(made).content
    return next(key for key, one in content["people"].items() if one["code"] == code)


def swap(made, one, other, anyway=False):
    return seats.swap(made, one=one, other=other, anyway=anyway, by=world.pavel(), at=world.NOW)


def cancel(made, *keys, move_up=False):
    return seats.cancel(made, keys=list(keys), move_up=move_up, by=world.pavel(), at=world.NOW)


def test_heads_are_seated_in_the_order_of_precedence():
    furnished()
    assert codes(newest(plan())) == ["BRA", "NZL", "EGY", "KAZ", "FRA"]


def test_two_delegations_kept_apart_do_not_sit_side_by_side():
    furnished()
    apart("NZL", "EGY")
    seated = codes(newest(plan()))
    assert abs(seated.index("NZL") - seated.index("EGY")) > 1


def test_nobody_but_who_may_reads_who_is_kept_apart(as_user):
    furnished()
    apart("NZL", "EGY")
    made = plan()
    told = " ".join(
        f"{entry.thing_name} {entry.before} {entry.after}"
        for entry in Entry.objects.filter(verb__startswith="apart")
    )
    assert "New Zealand" not in told
    assert "Egypt" not in told
    press = as_user(world.user("Pia", "programme"))
    assert press.get("/en/desk/ninth/protocol/apart/").status_code == 403
    beside = 2 + codes(newest(made)).index("NZL")
    with pytest.raises(RuleBroken) as refused:
        swap(made, beside, 1 + codes(newest(made)).index("EGY"))
    assert "kept apart" in str(refused.value)
    assert "Egypt" not in str(refused.value)


def test_a_swap_says_what_it_breaks_and_is_done_if_the_desk_insists():
    furnished()
    apart("BRA", "FRA")
    made = plan()
    with pytest.raises(RuleBroken, match="kept apart would sit together"):
        swap(made, 2, 5)
    assert made.versions.count() == 1
    swap(made, 2, 5, anyway=True)
    assert codes(newest(made))[:2] == ["BRA", "FRA"]
    assert newest(made).number == 2


def test_a_swap_out_of_the_order_names_the_places():
    furnished()
    with pytest.raises(
        RuleBroken, match="Joana Prado is number 1 in the order and would take seat 3"
    ):
        swap(plan(), 1, 3)


def test_seats_that_are_not_there_or_empty_are_refused():
    furnished()
    made = plan(size=8)
    with pytest.raises(RuleBroken, match="two different seats"):
        swap(made, 1, 99)
    with pytest.raises(RuleBroken, match="Both seats are empty"):
        swap(made, 7, 8)


def test_when_one_cancels_the_others_keep_their_seats():
    furnished()
    made = plan()
    version = cancel(made, key_of(made, "NZL"))
    assert version.moved == 0
    assert codes(version) == ["BRA", "EGY", "KAZ", "FRA"]
    assert "2" not in version.content["at"]


def test_a_seat_of_honour_left_empty_is_taken_by_one_or_all_move_up():
    furnished()
    one = plan(honour=3)
    assert codes(cancel(one, key_of(one, "NZL"))) == ["BRA", "KAZ", "EGY", "FRA"]
    all_up = plan(honour=3)
    version = cancel(all_up, key_of(all_up, "NZL"), move_up=True)
    assert codes(version) == ["BRA", "EGY", "KAZ", "FRA"]
    assert version.moved == 2


def test_a_member_withdrawn_leaves_the_plan_when_it_is_repaired():
    furnished()
    made = plan()
    world.delegation("EGY").members.update(state="withdrawn")
    assert "EGY" not in codes(cancel(made))


def test_an_old_version_keeps_the_names_of_then():
    furnished()
    made = plan()
    cancel(made, key_of(made, "NZL"))
    assert "NZL" in codes(made.versions.get(number=1))


def test_too_many_people_for_the_seats_is_a_sentence_and_keeps_nothing():
    furnished()
    with pytest.raises(RuleBroken, match="more people than seats"):
        plan(size=3)
    assert SeatPlan.objects.count() == 0


def test_who_joins_by_video_has_no_seat():
    furnished()
    world.delegation("KAZ").members.update(mode="video")
    assert "KAZ" not in codes(newest(plan()))


def test_an_interpreter_sits_behind_and_a_need_is_audited_without_its_nature():
    furnished()
    interpreter = world.member("Sami Aziz", "EGY", state="confirmed")
    head = world.delegation("EGY").members.get(place="head")
    seats.put_need(
        head, wheelchair=True, left_handed=False, interpreter=interpreter, by=world.pavel(),
        at=world.NOW,
    )  # fmt: skip
    made = plan(behind=1)
    at = {key: int(n) for n, key in newest(made).content["at"].items()}
    assert at[f"m{head.pk}"] in (1, 6)
    assert at[f"m{interpreter.pk}"] > 6
    entry = Entry.objects.get(verb="need.put")
    assert (entry.before, entry.after) == ({}, {})
    assert Need.objects.count() == 1


def test_the_map_and_the_list_say_the_same(as_user):
    furnished()
    made = plan()
    said = as_user(world.pavel()).get(f"/en/desk/ninth/protocol/seats/{made.pk}/").content.decode()
    assert said.count("data-seat=") == 6
    assert said.count("Tui Parata") >= 2


def test_a_swap_that_breaks_something_asks_again_without_a_script(as_user):
    furnished()
    made = plan()
    desk = as_user(world.user("Pia", "protocol"))
    address = f"/en/desk/ninth/protocol/seats/{made.pk}/swap/"
    page = desk.post(address, {"one": 1, "other": 3})
    assert page.status_code == 409
    assert "Change the seats anyway" in page.content.decode()
    assert desk.post(address, {"one": 1, "other": 3, "anyway": "on"}).status_code == 302
    assert codes(newest(made))[0] == "EGY"


def test_another_edition_does_not_see_the_plan(as_user):
    furnished()
    made = plan()
    elsewhere = world.edition("tenth", 10)
    stranger = world.user("Zoe", "protocol", of=elsewhere)
    assert as_user(stranger).get(f"/en/desk/tenth/protocol/seats/{made.pk}/").status_code == 404


@pytest.mark.parametrize("kind", ["plan", "cards", "plates"])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("shape", ["rows", "dinner"])
def test_plan_cards_and_plates_are_printed(as_user, kind, language, shape):
    furnished()
    made = plan(shape=shape, per_row=3)
    address = f"/{language}/desk/ninth/protocol/seats/{made.pk}/versions/1/{kind}.pdf"
    assert as_user(world.pavel()).get(address).content.startswith(b"%PDF")


def test_a_wheelchair_is_seated_where_the_plan_says_one_can_be_reached(as_user):
    made = furnished()
    head = made["BRA"].members.get(place="head")
    Need.objects.create(member=head, wheelchair=True)
    hall = plan(accessible="4-5")
    seats_of = {key: seat for seat, key in newest(hall).content["at"].items()}
    assert seats_of[f"m{head.pk}"] in ("4", "5")
    assert "reached" in as_user(world.pavel()).get(f"{SEATS}{hall.pk}/").content.decode()


SETTINGS = {"name_en": "Hall", "name_0": "Hall", "shape": "rows", "who": "heads",
            "purpose": "precedence", "size": 6, "per_row": 3, "behind": 0, "honour": 0,
            "aisles": "", "accessible": "", "room": ""}  # fmt: skip
SEATS = "/en/desk/ninth/protocol/seats/"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"accessible": "front"}, "a dash for several in a row"),
        ({"accessible": "9-5"}, "a dash for several in a row"),
        ({"accessible": "7"}, "There is no such seat"),
        ({"aisles": "4"}, "There is no such seat"),
        ({"size": 2}, "more people than seats"),
    ],
)
def test_settings_that_cannot_be_are_refused_and_the_plan_stays(as_user, wrong, said):
    furnished()
    hall = plan()
    page = as_user(world.pavel()).post(f"{SEATS}{hall.pk}/settings/", SETTINGS | wrong)
    assert said in page.content.decode()
    hall.refresh_from_db()
    assert (hall.size, hall.versions.count()) == (6, 1)


def test_an_older_version_is_drawn_in_the_hall_of_then(as_user):
    furnished()
    hall = plan()
    pavel = as_user(world.pavel())
    assert pavel.post(f"{SEATS}{hall.pk}/settings/", SETTINGS | {"size": 5}).status_code == 302
    assert pavel.get(f"{SEATS}{hall.pk}/versions/1/").content.decode().count("data-seat=") == 6
    assert pavel.get(f"{SEATS}{hall.pk}/").content.decode().count("data-seat=") == 5


def test_a_dinner_says_whether_it_is_proven_the_best(as_user):
    furnished()
    made = plan(shape="dinner", per_row=3)
    page = as_user(world.pavel()).get(f"{SEATS}{made.pk}/").content.decode()
    assert "Proven: no other way to share out the tables" in page


def test_after_a_cancellation_the_compromises_are_those_of_the_plan_as_it_stands():
    made = furnished()
    for code in ("BRA", "NZL"):
        Need.objects.create(member=made[code].members.get(place="head"), left_handed=True)
    hall = plan(shape="round", size=5)
    assert {one["code"] for one in newest(hall).content["compromises"]} == {"left_hand"}
    cancel(hall, key_of(hall, "BRA"))
    left = newest(hall).content["compromises"]
    assert [one["key"] for one in left] == [key_of(hall, "NZL")]
    swap(hall, 4, 5, anyway=True)
    assert "out_of_order" in {one["code"] for one in newest(hall).content["compromises"]}
