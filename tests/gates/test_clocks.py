"""A scan told later happened when it happened, whatever the tablet's clock says."""

from datetime import timedelta

import pytest

from muntada.accreditation.models import Badge
from muntada.gates import rules
from muntada.gates.models import Conflict, Device, Scan
from tests.gates import cast
from tests.gates.cast import MINUTE, NOW, told

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("said", "known", "until", "sent", "happened"),
    [
        # The clock is right, or a day wrong all along: its error is taken out.
        (-HOUR, -HOUR, -HOUR, 0 * HOUR, -HOUR),
        (-HOUR - DAY, -HOUR, -HOUR, -DAY, -HOUR),
        # Moved between the scan and the telling, forward and back: what was counted holds.
        (-HOUR, -HOUR, -HOUR, DAY, -HOUR),
        (DAY - HOUR, -HOUR, -HOUR, 0 * HOUR, -HOUR),
        (-DAY - HOUR, -HOUR, None, 0 * HOUR, -HOUR),
        # The device slept between: its clock decides, as far as it can be.
        (-HOUR, -10 * HOUR, -HOUR, 0 * HOUR, -HOUR),
        (5 * HOUR, -10 * HOUR, -HOUR, 0 * HOUR, -HOUR),
        # Never after it was received, and never before the longest wait.
        (HOUR, HOUR, None, 0 * HOUR, 0 * HOUR),
        (-400 * DAY, -400 * DAY, None, 0 * HOUR, -rules.OLDEST),
    ],
)
def test_when_a_scan_happened(said, known, until, sent, happened):
    found = rules.happened(
        NOW + said, known=NOW + known, until=None if until is None else NOW + until,
        sent=NOW + sent, received=NOW,
    )  # fmt: skip
    assert found == NOW + happened


def test_a_device_that_says_no_more_than_its_clock_is_believed_as_before():
    by_clock = rules.happened(
        NOW - DAY, known=None, until=None, sent=NOW - DAY + HOUR, received=NOW
    )
    assert by_clock == NOW - HOUR


@pytest.mark.parametrize(("off", "said"), [(MINUTE, 0), (-MINUTE, 0), (-DAY, -86400), (HOUR, 3600)])
def test_a_clock_is_wrong_beyond_two_minutes(off, said):
    assert rules.clock_off(NOW + off, at=NOW) == said


def test_the_desk_reads_both_clocks_and_a_true_reason(clock, db):
    tablet, made = cast.Tablet(), cast.badge()
    Badge.objects.filter(pk=made.pk).update(days=["2021-06-22"], changed_at=NOW - 2 * DAY)
    scan = told(made.token, at=NOW - DAY, known_at=NOW - HOUR, known_until=NOW - HOUR)
    tablet.merge(scan, at=NOW, sent_at=NOW)
    kept = Scan.objects.get()
    assert (kept.at, kept.device_at, kept.clock_said) == (NOW - HOUR, NOW - DAY, NOW - DAY)
    assert Conflict.objects.get().kind == rules.LAPSED


def test_a_device_whose_clock_is_wrong_is_known_to_the_desk(clock, db):
    tablet = cast.Tablet()
    ask = {"clock": (NOW - DAY).isoformat()}
    assert tablet.client.get("/api/gates/v1/list", ask).status_code == 200
    assert Device.objects.get().clock_off == -86400
    tablet.client.get("/api/gates/v1/list", {"clock": NOW.isoformat()})
    assert Device.objects.get().clock_off == 0
    assert tablet.client.get("/api/gates/v1/list", {"clock": "noon"}).status_code == 409
