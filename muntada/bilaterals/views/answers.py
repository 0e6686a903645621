"""Answers to a request: yes, no, later, or on other terms."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.bilaterals import rules
from muntada.bilaterals.actions import answers
from muntada.bilaterals.actions import requests as asking
from muntada.bilaterals.forms.requests import HoldForm, OwnForm, TermsForm
from muntada.bilaterals.models import Request
from muntada.bilaterals.views.common import acts_for, find_request
from muntada.bilaterals.views.requests import press
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken


@edition_page("bilaterals.edit", or_delegation=True)
def accept(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    """Who is asked says yes, and who will come."""
    asked = find_request(request, edition, code)
    by_desk = acts_for(request, asked, rules.COUNTERPART)
    form = OwnForm(request.POST or None, request=asked, side=rules.COUNTERPART)
    if request.method == "POST" and form.is_valid():
        fields = form.said()
        principal = fields.pop("counterpart_principal")
        try:
            answers.accept_terms(
                asked, principal=principal, fields=fields, by=user_of(request),
                at=timezone.now(), by_desk=by_desk,
            )  # fmt: skip
            messages.success(request, _("Accepted. The desk will propose a time and a room."))
            return redirect("bilaterals:request", edition.slug, code)
        except RuleBroken as error:
            form.add_error(None, str(error))
    heading = _("Accept the meeting with {party}").format(party=asked.delegation.party)
    return _page(request, asked, form, heading, save=_("Accept the meeting"))


@edition_page("bilaterals.edit", or_delegation=True)
def own(request: HttpRequest, edition: Edition, code: str, side: str) -> HttpResponse:
    """What a side decides alone."""
    asked = find_request(request, edition, code)
    acts_for(request, asked, side)
    form = OwnForm(request.POST or None, request=asked, side=side)
    if request.method == "POST" and form.is_valid():
        try:
            answers.change_own(
                asked, side=side, fields=form.said(), by=user_of(request), at=timezone.now()
            )
            messages.success(request, _("Saved."))
            return redirect("bilaterals:request", edition.slug, code)
        except RuleBroken as error:
            form.add_error(None, str(error))
    return _page(request, asked, form, _("Your side of the meeting"))


@edition_page("bilaterals.edit", or_delegation=True)
def propose(request: HttpRequest, edition: Edition, code: str, side: str) -> HttpResponse:
    """Another time, level or length."""
    asked = find_request(request, edition, code)
    by_desk = acts_for(request, asked, side)
    terms = asked.proposal.terms if asked.proposal else asking.terms_of(
        asked, asking.times_of(asked)
    )  # fmt: skip
    form = TermsForm(
        request.POST or None, edition=edition, spans=asking.spans_in(terms), initial=terms
    )
    if request.method == "POST" and form.is_valid():
        try:
            answers.propose_terms(
                asked, side=side, terms=form.terms(), times=form.times(),
                note=form.cleaned_data["note"], by=user_of(request), at=timezone.now(),
                by_desk=by_desk,
            )  # fmt: skip
            messages.success(request, _("The proposal is sent. The other side has been told."))
            return redirect("bilaterals:request", edition.slug, code)
        except RuleBroken as error:
            form.add_error(None, str(error))
    return _page(request, asked, form, _("Propose other terms"), save=_("Send the proposal"))


@edition_page("bilaterals.edit", or_delegation=True)
def hold(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    """Answer later."""
    asked = find_request(request, edition, code)
    by_desk = acts_for(request, asked, rules.COUNTERPART)
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answers.hold_request(
            asked, note=form.cleaned_data["note"], by=user_of(request), at=timezone.now(),
            by_desk=by_desk,
        )  # fmt: skip
        messages.success(request, _("On hold. The other side has been told."))
        return redirect("bilaterals:request", edition.slug, code)
    return _page(request, asked, form, _("Put the request on hold"), save=_("Put on hold"))


def _page(
    request: HttpRequest, asked: Request, form: Any, heading: str, save: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "save": save,
        "back": reverse("bilaterals:request", args=[asked.edition.slug, asked.code]),
        "back_name": _("Back to the request"),
    }
    return render(request, "kit/form_page.html", context)


@require_POST
@edition_page("bilaterals.edit", or_delegation=True)
def agree(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    said = _("Agreed. The desk will propose a time and a room.")
    return press(request, edition, code, rules.ASKER, answers.agree_terms, said)


@require_POST
@edition_page("bilaterals.edit", or_delegation=True)
def decline(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    said = _("Declined. No reason is given.")
    return press(request, edition, code, rules.COUNTERPART, answers.decline_request, said)
