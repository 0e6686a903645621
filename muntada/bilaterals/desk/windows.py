"""Stretches of wall-clock time: those that are left when others are taken out of them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from muntada.bilaterals.models import Arrangements
from muntada.conferences.models import Edition
from muntada.planning.meetings.problem import Window


def wall(edition: Edition, moment: datetime) -> datetime:
    """As the clock on the venue's wall says it: the planner knows no time zones."""
    return edition.local(moment).replace(tzinfo=None)


def moment(edition: Edition, on_the_wall: datetime) -> datetime:
    return on_the_wall.replace(tzinfo=edition.zone)


def days_of_meetings(edition: Edition, arranged: Arrangements) -> tuple[Window, ...]:
    return tuple(
        Window(datetime.combine(day, arranged.day_begins), datetime.combine(day, arranged.day_ends))
        for day in edition.days()
    )


def union(windows: Iterable[Window]) -> tuple[Window, ...]:
    found: list[Window] = []
    for window in sorted(windows, key=lambda one: one.start):
        if found and window.start <= found[-1].end:
            found[-1] = Window(found[-1].start, max(found[-1].end, window.end))
        elif window.start < window.end:
            found.append(window)
    return tuple(found)


def without(windows: Iterable[Window], taken: Iterable[Window]) -> tuple[Window, ...]:
    left = list(union(windows))
    for hole in union(taken):
        cut: list[Window] = []
        for window in left:
            if hole.end <= window.start or window.end <= hole.start:
                cut.append(window)
                continue
            if window.start < hole.start:
                cut.append(Window(window.start, hole.start))
            if hole.end < window.end:
                cut.append(Window(hole.end, window.end))
        left = cut
    return tuple(left)


def common(one: Iterable[Window], other: Iterable[Window]) -> tuple[Window, ...]:
    """The stretches that lie in both."""
    others = union(other)
    return union(
        Window(max(a.start, b.start), min(a.end, b.end))
        for a in union(one)
        for b in others
        if max(a.start, b.start) < min(a.end, b.end)
    )


def covers(windows: Sequence[Window], start: datetime, end: datetime) -> bool:
    return any(window.start <= start and end <= window.end for window in union(windows))
