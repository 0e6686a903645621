"""Who works in the edition, and as what."""

from collections import defaultdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts import actions
from muntada.accounts.doors import user_of
from muntada.accounts.forms import ColleagueForm
from muntada.accounts.models import Grant, User
from muntada.accounts.roles import ROLES
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.conferences.views.edition import form_page
from muntada.kit.errors import RuleBroken


@edition_page("accounts.edit")
def colleagues(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Each colleague once, with every role held in this edition or in the whole house."""
    held: dict[User, list[Grant]] = defaultdict(list)
    grants = Grant.objects.filter(edition__in=[edition]) | Grant.objects.filter(edition=None)
    for grant in grants.select_related("user").order_by("user__name", "pk"):
        held[grant.user].append(grant)
    return render(request, "conferences/colleagues.html", {"held": dict(held), "roles": ROLES})


@edition_page("accounts.edit")
def colleague(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Give somebody a role here; who has no account yet gets a personal link."""
    form = ColleagueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by, at = user_of(request), timezone.now()
        try:
            is_new = actions.take_on(**form.cleaned_data, edition_id=edition.pk, by=by, at=at)
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            if is_new:
                messages.success(request, _("A personal link is on its way by mail."))
            messages.success(request, _("The role is given."))
            return redirect("conferences:colleagues", edition.slug)
    back = {
        "back": reverse("conferences:colleagues", args=[edition.slug]),
        "back_name": _("Colleagues"),
    }
    return form_page(request, edition, form, heading=_("Give a role"), **back)


@require_POST
@edition_page("accounts.edit")
def take_role(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    grant = get_object_or_404(Grant.objects.select_related("user"), pk=pk, edition=edition)
    try:
        actions.take_role(grant, by=user_of(request), at=timezone.now())
        messages.success(request, _("The role is taken back."))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("conferences:colleagues", edition.slug)
