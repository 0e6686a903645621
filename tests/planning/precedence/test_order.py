"""One list of people, in an order that can be defended."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muntada.planning.precedence import Ladder, LadderError, Pin, Standing, order
from muntada.planning.precedence.presets import (
    defence_conference,
    general_assembly,
    kananaskis,
    list_of_participants,
    list_of_speakers,
    seoul,
)
from muntada.planning.precedence.rules import Accredited, Founded, Functions, Host, TookOffice

LEVELS = ["head_of_state", "minister_of_defence", "deputy_prime_minister", "unheard_of"]
standings = st.builds(
    Standing,
    key=st.text("abcdef", min_size=1, max_size=4),
    group=st.sampled_from(["state", "organisation", ""]),
    levels=st.lists(st.sampled_from(LEVELS), max_size=2).map(tuple),
    functions=st.frozensets(st.sampled_from(["host", "next_chair"]), max_size=1),
    took_office=st.none()
    | st.dates(date(2000, 1, 1), date(2003, 1, 1))
    | st.datetimes(datetime(2000, 1, 1), datetime(2003, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    inscribed=st.none() | st.datetimes(timezones=st.just(UTC)),
    founded=st.none() | st.integers(1900, 1903),
    alphabet=st.dictionaries(st.just("en"), st.text("abc", max_size=2), max_size=1),
)
people = st.lists(standings, max_size=8, unique_by=lambda one: one.key)
ladders = st.sampled_from([
    kananaskis(), seoul(), defence_conference(), defence_conference(host="last"),
    general_assembly(starts_at="b", starts_name="B"), list_of_participants(), list_of_speakers(),
])  # fmt: skip


def pins_for(keys: list[str], places: list[int]) -> tuple[Pin, ...]:
    pairs = zip(keys, places, strict=False)
    return tuple(Pin(key, place, "the host asked", "Chief of Protocol") for key, place in pairs)


@given(people, ladders, st.randoms(use_true_random=False), st.permutations(range(1, 7)))
def test_the_order_is_total_and_does_not_depend_on_who_was_typed_first(
    listed, ladder, random, places
):
    pins = pins_for([one.key for one in listed][:3], places)
    pinned = Ladder(ladder.name, ladder.rules, pins)
    shuffled = random.sample(listed, len(listed))
    assert order(shuffled, pinned).keys == order(listed, pinned).keys
    assert sorted(order(listed, pinned).keys) == sorted(one.key for one in listed)


@given(people, ladders, st.permutations(range(1, 9)))
def test_the_pinned_stand_where_they_are_pinned_and_the_others_keep_their_order(
    listed, ladder, places
):
    free = order(listed, ladder)
    pins = pins_for([one.key for one in listed][:3], places)
    pinned = order(listed, Ladder(ladder.name, ladder.rules, pins))
    if all(pin.place <= len(listed) for pin in pins):
        assert [pinned.place(pin.key) for pin in pins] == [pin.place for pin in pins]
    kept = {one.key for one in listed} - {pin.key for pin in pins}
    assert [k for k in pinned.keys if k in kept] == [k for k in free.keys if k in kept]


@given(people, ladders)
def test_for_any_two_there_is_a_sentence_whoever_is_asked_about_first(listed, ladder):
    found = order(listed, ladder)
    for one, other in zip(found.people, found.people[1:], strict=False):
        reason = found.why(one.key, other.key)
        assert reason == found.why(other.key, one.key)
        assert (reason.before, reason.after) == (str(one), str(other))
        assert reason.sentence().startswith(f"{one} comes before {other}: ")


@given(people, ladders)
def test_somebody_who_cancels_leaves_the_others_in_their_order(listed, ladder):
    whole = order(listed, ladder).keys
    assert order(listed[1:], ladder).keys == tuple(k for k in whole if k != listed[0].key)


@given(ladders, st.permutations(range(1, 4)))
def test_a_ladder_survives_being_kept_as_data(ladder, places):
    pinned = Ladder(ladder.name, ladder.rules, pins_for(["a", "b"], places))
    assert Ladder.from_data(pinned.as_data()) == pinned


def state(key: str, level: str, since: int = 2000, **more) -> Standing:
    usual = {"name": key.title(), "group": "state", "alphabet": {"en": key}}
    return Standing(
        **{"key": key, "levels": (level,), "took_office": date(since, 1, 1)} | usual | more
    )


def test_at_kananaskis_the_host_then_presidents_then_prime_ministers_by_years_in_office():
    listed = [
        state("italy", "head_of_government", 2001),
        state("canada", "head_of_government", 1993, functions=frozenset({"host"})),
        state("france", "head_of_state", 1995),
        state("russia", "head_of_state", 2000),
        state("japan", "head_of_government", 2001, took_office=None),
        state("united kingdom", "head_of_government", 1997),
        state("commission", "president_of_the_european_commission", 1999),
        state("council", "president_of_the_european_council", 2002),
    ]
    found = order(listed, kananaskis())
    assert list(found.keys) == [
        "canada", "france", "russia", "united kingdom", "italy", "japan", "council", "commission",
    ]  # fmt: skip
    assert [found.why(*pair).sentence() for pair in zip(found.keys, found.keys[1:], strict=False)][
        :5
    ] == [
        "Canada comes before France: the host comes first.",
        "France comes before Russia: in office since 1995-01-01, before 2000-01-01.",
        "Russia comes before United Kingdom: head of state comes before head of government.",
        "United Kingdom comes before Italy: in office since 1997-01-01, before 2001-01-01.",
        "Italy comes before Japan: a known date of taking office comes before none.",
    ]


def test_at_seoul_the_next_and_the_previous_chair_stand_beside_the_chair():
    listed = [
        state("united states", "head_of_state", 2009),
        state("korea", "head_of_state", 2008, functions=frozenset({"host"})),
        state("united kingdom", "head_of_government", functions=frozenset({"previous_chair"})),
        state("france", "head_of_state", 2007, functions=frozenset({"next_chair"})),
        state("ilo", "head_of_organisation", 1999, group="organisation", founded=1919),
        state("un", "head_of_organisation", 1990, group="organisation", founded=1945),
    ]
    assert list(order(listed, seoul()).keys) == [
        "korea", "france", "united kingdom", "united states", "ilo", "un",
    ]  # fmt: skip


def test_of_two_ranks_the_higher_counts():
    both = state("serbia", "minister_of_defence")
    double = Standing(
        "egypt", group="state", levels=("minister_of_defence", "deputy_prime_minister")
    )
    found = order([both, double], defence_conference())
    assert found.why("egypt", "serbia").sentence() == (
        "egypt comes before Serbia: deputy prime minister comes before minister of defence."
    )


def test_in_the_assembly_the_alphabet_goes_round_from_the_drawn_seat():
    listed = [state(name, "ambassador") for name in ["angola", "yemen", "zambia", "chad"]]
    found = order(listed, general_assembly(starts_at="yemen", starts_name="Yemen"))
    assert found.keys == ("yemen", "zambia", "angola", "chad")
    assert found.why("angola", "zambia").sentence() == (
        "Zambia comes before Angola: alphabetical order of the short names in “en”,"
        " counted from Yemen."
    )


def test_the_circle_begins_there_even_if_the_drawn_member_stays_away():
    listed = [state(name, "ambassador") for name in ["angola", "zambia", "chad"]]
    ladder = general_assembly(starts_at="yemen", starts_name="Yemen")
    assert order(listed, ladder).keys == ("zambia", "angola", "chad")


def test_a_pin_is_told_with_its_author_and_its_reason():
    pin = Pin("chad", 1, "the African Union's chair speaks for all", "Chief of Protocol")
    base = defence_conference()
    found = order(
        [state("angola", "head_of_state"), state("chad", "expert")],
        Ladder(base.name, base.rules, (pin,)),
    )
    assert found.why("angola", "chad").sentence() == (
        "Chad comes before Angola: Chad is pinned to place 1 by Chief of Protocol,"
        " because the African Union's chair speaks for all."
    )


def test_the_host_may_come_last():
    listed = [state("oman", "expert", functions=frozenset({"host"})), state("peru", "expert")]
    found = order(listed, defence_conference(host="last"))
    assert found.why("oman", "peru").sentence() == "Peru comes before Oman: the host comes last."
    with pytest.raises(LadderError, match="first or last"):
        Host("middle")


def test_rules_of_dates_and_years():
    old = Standing("osce", accredited=date(2020, 1, 1), founded=1975)
    young = Standing("au", accredited=date(2021, 1, 1), founded=2002, functions=frozenset({"x"}))
    assert order([young, old], Ladder("", (Accredited(),))).keys == ("osce", "au")
    assert order([young, old], Ladder("", (Founded(),))).keys == ("osce", "au")
    assert order([young, old], Ladder("", (Functions(("x",)),))).keys == ("au", "osce")
    assert order([young, old], Ladder("", ())).why("au", "osce").sentence() == (
        "au comes before osce: nothing on the ladder tells them apart,"
        " so their record numbers decide."
    )


def a_ladder_pinned(place, reason, author):
    pin = {"key": "a", "place": place, "reason": reason, "author": author}
    return {"name": "x", "rules": [], "pins": [pin]}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": "x"}, "This is not a ladder"),
        ({"name": "x", "rules": [{"code": "beauty"}]}, "“beauty” is not a rule"),
        ({"name": "x", "rules": [{"code": "level", "steps": ["a", ["b", "a"]]}]}, "twice: a"),
        ({"name": "x", "rules": [{"code": "host", "where": 1}]}, "This is not a ladder"),
        ({"name": "x", "rules": [{"code": "lot", "draw": {}}]}, "not the record of a draw"),
        (
            a_ladder_pinned(1, "", "b"),
            "needs a reason",
        ),
        (
            a_ladder_pinned(1, "c", ""),
            "needs an author",
        ),
        (
            a_ladder_pinned(0, "c", "b"),
            "counted from 1",
        ),
    ],
)  # fmt: skip
def test_what_is_not_a_ladder_is_refused_with_a_sentence(wrong, said):
    with pytest.raises(LadderError, match=said):
        Ladder.from_data(wrong)


def test_people_and_pins_are_refused_with_a_sentence():
    ann = Standing("ann")
    with pytest.raises(LadderError, match="twice: ann"):
        order([ann, ann], Ladder("", ()))
    with pytest.raises(LadderError, match="Only one can stand there"):
        Ladder("", (), pins_for(["a", "b"], [1, 1]))
    with pytest.raises(LadderError, match="pinned to two places"):
        Ladder("", (), pins_for(["a", "a"], [1, 2]))
    with pytest.raises(LadderError, match="not in this order"):
        order([ann], Ladder("", ())).why("ann", "bob")
    with pytest.raises(LadderError, match="two different people"):
        order([ann], Ladder("", ())).why("ann", "ann")
    naive = Standing("a", took_office=datetime(2000, 1, 1))  # noqa: DTZ001
    with pytest.raises(LadderError, match="no time zone"):
        order([naive], Ladder("", (TookOffice(),)))
