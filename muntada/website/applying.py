"""The press applies alone: a public form, then a personal page behind a link that says nothing."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from muntada.accreditation import rules
from muntada.accreditation.actions import applications, decide
from muntada.accreditation.forms import AloneForm, ApplicationForm
from muntada.accreditation.models import Application
from muntada.conferences.doors import public_edition_page
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken
from muntada.kit.throttle import address_of, too_many
from muntada.website.site import page

OPEN = (rules.DRAFT, rules.INCOMPLETE)


def _private(answer: HttpResponse) -> HttpResponse:
    """Kept by no proxy and by no search engine."""
    answer["Cache-Control"] = "no-store, private"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@public_edition_page
def apply(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The first step; what is asked next depends on the category."""
    if edition.closed_at:
        raise Http404
    now = timezone.now()
    categories = edition.accreditation_categories.filter(is_open_to_public=True)
    form = AloneForm(request.POST or None, categories=categories)
    if request.method == "POST" and too_many("apply", *_who(request), at=now):
        form = AloneForm(categories=categories)
        return _private(_page(request, edition, "apply", 429, form=form, tired=_said_tired()))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            _made, link = applications.open_alone(
                said["category"], name=said["name"], email=said["email"], at=now
            )
            return redirect("website:application", edition.slug, link)
        except RuleBroken as error:
            form.add_error(None, str(error))
    open_until = [(one, one.deadline, one.is_open(at=now)) for one in categories]
    return _private(_page(request, edition, "apply", form=form, categories=open_until))


def _who(request: HttpRequest) -> tuple[str, str]:
    """Who asks, and who would be written to: nobody is sent mail by another again and again."""
    return address_of(request), request.POST.get("email", "").strip().lower()


def _said_tired() -> str:
    return _("Too many attempts. Wait a quarter of an hour, then try again.")


def _page(
    request: HttpRequest, edition: Edition, name: str, status: int = 200, **more: Any
) -> HttpResponse:
    answer = page(request, name, edition, "press", **more)
    answer.status_code = status
    return answer


def _found(edition: Edition, link: str) -> Application:
    found = applications.of_link(edition, link)
    if found is None:
        raise Http404
    return found


@public_edition_page
def application(request: HttpRequest, edition: Edition, link: str) -> HttpResponse:
    """The receipt and the state as it is told outside; the form while something is missing."""
    found = _found(edition, link)
    form = None
    if found.state in OPEN and not edition.closed_at:
        form = ApplicationForm(
            request.POST or None, request.FILES or None, application=found,
            today=timezone.localdate(),
        )  # fmt: skip
        if request.method == "POST" and _submitted(request, form, found):
            return redirect("website:application", edition.slug, link)
    outside = rules.seen_from_outside(found.state)
    context: dict[str, Any] = {
        "application": found,
        "form": form,
        "link": link,
        "state": dict(rules.STATES)[outside],
        "may_withdraw": found.state in rules.STEPS["withdraw"][0],
        "badge": found.badges.filter(state__in=rules.LIVE_BADGES).first(),
    }
    return _private(_page(request, edition, "application", **context))


def _submitted(request: HttpRequest, form: ApplicationForm, found: Application) -> bool:
    if too_many("application", address_of(request), at=timezone.now()):
        form.add_error(None, _said_tired())
        return False
    if not form.is_valid():
        return False
    try:
        applications.submit_all(
            found, fields=form.fields_said(), identity=form.identity_said(), papers=form.papers,
            by=None, at=timezone.now(),
        )  # fmt: skip
    except RuleBroken as error:
        form.add_error(None, str(error))
        return False
    return True


@public_edition_page
def withdraw(request: HttpRequest, edition: Edition, link: str) -> HttpResponse:
    found = _found(edition, link)
    if request.method == "POST" and not edition.closed_at:
        decide.withdraw(found, by=None, at=timezone.now())
    return redirect("website:application", edition.slug, link)
