"""An edition is opened, described, moved through its states; its venue is built and measured."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from muntada.accounts.models import Grant
from muntada.audit.models import Entry
from muntada.conferences import actions, rules
from muntada.conferences.models import Building, Deadline, Edition, Room, Walk
from muntada.kit.errors import RuleBroken
from muntada.kit.texts import Text
from tests import world

AT = world.NOW


def test_the_last_day_is_not_before_the_first():
    said = rules.why_not_these_dates(arrival=None, starts=date(2021, 6, 24), ends=date(2021, 6, 23))
    assert str(said) == "The last day is before the first day."


def test_an_arrival_day_comes_before_the_conference():
    days = {"starts": date(2021, 6, 23), "ends": date(2021, 6, 24)}
    assert rules.why_not_these_dates(arrival=date(2021, 6, 22), **days) is None
    said = rules.why_not_these_dates(arrival=date(2021, 6, 24), **days)
    assert str(said) == "The arrival day is after the first day."


def test_confirmation_does_not_close_before_nominations():
    june, may, end = (datetime(2021, month, 1, tzinfo=UTC) for month in (6, 5, 7))
    said = rules.why_not_these_deadlines(
        replies=None, nominations=june, confirmations=may, ends=end
    )
    assert str(said) == "Confirmation closes before nominations do. Exchange the two."
    right = {"replies": may, "nominations": may, "confirmations": june, "ends": end}
    assert rules.why_not_these_deadlines(**right) is None


def test_an_address_of_the_house_is_not_given_to_an_edition():
    assert rules.why_not_this_address("desk") is not None
    assert rules.why_not_this_address("forum-9") is None


@pytest.mark.django_db
def test_an_edition_is_postponed_then_given_a_new_date(edition):
    salma = world.user("Salma", "secretariat")
    note = Text(en="To the autumn.")
    actions.move_edition(edition, "postpone", note=note, by=salma, at=AT)
    assert (edition.state, edition.state_note) == ("postponed", note)
    actions.move_edition(edition, "reschedule", note=Text(), by=salma, at=AT)
    edition.refresh_from_db()
    assert edition.state == "planned"
    verbs = Entry.objects.filter(verb__startswith="edition.").values_list("verb", flat=True)
    assert list(verbs.order_by("id")) == ["edition.postponed", "edition.rescheduled"]


@pytest.mark.django_db
def test_what_was_cancelled_cannot_be_held(edition):
    salma = world.user("Salma", "secretariat")
    actions.move_edition(edition, "cancel", note=Text(), by=salma, at=AT)
    with pytest.raises(RuleBroken):
        actions.move_edition(edition, "hold", note=Text(), by=salma, at=AT)


@pytest.mark.django_db
def test_the_record_keeps_only_what_changed(edition):
    salma = world.user("Salma", "secretariat")
    fields = {"city": Text(en="Manama"), "time_zone": edition.time_zone}
    assert actions.change_edition(edition, fields=fields, by=salma, at=AT)
    assert not actions.change_edition(edition, fields=fields, by=salma, at=AT)
    entry = Entry.objects.get(verb="edition.changed")
    assert (entry.before, entry.after) == ({"city": {}}, {"city": {"en": "Manama"}})


@pytest.mark.django_db
def test_a_room_in_use_is_not_removed(edition):
    salma = world.user("Salma", "secretariat")
    session = world.session()
    room = session.room or world.room()
    session.room = room
    session.save()
    with pytest.raises(RuleBroken, match="in use"):
        actions.remove(room, by=salma, at=AT)
    assert Room.objects.filter(pk=room.pk).exists()
    assert not Entry.objects.filter(verb="room.removed").exists()


@pytest.mark.django_db
def test_a_walk_is_measured_once_and_can_be_forgotten(edition):
    salma = world.user("Salma", "secretariat")
    one, other = (
        Room.objects.create(edition=edition, name=Text(en=name), capacity=10) for name in "AB"
    )
    pair = (one.pk, other.pk)
    assert actions.measure_walks(edition, {pair: 4}, by=salma, at=AT) == 1
    assert actions.measure_walks(edition, {pair: 4}, by=salma, at=AT) == 0
    assert Walk.objects.get().minutes == 4
    actions.measure_walks(edition, {pair: None}, by=salma, at=AT)
    assert not Walk.objects.exists()


def _facts(**changes):
    return {
        "ordinal": "9", "title_en": "Ninth Conference", "arrival_day": "2021-06-22",
        "starts": "2021-06-23", "ends": "2021-06-24", "time_zone": "Asia/Bahrain",
        "languages": ["ar", "en"], **changes,
    }  # fmt: skip


def test_the_secretariat_changes_the_facts(edition, as_user):
    client = as_user(world.user("Salma", "secretariat"))
    page = reverse("conferences:facts", args=[edition.slug])
    sent = client.post(page, _facts(confirmations_close="2021-06-10T18:00"))
    assert sent.status_code == 302
    edition.refresh_from_db()
    assert edition.title == {"en": "Ninth Conference"}
    # 18:00 on the venue's clock, three hours ahead of UTC.
    assert edition.confirmations_close == datetime(2021, 6, 10, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ends": "2021-06-22"}, "The last day is before the first day."),
        ({"starts": "23.06.2021x"}, "Enter a valid date."),
        ({"arrival_day": "2021-06-24"}, "The arrival day is after the first day."),
        ({"title_en": ""}, "Write this in at least one language."),
        ({"replies_close": "2025-01-01T10:00"}, "A deadline is after the last day."),
    ],
)
def test_wrong_facts_get_a_sentence_and_lose_nothing(edition, as_user, changes, sentence):
    client = as_user(world.user("Salma", "secretariat"))
    page = reverse("conferences:facts", args=[edition.slug])
    answer = client.post(page, _facts(**changes, city_en="Manama typed"))
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert "Manama typed" in answer.content.decode()


def test_a_number_is_used_once_in_a_series(edition, as_user):
    world.edition("eighth", 8)
    client = as_user(world.user("Salma", "secretariat"))
    answer = client.post(reverse("conferences:facts", args=[edition.slug]), _facts(ordinal="8"))
    assert "Another edition of the series has this number." in answer.content.decode()


def test_closing_the_public_site_hides_it_at_once(edition, as_user, client):
    assert client.get(reverse("website:home", args=[edition.slug])).status_code == 200
    salma = as_user(world.user("Salma", "secretariat"))
    page = reverse("conferences:site", args=[edition.slug])
    assert salma.post(page, {"contacts_en": "The secretariat"}).status_code == 302
    assert client.get(reverse("website:home", args=[edition.slug])).status_code == 404


def test_an_edition_is_cancelled_with_a_note_for_the_public(edition, as_user, client):
    salma = as_user(world.user("Salma", "secretariat"))
    page = reverse("conferences:state", args=[edition.slug, "cancel"])
    assert salma.post(page, {"note_en": "Because of the epidemic."}).status_code == 302
    home = client.get(reverse("website:home", args=[edition.slug])).content.decode()
    assert "Because of the epidemic." in home
    assert salma.get(reverse("conferences:state", args=[edition.slug, "hold"])).status_code == 302
    assert salma.get(reverse("conferences:state", args=[edition.slug, "sing"])).status_code == 404


def test_the_venue_is_built_by_the_programme_desk(edition, as_user):
    amelie = as_user(world.user("Amélie", "programme"))
    new = reverse("conferences:add_building", args=[edition.slug])
    assert amelie.post(new, {"name_en": "Palace"}).status_code == 302
    building = Building.objects.get(name__en="Palace")
    hall = {
        "name_en": "Hall", "building": building.pk, "capacity": "600", "zone": "A", "booths": "6",
        "position": "1",
    }  # fmt: skip
    page = reverse("conferences:add_room", args=[edition.slug])
    assert amelie.post(page, hall).status_code == 302
    assert amelie.post(page, {**hall, "name_en": "Salon"}).status_code == 302
    assert "1 and 100,000 seats" in amelie.post(page, {**hall, "capacity": "0"}).content.decode()
    one, other = Room.objects.filter(building=building).order_by("pk")
    walks = reverse("conferences:walks", args=[edition.slug])
    box = f"walk-{one.pk}-{other.pk}"
    wrong = amelie.post(walks, {box: "soon"}).content.decode()
    assert "Minutes are whole numbers" in wrong
    assert 'value="soon"' in wrong
    assert amelie.post(walks, {box: "6"}).status_code == 302
    assert Walk.objects.get().minutes == 6
    assert (
        "Palace" in amelie.get(reverse("conferences:venue", args=[edition.slug])).content.decode()
    )
    assert amelie.get(reverse("conferences:edition", args=[edition.slug])).status_code == 403


def test_a_deadline_is_added_changed_and_removed(edition, as_user):
    client = as_user(world.user("Salma", "secretariat"))
    add = reverse("conferences:add_deadline", args=[edition.slug])
    client.post(add, {"name_en": "Photos", "at": "2021-06-01T12:00", "is_public": "on"})
    due = Deadline.objects.get()
    assert due.at == datetime(2021, 6, 1, 9, tzinfo=UTC)
    change = reverse("conferences:deadline", args=[edition.slug, due.pk])
    client.post(change, {"name_en": "Photos of all", "at": "2021-06-02T12:00"})
    due.refresh_from_db()
    assert (str(due), due.is_public) == ("Photos of all", False)
    client.post(reverse("conferences:remove_deadline", args=[edition.slug, due.pk]))
    assert not Deadline.objects.exists()


def test_rooms_of_another_edition_are_not_seen(edition, as_user):
    other = world.edition("eighth", 8)
    room = Room.objects.create(edition=other, name=Text(en="Elsewhere"), capacity=5)
    client = as_user(world.user("Salma", "secretariat"))
    assert client.get(reverse("conferences:room", args=[edition.slug, room.pk])).status_code == 404
    assert client.get(reverse("conferences:venue", args=[other.slug])).status_code == 404


def test_a_colleague_is_given_a_role_by_a_personal_link(edition, as_user, mailoutbox):
    client = as_user(world.user("Salma", "secretariat"))
    page = reverse("conferences:colleague", args=[edition.slug])
    who = {"name": "Huda", "email": "huda@example.org", "language": "ar", "role": "protocol"}
    assert client.post(page, who).status_code == 302
    grant = Grant.objects.get(user__email="huda@example.org")
    assert (grant.role, grant.edition) == ("protocol", edition)
    listed = client.get(reverse("conferences:colleagues", args=[edition.slug])).content.decode()
    assert "Huda" in listed
    assert "has not joined yet" in listed
    client.post(reverse("conferences:take_role", args=[edition.slug, grant.pk]))
    assert not Grant.objects.filter(pk=grant.pk).exists()


def test_nobody_takes_a_role_from_themselves(edition, as_user):
    salma = world.user("Salma", "secretariat")
    own = Grant.objects.get(user=salma)
    as_user(salma).post(reverse("conferences:take_role", args=[edition.slug, own.pk]))
    assert Grant.objects.filter(pk=own.pk).exists()


def test_a_secretariat_cannot_make_an_owner(edition, as_user):
    client = as_user(world.user("Salma", "secretariat"))
    who = {"name": "Huda", "email": "huda@example.org", "language": "ar", "role": "owner"}
    answer = client.post(reverse("conferences:colleague", args=[edition.slug]), who)
    assert answer.status_code == 200
    assert not Grant.objects.filter(role="owner").exists()


def test_everybody_signed_in_may_read_what_each_role_may_do(edition, as_user):
    page = as_user(world.user("Omar", "auditor")).get(reverse("accounts:roles"))
    assert "confirm members" in page.content.decode()


def test_every_verb_has_words():
    from muntada.accounts.roles import ROLES, VERBS

    assert set().union(*(role.verbs for role in ROLES.values())) == set(VERBS)


def test_the_edition_page_asks_no_more_for_thirty_deadlines(
    edition, as_user, django_assert_max_num_queries
):
    client = as_user(world.user("Salma", "secretariat"))
    for day in range(1, 30):
        at = datetime(2021, 5, day, tzinfo=UTC)
        Deadline.objects.create(edition=edition, name=Text(en=f"Day {day}"), at=at)
    with django_assert_max_num_queries(12):
        assert client.get(reverse("conferences:edition", args=[edition.slug])).status_code == 200


def test_opening_a_second_series_keeps_the_first(edition):
    salma = world.user("Salma", "secretariat")
    fields = {"slug": "dialogue", "name": Text(en="Dialogue"), "host": Text(en="Institute")}
    series = actions.open_series(fields=fields, by=salma, at=AT)
    days = {"starts": date(2022, 1, 1), "ends": date(2022, 1, 2), "slug": "dialogue-1"}
    made = actions.open_edition(series, fields={**days, "title": Text(en="First")}, by=salma, at=AT)
    assert (made.state, made.is_public) == ("planned", False)
    assert Edition.objects.count() == 2
