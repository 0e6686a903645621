import pytest
from django.db.transaction import atomic

from muntada.conferences import rules
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken
from muntada.kit.states import ensure_moved, move, move_all
from tests import world

pytestmark = pytest.mark.django_db


def test_of_two_people_who_press_at_once_the_second_is_told():
    first = world.edition()
    second = Edition.objects.get(pk=first.pk)
    move(first, rules.STEPS, "cancel")
    with pytest.raises(RuleBroken, match="changed since you opened the page"):
        move(second, rules.STEPS, "hold")
    assert Edition.objects.get(pk=first.pk).state == rules.CANCELLED


def test_a_cancelled_edition_cannot_be_held():
    edition = world.edition(state=rules.CANCELLED)
    with pytest.raises(RuleBroken):
        move(edition, rules.STEPS, "hold")


def test_many_are_moved_at_once_and_who_was_moved_before_is_named():
    one, other, gone = (world.edition(f"no-{n}", n) for n in (9, 10, 11))
    Edition.objects.filter(pk=gone.pk).update(state=rules.CANCELLED)
    moved, left = move_all([one, gone, other], rules.STEPS, "cancel")
    assert (moved, left) == ([one, other], [gone])
    assert one.state == rules.CANCELLED
    assert set(Edition.objects.values_list("state", flat=True)) == {rules.CANCELLED}


def test_many_are_moved_together_or_the_second_who_pressed_is_told():
    one, other = world.edition("ninth"), world.edition("tenth", 10)
    Edition.objects.filter(pk=other.pk).update(state=rules.CANCELLED)
    with pytest.raises(RuleBroken, match="changed since you opened the page"), atomic():
        ensure_moved([one, other], rules.STEPS, "cancel")
    assert Edition.objects.get(pk=one.pk).state != rules.CANCELLED
