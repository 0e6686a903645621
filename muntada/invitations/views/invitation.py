"""One invitation: its letters, its replies, and the form that answers it."""

from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.accounts.models import User
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.delegations.models import acting
from muntada.invitations import rules
from muntada.invitations.actions import letters, replies
from muntada.invitations.forms import LetterReceivedForm, ListingForm, ReplyForm
from muntada.invitations.models import Invitation, Reply
from muntada.kit.errors import RuleBroken


def _find(request: HttpRequest, edition: Edition, pk: int) -> Invitation:
    visible = Invitation.objects.filter(edition=edition).visible_to(user_of(request))
    related = ("party", "edition__series", "level_asked", "level_offered", "delegation")
    return get_object_or_404(visible.select_related(*related), pk=pk)


@edition_page("invitations.see")
def detail(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Letters sent, replies received, and what can be done next."""
    invitation = _find(request, edition, pk)
    history = invitation.replies.select_related("level", "entered_by")
    sent = invitation.letters.select_related("issued_by")
    context = {"invitation": invitation, "history": history, "letters": sent}
    return render(request, "invitations/detail.html", context)


@edition_page("invitations.edit")
def change(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Level asked for, language, address."""
    invitation = _find(request, edition, pk)
    form = ListingForm(request.POST or None, instance=invitation)
    if request.method == "POST" and form.is_valid():
        fresh = _find(request, edition, pk)
        letters.change_listing(fresh, **form.cleaned_data, by=user_of(request), at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("invitations:detail", edition.slug, pk)
    return _form_page(request, form, str(invitation.party), invitation)


def _form_page(
    request: HttpRequest,
    form: Any,
    heading: str,
    invitation: Invitation,
    lead: str = "",
    shape: str = "",
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "lead": lead,
        "shape": shape,
        "back": reverse("invitations:detail", args=[invitation.edition.slug, invitation.pk]),
        "back_name": _("Back to the invitation"),
    }
    return render(request, "kit/form_page.html", context)


def _press(request: HttpRequest, edition: Edition, pk: int, action: Any, said: str) -> HttpResponse:
    try:
        action(_find(request, edition, pk), by=user_of(request), at=timezone.now())
        messages.success(request, said)
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("invitations:detail", edition.slug, pk)


@require_POST
@edition_page("letters.issue")
def invite(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    return _press(request, edition, pk, letters.invite, _("The letter is issued."))


@require_POST
@edition_page("letters.issue")
def remind(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    return _press(request, edition, pk, letters.remind, _("The reminder is issued."))


@require_POST
@edition_page("letters.issue")
def recall(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    return _press(request, edition, pk, letters.recall, _("The invitation is recalled."))


@require_POST
@edition_page("letters.issue")
def relist(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    return _press(request, edition, pk, letters.relist, _("The party is on the list again."))


@edition_page("replies.enter")
def received(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """A reply that came by letter, entered by the secretariat."""
    invitation, at = _find(request, edition, pk), timezone.now()
    form = LetterReceivedForm(request.POST or None, request.FILES or None, edition=edition, at=at)
    if request.method == "POST" and form.is_valid():
        try:
            said = form.cleaned_data
            replies.reply(invitation, **said, by=user_of(request), at=at, by_secretariat=True)
            messages.success(request, _("The reply is entered."))
            return redirect("invitations:detail", edition.slug, pk)
        except RuleBroken as error:
            form.add_error(None, str(error))
    heading = _("Reply received: {party}").format(party=invitation.party)
    level = invitation.level_asked
    lead = _("Level asked for: {level}").format(level=level) if level else ""
    return _form_page(request, form, heading, invitation, lead, shape="reply-form")


@edition_page("replies.enter", or_delegation=True)
def reply(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """The focal point answers for their party."""
    invitation, at = _find(request, edition, pk), timezone.now()
    user = user_of(request)
    if not _trusted(invitation, user):
        # The desk enters what it received by letter, with its date and number.
        if user.may("replies.enter", edition.pk):
            return redirect("invitations:received", edition.slug, pk)
        raise PermissionDenied
    initial = {"answer": invitation.answer, "level": invitation.level_offered_id}
    form = ReplyForm(request.POST or None, edition=edition, initial=initial)
    why_not = rules.why_not_reply(
        state=invitation.state, replies_close=edition.replies_close, at=at, by_secretariat=False
    )
    if request.method == "POST" and form.is_valid():
        try:
            replies.reply(invitation, **form.cleaned_data, by=user, at=at)
            messages.success(request, _("Thank you. Your reply has been received."))
            return redirect("delegations:detail", edition.slug, invitation.delegation_id)
        except RuleBroken as error:
            form.add_error(None, str(error))
    history = invitation.replies.select_related("level")
    context = {"invitation": invitation, "form": form, "why_not": why_not, "history": history}
    return render(request, "invitations/reply.html", context)


def _trusted(invitation: Invitation, user: User) -> bool:
    return acting(user).filter(delegation=invitation.delegation_id).exists()


@edition_page("invitations.see")
def scan(request: HttpRequest, edition: Edition, pk: int) -> FileResponse:
    """The scan of a letter received, to who may see invitations."""
    found = get_object_or_404(Reply.objects.exclude(scan=""), pk=pk, invitation__edition=edition)
    name = f"reply-{found.pk}{PurePath(found.scan.name or '').suffix}"
    response = FileResponse(found.scan.open("rb"), as_attachment=True, filename=name)
    response["Cache-Control"] = "private, no-store"
    return response
