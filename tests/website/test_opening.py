"""The owner opens an edition, and the secretariat can begin."""

from django.urls import reverse

from muntada.accounts.models import Grant
from muntada.conferences.models import Edition, Series
from tests import world

FACTS = {
    "slug": "dialogue-1", "title_en": "First Dialogue", "ordinal": "1", "starts": "2027-05-10",
    "ends": "2027-05-12", "time_zone": "Asia/Bahrain", "languages": ["ar", "en"],
}  # fmt: skip


def _owner(as_user):
    owner = world.user("Olga")
    Grant.objects.create(user=owner, role="owner", edition=None)
    return as_user(owner)


def test_an_edition_of_a_new_series_is_ready_to_work_in(db, as_user):
    page = reverse("website:open_edition")
    sent = _owner(as_user).post(page, {**FACTS, "series_name_en": "Dialogue"})
    assert sent.status_code == 302
    edition = Edition.objects.get(slug="dialogue-1")
    assert str(edition.series) == "Dialogue"
    assert edition.ranks.exists()
    assert edition.categories.exists()
    assert not edition.is_public


def test_a_next_edition_joins_its_series(edition, as_user):
    page = reverse("website:open_edition")
    typed = {**FACTS, "series": edition.series_id, "ordinal": "10"}
    assert _owner(as_user).post(page, typed).status_code == 302
    assert Series.objects.count() == 1


def test_bad_facts_get_a_sentence_and_open_nothing(edition, as_user):
    client = _owner(as_user)
    page = reverse("website:open_edition")
    for changes, sentence in [
        ({}, "Choose a series, or name a new one."),
        ({"slug": "desk"}, "This address belongs to the system."),
        ({"slug": "ninth"}, "Another edition has this address."),
        ({"series": edition.series_id, "ordinal": "9"}, "has this number"),
        ({"ends": "2027-05-09"}, "The last day is before the first day."),
    ]:
        answer = client.post(page, {**FACTS, **changes})
        assert sentence in answer.content.decode()
    assert Edition.objects.count() == 1


def test_a_secretariat_opens_no_edition(edition, as_user):
    assert as_user(world.salma()).get(reverse("website:open_edition")).status_code == 403
