from datetime import UTC, datetime, timedelta

import pytest

from muntada.floor.teams import (
    Mate,
    Shortfall,
    Stint,
    needed_for_two,
    overloads,
    shortfalls,
    turns,
)

LANGUAGES = ["ar", "en", "fr", "ru"]


def booth(language, many, works_from, retour=()):
    return [
        Mate(f"{language}{n}", language, frozenset(works_from), frozenset(retour))
        for n in range(many)
    ]


def full():
    """Two a booth; all understand English, and the English booth everybody."""
    team = booth("en", 2, ["ar", "fr", "ru"])
    for language in ("ar", "fr", "ru"):
        team += booth(language, 2, ["en"])
    return team


@pytest.mark.parametrize(
    ("minutes", "many"), [(40, 1), (41, 2), (240, 2), (241, 3), (361, 4), (900, 4)]
)
def test_two_languages_take_the_strength_of_the_hours(minutes, many):
    assert needed_for_two(minutes) == many


def test_four_booths_with_relay_through_english_meet_the_figures():
    assert shortfalls(LANGUAGES, 180, full()) == []


def test_an_empty_booth_and_a_lonely_one_are_said():
    team = [mate for mate in full() if mate.name not in ("fr0", "fr1", "ru1")]
    assert shortfalls(LANGUAGES, 180, team) == [
        Shortfall("empty", "fr", need=2),
        Shortfall("short", "ru", have=1, need=2),
    ]


def test_a_booth_that_works_both_ways_has_three():
    team = [*full()[2:], *booth("en", 2, ["ar", "fr", "ru"], retour=["ar"])]
    assert Shortfall("short", "en", have=2, need=3) in shortfalls(LANGUAGES, 180, team)


def test_relay_that_only_one_can_give_is_too_thin():
    team = [mate for mate in full() if mate.booth != "en"]
    team += [*booth("en", 1, ["ar", "fr", "ru"]), *booth("en", 1, ["fr", "ru"])]
    assert Shortfall("few_relay", "fr", "ar", 1, 2) in shortfalls(LANGUAGES, 180, team)


def test_a_language_nobody_understands_reaches_no_booth():
    team = [mate for mate in full() if mate.booth != "en"] + booth("en", 2, ["fr", "ru"])
    found = shortfalls(LANGUAGES, 180, team)
    assert {(one.language, one.source) for one in found} == {
        ("en", "ar"), ("fr", "ar"), ("ru", "ar"),
    }  # fmt: skip


def test_three_languages_take_six_and_one_language_nobody():
    team = [mate for mate in full() if mate.booth in ("ar", "en")] + booth("fr", 1, ["en"])
    codes = [one.code for one in shortfalls(["ar", "en", "fr"], 180, team)]
    assert codes == ["short", "team"]
    assert shortfalls(["en"], 600, []) == []


def test_turns_are_half_hours_shared_by_the_booth():
    assert turns(180, 2) == 3
    assert turns(40, 1) == 2
    assert turns(180, 0) == 0


@pytest.mark.django_db
def test_the_page_says_where_the_team_falls_short(as_user):
    from muntada.floor import actions
    from tests import world

    session = world.session("Debate", languages=LANGUAGES)
    floor = actions.furnish(session, by=world.pavel(), at=world.NOW)
    desk, address = as_user(world.salma()), f"/en/desk/ninth/floor/{floor.pk}/team/"
    form = {"name": "Sami Aziz", "booth": "ar", "works_from": ["en"]}
    assert desk.post(address, form).status_code == 302
    said = desk.get(address).content.decode()
    assert "Arabic: 1 in the booth; it needs 2." in said
    assert "French: nobody is in this booth; it needs 2." in said
    refused = desk.post(address, form | {"works_from": ["ar"]}).content.decode()
    assert "Nobody interprets a language into itself." in refused
    taken = f"/en/desk/ninth/floor/interpreter/{floor.interpreters.get().pk}/take/"
    assert desk.post(taken).status_code == 302
    assert floor.interpreters.count() == 0


def stint(day, hour, minutes=180):
    starts = datetime(2021, 6, day, hour, tzinfo=UTC)
    return Stint(starts, starts + timedelta(minutes=minutes))


def codes(*stints):
    return [one.code for one in overloads(stints)]


def test_two_sessions_a_day_with_ninety_minutes_between_are_within_the_agreement():
    assert codes(stint(21, 9), stint(21, 14)) == []
    assert codes(stint(21, 9), stint(21, 13)) == ["no_break"]
    assert codes(stint(21, 9), stint(21, 11)) == ["overlap"]
    assert codes(stint(21, 9, 60), stint(21, 12, 60), stint(21, 15, 60)) == ["day_full"]
    assert codes(stint(21, 9, 181)) == ["long_session"]


def test_five_in_three_days_seven_in_four_and_eight_in_seven_are_the_most():
    two = [stint(day, hour) for day in (21, 22) for hour in (9, 15)]
    assert codes(*two, stint(23, 9)) == []
    full = overloads([*two, stint(23, 9), stint(23, 15)])
    assert [(one.code, one.have, one.need, one.days) for one in full] == [("week_full", 6, 5, 3)]
    spread = [stint(day, 9) for day in range(21, 28)] + [stint(21, 15), stint(27, 15)]
    assert [(one.have, one.need, one.days) for one in overloads(spread)] == [(9, 8, 7)]


@pytest.mark.django_db
def test_the_page_counts_what_an_interpreter_does_elsewhere(as_user):
    from muntada.floor import actions
    from tests import world

    fields = {"booth": "ar", "works_from": ["en"], "retour": []}
    for number, name in enumerate(("Sami Aziz", "sami  AZIZ")):
        session = world.session(f"Debate {number}", 4 * number, 180, languages=LANGUAGES)
        floor = actions.furnish(session, by=world.pavel(), at=world.NOW)
        actions.put_interpreter(
            floor, fields=fields | {"name": name}, by=world.pavel(), at=world.NOW
        )
    page = as_user(world.salma()).get(f"/en/desk/ninth/floor/{floor.pk}/team/").content.decode()
    assert "60 minutes between two sessions; 90 are needed" in page
