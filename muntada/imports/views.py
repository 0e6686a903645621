"""Files brought in: chosen, looked at row by row, applied, left and returned to."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.delegations import rules as delegation_rules
from muntada.imports import actions, tasks
from muntada.imports.forms import FileForm
from muntada.imports.models import Import
from muntada.imports.plan import Sentence, from_stored
from muntada.invitations import rules as invitation_rules
from muntada.kit import progress
from muntada.kit.errors import RuleBroken
from muntada.kit.languages import LANGUAGES, current, direction
from muntada.kit.sheets import download

PAGE = 200
# Codes that stand in a plan's changes, as words.
WORDS = {
    **dict(delegation_rules.STATES),
    **dict(delegation_rules.PLACES),
    **dict(delegation_rules.MODES),
    **dict(invitation_rules.ANSWERS),
}


@edition_page("imports.apply")
def imports(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The files brought in, and a place for the next."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        one = actions.take_in(
            edition, kind=form.cleaned_data["kind"], content=upload.read(), file_name=upload.name,
            by=user_of(request), at=timezone.now(),
        )  # fmt: skip
        tasks.work_later(one)
        return redirect("imports:detail", edition.slug, one.pk)
    found = edition.imports.select_related("created_by").defer("preview")
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    return render(request, "imports/list.html", {"form": form, "page": page, "kinds": Import.KINDS})


@edition_page("imports.apply")
def template(request: HttpRequest, edition: Edition, kind: str) -> HttpResponse:
    """An empty table with the headings of the reader's language and one row as an example."""
    if kind not in actions.KINDS:
        raise Http404
    columns = actions.KINDS[kind].COLUMNS
    headings, example = [], []
    for column in columns:
        for key, heading in column.headings(edition.languages or LANGUAGES):
            headings.append(heading)
            example.append(column.example if key in (column.key, f"{column.key}_en") else "")
    ending = "xlsx" if request.GET.get("as") == "xlsx" else "csv"
    right_to_left = direction(current()) == "rtl"
    return download(f"{kind}-template", ending, headings, [example], right_to_left=right_to_left)


def _find(edition: Edition, pk: int) -> Import:
    found = edition.imports.select_related("created_by", "applied_by", "edition")
    return get_object_or_404(found, pk=pk)


@edition_page("imports.apply")
def detail(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """How far it has come; then every row that would change something, and why others would not."""
    one = _find(edition, pk)
    if one.is_working and request.htmx:  # type: ignore[attr-defined]
        return render(request, "imports/_progress.html", _progress(one))
    asked = request.GET.get("what", "")
    rows = [row for row in one.preview if not asked or row["what"] == asked]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    page.object_list = from_stored(list(page.object_list))
    labels = {column.key: column.label for column in actions.KINDS[one.kind].COLUMNS}
    context = {
        **_progress(one),
        "page": page,
        "asked": asked,
        "labels": {**labels, "function": _("Function"), "name": pgettext("person", "Name")},
        "words": WORDS,
        "standing": _("{done} rows had been applied when this happened; they stand.").format(
            done=one.applied_rows
        ),
        "notes": [Sentence(**note) for note in one.notes],
        "changed_meanwhile": one.problem == actions.CHANGED_MEANWHILE,
    }
    response = render(request, "imports/detail.html", context)
    if request.htmx:  # type: ignore[attr-defined]  # the progress is over: show the page whole
        response["HX-Refresh"] = "true"
    return response


def _progress(one: Import) -> dict[str, object]:
    return {"one": one, "progress": progress.told(one.progress_name)}


def _back(edition: Edition, pk: int) -> HttpResponse:
    return redirect("imports:detail", edition.slug, pk)


@require_POST
@edition_page("imports.apply")
def apply(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    one = _find(edition, pk)
    leave_out = request.POST.get("leave_out_refused") == "on"
    try:
        actions.start(one, leave_out_refused=leave_out, by=user_of(request), at=timezone.now())
        tasks.work_later(one)
    except RuleBroken as error:
        messages.error(request, str(error))
    return _back(edition, pk)


@require_POST
@edition_page("imports.apply")
def read_again(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    one = _find(edition, pk)
    actions.read_again(one, by=user_of(request), at=timezone.now())
    tasks.work_later(one)
    return _back(edition, pk)


@require_POST
@edition_page("imports.apply")
def put_away(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    one = _find(edition, pk)
    if one.is_working:
        messages.error(request, _("This file is being worked on. Wait a moment."))
        return _back(edition, pk)
    actions.put_away(one, by=user_of(request), at=timezone.now())
    messages.success(request, _("The file is put away."))
    return redirect("imports:list", edition.slug)
