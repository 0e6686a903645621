"""The press desk: statements, their versions side by side, and the buttons that let them out."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.claims.record import Record
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken
from muntada.kit.languages import LANGUAGES, SELF_NAMES, current, sentences
from muntada.parties.models import Party
from muntada.people.models import Person
from muntada.press import rules, words
from muntada.press.actions import statements as actions
from muntada.press.forms import EmbargoForm, KillForm, StatementForm
from muntada.press.models import EmbargoReading, Statement, Version
from muntada.press.record import PERSON, record_of

PAGE = 50


@edition_page("press.see")
def statements(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Every statement of the edition, the latest first, with how far each language has come."""
    now = timezone.now()
    found = Statement.objects.visible_to(user_of(request), edition).prefetch_related("versions")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    listed = [(one, _authentic(one), rules.is_released(one.release_at, at=now)) for one in page]
    context = {"page": page, "listed": listed, "now": now}
    return render(request, "press/list.html", context)


def _authentic(statement: Statement) -> Version | None:
    return next((v for v in statement.versions.all() if v.language == statement.authentic), None)


def find(request: HttpRequest, edition: Edition, pk: int) -> Statement:
    found = Statement.objects.visible_to(user_of(request), edition)
    return get_object_or_404(
        found.select_related("session", "corrects", "edition", "speaker__party"), pk=pk
    )


@edition_page("press.edit")
def add(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A new statement."""
    initial = {"dateline": edition.city, "contacts": edition.contacts}
    form = StatementForm(request.POST or None, edition=edition, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = actions.open_statement(
            edition, fields=form.said(), by=user_of(request), at=timezone.now()
        )
        return redirect("press:version", edition.slug, made.pk, made.authentic)
    return _form(request, edition, form, _("New statement"))


@edition_page("press.edit")
def change(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    one = find(request, edition, pk)
    form = StatementForm(request.POST or None, instance=one, edition=edition)
    if request.method == "POST" and form.is_valid():
        try:
            fresh = find(request, edition, pk)
            actions.change_statement(
                fresh, fields=form.said(), by=user_of(request), at=timezone.now()
            )
            messages.success(request, _("Saved."))
            return redirect("press:statement", edition.slug, pk)
        except RuleBroken as error:
            form.add_error(None, str(error))
    return _form(
        request, edition, form, one.symbol, reverse("press:statement", args=[edition.slug, pk])
    )


def _form(
    request: HttpRequest, edition: Edition, form: Any, heading: str, back: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "back": back or reverse("press:list", args=[edition.slug]),
        "back_name": _("Press"),
    }
    return render(request, "kit/form_page.html", context)


@edition_page("press.see")
def statement(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """One statement: its languages, what differs between them, and when it goes out."""
    one, now = find(request, edition, pk), timezone.now()
    versions = list(one.versions.select_related("cleared_by"))
    known = record_of(edition)
    remarks = words.between(one, versions, known)
    present = {version.language for version in versions}
    context = {
        "statement": one,
        "versions": versions,
        "authentic": next((v for v in versions if v.is_authentic), None),
        "remarks": words.once(remarks),
        "unread": words.unread(version.language for version in versions),
        "missing": [(code, SELF_NAMES[code]) for code in LANGUAGES if code not in present],
        "released": rules.is_released(one.release_at, at=now),
        "embargo": EmbargoForm(edition=edition),
        "kill": KillForm(),
        "corrections": one.corrections.all(),
        "readings": _readings(one),
        "linked": linked(one, versions, known),
    }
    return render(request, "press/statement.html", context)


def linked(one: Statement, versions: list[Version], known: Record) -> dict[str, Any]:
    """Whom the text names or the statement is linked with already, to tick."""
    keys = words.named(versions, known)
    people = {int(key.removeprefix(PERSON)) for key in keys if key.startswith(PERSON)}
    here = (
        set(one.parties.values_list("pk", flat=True)),
        set(one.people.values_list("pk", flat=True)),
    )
    parties = Party.objects.filter(Q(code__in=keys) | Q(pk__in=here[0])).order_by("code")
    persons = Person.objects.filter(pk__in=people | here[1]).order_by("pk")
    return {
        "parties": [(party, party.pk in here[0]) for party in parties],
        "people": [(person, person.pk in here[1]) for person in persons],
    }


@require_POST
@edition_page("press.edit")
def link(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """The parties and people ticked among those named; others cannot be slipped in."""
    one = find(request, edition, pk)
    offered = linked(one, list(one.versions.all()), record_of(edition))
    chosen = {
        name: [
            thing for thing, _linked in offered[name] if str(thing.pk) in request.POST.getlist(name)
        ]
        for name in ("parties", "people")
    }
    try:
        actions.link(one, **chosen, by=user_of(request), at=timezone.now())
        messages.success(request, _("Saved."))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("press:statement", edition.slug, pk)


def _readings(statement: Statement) -> list[Any]:
    found = EmbargoReading.objects.filter(version__statement=statement)
    return list(found.select_related("user", "version")[:50])


@require_POST
@edition_page("press.release")
def let_out(request: HttpRequest, edition: Edition, pk: int, verb: str) -> HttpResponse:
    """Embargo, release now, deliver, recall, kill, correct."""
    one, now = find(request, edition, pk), timezone.now()
    actor: dict[str, Any] = {"by": user_of(request), "at": now}
    try:
        if verb == "embargo":
            form = EmbargoForm(request.POST, edition=edition)
            if not form.is_valid():
                wrong = [str(e) for errors in form.errors.values() for e in errors]
                messages.error(request, sentences(wrong, current()))
                return redirect("press:statement", edition.slug, pk)
            actions.schedule(one, release_at=form.cleaned_data["release_at"], **actor)
        elif verb == "release":
            actions.schedule(one, release_at=now, **actor)
        elif verb == "kill":
            note = KillForm(request.POST)
            note.is_valid()
            actions.kill(one, note=note.cleaned_data.get("note", {}), **actor)
        elif verb == "correct":
            one = actions.correct(one, **actor)
        elif verb in ("deliver", "recall"):
            getattr(actions, verb)(one, **actor)
        else:
            raise Http404
        messages.success(request, _("Done."))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("press:statement", edition.slug, one.pk)
