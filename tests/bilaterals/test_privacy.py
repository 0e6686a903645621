"""A meeting is known to its two parties and the desk: nobody else, nor in counts or records."""

import csv

import pytest

from muntada.accounts.actions import give_role
from muntada.audit.models import Entry
from muntada.bilaterals import rules
from muntada.bilaterals.actions.answers import propose_terms
from muntada.bilaterals.actions.readouts import write_readout
from muntada.bilaterals.models import Notice, Request
from muntada.delegations.models import FocalPoint
from muntada.kit.errors import RuleBroken
from muntada.kit.texts import Text
from tests import world
from tests.bilaterals import desk
from tests.browser.house import owner

pytestmark = pytest.mark.django_db

SECRETS = ("Kazakhstan", "Grain corridor", "Minister of KAZ")


def pages(request, meeting=None):
    root = "/en/desk/ninth/bilaterals/"
    found = ["", f"parties/{request.delegation_id}/", "parties/", f"requests/{request.code}/",
             f"requests/{request.code}/accept/", "notices/", "setup/", "?export=csv"]  # fmt: skip
    if meeting:
        found += [f"meetings/{meeting.code}/", f"meetings/{meeting.code}/held/"]
    return [root + one for one in found]


@pytest.mark.parametrize("who", [world.salma, world.pavel, world.amelie, world.omar, owner])
def test_the_rest_of_the_secretariat_opens_no_page_of_the_chapter(as_user, edition, who):
    meeting = desk.meeting(is_confidential=True)
    client = as_user(who())
    for page in pages(meeting.request, meeting):
        answer = client.get(page)
        assert answer.status_code in (403, 404), page
        assert not any(secret in answer.content.decode() for secret in SECRETS)


def test_another_delegation_does_not_even_see_it(as_user, edition):
    meeting = desk.meeting()
    ana = as_user(world.focal_point("Ana", "BRA"))
    for page in (f"requests/{meeting.request.code}/", f"meetings/{meeting.code}/"):
        assert ana.get(f"/en/desk/ninth/bilaterals/{page}").status_code == 404
    listed = ana.get("/en/desk/ninth/bilaterals/").content.decode()
    assert not any(secret in listed for secret in SECRETS)
    assert "0 requests" in listed


def test_both_parties_and_the_desk_open_it(as_user, edition):
    meeting = desk.meeting()
    for who in (world.nadia(), world.igor(), desk.boris()):
        for page in (f"requests/{meeting.request.code}/", f"meetings/{meeting.code}/", ""):
            answer = as_user(who).get(f"/en/desk/ninth/bilaterals/{page}")
            assert answer.status_code == 200
            assert "Kazakhstan" in answer.content.decode()


def test_a_meeting_only_planned_is_on_the_desk_alone(as_user, edition):
    meeting = desk.meeting(rules.PLANNED)
    page = f"/en/desk/ninth/bilaterals/meetings/{meeting.code}/"
    seen = [as_user(who).get(page).status_code for who in (world.nadia(), desk.boris())]
    assert seen == [404, 200]
    theirs = as_user(world.nadia()).get(
        f"/en/desk/ninth/bilaterals/requests/{meeting.request.code}/"
    )
    assert meeting.code not in theirs.content.decode()


def test_a_focal_point_no_longer_trusted_sees_nothing_more(as_user, edition):
    asked = desk.request()
    client = as_user(world.igor())
    assert "asks for a meeting" in client.get("/en/desk/ninth/bilaterals/notices/").content.decode()
    FocalPoint.objects.filter(user=world.igor()).update(ended_at=desk.NOW)
    world.focal_point("Igor", "BRA")
    told = client.get("/en/desk/ninth/bilaterals/notices/").content.decode()
    assert "Egypt" not in told
    assert client.get(f"/en/desk/ninth/bilaterals/requests/{asked.code}/").status_code == 404


def test_the_record_names_no_party_and_no_subject(edition):
    meeting = desk.meeting(is_confidential=True)
    codes = (meeting.code, meeting.request.code)  # drawn, and may hold any three letters
    entries = Entry.objects.filter(thing_type__startswith="bilaterals.")
    assert entries.count() >= 3
    for entry in entries:
        said = f"{entry.thing_name} {entry.before} {entry.after} {entry.verb}"
        for code in codes:
            said = said.replace(code, "…")
        for secret in (*SECRETS, "Egypt", "EGY", "KAZ", "confidential"):
            assert secret not in said


@pytest.mark.parametrize("who", [world.omar, owner])
def test_the_auditor_cannot_join_two_deeds_into_a_meeting(as_user, edition, who):
    """That Nadia sent and Igor accepted one thing would say which two parties meet."""
    asked = desk.accepted()
    page = as_user(who()).get("/en/audit/").content.decode()
    assert "request.sent" in page
    assert not any(said in page for said in (asked.code, "Nadia", "Igor"))
    sought = as_user(who()).get("/en/audit/", {"thing": asked.code}).content.decode()
    assert "Nothing recorded yet" in sought


def test_the_auditor_sees_who_of_the_desk_opened_a_request(as_user, edition):
    asked = desk.request()
    as_user(desk.boris()).get(f"/en/desk/ninth/bilaterals/requests/{asked.code}/")
    page = as_user(world.omar()).get("/en/audit/", {"verb": "request.opened"}).content.decode()
    assert "Boris" in page
    assert asked.code not in page


def test_the_overview_counts_meetings_for_the_desk_and_the_parties_alone(as_user, edition):
    desk.request()
    said = "waits for your answer"
    seen = {
        name: said in as_user(who).get("/en/desk/ninth/").content.decode()
        for name, who in (
            ("Salma", world.salma()),
            ("Ana", world.focal_point("Ana", "BRA")),
            ("Igor", world.igor()),
        )
    }
    assert seen == {"Salma": False, "Ana": False, "Igor": True}


def test_search_finds_a_meeting_for_who_may_see_it(as_user, edition):
    asked = desk.request()
    address = f"/requests/{asked.code}/"

    def finds(who):
        answer = as_user(who).get("/en/desk/ninth/search/", {"q": "grain corridor"})
        return address in answer.content.decode()

    found = [finds(w) for w in (desk.boris(), world.nadia(), world.igor(), world.salma(), owner())]
    assert found == [True, True, True, False, False]
    assert finds(world.focal_point("Ana", "BRA")) is False


def test_the_desks_weight_is_told_to_no_party(as_user, edition):
    asked = desk.request()
    Request.objects.update(priority=1, weight=77, desk_note="Weigh high")
    page = f"/en/desk/ninth/bilaterals/requests/{asked.code}/"
    assert "Weigh high" in as_user(desk.boris()).get(page).content.decode()
    assert "Priority" not in as_user(world.nadia()).get(page).content.decode()
    sheet = as_user(world.nadia()).get("/en/desk/ninth/bilaterals/?export=csv").content.decode()
    heads, *rows = csv.reader(sheet.lstrip("\ufeff").splitlines())
    assert not {"Priority", "Weight"} & set(heads)
    cells = [cell for row in rows for cell in row]
    assert "Kazakhstan" in cells
    assert not {"1", "77", "Weigh high"} & set(cells)


def test_codes_are_drawn_and_tell_no_number(edition):
    codes = {desk.request().code, Request.objects.create(
        edition=edition, delegation=desk.party("KAZ"), counterpart=desk.party("BRA"),
        level=1, created_at=desk.NOW).code}  # fmt: skip
    assert len(codes) == 2
    assert not any(code.isdigit() for code in codes)


def test_a_side_reads_its_own_readout_and_not_the_others(as_user, edition):
    meeting = desk.meeting()
    meeting.state, meeting.actual_starts = rules.HELD, meeting.starts
    meeting.save()
    write_readout(meeting, side=rules.ASKER, text=Text(en="Ours alone"), embargo_until=None,
                  by=world.nadia(), at=desk.NOW)  # fmt: skip
    page = f"/en/desk/ninth/bilaterals/meetings/{meeting.code}/"
    seen = ["Ours alone" in as_user(who).get(page).content.decode()
            for who in (world.nadia(), world.igor(), desk.boris())]  # fmt: skip
    assert seen == [True, False, True]
    asking = as_user(world.igor()).get(f"{page}readout/asker/")
    assert asking.status_code == 403


def test_what_is_confidential_is_told_without_details(edition):
    desk.accepted(is_confidential=True)
    assert {str(notice.details) for notice in Notice.objects.all()} == {"{}"}


def test_nobody_gives_the_bilaterals_desk_to_themselves(edition):
    salma = world.salma()
    given = {"role": "bilaterals", "edition_id": edition.pk, "at": desk.NOW}
    with pytest.raises(RuleBroken, match="Nobody gives this role to themselves"):
        give_role(salma, by=salma, **given)
    give_role(world.user("Boris"), by=salma, **given)
    assert world.user("Boris").may("bilaterals.see", edition.pk) is True


def test_opening_a_request_reads_its_notices(as_user, edition):
    asked = desk.request()
    igor = as_user(world.igor())
    assert Notice.objects.filter(user=world.igor()).unread().count() == 1
    igor.get(f"/en/desk/ninth/bilaterals/requests/{asked.code}/")
    assert Notice.objects.filter(user=world.igor()).unread().count() == 0


def test_the_desk_is_told_of_meetings_on_terms_no_longer_agreed(as_user, edition):
    meeting = desk.meeting()
    terms = {"level": rules.MINISTERS, "minutes": 45, "press": rules.NO_PRESS}
    propose_terms(meeting.request, side=rules.COUNTERPART, terms=terms, times=[], by=world.igor(),
                  at=desk.NOW)  # fmt: skip
    said = "1 meeting planned stands on terms no longer agreed."
    seen = [said in as_user(who).get("/en/desk/ninth/").content.decode()
            for who in (desk.boris(), world.salma())]  # fmt: skip
    assert seen == [True, False]
