"""Why a request is left out, what would be enough, and what if."""

import pytest
from django.urls import reverse

from muntada.bilaterals.models import Hours
from tests import world
from tests.bilaterals.plan import desk

pytestmark = pytest.mark.django_db
PAGE = "/en/desk/ninth/bilaterals/left-out/"


def _only_at(hour, minutes, principal):
    Hours.objects.create(
        edition=world.edition(), delegation=principal.delegation, principal=principal, kind="free",
        starts=desk.at(hour), ends=desk.at(hour + minutes / 60),
    )  # fmt: skip


def _why(client, request) -> str:
    return client.get(reverse("meetings:why", args=["ninth", request.code])).content.decode()


def test_two_who_are_never_free_together_are_told_so(as_user):
    desk.room()
    asked = desk.agreed()
    _only_at(9, 60, asked.principal)
    _only_at(15, 60, asked.counterpart_principal)
    html = _why(as_user(desk.huda()), asked)
    assert "Laila Haddad (Egypt) and Aigerim Serikova (Kazakhstan) have no free time" in html


def test_where_the_only_room_is_taken_the_sentence_says_by_whom_and_what_would_do(as_user):
    pearl = desk.room()
    desk.met(desk.agreed("FRA", "BRA"), pearl, desk.at(9), is_locked=True)
    asked = desk.agreed()
    _only_at(9, 30, asked.principal)
    html = _why(as_user(desk.huda()), asked)
    assert "are free for 30 minutes in common" in html
    assert "Pearl is taken by France – Brazil." in html
    assert "One room more at Wed 23 June, 09:00 would be enough." in html


def test_one_room_more_is_supposed_and_nothing_changes(as_user):
    pearl = desk.room()
    desk.met(desk.agreed("FRA", "BRA"), pearl, desk.at(9), is_locked=True)
    asked = desk.agreed()
    _only_at(9, 30, asked.principal)
    client = as_user(desk.huda())
    assert "Egypt – Kazakhstan" in client.get(PAGE).content.decode()
    html = client.post(PAGE, {"kind": "room", "room": pearl.pk}).content.decode()
    assert "These would be met:" in html
    assert not asked.meetings.exists()


def test_a_party_does_not_see_why(as_user):
    asked = desk.agreed()
    world.nadia()
    where = reverse("meetings:why", args=["ninth", asked.code])
    assert as_user(world.nadia()).get(where).status_code == 403
