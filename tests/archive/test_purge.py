"""What is personal is destroyed on its day, held back for a reason, or before it by two people."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from muntada.accreditation.actions.setup import keys_of
from muntada.accreditation.models import Application, EditionKeys
from muntada.archive import actions, tasks
from muntada.archive.models import EarlyPurge, PurgeReport
from muntada.audit.models import Entry
from muntada.delegations.models import FocalPoint, Member
from muntada.imports.models import Import
from muntada.kit.errors import RuleBroken
from muntada.kit.models import Outgoing
from tests import world
from tests.accreditation import cast

DAY_1 = datetime(2021, 6, 25, 9, tzinfo=UTC)
DAY_31 = datetime(2021, 7, 25, 9, tzinfo=UTC)
DAY_120 = datetime(2021, 10, 26, 9, tzinfo=UTC)


@pytest.fixture
def over(db):
    """The ninth edition, held, with something of every kind."""
    made = world.edition()
    made.state = "held"
    made.save()
    delegation = world.delegation("EGY", is_coming=True)
    delegation.note = "asks for two seats"
    delegation.save()
    laila = world.member("Laila Haddad", state="confirmed", rank=world.rank(), place="head")
    Member.objects.filter(pk=laila.pk).update(arrives_at=world.NOW, arrival_by="MS 901")
    laila.person.email = "laila@example.org"
    laila.person.save()
    world.nadia()
    asked = cast.submitted(name="Karim Nassar")
    keys = keys_of(made, at=world.NOW)
    asked.state, asked.refusal = "refused", keys.seal(b"unknown", asked.about("refusal"))
    asked.save()
    Import.objects.create(
        edition=made, kind="members", file="imports/x.csv", file_name="x.csv", state="applied",
        preview=[{"name": "Laila Haddad"}], created_by=world.salma(), created_at=world.NOW,
    )  # fmt: skip
    letter(ended=DAY_1)
    return made


def letter(*, ended: datetime | None) -> Outgoing:
    state = Outgoing.SENT if ended else Outgoing.WAITING
    return Outgoing.objects.create(
        to="laila@example.org", language="en", seen_by="accounts.edit", state=state, ended_at=ended
    )


def test_each_kind_is_destroyed_on_its_day_and_counted(over):
    assert actions.destroy_due(over, by=None, at=DAY_1) is None
    first = actions.destroy_due(over, by=None, at=DAY_31)
    assert first.counts == {
        "identity": 5,
        "travel": 1,
        "imports": 1,
    }  # three files, a person, the key
    second = actions.destroy_due(over, by=None, at=DAY_120)
    assert second.counts == {
        "contact": 1, "applicants": 1, "notes": 1, "focal_points": 1, "mail": 1,
    }  # fmt: skip
    assert actions.destroy_due(over, by=None, at=DAY_120) is None
    assert PurgeReport.objects.count() == 2


def test_what_is_destroyed_is_gone_and_the_public_record_is_kept(over):
    actions.destroy_due(over, by=None, at=DAY_120)
    laila = Member.objects.select_related("person").get(person__search_name__contains="laila")
    assert (laila.person.email, laila.arrival_by, laila.arrives_at) == ("", "", None)
    assert (str(laila.person), laila.state) == ("Laila Haddad", "confirmed")
    keys = EditionKeys.objects.get()
    assert (keys.wrapped, keys.signing_private) == (None, None)
    refused = Application.objects.get()
    assert (refused.refusal, refused.identity, refused.email) == (None, None, "")
    assert (refused.name_latin, refused.state) == ("", "refused")  # counted still, nobody named
    assert not Outgoing.objects.exists()
    assert Import.objects.get().preview == []
    assert not FocalPoint.objects.filter(ended_at=None).exists()
    said = " ".join(str(entry.after) for entry in Entry.objects.filter(verb="edition.purged"))
    assert "Laila" not in said


def test_mail_of_the_last_days_and_mail_that_waits_are_kept(over):
    letter(ended=DAY_120 - timedelta(days=1))
    letter(ended=None)
    actions.destroy_due(over, by=None, at=DAY_120)
    assert Outgoing.objects.count() == 2


def test_an_edition_that_is_not_over_or_not_said_to_be_held_loses_nothing(over):
    over.state = "planned"
    over.save()
    assert actions.destroy_due(over, by=None, at=DAY_120) is None


def test_who_comes_to_the_next_edition_keeps_an_address(over):
    later = {"arrival_day": None, "starts": date(2022, 6, 1), "ends": date(2022, 6, 2)}
    other = world.edition("tenth", 10, **later)
    Member.objects.create(
        edition=other, delegation=world.delegation("EGY", of=other),
        person=Member.objects.first().person,
        category=world.category(of=other), function={"en": "x"}, nominated_at=world.NOW,
    )  # fmt: skip
    assert "contact" not in actions.destroy_due(over, by=None, at=DAY_120).counts


def test_a_hold_has_a_reason_and_an_end(over):
    until = DAY_31.date() + timedelta(days=10)
    held = {"kind": "travel", "by": world.salma(), "at": DAY_31}
    with pytest.raises(RuleBroken, match="Say why"):
        actions.hold_back(over, until=until, reason=" ", **held)
    with pytest.raises(RuleBroken, match="a day to come"):
        actions.hold_back(over, until=DAY_31.date(), reason="a complaint", **held)
    with pytest.raises(RuleBroken, match="a year at most"):
        actions.hold_back(over, until=date(2031, 1, 1), reason="a complaint", **held)
    hold = actions.hold_back(over, until=until, reason="a complaint", **held)
    assert "travel" not in actions.destroy_due(over, by=None, at=DAY_31).counts
    actions.end_hold(hold, by=world.salma(), at=DAY_31)
    assert actions.destroy_due(over, by=None, at=DAY_31).counts == {"travel": 1}


def test_a_hold_ends_by_itself(over):
    actions.hold_back(
        over, kind="travel", until=DAY_31.date() + timedelta(days=1), reason="a complaint",
        by=world.salma(), at=DAY_31,
    )  # fmt: skip
    after = DAY_31 + timedelta(days=1)
    assert actions.destroy_due(over, by=None, at=after).counts["travel"] == 1


def test_before_its_day_it_takes_two_people(over):
    asked = actions.ask_early(
        over, kind="travel", reason="the host asks for it", by=world.salma(), at=DAY_1
    )
    with pytest.raises(RuleBroken, match="second person"):
        actions.grant_early(asked, by=world.salma(), at=DAY_1)
    assert Member.objects.exclude(arrival_by="").exists()
    report = actions.grant_early(asked, by=world.user("Huda", "secretariat"), at=DAY_1)
    assert (report.counts, report.reason) == ({"travel": 1}, "the host asks for it")
    assert not Member.objects.exclude(arrival_by="").exists()


def test_the_database_itself_keeps_the_four_eyes(over):
    asked = actions.ask_early(over, kind="notes", reason="x", by=world.salma(), at=DAY_1)
    with pytest.raises(IntegrityError), transaction.atomic():
        EarlyPurge.objects.filter(pk=asked.pk).update(decided_by=world.salma())


def test_the_daily_task_takes_every_edition_but_a_demo(over):
    demo = world.edition("demo", 10, is_demo=True, state="held")
    Member.objects.create(
        edition=demo, delegation=world.delegation("KAZ", of=demo), person=world.person("Dana"),
        category=world.category(of=demo), function={"en": "x"}, nominated_at=world.NOW,
        arrival_by="KC 1",
    )  # fmt: skip
    tasks.purge_daily.call()
    assert PurgeReport.objects.get().edition == over
    assert PurgeReport.objects.get().by is None
    assert Member.objects.get(edition=demo).arrival_by == "KC 1"


def test_one_edition_that_fails_does_not_keep_the_others_waiting(over, monkeypatch):
    world.edition("eighth", 8, state="held")
    done = []

    def destroy(edition, *, by, at):
        done.append(edition.slug)
        raise RuntimeError

    monkeypatch.setattr(actions, "destroy_due", destroy)
    tasks.purge_daily.call()
    assert sorted(done) == ["eighth", "ninth"]


def test_the_page_says_what_is_due_and_keeps_what_was_typed(over, as_user):
    client = as_user(world.salma())
    page = client.get(reverse("archive:purges", args=["ninth"]))
    assert "Journeys" in page.content.decode()
    sent = {"kind": "travel", "until": "2020-01-01", "reason": "an inquiry"}
    refused = client.post(reverse("archive:hold_back", args=["ninth"]), sent)
    assert refused.status_code == 422
    assert "an inquiry" in refused.content.decode()
    assert "A hold ends on a day to come." in refused.content.decode()
    assert as_user(world.pavel()).get(page.request["PATH_INFO"]).status_code == 403
