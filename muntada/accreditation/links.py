"""The personal link of who applied alone: made anew for the mail; the database keeps its digest."""

import hashlib
from datetime import datetime

from django.urls import reverse
from django.utils.crypto import salted_hmac

from muntada.accreditation.models import Application


def digest(link: str) -> str:
    return hashlib.sha256(link.encode()).hexdigest()


def link_of(application: Application) -> str:
    """From the row and the installation's secret: who reads the database alone cannot make it."""
    said = f"{application.pk}:{application.made_at.timestamp()}"
    return salted_hmac("muntada.accreditation.links", said, algorithm="sha256").hexdigest()[:32]


def application_path(pk: int, *, at: datetime) -> str:
    """Nothing once the application is purged, or if the link was made with another secret."""
    found = Application.objects.select_related("edition").filter(pk=pk).first()
    if found is None or digest(link := link_of(found)) != found.link_digest:
        return ""
    return reverse("website:application", args=[found.edition.slug, link])
