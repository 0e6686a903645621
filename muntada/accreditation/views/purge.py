"""The end: one person proposes that the edition's key be destroyed, another does it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.accreditation.actions import purging
from muntada.accreditation.models import EditionKeys
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken


@edition_page("archive.close", after_closing=True)
def purge(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What will be gone, in numbers; or, once it is, the report."""
    keys = EditionKeys.objects.filter(edition=edition).select_related("destroyed_by").first()
    context = {
        "keys": keys,
        "will_go": purging.what_will_go(edition),
        "proposed": purging.proposal(edition),
        "word": edition.slug,
    }
    return render(request, "accreditation/purge.html", context)


@require_POST
@edition_page("archive.close", after_closing=True)
def decided(request: HttpRequest, edition: Edition) -> HttpResponse:
    actor: dict[str, Any] = {"by": user_of(request), "at": timezone.now()}
    try:
        verb = request.POST.get("do", "")
        if verb == "propose":
            purging.propose(edition, **actor)
            messages.success(request, _("A second person must now destroy the key."))
        elif verb == "take_back":
            purging.take_back(edition, **actor)
            messages.success(request, _("Saved."))
        else:
            purging.destroy(edition, typed=request.POST.get("word", ""), **actor)
            messages.success(request, _("The key of this edition is destroyed."))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("accreditation:purge", edition.slug)
