import pytest

from muntada.conferences import rules
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken
from muntada.kit.states import move
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
