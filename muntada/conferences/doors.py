"""Pages of one edition's desk: found by its address, and closed to who has no business there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from muntada.accounts.doors import View, user_of
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken
from muntada.kit.texts import working_languages

# A focal point reaches these through the delegation that trusts them; rows are limited by
# `visible_to`, so the door itself only asks for some tie to the edition.
DELEGATION = "delegation"
SAFE = ("GET", "HEAD", "OPTIONS")


def edition_page(
    verb: str, *, or_delegation: bool = False, after_closing: bool = False
) -> Callable[[View], View]:
    """Open to who holds the verb in the edition named by `slug` in the address.

    The view receives the edition instead of the slug. `or_delegation=True` also opens it to the
    focal points of that edition's delegations. An edition
    closed is read and not changed; `after_closing=True` marks what is done to it afterwards.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            user = user_of(request)
            visible = Edition.objects.visible_to(user).select_related("series", "host_party")
            edition = get_object_or_404(visible, slug=slug)
            request.edition = edition  # type: ignore[attr-defined]
            if not user.may(verb, edition.pk) and not or_delegation:
                raise PermissionDenied
            if edition.closed_at and request.method not in SAFE and not after_closing:
                raise RuleBroken(_("This edition is closed: its record is kept as it was."))
            with working_languages(edition.languages):
                return view(request, edition, *args, **kwargs)

        guarded.door = f"{verb} or {DELEGATION}" if or_delegation else verb  # type: ignore[attr-defined]
        return guarded

    return decorate


def public_edition_page(view: View) -> View:
    """A page of the public site: open to everybody once the edition's site is open."""

    @wraps(view)
    def guarded(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        editions = Edition.objects.public().select_related("series", "host_party")
        edition = get_object_or_404(editions, slug=slug)
        request.edition = edition  # type: ignore[attr-defined]
        with working_languages(edition.languages):
            return view(request, edition, *args, **kwargs)

    guarded.door = "public"  # type: ignore[attr-defined]
    return guarded
