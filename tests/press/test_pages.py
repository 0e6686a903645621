"""The desk's pages: who opens them, what they say, and what a wrong text is told."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from muntada.archive.models import PublishedFigure
from muntada.cli import HOUSE_COMMANDS
from muntada.press.actions import statements as actions
from muntada.press.command import guess
from muntada.press.models import Coverage
from tests import world
from tests.claims.test_article import ARTICLE
from tests.press import desk
from tests.press.desk import NOW, paul

pytestmark = pytest.mark.django_db


@pytest.fixture
def eighth():
    """The edition before, as the archive has it, and the one called off."""
    made = world.edition(
        "eighth",
        8,
        arrival_day=None,
        starts=date(2019, 4, 23),
        ends=date(2019, 4, 25),
        state="held",
    )
    world.edition(
        "called-off",
        None,
        arrival_day=None,
        starts=date(2020, 4, 22),
        ends=date(2020, 4, 23),
        state="cancelled",
    )
    for measure, comparator, value in (
        ("countries", "=", 111), ("countries", ">", 100), ("participants", ">", 1000),
        ("ministers of defence", "=", 35), ("ministers of defence", ">", 30),
    ):  # fmt: skip
        PublishedFigure.objects.create(
            edition=made,
            measure=measure,
            basis="attended",
            comparator=comparator,
            value=value,
            source="x",
        )
    return made


def test_of_a_language_nobody_reads_here_the_desk_is_told_to_compare_by_eye(as_user):
    one = desk.statement(languages=("en",))
    version = actions.add_version(one, language="zh", by=paul(), at=NOW)
    version = actions.write(
        version, headline="会议", body="来自119个国家的600余名嘉宾。", edits=0, by=paul(), at=NOW
    )
    page = as_user(paul())
    for address in (
        reverse("press:statement", args=["ninth", one.pk]),
        reverse("press:version", args=["ninth", one.pk, "zh"]),
    ):
        shown = page.get(address).content.decode()
        assert "Figures, dates and names in 中文 are not compared here" in shown
    english = page.get(reverse("press:version", args=["ninth", one.pk, "en"])).content.decode()
    assert "not compared here" not in english
    assert desk.clear(version).state == "cleared"


def test_a_wrong_number_in_a_translation_is_shown_and_not_cleared(as_user):
    one = desk.statement(languages=("en",))
    version = actions.add_version(one, language="ar", by=paul(), at=NOW)
    wrong = desk.TEXTS["ar"].replace("109", "119")
    actions.write(version, headline="عنوان", body=wrong, edits=0, by=paul(), at=NOW)
    version.refresh_from_db()
    actions.take_step(version, "revise", by=paul(), at=NOW)
    client = as_user(paul())
    page = client.get(reverse("press:version", args=["ninth", one.pk, "ar"])).content.decode()
    assert "<mark" in page
    assert "119" in page
    clear = reverse("press:clear", args=["ninth", one.pk, "ar"])
    client.post(clear)
    assert one.versions.get(language="ar").state == "revised"
    client.post(clear, {"reason": "The ministry asked for it."})
    cleared = one.versions.get(language="ar")
    assert (cleared.state, cleared.waiver) == ("cleared", "The ministry asked for it.")


def test_a_text_that_contradicts_the_record_is_not_cleared(as_user, eighth):
    one = desk.statement(languages=("en",), cleared=False)
    version = one.versions.get(language="en")
    body = "The eighth conference, held on 23 April 2020, gathered 111 states."
    version = actions.write(version, headline="", body=body, edits=version.edits, by=paul(), at=NOW)
    actions.take_step(version, "revise", by=paul(), at=NOW)
    client = as_user(paul())
    answer = client.post(reverse("press:clear", args=["ninth", one.pk, "en"]), follow=True)
    assert one.versions.get(language="en").state == "revised"
    assert "23–25 April 2019" in answer.content.decode()


def test_a_draft_is_kept_as_one_types_and_the_second_writer_is_told(as_user):
    one = desk.statement(languages=("en",), cleared=False)
    client, address = as_user(paul()), reverse("press:save_draft", args=["ninth", one.pk, "en"])
    edits = one.versions.get(language="en").edits
    kept = client.post(address, {"headline": "A", "body": "Typing", "edits": edits})
    assert kept.json()["edits"] == edits + 1
    late = client.post(address, {"headline": "B", "body": "Late", "edits": edits})
    assert late.status_code == 409
    page = client.post(
        reverse("press:version", args=["ninth", one.pk, "en"]),
        {"headline": "B", "body": "Late words", "edits": edits},
    ).content.decode()
    assert "Late words" in page  # nothing typed is lost
    assert "Typing" in page


def test_the_article_is_kept_with_its_edition_and_its_error_marked(as_user, eighth):
    client = as_user(paul())
    answer = client.post(
        reverse("press:put", args=["ninth", "coverage"]),
        {
            "outlet": "Agency", "title": "انطلاق المؤتمر", "language": "ar", "source": "",
            "published_on": "2021-06-23", "text": "",
            "file": SimpleUploadedFile("article.txt", ARTICLE.encode()),
        },
        follow=True,
    )  # fmt: skip
    page = answer.content.decode()
    assert Coverage.objects.get().edition == world.edition()
    assert '<mark class="differs"' in page
    assert page.count('mark refused">differs') == 1
    listed = client.get(reverse("press:coverage", args=["ninth"])).content.decode()
    assert "1 differs" in listed


@pytest.mark.parametrize(
    "wrong",
    [{"text": ""}, {"text": "x" * 60_001}, {"file": SimpleUploadedFile("a.txt", b"\xff\xfe\x00")}],
)
def test_coverage_that_cannot_be_read_is_refused_with_a_sentence(as_user, wrong):
    typed = {"outlet": "A", "title": "B", "language": "en", **wrong}
    answer = as_user(paul()).post(reverse("press:put", args=["ninth", "coverage"]), typed)
    assert answer.status_code == 200
    assert 'class="error"' in answer.content.decode()
    assert not Coverage.objects.exists()


def test_the_command_prints_each_claim_with_its_place(eighth, tmp_path, capsys):
    world.edition()
    file = tmp_path / "article.txt"
    file.write_text(ARTICLE)
    with pytest.raises(SystemExit) as ended:
        HOUSE_COMMANDS["press"](["compare", "--edition", "9", str(file), "--json"])
    assert ended.value.code == 1
    said = json.loads(capsys.readouterr().out)
    assert said["language"] == "ar"
    (wrong,) = [claim for claim in said["claims"] if claim["verdict"] == "differs"]
    assert wrong["said"] == "23 أبريل 2020"
    assert ARTICLE[wrong["place"]["start"] : wrong["place"]["end"]] == wrong["said"]
    assert wrong["record"]["days"] == ["2019-04-23", "2019-04-25"]
    assert {c["verdict"] for c in said["claims"]} == {"agrees", "differs", "open"}


def test_the_command_refuses_an_edition_it_does_not_know(tmp_path):
    with pytest.raises(SystemExit, match="No one edition"):
        HOUSE_COMMANDS["press"](["compare", "--edition", "77", str(tmp_path)])


@pytest.mark.parametrize("language", ["en", "ar", "fr", "ru"])
def test_the_language_of_a_text_is_guessed(language):
    assert (
        guess(desk.TEXTS[language] + {"fr": " le du des", "en": " the of"}.get(language, ""))
        == language
    )


def test_the_list_asks_no_more_of_thirty_statements_than_of_one(
    as_user, django_assert_max_num_queries
):
    client = as_user(paul())
    desk.statement(languages=("en",))
    with django_assert_max_num_queries(12):
        client.get(reverse("press:list", args=["ninth"]))
    for _ in range(29):
        desk.statement(languages=("en",), cleared=False)
    with django_assert_max_num_queries(12):
        client.get(reverse("press:list", args=["ninth"]))


def test_protocol_does_not_see_what_the_press_writes(as_user):
    one = desk.statement()
    client = as_user(world.pavel())
    for name, args in (("list", []), ("statement", [one.pk]), ("version", [one.pk, "en"])):
        assert client.get(reverse(f"press:{name}", args=["ninth", *args])).status_code == 403


def test_a_statement_of_another_edition_is_not_found(as_user):
    other = world.edition("tenth", 10)
    one = actions.open_statement(other, fields={"authentic": "en"}, by=None, at=NOW)
    assert (
        as_user(paul()).get(reverse("press:statement", args=["ninth", one.pk])).status_code == 404
    )
