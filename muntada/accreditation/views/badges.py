"""The badge of an application: printed, handed over, lost, brought back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.accreditation import documents, rules
from muntada.accreditation.actions import badges
from muntada.accreditation.models import Application, Badge, Receipt
from muntada.accreditation.views.common import find_application
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken


def _latest(found: Application) -> Badge:
    related = ("edition", "application__category__template", "application__delegation__party")
    badge = found.badges.select_related(*related).order_by("-issue").first()
    if badge is None:
        raise Http404
    return badge


def _do(verb: str, badge: Badge, request: HttpRequest, actor: dict[str, Any]) -> str:
    """Do it; the sentence that says so."""
    name = request.POST.get("name", "")
    if verb == "print":
        badges.mark_printed([badge], **actor)
    elif verb == "collect":
        role = request.POST.get("role", "self")
        if role not in dict(Receipt.ROLES):
            raise RuleBroken(_("Say who collects."))
        receipt = badges.collect(
            [badge], name=name, role=role, activate=False,
            delegation=badge.application.delegation, **actor,
        )  # fmt: skip
        return _("Receipt {number}").format(number=receipt)
    elif verb == "activate":
        badges.activate_badge(badge, **actor)
    elif verb == "lose":
        if again := badges.report_lost(badge, **actor):
            said = _("The lost badge is blocked. Badge {number} is ready to be printed.")
            return said.format(number=again)
    elif verb == "return":
        receipt = badges.bring_back([badge], name=name, **actor)
        return _("Receipt {number}").format(number=receipt)
    else:
        raise Http404
    return _("Saved.")


@require_POST
@edition_page("accreditation.print")
def handled(request: HttpRequest, edition: Edition, pk: int, verb: str) -> HttpResponse:
    badge = _latest(find_application(request, edition, pk))
    try:
        said = _do(verb, badge, request, {"by": user_of(request), "at": timezone.now()})
        messages.success(request, said)
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("accreditation:application", edition.slug, pk)


@edition_page("accreditation.print")
def pdf(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """The latest badge as it is printed."""
    badge = _latest(find_application(request, edition, pk))
    if badge.state not in rules.LIVE_BADGES:
        raise Http404
    made = documents.typeset_badges(
        edition, [badge], documents.template_for(badge), sheet=False, at=timezone.now()
    )
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="badge-{badge.number}.pdf"'
    answer["Cache-Control"] = "no-store, private"
    return answer
