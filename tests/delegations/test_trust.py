"""Nobody trusts themselves: who works at a desk acts for no delegation of the same conference."""

import pytest
from django.urls import reverse

from muntada.accounts import actions as accounts
from muntada.accounts.models import Grant, User
from muntada.accounts.roles import DESK_ROLES, ROLES, why_not_give
from muntada.audit.models import Entry
from muntada.bilaterals.models import Request
from muntada.delegations.actions import desk
from muntada.delegations.models import FocalPoint, trusted_with
from muntada.delegations.rules import why_not_trust
from muntada.kit.errors import RuleBroken
from tests import world
from tests.bilaterals import desk as meetings

AT = world.NOW


def test_every_role_but_the_journalist_s_is_a_desk():
    assert set(ROLES) - DESK_ROLES == {"journalist"}


@pytest.mark.parametrize("role", sorted(ROLES))
def test_the_rule_says_why(role):
    said = why_not_give(role, to_self=False, giver_is_owner=True, is_focal_point=True)
    assert (said is None) == (role == "journalist")
    assert why_not_give(role, to_self=False, giver_is_owner=True, is_focal_point=False) is None


def test_the_rule_of_trust_says_why():
    assert "themselves" in str(why_not_trust(is_self=True, works_at_a_desk=False))
    assert "works at a desk" in str(why_not_trust(is_self=False, works_at_a_desk=True))
    assert why_not_trust(is_self=False, works_at_a_desk=False) is None


def named(user, by, code="EGY"):
    return desk.invite_focal_point(
        world.delegation(code), email=user.email, name=user.name, language="en", by=by, at=AT
    )


def test_the_secretariat_cannot_name_itself(db, mailoutbox):
    salma = world.salma()
    with pytest.raises(RuleBroken, match="Nobody trusts themselves"):
        named(salma, by=salma)
    assert not FocalPoint.objects.exists()
    assert not Entry.objects.exists()
    assert not mailoutbox


@pytest.mark.parametrize("role", sorted(DESK_ROLES))
@pytest.mark.parametrize("where", ["edition", "house"])
def test_no_colleague_at_a_desk_is_named(db, role, where):
    colleague = world.user("Colleague")
    edition = world.edition() if where == "edition" else None
    Grant.objects.create(user=colleague, role=role, edition=edition)
    with pytest.raises(RuleBroken, match="works at a desk"):
        named(colleague, by=world.salma())
    assert not FocalPoint.objects.exists()


@pytest.mark.parametrize("role", sorted(DESK_ROLES - {"owner"}))
def test_no_focal_point_is_given_a_desk(db, role):
    with pytest.raises(RuleBroken, match="focal point of a delegation"):
        accounts.give_role(
            world.nadia(), role=role, edition_id=world.edition().pk, by=world.salma(), at=AT
        )
    assert not Grant.objects.filter(user=world.nadia()).exists()


def test_no_focal_point_anywhere_is_given_the_house(db):
    with pytest.raises(RuleBroken, match="focal point of a delegation"):
        accounts.make_owner(email=world.nadia().email, name="Nadia", by=None, at=AT)


def test_trust_that_ended_and_another_conference_are_no_obstacle(db):
    nadia, tenth = world.nadia(), world.edition("tenth", 10)
    said = {"role": "protocol", "by": world.salma(), "at": AT}
    accounts.give_role(nadia, edition_id=tenth.pk, **said)
    desk.end_focal_point(nadia.focal_points.get(), by=world.salma(), at=AT)
    accounts.give_role(nadia, edition_id=world.edition().pk, **said)
    assert nadia.grants.count() == 2


def test_rows_from_before_the_rule_open_nothing(db):
    """Salma was named before it was forbidden: she reads no meeting, and acts for nobody."""
    request = meetings.request()
    salma = world.salma()
    FocalPoint.objects.create(delegation=request.delegation, user=salma, since=AT)
    assert not Request.objects.visible_to(salma).exists()
    assert not list(trusted_with(salma))
    assert Request.objects.visible_to(world.nadia()).exists()


def test_the_pages_say_it_in_a_sentence_and_lose_nothing_typed(as_user, edition):
    page = as_user(world.salma())
    typed = {"name": "Salma", "email": "salma@example.org", "language": "en"}
    where = f"/en/desk/ninth/delegations/{world.delegation().pk}/focal-point/"
    said = page.post(where, typed).content.decode()
    assert "Nobody trusts themselves" in said
    assert 'value="salma@example.org"' in said
    typed = {"name": "Nadia", "email": world.nadia().email, "language": "ar", "role": "protocol"}
    answer = page.post(reverse("conferences:colleague", args=["ninth"]), typed)
    assert "focal point of a delegation" in answer.content.decode()
    assert 'value="nadia@example.org"' in answer.content.decode()
    assert not Entry.objects.filter(verb__startswith="account").exists()


def test_who_was_never_there_is_not_made_by_a_refusal(db):
    with pytest.raises(RuleBroken):
        accounts.take_on(
            email="new@example.org", name="N", language="en", role="owner", by=world.salma(), at=AT,
            edition_id=world.edition().pk,
        )  # fmt: skip
    assert not User.objects.filter(email="new@example.org").exists()
