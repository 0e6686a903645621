"""What is sealed: identity data and papers, opened for who vets; each opening is on the record."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from muntada.accounts.doors import user_of
from muntada.accreditation import rules
from muntada.accreditation.actions import applications
from muntada.accreditation.actions.setup import keys_of
from muntada.accreditation.models import SealedFile
from muntada.accreditation.papers import PDF
from muntada.accreditation.views.common import find_application
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition


@edition_page("accreditation.edit")
def identity(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """The document as it was typed, on a page that no browser keeps."""
    found, now = find_application(request, edition, pk), timezone.now()
    said = found.opened_identity(keys_of(edition, at=now))
    applications.seen(found, what="identity", by=user_of(request), at=now)
    papers = [one for one in found.files.defer("content") if one.kind != rules.PHOTO]
    context = {"application": found, "said": said, "papers": papers}
    answer = render(request, "accreditation/identity.html", context)
    answer["Cache-Control"] = "no-store, private"
    return answer


@edition_page("accreditation.edit")
def paper(request: HttpRequest, edition: Edition, pk: int, kind: str) -> HttpResponse:
    """A letter or a card, to be saved and never shown as a page of ours."""
    found, now = find_application(request, edition, pk), timezone.now()
    sealed: SealedFile = get_object_or_404(found.files.exclude(kind=rules.PHOTO), kind=kind)
    content = keys_of(edition, at=now).open(sealed.content, sealed.about)
    applications.seen(found, what=kind, by=user_of(request), at=now)
    answer = HttpResponse(content, content_type=sealed.media_type)
    end = "pdf" if sealed.media_type == PDF else "jpg"
    name = f"{kind}-{found.number:05d}.{end}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store, private"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
