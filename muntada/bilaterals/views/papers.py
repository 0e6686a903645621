"""Papers of the desk, on the page and as PDF: briefing, flags and nameplates, interpreters."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from muntada.accounts.doors import user_of
from muntada.bilaterals.desk import sheets
from muntada.bilaterals.desk.sheets import Sheet
from muntada.bilaterals.papers import typeset
from muntada.bilaterals.queries import sides_of
from muntada.bilaterals.views.common import find_meeting, note_opening
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.languages import LANGUAGES, SELF_NAMES, current


def as_pdf(request: HttpRequest) -> bool:
    return request.GET.get("as") == "pdf"


def paper(edition: Edition, sheet: Sheet, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'inline; filename="{edition.slug}-{name}-{current()}.pdf"',
        "Cache-Control": "private, no-store",
    }
    made = typeset(edition, sheet, at=timezone.now())
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def in_every_language(view: str, *args: object) -> list[tuple[str, str, str]]:
    found = []
    for code in LANGUAGES:
        with override(code):
            found.append((code, SELF_NAMES[code], f"{reverse(view, args=args)}?as=pdf"))
    return found


def _answer(
    request: HttpRequest, edition: Edition, sheet: Sheet, name: str, back: tuple[str, str],
    *more: object,
) -> HttpResponse:  # fmt: skip
    if as_pdf(request):
        return paper(edition, sheet, name)
    papers = in_every_language(f"meetings:{name}", edition.slug, *more)
    context = {"sheet": sheet, "papers": papers, "back": back[0], "back_name": back[1]}
    return render(request, "meetings/sheet.html", context)


@edition_page("bilaterals.see", or_delegation=True)
def briefing(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    """What whoever goes into the meeting must know."""
    meeting = find_meeting(request, edition, code)
    note_opening(request, meeting.request)
    user = user_of(request)
    at_desk = user.may("bilaterals.see", edition.pk) and not sides_of(user, meeting.request)
    sheet = sheets.briefing(edition, meeting, at_desk=at_desk)
    back = (reverse("bilaterals:meeting", args=[edition.slug, code]), _("The meeting"))
    return _answer(request, edition, sheet, "briefing", back, code)


@edition_page("bilaterals.see")
def flags(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What is to be laid out in which room by when."""
    back = (reverse("meetings:board", args=[edition.slug]), _("Board"))
    return _answer(request, edition, sheets.pull_list(edition), "flags", back)


@edition_page("bilaterals.see")
def roster(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Who interprets what, within the limits of the profession."""
    back = (reverse("meetings:board", args=[edition.slug]), _("Board"))
    return _answer(request, edition, sheets.roster(edition), "roster", back)
