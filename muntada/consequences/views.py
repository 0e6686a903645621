"""Changes that touch many chapters: what they touch is said before anything is written."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from muntada.accounts.doors import user_of
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.consequences import zone as zones
from muntada.consequences.forms import ZoneForm
from muntada.kit.errors import RuleBroken


@edition_page("conferences.edit")
def zone(request: HttpRequest, edition: Edition) -> HttpResponse:
    user = user_of(request)
    form = ZoneForm(request.POST or None, initial={"time_zone": edition.time_zone})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            zones.change_zone(
                edition, typed["time_zone"], keep=typed["keep"], by=user, at=timezone.now()
            )
            messages.success(request, _("The time zone is changed."))
            return redirect("conferences:edition", edition.slug)
        except RuleBroken as error:
            form.add_error(None, str(error))
    context = {
        "form": form,
        "touched": zones.touched(edition, by=user),
        "published": edition.programme_versions.exists(),
    }
    return render(request, "consequences/zone.html", context)
