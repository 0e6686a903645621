"""The board: a day by room and hour, a line for each party; moving, locking, publishing."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.bilaterals import rules
from muntada.bilaterals.actions import plans
from muntada.bilaterals.desk.board import board_of, lines_of
from muntada.bilaterals.forms.plan import MoveForm, PlaceForm
from muntada.bilaterals.models import Meeting, MeetingRoom, Request
from muntada.bilaterals.queries import arrangements_of
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken
from muntada.kit.languages import current, direction
from muntada.programme.forms import MoveForm as DropForm


def chosen_day(request: HttpRequest, edition: Edition) -> date:
    asked = request.GET.get("day", "")
    return next((day for day in edition.days() if day.isoformat() == asked), edition.starts)


def find_meeting(request: HttpRequest, edition: Edition, code: str) -> Meeting:
    visible = Meeting.objects.filter(edition=edition).visible_to(user_of(request))
    found = visible.select_related(
        "edition", "room__room", "interpreter", "request__edition",
        "request__delegation__party", "request__counterpart__party",
    )  # fmt: skip
    return get_object_or_404(found, code=code)


def _to_board(edition: Edition, meeting: Meeting | None = None) -> HttpResponse:
    day = f"?day={edition.local(meeting.starts).date().isoformat()}" if meeting else ""
    return redirect(reverse("meetings:board", args=[edition.slug]) + day)


@edition_page("bilaterals.see")
def board(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A day by room and hour; meetings are dragged, or moved with the arrows."""
    shown = board_of(edition, chosen_day(request, edition))
    meetings = Meeting.objects.filter(edition=edition)
    has = meetings.standing().values("request")
    waiting = Request.objects.filter(edition=edition, state=rules.ACCEPTED).exclude(pk__in=has)
    context = {
        "board": shown,
        "day": shown.day,
        "days": edition.days(),
        "unpublished": meetings.filter(state=rules.PLANNED).count(),
        "waiting": waiting.count(),
    }
    return render(request, "meetings/board.html", context)


@edition_page("bilaterals.see")
def lines(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Each who meets as a line through the day: away, free, in a meeting."""
    day = chosen_day(request, edition)
    arranged = arrangements_of(edition)
    found, hours = lines_of(edition, day, mirrored=direction(current()) == "rtl")
    context = {
        "lines": found, "hours": hours, "day": day, "days": edition.days(),
        "opens": f"{arranged.day_begins:%H:%M}", "closes": f"{arranged.day_ends:%H:%M}",
    }  # fmt: skip
    return render(request, "meetings/lines.html", context)


@edition_page("bilaterals.plan")
def place(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    """An agreed request put on the board by hand."""
    visible = Request.objects.filter(edition=edition).visible_to(user_of(request))
    asked = get_object_or_404(
        visible.select_related("edition", "delegation__party", "counterpart__party"), code=code
    )
    form = PlaceForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        try:
            made = plans.place_request(
                asked, **form.cleaned_data, by=user_of(request), at=timezone.now()
            )
            messages.success(request, _("The meeting is on the board. Nobody has been told yet."))
            return _to_board(edition, made)
        except RuleBroken as error:
            form.add_error(None, str(error))
    return _form(request, edition, form, asked, _("Put on the board"))


@edition_page("bilaterals.plan")
def move(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    """The same as a drag, for who has no mouse, and with a reason."""
    meeting = find_meeting(request, edition, code)
    initial = {"starts": meeting.starts, "room": meeting.room_id}
    form = MoveForm(request.POST or None, edition=edition, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            moved = plans.move_meeting(
                meeting, starts=said["starts"], room=said["room"],
                by=user_of(request), at=timezone.now(),
                why=plans.Why(said["reason"], withheld=not said["tell_reason"]),
            )  # fmt: skip
            messages.success(request, _moved(moved))
            return _to_board(edition, moved)
        except RuleBroken as error:
            form.add_error(None, str(error))
    return _form(request, edition, form, meeting.request, _("Move"))


def _moved(meeting: Meeting) -> str:
    if meeting.told_at:
        return _("Moved. Both sides are told, and asked to confirm.")
    return _("Moved. Nobody has been told yet.")


def _form(
    request: HttpRequest, edition: Edition, form: PlaceForm, asked: Request, save: str
) -> HttpResponse:
    context = {
        "form": form,
        "heading": f"{asked.delegation} – {asked.counterpart}",
        "save": save,
        "back": reverse("meetings:board", args=[edition.slug]),
        "back_name": _("Board"),
    }
    return render(request, "kit/form_page.html", context)


@require_POST
@edition_page("bilaterals.plan")
def drop(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    """A meeting dropped elsewhere on the board; a forbidden move answers with its sentence."""
    form = DropForm(request.POST)
    room = None
    if form.is_valid():
        rooms = MeetingRoom.objects.filter(edition=edition).select_related("room")
        room = rooms.filter(pk=form.cleaned_data["room"]).first()
    if room is None:
        return JsonResponse({"sentence": _("This is not a time.")}, status=400)
    try:
        moved = plans.move_meeting(
            find_meeting(request, edition, code), starts=form.cleaned_data["starts"], room=room,
            by=user_of(request), at=timezone.now(), undoes=form.undoes,
        )  # fmt: skip
    except RuleBroken as error:
        return JsonResponse({"sentence": str(error)}, status=409)
    return JsonResponse({"sentence": _moved(moved)})


def _lock(request: HttpRequest, edition: Edition, code: str, *, locked: bool) -> HttpResponse:
    meeting = find_meeting(request, edition, code)
    try:
        plans.lock_meeting(meeting, locked=locked, by=user_of(request), at=timezone.now())
    except RuleBroken as error:
        messages.error(request, str(error))
    return _to_board(edition, meeting)


@require_POST
@edition_page("bilaterals.plan")
def lock(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    return _lock(request, edition, code, locked=True)


@require_POST
@edition_page("bilaterals.plan")
def unlock(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    return _lock(request, edition, code, locked=False)


@require_POST
@edition_page("bilaterals.plan")
def publish(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Both sides of every meeting that stands on the board are told."""
    try:
        many = plans.publish_meetings(edition, by=user_of(request), at=timezone.now())
        said = ngettext("{n} meeting is published.", "{n} meetings are published.", many)
        messages.success(request, said.format(n=many))
    except RuleBroken as error:
        messages.error(request, str(error))
    return _to_board(edition)
