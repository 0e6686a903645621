"""What the press office does, and what it may not."""

from datetime import timedelta

import pytest
from django.core import mail

from muntada.audit.models import Entry
from muntada.kit.errors import RuleBroken
from muntada.kit.texts import Text
from muntada.press import tasks
from muntada.press.actions import desk as desk_actions
from muntada.press.actions import statements as actions
from muntada.press.models import Agency, Statement, Version
from muntada.press.published import released
from tests import world
from tests.press import desk
from tests.press.desk import LATER, NOW, paul

pytestmark = pytest.mark.django_db


def test_every_language_is_out_in_one_instant_and_none_before():
    one = actions.schedule(desk.statement(), release_at=LATER, by=paul(), at=NOW)
    before = LATER - timedelta(microseconds=1)
    for language in ("ar", "en", "fr", "ru"):
        assert released(one.edition, language, at=before, alone=True) == []
        (item,) = released(one.edition, language, at=LATER, alone=True)
        assert item.version.language == language
        assert item.released_at == LATER


def test_on_delivery_waits_for_the_word_and_not_for_a_time():
    one = actions.schedule(desk.statement(), release_at=None, by=paul(), at=NOW)
    assert released(one.edition, "en", at=NOW + timedelta(days=900)) == []
    actions.deliver(one, by=paul(), at=LATER)
    assert len(released(one.edition, "en", at=LATER)) == 1


def test_what_is_scheduled_is_not_rewritten():
    one = actions.schedule(desk.statement(), release_at=LATER, by=paul(), at=NOW)
    version = one.versions.get(language="en")
    with pytest.raises(RuleBroken, match="Recall"):
        actions.write(version, headline="x", body="y", edits=version.edits, by=paul(), at=NOW)
    with pytest.raises(RuleBroken):
        actions.take_step(version, "reopen", by=paul(), at=NOW)


def test_a_recall_comes_in_time_or_not_at_all():
    one = actions.schedule(desk.statement(), release_at=LATER, by=paul(), at=NOW)
    with pytest.raises(RuleBroken, match="out"):
        actions.recall(one, by=paul(), at=LATER)
    actions.recall(one, by=paul(), at=NOW)
    assert released(one.edition, "en", at=LATER) == []


def test_of_two_who_write_the_second_is_told_and_nothing_is_lost():
    one = desk.statement(cleared=False, languages=("en",))
    mine, theirs = (Version.objects.get(statement=one, language="en") for _ in "ab")
    edits = mine.edits
    actions.write(mine, headline="Mine", body="Mine", edits=edits, by=paul(), at=NOW)
    with pytest.raises(RuleBroken, match="Somebody else"):
        actions.write(theirs, headline="Theirs", body="T", edits=edits, by=paul(), at=NOW)
    assert Version.objects.get(pk=mine.pk).headline == "Mine"


def test_reopening_the_authentic_text_takes_back_what_followed_it():
    one = desk.statement()
    actions.take_step(one.versions.get(language="en"), "reopen", by=paul(), at=NOW)
    states = dict(one.versions.values_list("language", "state"))
    assert states == {"en": "draft", "ar": "revised", "fr": "revised", "ru": "revised"}


def test_a_correction_leaves_what_it_corrects_as_it_was():
    one = desk.out()
    text = one.versions.get(language="en").text
    fresh = actions.correct(one, by=paul(), at=LATER)
    assert (fresh.kind, fresh.corrects, fresh.versions.count()) == ("correction", one, 4)
    assert one.versions.get(language="en").text == text
    for version in fresh.versions.order_by("id"):
        desk.clear(version)
    actions.schedule(fresh, release_at=LATER, by=paul(), at=LATER)
    _new, old = released(one.edition, "en", at=LATER)
    assert old.corrected_by == (fresh,)


def test_a_kill_takes_the_text_and_leaves_a_notice():
    one = desk.out()
    with pytest.raises(RuleBroken, match="why"):
        actions.kill(one, note=Text(), by=paul(), at=LATER)
    actions.kill(one, note=Text(en="Sent in error."), by=paul(), at=LATER)
    (item,) = released(one.edition, "en", at=LATER)
    assert item.statement.is_killed
    assert item.paragraphs == []


def test_the_record_never_repeats_a_headline_or_a_text():
    one = actions.schedule(desk.statement(), release_at=LATER, by=paul(), at=NOW)
    said = " ".join(f"{e.thing_name} {e.before} {e.after}" for e in Entry.objects.all())
    assert desk.SECRET not in said
    assert one.symbol in said


def test_agencies_are_sent_their_language_once_and_never_early(django_capture_on_commit_callbacks):
    for name, language in (("Bna", "ar"), ("Reu", "en"), ("Efe", "fr")):
        fields = {"name": name, "email": f"{name}@example.org", "language": language}
        desk_actions.put(Agency(edition=world.edition()), fields=fields, by=paul(), at=NOW)
    one = actions.schedule(
        desk.statement(languages=("en", "ar")), release_at=LATER, by=paul(), at=NOW
    )
    Statement.objects.filter(pk=one.pk).update(release_at=LATER + timedelta(days=9999))
    tasks.distribute.call(one.pk)
    assert mail.outbox == []
    Statement.objects.filter(pk=one.pk).update(release_at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.distribute.call(one.pk)
        tasks.distribute.call(one.pk)
    said = {sent.to[0]: sent.subject for sent in mail.outbox}
    assert said == {
        "Bna@example.org": f"PR/1 {desk.SECRET} ar",
        "Reu@example.org": f"PR/1 {desk.SECRET} en",
        "Efe@example.org": f"PR/1 {desk.SECRET} en",
    }


def test_an_agency_is_listed_once():
    fields = {"name": "A", "email": "a@example.org", "language": "en"}
    desk_actions.put(Agency(edition=world.edition()), fields=fields, by=paul(), at=NOW)
    with pytest.raises(RuleBroken, match="already"):
        desk_actions.put(Agency(edition=world.edition()), fields=fields, by=paul(), at=NOW)
