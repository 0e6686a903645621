"""Another time zone: what is planned keeps its hours or its instants, and nothing moves unsaid."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import models

from muntada.audit.models import Entry
from muntada.bilaterals import rules as meeting_rules
from muntada.bilaterals.models import Meeting, Notice
from muntada.conferences.models import Edition
from muntada.consequences import zone
from muntada.delegations.models import Member
from muntada.kit.errors import RuleBroken
from muntada.kit.models import Outgoing
from muntada.programme.actions.publish import publish
from muntada.programme.models import Session
from tests import world
from tests.bilaterals.plan import desk

pytestmark = pytest.mark.django_db
TOKYO = "Asia/Tokyo"
# Moments that are no plan, each with why it does not move.
NOT_PLANNED = {
    "bilaterals.Meeting.actual_starts": "when it really began",
    "bilaterals.Meeting.actual_ends": "when it really ended",
    "bilaterals.Move.was_starts": "what was told then",
    "bilaterals.Move.was_ends": "what was told then",
    "bilaterals.Move.starts": "what was told then",
    "bilaterals.Move.ends": "what was told then",
    "press.Statement.release_at": "told to agencies as an instant",
    "gates.Device.code_until": "half an hour from when it was made",
    "gates.Device.list_as_of": "when the list was made",
    "accounts.User.last_login": "when it was",
    "kit.Tries.until": "seconds of a throttle",
}


def moments() -> set[str]:
    return {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("muntada.")
        for field in model._meta.concrete_fields
        if isinstance(field, models.DateTimeField)
    }


def test_every_moment_of_the_house_is_planned_or_a_record_of_what_happened():
    planned = {f"{m._meta.app_label}.{m.__name__}.{name}" for m, name in zone.columns()}
    happened = re.compile(r"\.(at|since|as_of|\w+_at|known_\w+)$")
    unexplained = [
        name for name in sorted(moments() - planned - set(NOT_PLANNED)) if not happened.search(name)
    ]
    assert unexplained == []
    assert planned <= moments()


@pytest.fixture
def planned(edition):
    """A session at 10:00, a meeting told to both sides at 10:00, an arrival at 9:00, deadlines."""
    world.nadia(), world.igor()
    session = world.session("Opening")
    desk.met(desk.agreed(), desk.room(), desk.at(10), state=meeting_rules.PUBLISHED)
    member = world.member("Laila Haddad", state="confirmed")
    Member.objects.filter(pk=member.pk).update(arrives_at=world.OPENING - timedelta(hours=1))
    publish(edition, note="", by=world.salma(), at=world.NOW)
    Outgoing.objects.all().delete()
    Notice.objects.all().delete()
    return session


def change(to=TOKYO, keep=zone.CLOCK):
    return zone.change_zone(world.edition(), to, keep=keep, by=world.salma(), at=world.NOW)


def hour(moment, name):
    return moment.astimezone(ZoneInfo(name)).strftime("%d %H:%M")


def test_the_hours_on_the_clock_stay_and_the_instants_move(planned):
    before = Session.objects.get().starts
    change()
    after = Session.objects.get()
    assert hour(after.starts, TOKYO) == hour(before, "Asia/Bahrain")
    assert before - after.starts == timedelta(hours=6)
    assert hour(Meeting.objects.get().starts, TOKYO) == "23 10:00"
    assert hour(Member.objects.exclude(arrives_at=None).get().arrives_at, TOKYO) == "23 09:00"
    was = world.NOW + timedelta(days=60)
    assert was - Edition.objects.get().replies_close == timedelta(hours=6)


def test_the_instants_stay_where_that_is_asked(planned):
    before = Session.objects.get().starts, Meeting.objects.get().starts
    change(keep=zone.INSTANTS)
    assert (Session.objects.get().starts, Meeting.objects.get().starts) == before
    assert Edition.objects.get().time_zone == TOKYO


def test_instants_that_would_leave_the_days_of_the_conference_are_refused(planned):
    Session.objects.update(
        starts=world.OPENING + timedelta(days=1, hours=10),
        ends=world.OPENING + timedelta(days=1, hours=11),
    )
    with pytest.raises(RuleBroken, match="1 session would fall outside"):
        change(keep=zone.INSTANTS)
    assert Edition.objects.get().time_zone == "Asia/Bahrain"


def test_there_and_back_again_everything_is_as_it_was(planned):
    def all_moments():
        return [
            row
            for group, _counted in zone.GROUPS
            for one in group
            for row in one.rows(world.edition()).order_by("pk").values_list("pk", *one.columns)
        ]

    before = all_moments()
    for to in ("America/New_York", TOKYO, "Asia/Kathmandu", "Asia/Bahrain"):
        change(to)
    assert all_moments() == before


def test_the_public_reads_what_was_published_until_it_is_published_again(planned, client):
    page = f"/en/ninth/programme/{planned.pk}/"
    before = client.get(page).content.decode()
    change()
    assert client.get(page).content.decode().count("10:00") == before.count("10:00") > 0
    assert "Asia/Bahrain" in client.get(page).content.decode()
    version = publish(world.edition(), note="", by=world.salma(), at=world.NOW)
    assert {one["what"] for one in version.changes} == {"time_zone", "moved"}
    assert TOKYO in client.get(page).content.decode()


def test_calendars_of_a_meeting_hear_of_it_and_each_side_is_told_once(planned):
    sequence = Meeting.objects.get().sequence
    change()
    assert Meeting.objects.get().sequence == sequence + 1
    assert {notice.user for notice in Notice.objects.all()} == {world.nadia(), world.igor()}
    assert sorted(Outgoing.objects.values_list("to", flat=True)) == [
        "igor@example.org", "nadia@example.org",
    ]  # fmt: skip


def test_the_desk_is_told_what_it_touches_and_nobody_learns_that_meetings_are_planned(planned):
    told = zone.touched(world.edition(), by=world.salma())
    assert told == ["1 session", "3 deadlines", "1 arrival or departure"]
    everything = world.user("Everything", "secretariat")
    everything.grants.create(role="bilaterals", edition=world.edition())
    everything = type(everything).objects.get(pk=everything.pk)
    assert "1 bilateral meeting" in zone.touched(world.edition(), by=everything)


def test_the_page_says_it_before_and_the_facts_have_no_zone_to_change_by_the_way(planned, as_user):
    browser = as_user(world.salma())
    page = browser.get("/en/desk/ninth/edition/zone/").content.decode()
    assert "1 session" in page
    assert "until you publish it again" in page
    assert 'name="time_zone"' not in browser.get("/en/desk/ninth/edition/facts/").content.decode()
    typed = {"time_zone": TOKYO, "keep": "clock"}
    assert browser.post("/en/desk/ninth/edition/zone/", typed).status_code == 302
    told = Entry.objects.filter(verb="edition.changed").latest("pk")
    assert (told.before, told.after) == (
        {"time_zone": "Asia/Bahrain"}, {"time_zone": TOKYO, "keep": "clock"},
    )  # fmt: skip


def test_only_who_may_change_the_edition_changes_its_zone(planned, as_user):
    assert as_user(world.omar()).get("/en/desk/ninth/edition/zone/").status_code == 403
    assert as_user(world.nadia()).get("/en/desk/ninth/edition/zone/").status_code in (403, 404)
