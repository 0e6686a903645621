import contextlib
from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muntada.audit.models import Entry
from muntada.delegations import rules
from muntada.delegations.actions import members
from muntada.delegations.models import Member
from muntada.kit.errors import RuleBroken
from muntada.kit.texts import Text
from muntada.people.models import Person
from tests import world
from tests.counting import rolled_back, statements

pytestmark = pytest.mark.django_db
FIELDS = {"function": Text(en="Adviser")}


def nominate(name="Laila Haddad", code="EGY", **fields):
    return members.nominate(
        world.delegation(code),
        person=Person(name=Text(en=name)),
        fields={"category": world.category(), **FIELDS, **fields},
        by=world.salma(),
        at=world.NOW,
    )


def confirm(member, at=world.NOW, **how):
    return members.confirm(member, by=world.salma(), at=at, **how)


def test_a_nominated_member_is_confirmed_and_it_is_on_record():
    member = confirm(nominate())
    assert member.state == rules.CONFIRMED
    assert list(Entry.objects.about(member).values_list("verb", flat=True)) == [
        "member.nominated",
        "member.confirmed",
    ]


def test_nominations_consume_no_place():
    world.category(quota=1)
    assert [nominate(name).state for name in ("Aa Bb", "Cc Dd", "Ee Ff")] == [rules.NOMINATED] * 3


def test_who_comes_when_the_places_are_taken_waits():
    world.category(quota=1)
    first, second = nominate("Aa Bb"), nominate("Cc Dd")
    assert (confirm(first).state, confirm(second).state) == (rules.CONFIRMED, rules.WAITING)


def test_a_place_that_falls_free_goes_to_who_waited_longest():
    world.category(quota=1)
    first, second, third = nominate("Aa Bb"), nominate("Cc Dd"), nominate("Ee Ff")
    for one in (first, second, third):
        confirm(one)
    promoted = members.withdraw(first, by=world.salma(), at=world.NOW)
    assert promoted == second
    third.refresh_from_db()
    assert third.state == rules.WAITING


def test_a_declined_party_cannot_nominate():
    world.delegation("EGY", is_open=False)
    with pytest.raises(RuleBroken, match="has declined"):
        nominate()


def test_after_the_deadline_a_focal_point_cannot_and_the_secretariat_can():
    late = world.edition().confirmations_close.replace(year=2022)
    member = nominate()
    with pytest.raises(RuleBroken, match="Confirmation has closed"):
        members.confirm(member, by=world.nadia(), at=late)
    assert confirm(member, at=late, late=True).state == rules.CONFIRMED


def test_nobody_is_in_two_delegations_of_one_edition():
    member = nominate()
    with pytest.raises(RuleBroken, match="already registered"):
        members.nominate(
            world.delegation("KAZ"),
            person=member.person,
            fields={"category": world.category(), **FIELDS},
            by=world.salma(),
            at=world.NOW,
        )


def test_a_delegation_has_one_head():
    nominate("Aa Bb", place=rules.HEAD)
    with pytest.raises(RuleBroken, match="has a head already"):
        nominate("Cc Dd", place=rules.HEAD)


def test_a_withdrawn_head_leaves_room_for_another():
    head = nominate("Aa Bb", place=rules.HEAD)
    members.withdraw(head, by=world.salma(), at=world.NOW)
    assert nominate("Cc Dd", place=rules.HEAD).place == rules.HEAD
    with pytest.raises(RuleBroken, match="has a head already"):
        members.renominate(head, by=world.salma(), at=world.NOW)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.sampled_from(["confirm", "withdraw", "renominate"]), st.integers(0, 4)),
        max_size=14,
    )
)
def test_a_quota_is_never_exceeded_whatever_is_pressed(presses):
    Member.objects.all().delete()
    world.category(quota=2)
    everybody = [nominate(f"Person Number{n}{'x' * n}") for n in range(5)]
    for verb, who in presses:
        with contextlib.suppress(RuleBroken):
            getattr(members, verb)(everybody[who], by=world.salma(), at=world.NOW)
        assert Member.objects.filter(state=rules.CONFIRMED).count() <= 2


def test_everybody_nominated_is_confirmed_at_once_and_the_last_waits(as_user):
    world.category(quota=2)
    for name in ("Amir Salem", "Basma Nour", "Camil Haddad"):
        world.member(name, "EGY")
    delegation = world.delegation("EGY")
    done = members.confirm_all(delegation, by=world.salma(), at=world.NOW)
    assert [one.state for one in done] == ["confirmed", "confirmed", "waiting"]
    with pytest.raises(RuleBroken, match="Nobody is waiting to be confirmed"):
        members.confirm_all(delegation, by=world.salma(), at=world.NOW)


def test_another_delegation_is_not_confirmed_by_a_focal_point(as_user):
    world.member("Dana Ospanova", "KAZ")
    other = world.delegation("KAZ")
    address = reverse("delegations:confirm_all", args=[other.edition.slug, other.pk])
    assert as_user(world.nadia()).post(address).status_code == 404


def test_a_correction_begun_before_a_confirmation_does_not_undo_it():
    """The focal point had the form open while the desk confirmed."""
    opened = world.member("Laila Haddad")
    members.confirm(Member.objects.get(pk=opened.pk), by=world.salma(), at=world.NOW)
    function = {"function": Text(en="Minister of Water")}
    members.change_member(opened, person={}, fields=function, by=world.nadia(), at=world.NOW)
    after = Member.objects.get(pk=opened.pk)
    assert (after.state, after.confirmed_at) == ("confirmed", world.NOW)
    assert after.function["en"] == "Minister of Water"


def named(many, **fields):
    for n in range(many):
        world.member(f"Amir Number{'x' * n}", "EGY", **fields)


@pytest.mark.parametrize("quota", [None, 1, 20])
def test_many_are_confirmed_in_as_few_statements_as_one_too_many(quota):
    """Two categories, one of them full from the beginning: somebody waits in every case."""
    counts = []
    full = world.category("full", quota=0)
    delegation, salma = world.delegation("EGY"), world.salma()
    for many in (1, 40):
        with rolled_back():
            world.category(quota=quota)
            named(many), named(many, category=full)
            how = {"by": salma, "at": world.NOW}
            counts.append(statements(members.confirm_all, delegation, **how))
            confirmed = many if quota is None else min(quota, many)
            assert Member.objects.confirmed().count() == confirmed
            assert Member.objects.filter(state=rules.WAITING).count() == 2 * many - confirmed
    assert counts[0] == counts[1]


def test_the_places_are_those_of_the_delegation_and_each_step_is_on_record():
    delegation, category = world.delegation("EGY"), world.category(quota=1)
    delegation.quotas.create(category=category, places=3, reason="host")
    world.member("Already There", "EGY", state="confirmed")
    for name, minutes in (("Third Came", 3), ("First Came", 1), ("Second Came", 2)):
        world.member(name, "EGY", nominated_at=world.NOW + timedelta(minutes=minutes))
    done = members.confirm_all(delegation, by=world.salma(), at=world.NOW, late=True)
    assert [(str(one), one.state) for one in done] == [
        ("First Came", "confirmed"), ("Second Came", "confirmed"), ("Third Came", "waiting"),
    ]  # fmt: skip
    entries = Entry.objects.filter(verb__in=("member.confirmed", "member.held")).order_by("id")
    assert list(entries.values_list("verb", "thing_name", "after")) == [
        ("member.confirmed", "First Came", {"late": True}),
        ("member.confirmed", "Second Came", {"late": True}),
        ("member.held", "Third Came", {"reason": "quota"}),
    ]
    assert all(one.seal == one.sealed() for one in entries)


def test_nobody_of_a_declined_party_is_confirmed_together_and_nobody_after_the_deadline():
    world.member("Amir Salem", "EGY")
    delegation = world.delegation("EGY")
    late = world.edition().confirmations_close.replace(year=2022)
    with pytest.raises(RuleBroken, match="Confirmation has closed"):
        members.confirm_all(delegation, by=world.salma(), at=late)
    delegation.is_open = False
    delegation.save()
    with pytest.raises(RuleBroken, match="has declined"):
        members.confirm_all(delegation, by=world.salma(), at=world.NOW)
    assert Member.objects.get().state == rules.NOMINATED
