"""One application at the desk: what was handed in, what was decided, its zones and its badges."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.accounts.models import User
from muntada.accreditation import rules
from muntada.accreditation.actions import applications, decide
from muntada.accreditation.actions.setup import keys_of
from muntada.accreditation.models import Application, Receipt
from muntada.accreditation.views.common import find_application, is_desk
from muntada.accreditation.views.desk import MARKS
from muntada.audit.models import Entry
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken


@edition_page("accreditation.see")
def detail(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    found = find_application(request, edition, pk)
    badges = list(found.badges.order_by("-issue"))
    context = {
        "application": found,
        "mark": MARKS.get(found.state, ""),
        "steps": {verb for verb, one in rules.STEPS.items() if found.state in one[0]},
        "badge": badges[0] if badges else None,
        "badge_steps": {
            verb for verb, one in rules.BADGE_STEPS.items() if badges and badges[0].state in one[0]
        },
        "badges": badges,
        "namesakes": applications.namesakes(found),
        "has_identity": found.identity is not None,
        "kinds": dict(found.files.values_list("kind", "media_type")),
        "late": rules.is_late(submitted=found.submitted_at, deadline=found.category.deadline),
        "zones": edition.zones.order_by("position"),
        "days": edition.days(),
        "change": found.zone_changes.filter(state=rules.ASKED).select_related("asked_by").first(),
        "live": rules.LIVE_BADGES,
        "roles": Receipt.ROLES,
        "reason": _reason(request, found),
        "history": Entry.objects.about(found).order_by("-pk")[:60],
    }
    return render(request, "accreditation/application.html", context)


def _reason(request: HttpRequest, found: Application) -> str:
    """The reason of a refusal, to who decides it; opening it is on the record."""
    user, now = user_of(request), timezone.now()
    if found.refusal is None or not user.may("accreditation.approve", found.edition_id):
        return ""
    applications.seen(found, what="refusal", by=user, at=now)
    keys = keys_of(found.edition, at=now)
    return keys.open(found.refusal, found.about("refusal")).decode()


def _words(request: HttpRequest) -> str:
    return request.POST.get("words", "")


def _withdraw(found: Application, request: HttpRequest, by: User, at: datetime) -> None:
    decide.withdraw(found, by=by, at=at)


Deed = Callable[[Application, HttpRequest, User, datetime], Any]
# What the button is called in the address: the verb it needs, and what it does.
DEEDS: dict[str, tuple[str, Deed]] = {
    "approve": ("accreditation.approve", lambda a, r, by, at: decide.approve(a, by=by, at=at)),
    "ask": (
        "accreditation.edit",
        lambda a, r, by, at: decide.ask_more(a, question=_words(r), by=by, at=at),
    ),
    "propose": (
        "accreditation.edit",
        lambda a, r, by, at: decide.propose_refusal(a, reason=_words(r), by=by, at=at),
    ),
    "refuse": ("accreditation.approve", lambda a, r, by, at: decide.refuse(a, by=by, at=at)),
    "keep": ("accreditation.approve", lambda a, r, by, at: decide.keep(a, by=by, at=at)),
    "release": (
        "accreditation.approve",
        lambda a, r, by, at: decide.release_reason(a, by=by, at=at),
    ),
    "withdraw": ("accreditation.edit", _withdraw),
    "reopen": ("accreditation.approve", lambda a, r, by, at: decide.reopen(a, by=by, at=at)),
    "late": (
        "accreditation.edit",
        lambda a, r, by, at: applications.allow_late(a, by=by, at=at),
    ),
    "grant": ("accreditation.approve", lambda a, r, by, at: _zones(a, True, by, at)),
    "deny": ("accreditation.approve", lambda a, r, by, at: _zones(a, False, by, at)),
}


def _zones(found: Application, grant: bool, by: User, at: datetime) -> None:
    change = get_object_or_404(found.zone_changes, state=rules.ASKED)
    decide.decide_zones(change, grant=grant, by=by, at=at)


@require_POST
@edition_page("accreditation.edit")
def decided(request: HttpRequest, edition: Edition, pk: int, verb: str) -> HttpResponse:
    found = find_application(request, edition, pk)
    needs, deed = DEEDS.get(verb, ("", _withdraw))
    user = user_of(request)
    if not needs or not user.may(needs, edition.pk):
        raise PermissionDenied
    try:
        deed(found, request, user, timezone.now())
        messages.success(request, _("Saved."))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("accreditation:application", edition.slug, pk)


@require_POST
@edition_page("accreditation.edit")
def zones(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Other zones or days: fewer hold at once, more wait for a second person."""
    found = find_application(request, edition, pk)
    letters = {zone.letter for zone in edition.zones.all()}
    days = {day.isoformat() for day in edition.days()}
    try:
        made = decide.ask_zones(
            found, zones=sorted(letters & set(request.POST.getlist("zone"))),
            days=sorted(days & set(request.POST.getlist("day"))), reason=_words(request),
            by=user_of(request), at=timezone.now(),
        )  # fmt: skip
        messages.success(request, str(made.get_state_display()))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("accreditation:application", edition.slug, pk)


@edition_page("accreditation.see", or_delegation=True)
def photo(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Unsealed for who may see the application, and kept by no browser or proxy."""
    is_desk(request, edition)
    found = find_application(request, edition, pk)
    sealed = get_object_or_404(found.files, kind=rules.PHOTO)
    content = keys_of(edition, at=timezone.now()).open(sealed.content, sealed.about)
    answer = HttpResponse(content, content_type=sealed.media_type)
    answer["Cache-Control"] = "no-store, private"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
