"""Papers of the desk as data, the same for the page and for Typst: facts, then tables."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from muntada.bilaterals.desk.itinerary import Entry, by_day
from muntada.bilaterals.models import Interpreter, Meeting, Principal, Request
from muntada.conferences.models import Edition
from muntada.kit.dates import before_the_hour
from muntada.kit.dates import day as in_full
from muntada.kit.languages import bracketed, current, listed
from muntada.kit.templatetags.muntada import languages as language_names


@dataclass(frozen=True)
class Section:
    name: str
    heads: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    note: str = ""
    warning: str = ""


@dataclass(frozen=True)
class Sheet:
    heading: str
    note: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)


def day_name(moment: Any) -> str:
    return in_full(moment.date() if isinstance(moment, datetime) else moment)


def hours(edition: Edition, starts: datetime, ends: datetime) -> str:
    return f"{edition.local(starts):%H:%M}–{edition.local(ends):%H:%M}"


def _standing(edition: Edition) -> list[Meeting]:
    found = Meeting.objects.filter(edition=edition).standing().exclude(room=None)
    return list(
        found.select_related(
            "room__room", "interpreter", "request__delegation__party",
            "request__counterpart__party", "request__principal__member__person",
            "request__counterpart_principal__member__person",
        ).order_by("starts", "pk")
    )  # fmt: skip


def between(request: Request) -> str:
    return f"{request.delegation} – {request.counterpart}"


# Itinerary


def itinerary(edition: Edition, principal: Principal) -> Sheet:
    return Sheet(
        heading=_("Itinerary of {person}").format(person=principal),
        note=str(principal.delegation),
        sections=[
            Section(
                day_name(day),
                [_("Time"), _("What"), _("Room")],
                [_line(edition, one) for one in entries if not one.is_cancelled],
            )
            for day, entries in by_day(edition, principal)
        ],
    )


def _line(edition: Edition, one: Entry) -> list[str]:
    if one.meeting:
        what = _("Meeting with {party}").format(party=one.other)
        details = [str(one.counterpart or ""), str(one.meeting.get_state_display())]
        if one.meeting.request.confidential:
            details.append(_("confidential"))
        what += bracketed(listed(filter(None, details), current()), current())
    else:
        what = str(one.session.title) if one.session else ""
    return [hours(edition, one.starts, one.ends), what, one.where]


# Briefing


def briefing(edition: Edition, meeting: Meeting, *, at_desk: bool) -> Sheet:
    """For one meeting; what the desk notes for itself only for the desk."""
    asked = meeting.request
    spoken = [code for code in (asked.language, asked.counterpart_language) if code]
    facts = [
        (_("When"), day_name(edition.local(meeting.starts)) + before_the_hour()
                    + hours(edition, meeting.starts, meeting.ends)),
        (_("Room"), str(meeting.room or "—")),
        (_("Level"), str(asked.get_level_display())),
        (_("Press"), str(asked.get_press_display())),
        (_("Languages"), language_names(spoken) or "—"),
        (_("Interpreter"), str(meeting.interpreter or "—")),
        (_("Confidential"), _("yes") if asked.confidential else _("no")),
        (_("Topics"), asked.topics or "—"),
    ]  # fmt: skip
    if at_desk and asked.desk_note:
        facts.append((_("Note of the desk"), asked.desk_note))
    sides = [
        (asked.delegation, asked.principal, asked.people),
        (asked.counterpart, asked.counterpart_principal, asked.counterpart_people),
    ]
    sections = [
        Section(
            str(delegation),
            [_("Who meets"), _("Function"), pgettext("in the room", "People")],
            [[str(who or "—"), str(who.member.function) if who else "—", str(people)]],
        )
        for delegation, who, people in sides
    ]
    if at_desk:
        moves = [
            [hours(edition, m.was_starts, m.was_ends), hours(edition, m.starts, m.ends), m.reason]
            for m in meeting.moves.all()
        ]
        if moves:
            sections.append(
                Section(
                    _("Moves"),
                    [
                        pgettext("moved meeting", "From"),
                        pgettext("moved meeting", "To"),
                        _("Reason"),
                    ],
                    moves,
                )
            )
    return Sheet(_("Briefing sheet"), between(asked), facts, sections)


# Flags and nameplates


def pull_list(edition: Edition) -> Sheet:
    """Per room and hour: which flags and nameplates, ready by when."""
    rooms: dict[tuple[Any, ...], list[list[str]]] = defaultdict(list)
    for one in _standing(edition):
        asked, room = one.request, one.room
        assert room is not None  # noqa: S101 - left out above
        ready = edition.local(one.starts) - timedelta(minutes=room.turnaround)
        names = [str(p) for p in (asked.principal, asked.counterpart_principal) if p]
        day = edition.local(one.starts).date()
        rooms[room.room.position, room.pk, str(room), day].append([
            f"{ready:%H:%M}", hours(edition, one.starts, one.ends),
            f"{asked.delegation} · {asked.counterpart}", " · ".join(names), str(asked.seats),
        ])  # fmt: skip
    heads = [_("Ready by"), _("Meeting"), _("Flags"), _("Nameplates"), _("Seats")]
    return Sheet(
        _("Flags and nameplates"),
        _("For each room in the order of the day."),
        sections=[
            Section(f"{name} · {day_name(day)}", heads, rows)
            for (_position, _pk, name, day), rows in sorted(rooms.items(), key=lambda kv: kv[0][:2])
        ],
    )


# Interpreters


def roster(edition: Edition) -> Sheet:
    """Each interpreter's day, with what they work and what they may."""
    days: dict[tuple[str, int, Any], list[Meeting]] = defaultdict(list)
    team = {one.pk: one for one in Interpreter.objects.filter(edition=edition)}
    for one in _standing(edition):
        if one.interpreter_id:
            name = team[one.interpreter_id].name
            days[name, one.interpreter_id, edition.local(one.starts).date()].append(one)
    heads = [_("Time"), _("Meeting"), _("Room"), _("Languages")]
    sections = []
    for (name, pk, day), meetings in sorted(days.items()):
        voice = team[pk]
        worked = sum(meeting.minutes for meeting in meetings)
        longest = most_within(meetings, voice.within)
        note = _(
            "{worked} of {daily} minutes on this day; at most {longest} of {most} in any {within}."
        ).format(
            worked=worked,
            daily=voice.daily,
            longest=longest,
            most=voice.longest,
            within=voice.within,
        )
        over = worked > voice.daily or longest > voice.longest
        sections.append(
            Section(
                f"{name} · {day_name(day)}", heads,
                [
                    [
                        hours(edition, m.starts, m.ends), between(m.request), str(m.room),
                        language_names(
                            filter(None, [m.request.language, m.request.counterpart_language])
                        ),
                    ]
                    for m in meetings
                ],
                note,
                _("More work than the limits allow.") if over else "",
            )
        )  # fmt: skip
    return Sheet(
        _("Interpreters’ roster"),
        _("The limits are those of the AIIC's Professional Standards unless the desk set others."),
        sections=sections,
    )


def most_within(meetings: list[Meeting], within: int) -> int:
    """The most minutes of work in any span of `within` minutes."""
    span = timedelta(minutes=within)
    edges = {m.starts for m in meetings} | {m.ends - span for m in meetings}
    return max(
        (
            sum(
                max(0, int((min(m.ends, at + span) - max(m.starts, at)).total_seconds()) // 60)
                for m in meetings
            )
            for at in edges
        ),
        default=0,
    )
