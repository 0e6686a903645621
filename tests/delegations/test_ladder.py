"""The ladder and the categories are the host's to edit."""

import pytest
from django.urls import reverse

from muntada.audit.models import Entry
from muntada.delegations.actions import ladder
from muntada.kit.errors import RuleBroken
from muntada.kit.texts import Text
from muntada.people.models import Rank
from tests import world

pytestmark = pytest.mark.django_db
AT = world.NOW


def names(edition):
    return [(rank.position, str(rank)) for rank in edition.ranks.all()]


def test_a_new_rung_moves_those_below_it_down(edition):
    world.rank()
    new = Rank(edition=edition)
    ladder.put_rank(
        new, name=Text(en="Crown Prince"), is_ministerial=False, position=2, by=world.salma(), at=AT
    )
    assert names(edition)[:3] == [
        (1, "Head of State"), (2, "Crown Prince"), (3, "Head of Government"),
    ]  # fmt: skip
    assert [place for place, _name in names(edition)] == list(range(1, 9))


def test_a_rung_is_moved_and_the_record_says_so(edition):
    ambassador = world.rank("Ambassador")
    ladder.put_rank(
        ambassador, name=ambassador.name, is_ministerial=False, position=1, by=world.salma(), at=AT
    )
    assert names(edition)[0] == (1, "Ambassador")
    assert Entry.objects.get(verb="rank.placed").before["position"] == 6


def test_a_rung_somebody_stands_on_is_not_removed(edition):
    minister = world.rank("Minister")
    world.member(rank=minister)
    with pytest.raises(RuleBroken, match="“Minister” is in use"):
        ladder.remove_rank(minister, by=world.salma(), at=AT)
    ladder.remove_rank(world.rank("Expert"), by=world.salma(), at=AT)
    assert [place for place, _name in names(edition)] == list(range(1, 7))


def test_the_secretariat_edits_them_on_a_page(edition, as_user):
    world.rank()
    client = as_user(world.salma())
    page = reverse("delegations:add_category", args=[edition.slug])
    client.post(page, {"name_en": "Spouse", "quota": "1", "position": "9"})
    spouse = edition.categories.get(code="spouse")
    assert spouse.quota == 1
    client.post(page, {"name_ar": "مرافق", "quota": "", "position": "10"})
    assert edition.categories.filter(code="category").exists()
    client.post(reverse("delegations:remove_category", args=[edition.slug, spouse.pk]))
    assert not edition.categories.filter(code="spouse").exists()
    page = reverse("delegations:add_rank", args=[edition.slug])
    assert client.post(page, {"name_en": "Envoy", "position": "99"}).status_code == 302
    assert names(edition)[-1] == (8, "Envoy")
    assert "at least one language" in client.post(page, {"position": "1"}).content.decode()
