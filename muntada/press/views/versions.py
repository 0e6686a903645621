"""The versions of a statement: side by side, kept as one types, translated, revised, cleared."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken
from muntada.kit.languages import LANGUAGES, direction
from muntada.press import rules, words
from muntada.press.actions import statements as actions
from muntada.press.forms import VersionForm
from muntada.press.marking import marked
from muntada.press.models import Version
from muntada.press.record import record_of
from muntada.press.views.statements import find


def find_version(request: HttpRequest, edition: Edition, pk: int, language: str) -> Version:
    one = find(request, edition, pk)
    version = one.versions.filter(language=language).first()
    if version is None:
        raise Http404
    version.statement = one
    return version


@edition_page("press.see")
def version(request: HttpRequest, edition: Edition, pk: int, language: str) -> HttpResponse:
    """The authentic text beside the translation, each in its direction, differences marked."""
    found = find_version(request, edition, pk, language)
    may_edit = user_of(request).may("press.edit", edition.pk)
    began = {"headline": found.headline, "body": found.body, "edits": found.edits}
    form = VersionForm(request.POST or None, initial=began)
    clash = ""
    if request.method == "POST":
        if not may_edit:
            raise Http404
        if form.is_valid():
            try:
                actions.write(found, **form.cleaned_data, by=user_of(request), at=timezone.now())
                messages.success(request, _("Saved."))
                return redirect("press:version", edition.slug, pk, language)
            except RuleBroken as error:
                form.add_error(None, str(error))
                if form.cleaned_data["edits"] != found.edits:
                    clash = found.text
                    form.data = {**request.POST.dict(), "edits": found.edits}
    return render(
        request,
        "press/version.html",
        _side_by_side(edition, found, form, clash) | {"may_edit": may_edit},
    )


def _side_by_side(
    edition: Edition, found: Version, form: VersionForm, clash: str
) -> dict[str, Any]:
    statement = found.statement
    versions = list(statement.versions.all())
    authentic = next((v for v in versions if v.language == statement.authentic), None)
    known = record_of(edition)
    remarks = words.between(
        statement,
        [v for v in versions if v.language in (found.language, statement.authentic)],
        known,
    )
    record = words.against_record(found.text, found.language, known, ordinal=edition.ordinal)
    worrying = [one for one in record if one.verdict != "agrees"]
    here = [one for one in remarks if one.language == found.language] + worrying
    there = [one for one in remarks if one.language == statement.authentic]
    return {
        "statement": statement,
        "versions": versions,
        "version": found,
        "form": form,
        "clash": clash,
        "writable": rules.why_not_write(statement.state, found.state) is None,
        "direction_of_text": direction(found.language),
        "authentic": authentic if authentic and authentic.pk != found.pk else None,
        "authentic_direction": direction(statement.authentic),
        "authentic_marked": marked(authentic.text, there) if authentic else "",
        "marked": marked(found.text, here),
        "remarks": words.once(remarks) if found.language != statement.authentic else [],
        "doubtful": bool(here),
        "worrying": worrying,
        "unread": words.unread([found.language]),
        "agreed": [one for one in record if one.verdict == "agrees"],
        "blocking": differences(found, remarks, worrying),
    }


def differences(found: Version, remarks: list[words.Remark], worrying: list[words.Remark]) -> int:
    """How many things must be mended, or excused, before this version is cleared."""
    between = 0 if found.is_authentic else len(words.once(remarks))
    return between + len([one for one in worrying if one.verdict == "differs"])


@require_POST
@edition_page("press.edit")
def save_draft(request: HttpRequest, edition: Edition, pk: int, language: str) -> HttpResponse:
    """What is being typed, kept as one types."""
    found, form = find_version(request, edition, pk, language), VersionForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"sentence": _("This is too long to be kept.")}, status=400)
    try:
        kept = actions.write(found, **form.cleaned_data, by=user_of(request), at=timezone.now())
    except RuleBroken as error:
        return JsonResponse({"sentence": str(error)}, status=409)
    return JsonResponse({"edits": kept.edits, "sentence": _("Draft saved.")})


@require_POST
@edition_page("press.edit")
def add_version(request: HttpRequest, edition: Edition, pk: int, language: str) -> HttpResponse:
    if language not in LANGUAGES:
        raise Http404
    actions.add_version(
        find(request, edition, pk), language=language, by=user_of(request), at=timezone.now()
    )
    return redirect("press:version", edition.slug, pk, language)


@require_POST
@edition_page("press.edit")
def remove_version(request: HttpRequest, edition: Edition, pk: int, language: str) -> HttpResponse:
    found = find_version(request, edition, pk, language)
    actions.remove_version(found, by=user_of(request), at=timezone.now())
    return redirect("press:statement", edition.slug, pk)


@require_POST
@edition_page("press.edit")
def step(request: HttpRequest, edition: Edition, pk: int, language: str, verb: str) -> HttpResponse:
    """Translate, revise, reopen; clearing is another's word and has its own door."""
    if verb not in ("translate", "revise", "reopen"):
        raise Http404
    found = find_version(request, edition, pk, language)
    return _step(request, edition, found, verb)


@require_POST
@edition_page("press.clear")
def clear(request: HttpRequest, edition: Edition, pk: int, language: str) -> HttpResponse:
    """Nothing is cleared while something differs, unless somebody says why it may stand."""
    found = find_version(request, edition, pk, language)
    side = _side_by_side(edition, found, VersionForm(), "")
    return _step(
        request, edition, found, "clear", differences=side["blocking"],
        reason=request.POST.get("reason", ""),
    )  # fmt: skip


def _step(
    request: HttpRequest, edition: Edition, found: Version, verb: str, **more: Any
) -> HttpResponse:
    try:
        actions.take_step(found, verb, by=user_of(request), at=timezone.now(), **more)
        messages.success(request, _("Done."))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("press:version", edition.slug, found.statement_id, found.language)
