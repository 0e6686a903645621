"""What goes to the vetting body, and its answers: five columns out, two read back."""

from typing import BinaryIO, cast

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.accreditation.actions import decide
from muntada.audit.actions import record
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken
from muntada.kit.files.tables import read_table
from muntada.kit.sheets import download

COLUMNS = ("reference", "name", "born", "nationality", "number")


@edition_page("accreditation.edit")
def batches(request: HttpRequest, edition: Edition) -> HttpResponse:
    counted = edition.vetting_batches.annotate(
        n=Count("items"), left=Count("items", filter=Q(items__is_cleared=None))
    )
    return render(request, "accreditation/vetting.html", {"batches": counted})


@require_POST
@edition_page("accreditation.edit")
def export(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """Names and documents leave the house here: who took them is on the record."""
    batch = get_object_or_404(edition.vetting_batches, number=number)
    now = timezone.now()
    rows = decide.vetting_rows(batch, at=now)
    record("vetting.exported", batch, by=user_of(request), at=now, edition_id=edition.pk)
    answer = download(f"vetting-{edition.slug}-{number}", "csv", COLUMNS, rows)
    answer["Cache-Control"] = "no-store, private"
    return answer


@require_POST
@edition_page("accreditation.edit")
def answers(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    batch = get_object_or_404(edition.vetting_batches, number=number)
    try:
        file = request.FILES.get("file")
        if file is None:
            raise RuleBroken(_("This file is empty."))
        table = read_table(cast(BinaryIO, file), file.name or "", COLUMNS.__contains__)
        decide.take_answers(batch, table.rows, by=user_of(request), at=timezone.now())
        messages.success(request, _("Saved."))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("accreditation:vetting", edition.slug)
