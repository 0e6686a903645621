"""The pages of imports: a file is chosen, looked at, applied; bad files get a sentence."""

from io import BytesIO

import pytest
from django.urls import reverse

from muntada.delegations.models import Member
from muntada.imports import rules
from muntada.imports.models import Import
from muntada.kit.files.tables import read_rows
from muntada.kit.sheets import write_csv
from tests import world

ROW = ["EGY", "Laila Haddad", "delegate", "Adviser"]
HEADINGS = ["Party", "Name", "Category", "Function"]


@pytest.fixture
def salma(edition, as_user):
    world.delegation("EGY")
    world.category("delegate")
    return as_user(world.salma())


def _file(content, name="people.csv"):
    file = BytesIO(content)
    file.name = name
    return file


def _send(client, edition, content, name="people.csv"):
    page = reverse("imports:list", args=[edition.slug])
    return client.post(page, {"kind": "members", "file": _file(content, name)})


@pytest.mark.usefixtures("_record_may_be_emptied")
def test_a_file_is_read_looked_at_and_applied(edition, salma):
    sent = _send(salma, edition, write_csv(HEADINGS, [ROW]))
    one = Import.objects.get()
    assert sent.url == reverse("imports:detail", args=[edition.slug, one.pk])
    page = salma.get(sent.url).content.decode()
    assert "Laila Haddad" in page
    salma.post(reverse("imports:apply", args=[edition.slug, one.pk]))
    one.refresh_from_db()
    assert one.state == rules.APPLIED
    assert Member.objects.get().person.name == {"en": "Laila Haddad"}


def test_a_picture_is_not_a_table(edition, salma):
    answer = _send(salma, edition, b"\x89PNG", "photo.png")
    assert "Save the table as CSV or XLSX" in answer.content.decode()
    assert not Import.objects.exists()


def test_a_file_that_is_too_large_is_refused_with_a_sentence(edition, salma, settings):
    settings.LARGEST_UPLOAD = 10
    answer = _send(salma, edition, write_csv(HEADINGS, [ROW]))
    assert "This file is larger than 20 MB." in answer.content.decode()


def test_the_template_is_understood_when_it_comes_back(edition, salma):
    for language in ("ar", "en", "fr", "ru"):
        page = reverse("imports:template", args=[edition.slug, "members"])
        address = page.replace("/en/", f"/{language}/", 1)
        answer = salma.get(address)
        rows = read_rows(BytesIO(answer.content), "template.csv")
        assert len(rows) == 1
        one = _send(salma, edition, answer.content)
        found = Import.objects.latest("pk")
        assert one.status_code == 302
        from muntada.imports import actions

        actions.read_file(found, at=world.NOW)
        found.refresh_from_db()
        assert (found.unknown_headings, found.counts["new"]) == ([], 1)


def test_imports_of_another_edition_are_not_seen(edition, salma):
    other = world.edition("eighth", 8)
    one = Import.objects.create(
        edition=other, kind="members", file_name="a.csv", created_at=world.NOW,
        created_by=world.salma(),
    )  # fmt: skip
    assert salma.get(reverse("imports:detail", args=[edition.slug, one.pk])).status_code == 404


def test_only_who_may_import_sees_imports(edition, as_user):
    page = reverse("imports:list", args=[edition.slug])
    assert as_user(world.pavel()).get(page).status_code == 403


def test_a_file_is_put_away_with_what_was_read_from_it(edition, salma):
    _send(salma, edition, write_csv(HEADINGS, [ROW]))
    one = Import.objects.get()
    Import.objects.filter(pk=one.pk).update(state=rules.PREVIEWED)
    salma.post(reverse("imports:put_away", args=[edition.slug, one.pk]))
    assert not Import.objects.exists()
