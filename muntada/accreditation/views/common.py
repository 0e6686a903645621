"""What every page of the chapter asks first: the desk, a delegation, or nobody."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from muntada.accounts.doors import user_of
from muntada.accreditation.models import Application
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation, trusted_with


def own_delegations(request: HttpRequest, edition: Edition) -> list[Delegation]:
    """Those of the edition that trust the reader."""
    mine = Delegation.objects.filter(edition=edition, pk__in=trusted_with(user_of(request)))
    return list(mine.select_related("party", "edition").order_by("party__code"))


def is_desk(request: HttpRequest, edition: Edition, verb: str = "accreditation.see") -> bool:
    """True for the desk, False for a focal point; nobody else passes."""
    user = user_of(request)
    if user.may(verb, edition.pk):
        return True
    if Delegation.objects.filter(edition=edition, pk__in=trusted_with(user)).exists():
        return False
    raise PermissionDenied


def find_application(request: HttpRequest, edition: Edition, pk: int) -> Application:
    visible = Application.objects.filter(edition=edition).visible_to(user_of(request))
    related = ("edition", "category", "delegation__party", "person", "nationality")
    return get_object_or_404(visible.select_related(*related), pk=pk)
