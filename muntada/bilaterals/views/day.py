"""On the day: somebody is late, leaves or cancels, a room is lost; the plan is put right."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from muntada.accounts.doors import user_of
from muntada.bilaterals.actions.board import Why
from muntada.bilaterals.actions.repairs import look_at_repair
from muntada.bilaterals.forms.plan import DisturbanceForm
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken


@edition_page("bilaterals.plan")
def day(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What has happened; the next page shows before and after, and changes nothing yet."""
    form = DisturbanceForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            one = look_at_repair(
                edition,
                kind=said["kind"],
                principal=said["principal"].pk if said["principal"] else None,
                room=said["room"].pk if said["room"] else None,
                moment=said["moment"],
                now=said["now"],
                why=Why(said["reason"], withheld=not said["tell_reason"]),
                by=user_of(request),
                at=timezone.now(),
            )
            return redirect("meetings:round", edition.slug, one.number)
        except RuleBroken as error:
            form.add_error(None, str(error))
    return render(request, "meetings/day.html", {"form": form})
