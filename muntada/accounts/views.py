"""Signing in, one's own settings, and who works in the edition."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import login as open_session
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import activate
from django.utils.translation import gettext as _

from muntada.accounts import actions, links
from muntada.accounts.doors import public, signed_in, user_of
from muntada.accounts.forms import ChoosePasswordForm, ForgottenForm, SettingsForm
from muntada.accounts.roles import ROLES, VERBS
from muntada.kit.throttle import address_of, failed, is_tired, too_many


class SignIn(LoginView):
    template_name = "accounts/login.html"
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_tired("sign in", *self._who(), at=timezone.now()):
            messages.error(
                request, _("Too many attempts. Wait a quarter of an hour, then try again.")
            )
            return render(
                request, self.template_name, {"form": self.get_form_class()(request)}, status=429
            )
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        failed("sign in", *self._who(), at=timezone.now())
        return super().form_invalid(form)

    def _who(self) -> tuple[str, str]:
        return self.request.POST.get("username", "").strip().lower(), address_of(self.request)


login = public(SignIn.as_view())
logout = public(LogoutView.as_view())


@public
def forgotten(request: HttpRequest) -> HttpResponse:
    """A new personal link by mail; the answer is the same whoever asks."""
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"].strip().lower()
        if too_many("forgotten", email, address_of(request), at=timezone.now()):
            form.add_error(None, _("Too many attempts. Wait a quarter of an hour, then try again."))
        else:
            actions.send_new_link(email=email, at=timezone.now())
            said = _("If this address has an account, a personal link is on its way to it.")
            messages.success(request, said)
            return redirect("accounts:login")
    return render(request, "accounts/forgotten.html", {"form": form})


@public
def join(request: HttpRequest, token: str) -> HttpResponse:
    """The personal link: choose a password, once."""
    at = timezone.now()
    user = links.holder_of(token, at=at)
    if user is None:
        return render(request, "accounts/join.html", {"why_not": actions.VOID}, status=410)
    form = ChoosePasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        user = actions.join(token, password=form.cleaned_data["password"], at=at)
        open_session(request, user, backend="django.contrib.auth.backends.ModelBackend")
        return redirect("website:desks")
    return render(request, "accounts/join.html", {"form": form, "account": user})


@signed_in
def me(request: HttpRequest) -> HttpResponse:
    """One's own name, language, digits."""
    user = user_of(request)
    form = SettingsForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        actions.change_settings(user, **form.cleaned_data, at=timezone.now())
        activate(user.language)
        messages.success(request, _("Saved."))
        return redirect("accounts:me")
    user.refresh_from_db()
    return render(request, "accounts/me.html", {"form": form})


@signed_in
def roles(request: HttpRequest) -> HttpResponse:
    """The permission table, in words."""
    everyone = list(ROLES.values())
    table = [(words, [verb in role.verbs for role in everyone]) for verb, words in VERBS.items()]
    return render(request, "accounts/roles.html", {"roles": everyone, "table": table})


@signed_in
def change_password(request: HttpRequest) -> HttpResponse:
    form = PasswordChangeForm(user_of(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["new_password1"]
        actions.change_password(user_of(request), password=typed, at=timezone.now())
        update_session_auth_hash(request, user_of(request))
        messages.success(request, _("Your password is changed."))
        return redirect("accounts:me")
    heading = _("Change the password")
    return render(request, "kit/form_page.html", {"form": form, "heading": heading})
