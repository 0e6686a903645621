"""Photos at the press desk: the contact sheet, one photo's words, and its file."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken
from muntada.press.actions import photos as actions
from muntada.press.forms import PhotoForm
from muntada.press.models import Photo

PAGE = 24


def find(edition: Edition, pk: int) -> Photo:
    return get_object_or_404(Photo.objects.select_related("statement"), edition=edition, pk=pk)


@edition_page("press.see")
def photos(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Every photo, the latest first, with what is still missing to publish it."""
    now = timezone.now()
    found = Photo.objects.filter(edition=edition).select_related("statement")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    out = set(
        Photo.objects.released(at=now)
        .filter(pk__in=[one.pk for one in page])
        .values_list("pk", flat=True)
    )
    listed = [(one, one.pk in out) for one in page]
    return render(request, "press/photos.html", {"page": page, "listed": listed})


@edition_page("press.edit")
def put_photo(request: HttpRequest, edition: Edition, pk: int | None = None) -> HttpResponse:
    """A new photo, or the words of an old one."""
    photo = find(edition, pk) if pk else Photo(edition=edition)
    form = PhotoForm(request.POST or None, request.FILES or None, instance=photo, edition=edition)
    if request.method == "POST" and form.is_valid():
        actions.put_photo(
            find(edition, pk) if pk else Photo(edition=edition), edition=edition,
            picture=form.picture, fields=form.said(), by=user_of(request), at=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect("press:photos", edition.slug)
    context = {
        "form": form,
        "heading": str(photo) if pk else _("New photo"),
        "back": reverse("press:photos", args=[edition.slug]),
        "back_name": _("Photos"),
    }
    return render(request, "kit/form_page.html", context)


@require_POST
@edition_page("press.release")
def publish_photo(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Into the public press room, now."""
    try:
        actions.publish_photo(find(edition, pk), by=user_of(request), at=timezone.now())
        messages.success(request, _("Published."))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("press:photos", edition.slug)


@require_POST
@edition_page("press.edit")
def remove_photo(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    actions.remove_photo(find(edition, pk), by=user_of(request), at=timezone.now())
    messages.success(request, _("Removed."))
    return redirect("press:photos", edition.slug)


@edition_page("press.see")
def photo_file(request: HttpRequest, edition: Edition, pk: int, size: str) -> FileResponse:
    """The picture itself, before the public may see it."""
    if size not in ("large", "small"):
        raise Http404
    file = getattr(find(edition, pk), size)
    response = FileResponse(file.open("rb"), content_type="image/jpeg")
    response["Cache-Control"] = "private, no-store"
    return response
