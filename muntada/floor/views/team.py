"""Who interprets at a session, and where the team falls short of AIIC's figures."""

from babel import Locale
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.floor import actions, teams
from muntada.floor.forms import InterpreterForm
from muntada.floor.models import Interpreter
from muntada.floor.teams import Mate, Overload, Shortfall, Stint
from muntada.floor.views.desk import find
from muntada.kit.dates import day as day_name
from muntada.kit.languages import current
from muntada.parties.names import normalise


@edition_page("floor.inscribe")
def team(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """The team by booth; each sentence says what AIIC asks and what there is."""
    floor = find(edition, pk)
    form = InterpreterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.put_interpreter(
            floor, fields=form.cleaned_data, by=user_of(request), at=timezone.now()
        )
        messages.success(request, _("Saved."))
        return redirect("floor:team", edition.slug, pk)
    session, found = floor.session, list(floor.interpreters.all())
    minutes = int((session.ends - session.starts).total_seconds() // 60)
    mates = [
        Mate(one.name, one.booth, frozenset(one.works_from), frozenset(one.retour)) for one in found
    ]
    of = {code: [one for one in found if one.booth == code] for code in session.languages}
    elsewhere = [one for one in found if one.booth not in of]
    booths = [(code, here, teams.turns(minutes, len(here))) for code, here in of.items()]
    context = {
        "floor": floor,
        "form": form,
        "minutes": minutes,
        "booths": booths,
        "elsewhere": elsewhere,
        "names": Locale.parse(current()).languages,
        "shortfalls": [
            in_words(one) for one in teams.shortfalls(session.languages, minutes, mates)
        ],
        "overloads": _overloads(edition, found),
    }
    return render(request, "floor/team.html", context)


def _overloads(edition: Edition, here: list[Interpreter]) -> list[str]:
    """For each of this team, over all their sessions; one name is one person."""
    of: dict[str, list[Stint]] = {}
    everywhere = Interpreter.objects.filter(floor__edition=edition)
    for one in everywhere.select_related("floor__session"):
        session = one.floor.session
        stint = Stint(edition.local(session.starts), edition.local(session.ends))
        of.setdefault(normalise(one.name), []).append(stint)
    names = {normalise(one.name): one.name for one in here}
    return [
        _overload_in_words(name, one)
        for key, name in names.items()
        for one in teams.overloads(of[key])
    ]


def _overload_in_words(name: str, one: Overload) -> str:
    said = {
        teams.OVERLAP: _("{name}, {day}: two sessions at once, for {have} minutes."),
        teams.NO_BREAK: _("{name}, {day}: {have} minutes between two sessions; {need} are needed."),
        teams.DAY_FULL: _("{name}, {day}: {have} sessions on one day; at most {need}."),
        teams.LONG_SESSION: _("{name}, {day}: a session of {have} minutes; past {need} a second team takes over."),
        teams.WEEK_FULL: _("{name}: {have} sessions in the {days} days up to {day}; at most {need}."),
    }  # fmt: skip
    return said[one.code].format(
        name=name, day=day_name(one.day), have=one.have, need=one.need, days=one.days
    )


def in_words(one: Shortfall) -> str:
    names = Locale.parse(current()).languages
    said = {
        teams.EMPTY: _("{language}: nobody is in this booth; it needs {need}."),
        teams.SHORT: _("{language}: {have} in the booth; it needs {need}."),
        teams.TOO_LONG: _("The session lasts {have} minutes; past {need} a second team is needed."),
        teams.TEAM: _("The team has {have} interpreters; for these languages and hours it needs {need}."),
        teams.NO_PATH: _("{source} does not reach the booth of {language}, not even through relay."),
        teams.FEW_RELAY: _("{source} reaches {language} through relay that only {have} can give; {need} are needed."),
    }  # fmt: skip
    return said[one.code].format(
        language=names.get(one.language, one.language), source=names.get(one.source, one.source),
        have=one.have, need=one.need,
    )  # fmt: skip


@require_POST
@edition_page("floor.inscribe")
def take(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    found = get_object_or_404(
        Interpreter.objects.select_related("floor__edition"), floor__edition=edition, pk=pk
    )
    actions.take_interpreter(found, by=user_of(request), at=timezone.now())
    messages.success(request, _("Removed."))
    return redirect("floor:team", edition.slug, found.floor_id)
