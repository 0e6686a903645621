"""Badges in batches: chosen, typeset in the background, downloaded, marked as printed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.accreditation import documents, rules, tasks
from muntada.accreditation.actions import batches
from muntada.accreditation.forms.setup import PrintForm
from muntada.accreditation.models import PrintBatch
from muntada.audit.actions import record
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit import progress
from muntada.kit.errors import RuleBroken

PRINT = "accreditation.print"


@edition_page(PRINT)
def listed(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The batches until now, and a place to ask for the next."""
    form = PrintForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        try:
            made = _asked(request, edition, form)
            tasks.typeset_later(made)
            return redirect("accreditation:batch", edition.slug, made.pk)
        except RuleBroken as error:
            form.add_error(None, str(error))
    found = edition.print_batches.select_related("asked_by", "template").annotate(n=Count("badges"))
    found = found.order_by("-pk")
    context = {
        "form": form,
        "page": Paginator(found, 30).get_page(request.GET.get("page")),
        "ready": edition.badges.filter(state=rules.READY).count(),
    }
    return render(request, "accreditation/batches.html", context)


def _asked(request: HttpRequest, edition: Edition, form: PrintForm) -> PrintBatch:
    said = form.cleaned_data
    category, delegation = said["category"], said["delegation"]
    chosen = batches.chosen(
        edition, only_ready=said["which"] == form.READY, category=category, delegation=delegation
    )
    name = " · ".join(str(one) for one in (delegation, category) if one)
    return batches.ask_for_batch(
        edition, template=said["template"], badges=chosen, is_sheet=said["is_sheet"], name=name,
        by=user_of(request), at=timezone.now(),
    )  # fmt: skip


def _find(edition: Edition, pk: int) -> PrintBatch:
    return get_object_or_404(edition.print_batches.select_related("template"), pk=pk)


@edition_page(PRINT)
def detail(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """How far it has come; then the file, and what may be printed in Latin letters only."""
    batch = _find(edition, pk)
    is_part = bool(request.htmx)  # type: ignore[attr-defined]
    context = {
        "batch": batch,
        "n": batch.badges.count(),
        "told": progress.told(batch.progress_name),
    }
    if batch.is_waiting:
        page = "accreditation/_batch_progress.html" if is_part else "accreditation/batch.html"
        return render(request, page, context)
    own = batch.badges.select_related("application").exclude(application__name_own="")
    context |= {
        "unset": documents.unset_names(list(own)),
        "waiting": batch.badges.filter(state=rules.READY).count(),
    }
    response = render(request, "accreditation/batch.html", context)
    if is_part:  # the work is over: show the page whole
        response["HX-Refresh"] = "true"
    return response


@edition_page(PRINT)
def pdf(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Names, photos and codes leave the house here: who took them is on the record."""
    batch = _find(edition, pk)
    if batch.state != PrintBatch.DONE or not batch.file:
        raise Http404
    content = tasks.opened(batch)
    record("badges.batch_taken", batch, by=user_of(request), at=timezone.now())
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="badges-{edition.slug}-{pk}.pdf"'
    answer["Cache-Control"] = "no-store, private"
    return answer


@require_POST
@edition_page(PRINT)
def printed(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    batch = _find(edition, pk)
    try:
        n = batches.mark_batch_printed(batch, by=user_of(request), at=timezone.now())
        said = ngettext("%(n)d badge marked as printed.", "%(n)d badges marked as printed.", n)
        messages.success(request, said % {"n": n})
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("accreditation:batch", edition.slug, pk)
