import pytest
from django.utils.translation import override

from muntada.floor import actions
from muntada.floor.journal import in_words
from muntada.kit.errors import RuleBroken
from muntada.kit.texts import Text
from muntada.programme.models import Session
from tests import world
from tests.floor.house import MINUTE, do, inscribe
from tests.website.published import publish, said_session

pytestmark = pytest.mark.django_db


def run(hall, code, begins, **how):
    speech = inscribe(hall, code, begins, **how)
    do(actions.begin, speech, begins)
    do(actions.end, speech, begins + 5)


def issue(day=None):
    day = day or world.NOW.date()
    return actions.issue_journal(world.edition(), day, by=world.salma(), at=world.NOW)


def test_the_journal_says_what_happened_in_the_order_it_happened(hall):
    run(hall, "FRA", 1)
    run(hall, "EGY", 10, kind="point", motion=1)
    run(hall, "BRA", 20)
    run(hall, "EGY", 30, kind="reply")
    actions.sit(hall, verb="close", by=world.pavel(), at=world.NOW + 40 * MINUTE)
    meeting = issue().content["meetings"][0]
    assert [one["what"] for one in meeting["happenings"]] == ["open", "close"]
    said = [(one["party"]["en"], one["kind"], one["symbol"]) for one in meeting["statements"]]
    assert said == [
        ("France", "statement", "DEL/1/21"), ("Egypt", "point", ""),
        ("Brazil", "statement", "DEL/2/21"), ("Egypt", "reply", "DEL/3/21"),
    ]  # fmt: skip


def test_a_journal_once_issued_does_not_change_and_is_followed_by_another(hall):
    first = issue()
    with pytest.raises(RuleBroken, match="Nothing has changed"):
        issue()
    run(hall, "FRA", 1)
    assert issue().number == 2
    first.refresh_from_db()
    assert first.content["meetings"][0]["statements"] == []


def test_a_day_without_a_meeting_has_no_journal(hall):
    with pytest.raises(RuleBroken, match="No meeting was opened"):
        issue(world.OPENING.date())


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_journal_is_a_page_and_a_paper_in_both_directions(hall, as_user, language):
    desk = as_user(world.salma())
    day = world.edition().starts
    actions.sit(hall, verb="suspend", by=world.pavel(), at=world.OPENING)
    hall.happenings.update(at=world.OPENING)
    issue(day)
    address = f"/{language}/desk/ninth/floor/journal/{day}/"
    assert desk.get(address).status_code == 200
    assert desk.get(f"{address}1/").status_code == 200
    assert desk.get(f"{address}1.pdf").content.startswith(b"%PDF")
    assert desk.get(f"/{language}/desk/ninth/floor/journal/2020-01-01/").status_code == 404


def test_decisions_and_documents_are_in_the_journal_with_their_symbols(hall):
    fields = {"kind": "decision", "symbol": "DEC/1/21", "title": Text(en="Next edition")}
    made = actions.record_outcome(hall, fields=fields, by=world.pavel(), at=world.NOW)
    with pytest.raises(RuleBroken, match="recorded at this meeting already"):
        actions.record_outcome(hall, fields=fields, by=world.pavel(), at=world.NOW)
    first = issue()
    actions.remove_outcome(made, by=world.pavel(), at=world.NOW)
    said = in_words(world.edition(), first.content)[0]
    assert said["decisions"] == [{"symbol": "DEC/1/21", "title": "Next edition"}]
    assert in_words(world.edition(), issue().content)[0]["decisions"] == []


def test_the_public_reads_a_published_version_and_no_closed_meeting(client, as_user, hall):
    for title, access in (("General debate", "open"), ("Behind doors", "closed")):
        session = world.session(title, access=access)
        made = actions.furnish(session, by=world.pavel(), at=world.OPENING)
        actions.sit(made, verb="open", by=world.pavel(), at=world.OPENING)
    version = issue(world.OPENING.date())
    day = world.OPENING.date().isoformat()
    assert client.get(f"/en/ninth/journal/{day}/").status_code == 404
    address = f"/en/desk/ninth/floor/journal/{day}/1/publish/"
    moderator = as_user(world.user("Mona", "moderator"))
    assert moderator.post(address).status_code == 403
    as_user(world.salma()).post(address)
    version.refresh_from_db()
    assert version.published_at is not None
    page = client.get(f"/en/ninth/journal/{day}/").content.decode()
    assert "General debate" in page
    assert "Behind doors" not in page
    assert client.get(f"/en/ninth/journal/{day}/1.pdf").content.startswith(b"%PDF")
    assert client.get("/en/ninth/journal/not-a-day/").status_code == 404
    assert client.get("/ar/ninth/journal/").status_code == 200


def test_a_member_in_the_chair_is_named_in_each_language(hall):
    chair = world.member("Zeinab Sameh", "EGY")
    chair.person.name = Text(en="Zeinab Sameh", ar="زينب سامح")
    chair.person.save()
    actions.set_floor(hall, fields={"presides": chair}, by=world.pavel(), at=world.NOW)
    content = issue().content
    for language, name in (("en", "Zeinab Sameh"), ("ar", "زينب سامح")):
        with override(language):
            assert in_words(world.edition(), content)[0]["chair"] == name


def test_the_public_page_of_a_session_leads_to_its_list_only_where_all_may_follow(client, hall):
    publish(said_session(hall.session_id))
    page, watch = f"/en/ninth/programme/{hall.session_id}/", f"/ninth/live/{hall.session_id}/"
    assert watch in client.get(page).content.decode()
    Session.objects.update(access="closed")
    actions.open_list(hall, is_open=False, by=world.pavel(), at=world.NOW)  # a deed: made anew
    assert watch not in client.get(page).content.decode()
    assert client.get(f"/en{watch}").status_code == 404
