"""Twelve at the same instant, with threads that really commit."""

import threading
import uuid
from collections import Counter

import pytest
from django.db import connection

from muntada.gates.models import Conflict, Presence, Scan
from tests.gates import cast
from tests.gates.cast import MINUTE, NOW, told

pytestmark = pytest.mark.usefixtures("_record_may_be_emptied")


def at_once(*deeds):
    """Run all together; what each gave, in order."""
    ready, given = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(place, deed):
        try:
            ready.wait(30)
            given[place] = deed()
        except Exception as error:
            given[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    return given


def test_of_twelve_scans_of_one_badge_one_is_admitted_and_eleven_are_already_inside():
    hall, made = cast.gate(), cast.badge()
    tablets = [cast.Tablet(hall, f"Tablet {n}") for n in range(4)]
    said = at_once(*[
        lambda tablet=tablets[n % 4]: tablet.scan(made.token).verdict for n in range(12)
    ])  # fmt: skip
    assert Counter(said) == {"admitted": 1, "already_inside": 11}
    assert (Scan.objects.count(), Presence.objects.get().inside) == (12, True)


def test_one_scan_sent_twelve_times_at_once_is_one_line_with_one_answer():
    tablet, made, number = cast.Tablet(), cast.badge(), uuid.uuid4()
    said = at_once(*[lambda: tablet.scan(made.token, number=number).pk for _n in range(12)])
    assert said == [Scan.objects.get().pk] * 12


def test_one_merge_sent_by_four_at_once_beside_live_scans_is_kept_once():
    """Two devices, the same hundred badges: no deadlock, and each admitted twice is said once."""
    hall = cast.gate()
    one, other = cast.Tablet(hall), cast.Tablet(hall, "Tablet 2")
    codes = cast.crowd(40)
    first = [told(code, at=NOW - 2 * MINUTE) for code in codes]
    second = [told(code, at=NOW - MINUTE) for code in reversed(codes)]
    said = at_once(
        lambda: len(one.merge(*first)), lambda: len(one.merge(*reversed(first))),
        lambda: len(other.merge(*second)), lambda: len(other.merge(*second)),
        lambda: [one.scan(code, direction="exit").verdict for code in codes[:10]],
    )  # fmt: skip
    assert said == [40, 40, 40, 40, ["left"] * 10]
    assert Scan.objects.count() == 90
    assert Conflict.objects.filter(kind="twice").count() == 40
    assert len(cast.inside()) == 30
