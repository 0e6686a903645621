"""Letters as PDF, their words, and the public page that says whether one is genuine."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from muntada.accounts.doors import public, user_of
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.invitations.actions import letters
from muntada.invitations.documents import addressee, filled_in, letterhead, typeset
from muntada.invitations.forms import TemplateForm
from muntada.invitations.models import Invitation, Letter, LetterTemplate
from muntada.kit.errors import RuleBroken
from muntada.kit.languages import LANGUAGES
from muntada.kit.texts import Text
from muntada.kit.throttle import address_of, failed, is_tired
from muntada.parties.models import STATE, Party


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@edition_page("invitations.see", or_delegation=True)
def letter(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """The letter as it went out."""
    visible = Invitation.objects.filter(edition=edition).visible_to(user_of(request))
    found = get_object_or_404(
        Letter.objects.select_related("invitation__party", "edition__series"),
        pk=pk,
        invitation__in=visible,
    )
    return _pdf(typeset(found), found.symbol.replace("/", "-"))


@require_POST
@edition_page("letters.issue")
def mark_sent(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Handed over by courier, or mailed by other means."""
    return _press(request, edition, pk, letters.mark_sent, _("The letter is marked as sent."))


@require_POST
@edition_page("letters.issue")
def mail_again(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    said = _("The letter will be mailed in a moment.")
    return _press(request, edition, pk, letters.mail_again, said)


def _press(
    request: HttpRequest, edition: Edition, pk: int, action: Callable[..., Letter], said: str
) -> HttpResponse:
    visible = Invitation.objects.filter(edition=edition).visible_to(user_of(request))
    sent = Letter.objects.select_related("invitation__party")
    found = get_object_or_404(sent, pk=pk, invitation__in=visible)
    try:
        action(found, by=user_of(request), at=timezone.now())
        messages.success(request, said)
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("invitations:detail", edition.slug, found.invitation_id)


@edition_page("letters.issue")
def letter_template(request: HttpRequest, edition: Edition, kind: str) -> HttpResponse:
    """The words of the edition's letters, in each language."""
    if kind not in dict(LetterTemplate.KINDS):
        raise Http404
    template = letters.template_of(edition, kind)
    initial = {"subject": template.subject, "body": template.body}
    form = TemplateForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        letters.change_template(
            edition, kind=kind, **form.cleaned_data, by=user_of(request), at=timezone.now()
        )
        messages.success(request, _("Saved. Letters already issued keep their words."))
        return redirect("invitations:template", edition.slug, kind)
    context = {"form": form, "kind": kind, "kinds": LetterTemplate.KINDS,
               "back": reverse("invitations:board", args=[edition.slug])}  # fmt: skip
    return render(request, "invitations/template.html", context)


@edition_page("letters.issue")
def preview(request: HttpRequest, edition: Edition, kind: str, language: str) -> HttpResponse:
    """What a letter will look like, to a state that is only an example; nothing is issued."""
    if kind not in dict(LetterTemplate.KINDS) or language not in LANGUAGES:
        raise Http404
    party = Party.objects.filter(kind=STATE).first() or Party(short_name=Text(), formal_name=Text())
    example = Invitation(
        edition=edition, party=party, level_asked=edition.ranks.first(), language=language
    )
    template = letters.template_of(edition, kind)
    with override(language):
        shown = Letter(
            edition=edition,
            invitation=example,
            kind=kind,
            number=0,
            symbol=f"{edition.slug.upper()}/NV/000",
            language=language,
            code="PREVIEW",
            issued_at=timezone.now(),
            subject=filled_in(template.subject.in_(language), example),
            body=filled_in(template.body.in_(language), example),
            addressee=addressee(example),
            letterhead=letterhead(edition),
        )
    return _pdf(typeset(shown), f"{kind}-{language}")


@public
def verify(request: HttpRequest, code: str = "") -> HttpResponse:
    """Is this letter genuine? Says what the letter itself says, and nothing else."""
    typed = (code or request.GET.get("code", ""))[:40]
    code = "".join(letter for letter in typed.upper() if letter.isalnum())
    if not code:
        return render(request, "invitations/verify.html", {})
    where, at = address_of(request), timezone.now()
    if is_tired("verify", where, at=at):
        sentence = _("Too many attempts. Wait a quarter of an hour, then try again.")
        context = {"code": code, "too_many": sentence}
        return render(request, "invitations/verify.html", context, status=429)
    found = Letter.objects.select_related("edition").filter(code=code).first()
    if found is None:
        failed("verify", where, at=at)
    shown = {"code": code, "letter": found, "asked": True}
    return render(request, "invitations/verify.html", shown, status=200 if found else 404)
