"""The door of the house, one's desks, errors, and whether the house answers."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_from_request

from muntada.accounts.doors import public, signed_in, user_of
from muntada.conferences.models import Edition


@public
def health(request: HttpRequest) -> HttpResponse:
    """For a proxy or a watchdog: the process answers and its database does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})


@public
def front_door(request: HttpRequest) -> HttpResponse:
    return redirect(f"/{get_language_from_request(request)[:2]}/")


@signed_in
def desks(request: HttpRequest) -> HttpResponse:
    """Every edition the reader works in; straight in when there is only one."""
    editions = list(Edition.objects.visible_to(user_of(request)).select_related("series"))
    if len(editions) == 1:
        return redirect("website:desk", editions[0].slug)
    return render(request, "website/desks.html", {"editions": editions})


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "kit/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "kit/404.html", status=404)
