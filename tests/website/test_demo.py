"""The demo is the size the article describes, whole, deterministic, and plainly fictitious."""

import json
from datetime import datetime, time, timedelta

import pytest
from django.db.models import Q

from muntada.accreditation import rules as accreditation
from muntada.accreditation.actions.setup import keys_of
from muntada.accreditation.models import SealedFile
from muntada.archive.models import PublishedFigure, disputed
from muntada.archive.queries import checklist
from muntada.audit.models import Entry
from muntada.audit.queries import verify_chain
from muntada.bilaterals import rules
from muntada.bilaterals.models import Meeting, MeetingRoom, Request
from muntada.conferences.models import Edition
from muntada.delegations.models import Member
from muntada.delegations.queries import participants_figures
from muntada.invitations.models import Invitation, Letter
from muntada.parties.models import Party
from muntada.people.models import Person
from muntada.planning.seating import faults
from muntada.programme.models import ProgrammeVersion, Session
from muntada.programme.queries import all_clashes
from muntada.protocol.models import SeatPlan
from muntada.protocol.seats import as_plan, hall
from muntada.website.demo import open_demo

LANGUAGES = {"ar", "en", "fr", "ru"}


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """Loaded once for all these tests, and taken away again with its transaction."""
    from django.conf import settings
    from django.db import transaction

    from muntada.parties.actions import load_shipped_parties

    folder, was = tmp_path_factory.mktemp("demo"), settings.DATA
    with django_db_blocker.unblock():
        settings.DATA = folder
        try:
            with transaction.atomic():
                load_shipped_parties()
                logins = open_demo()
                yield Edition.objects.get(slug="mcis-9"), logins
                transaction.set_rollback(True)
        finally:
            settings.DATA = was


def test_its_edition_can_be_closed_once_it_was_held(demo):
    """The line of the checklist that no publishing could ever tick."""
    edition, _logins = demo
    after = datetime.combine(edition.ends + timedelta(days=2), time(9), tzinfo=edition.zone)
    done = {check.sentence: check.is_done for check in checklist(edition, at=after)}
    assert done["Nothing in the programme was changed after it was published."]


def test_it_has_the_figures_of_the_article(demo):
    edition, _logins = demo
    figures = participants_figures(edition)
    assert (figures.states, figures.organisations) == (109, 6)
    assert figures.members_confirmed >= 600
    assert (figures.heads_ministerial, figures.ministers_by_video) == (45, 14)
    assert Invitation.objects.filter(edition=edition, party__kind="state").count() == 119


def test_some_declined_and_their_delegations_are_closed(demo):
    edition, _logins = demo
    declined = Invitation.objects.filter(edition=edition, answer="declined")
    assert declined.count() == 6
    assert not Member.objects.filter(delegation__invitation__in=declined).exists()


def test_every_invitation_went_out_by_a_numbered_letter(demo):
    edition, _logins = demo
    numbers = Letter.objects.filter(edition=edition).values_list("number", flat=True)
    assert sorted(numbers) == list(range(1, 126))


def test_nobody_in_it_is_real(demo):
    assert not Person.objects.filter(is_fictitious=False).exists()


def test_it_speaks_four_languages(demo):
    edition, _logins = demo
    texts = [edition.title, edition.description, edition.topics, edition.practical_information]
    texts += [edition.contacts, edition.city, edition.venue]
    texts += [session.title for session in Session.objects.filter(edition=edition)]
    texts += [room.name for room in edition.rooms.all()]
    texts += [member.function for member in Member.objects.filter(edition=edition)]
    silent = [text for text in texts if not set(text) >= LANGUAGES]
    assert silent == []


def test_its_programme_has_no_clash_and_is_published(demo):
    edition, _logins = demo
    assert all_clashes(edition) == []
    assert ProgrammeVersion.objects.filter(edition=edition).exists()


def test_the_cancelled_edition_is_there_and_one_pair_of_figures_is_disputed(demo):
    edition, _logins = demo
    cancelled = Edition.objects.get(series=edition.series, state="cancelled")
    assert cancelled.starts.year == 2020
    assert cancelled.ordinal is None
    # “About 600” were accredited to the ninth and 700 attended: both stand, neither is chosen.
    contradicting = PublishedFigure.objects.filter(pk__in=disputed(PublishedFigure.objects.all()))
    said = contradicting.values_list("edition__ordinal", "basis", "value").order_by("value")
    assert list(said) == [(9, "accredited", 600), (9, "attended", 700)]


def test_the_record_of_it_is_whole(demo):
    assert verify_chain().whole


def test_there_is_a_login_for_every_role(demo):
    _edition, logins = demo
    roles = [login.role for login in logins]
    assert len(roles) == 13
    assert len({login.password for login in logins}) == 13
    assert {"secretariat", "auditor", "focal_point"} <= set(roles)


def test_a_second_start_changes_nothing(demo):
    edition, logins = demo
    before = Member.objects.count(), Person.objects.count()
    edition.subtitle = {"en": "Changed by hand"}
    edition.save()
    assert open_demo() == logins
    edition.refresh_from_db()
    assert edition.subtitle == {"en": "Changed by hand"}
    assert (Member.objects.count(), Person.objects.count()) == before


def test_passwords_are_kept_from_other_accounts_of_the_machine(demo):
    from django.conf import settings

    path = settings.DATA / "demo-logins.json"
    assert oct(path.stat().st_mode)[-3:] == "600"
    assert len(json.loads(path.read_text())) == 13


@pytest.mark.django_db
def test_the_small_demo_is_tied_to_no_host(settings, tmp_path):
    from muntada.parties.actions import load_shipped_parties

    settings.DATA = tmp_path
    load_shipped_parties()
    open_demo(model_un=True)
    edition = Edition.objects.get()
    words = json.dumps([edition.title, edition.description, edition.series.name])
    assert "oscow" not in words
    assert participants_figures(edition).states == 24
    assert not Party.objects.filter(Q(code__startswith="DEMO-")).exists()


def test_its_halls_are_seated_without_a_fault(demo):
    edition, _logins = demo
    plans = list(SeatPlan.objects.filter(edition=edition).select_related("edition"))
    assert [plan.shape for plan in plans] == ["rows", "dinner", "photo"]
    for plan in plans:
        version = plan.versions.first()
        version.plan = plan
        assert faults(hall(plan).problem, as_plan(version)) == []


def test_its_first_plenary_is_in_the_middle_of_its_list(demo):
    edition, _logins = demo
    floor = edition.floors.get()
    states = list(floor.speeches.order_by("pk").values_list("state", flat=True))
    assert (states.count("done"), states.count("inscribed")) == (2, 9)
    assert floor.speeches.filter(kind="reply").count() == 1


def test_three_hundred_meetings_are_asked_for_by_who_can_hold_them(demo):
    edition, _logins = demo
    requests = Request.objects.filter(edition=edition).select_related("principal")
    assert requests.count() == 300
    assert {one.state for one in requests} == {state for state, _n in rules.STATES} - {"met"}
    assert all(one.principal.level >= one.level for one in requests if one.principal)
    assert not requests.filter(Q(delegation__is_coming=False) | Q(counterpart__is_coming=False))
    assert MeetingRoom.objects.filter(edition=edition).count() == 12


def test_its_meetings_are_planned_and_told_to_both_sides(demo):
    edition, _logins = demo
    taken = edition.rounds.get()
    assert taken.faults == []
    assert taken.score["weight"] > taken.baseline["weight"]
    told = Meeting.objects.filter(edition=edition)
    assert set(told.values_list("state", flat=True)) == {"published"}
    assert told.count() == len(taken.plan["meetings"])


def test_the_secretariat_of_the_demo_has_no_part_in_them(demo):
    _edition, _logins = demo
    deeds = Entry.objects.filter(thing_type__startswith="bilaterals.")
    assert set(deeds.values_list("by_name", flat=True)) == {"Bilaterals"}


def test_accreditation_is_seen_in_every_state_with_badges_in_hands(demo):
    edition, _logins = demo
    states = set(edition.applications.values_list("state", flat=True))
    assert states == {state for state, _name in accreditation.STATES} - {accreditation.NOT_CLEARED}
    held = edition.badges.values_list("state", flat=True)
    assert {accreditation.LOST, accreditation.ACTIVE, accreditation.READY} <= set(held)
    lost = edition.badges.get(state=accreditation.LOST)
    assert lost.application.badges.get(issue=2).state == accreditation.PRINTED
    assert edition.vetting_batches.filter(answered_at=None).count() == 1
    assert edition.floater_series.get().floaters.filter(state=accreditation.OUT).count() == 4
    photos = SealedFile.objects.filter(kind=accreditation.PHOTO)
    assert photos.count() > 500
    key = keys_of(edition, at=edition.badges.earliest("issued_at").issued_at)
    opened = {key.open(one.content, one.about) for one in photos[:40]}
    assert len(opened) == 40  # everybody has a face of their own
    assert all(one.startswith(b"\xff\xd8") for one in opened)
