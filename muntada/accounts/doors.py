"""Every page says who may open it; a test walks the URLs and fails for one that does not.

What you may not see is 404; what you may see but not do is 403.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from muntada.accounts.models import User

View = Callable[..., HttpResponseBase]


def public(view: View) -> View:
    """Open to everybody, signed in or not."""
    view.door = "public"  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Open to anybody with an account; the view itself limits the rows."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    guarded.door = "signed in"  # type: ignore[attr-defined]
    return guarded


def opens_to(verb: str) -> Callable[[View], View]:
    """Open to those who hold the verb in the whole house (no edition in the address)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not user_of(request).may(verb):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.door = verb  # type: ignore[attr-defined]
        return guarded

    return decorate


def opens_to_any(verb: str) -> Callable[[View], View]:
    """Open to those who hold the verb in some edition: for what all editions share."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not user_of(request).may_somewhere(verb):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.door = verb  # type: ignore[attr-defined]
        return guarded

    return decorate


def user_of(request: HttpRequest) -> User:
    return cast(User, request.user)
