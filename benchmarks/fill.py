"""Grow the demo conference to a size worth measuring."""

import copy
from datetime import timedelta

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from muntada.accounts.models import Grant
from muntada.delegations.models import Category, Delegation, Member
from muntada.kit.texts import Text
from muntada.people.models import Person
from muntada.programme.models import ProgrammeVersion


def grow(*, sessions: int, people: int) -> str:
    """Add people to the delegations and sessions to the published version; return the address."""
    latest = ProgrammeVersion.objects.select_related("edition").order_by("-published_at").first()
    assert latest is not None
    edition = latest.edition
    short = people - Member.objects.filter(edition=edition).count()
    delegation = Delegation.objects.filter(edition=edition, is_coming=True).order_by("pk")[0]
    category = Category.objects.filter(edition=edition).order_by("pk")[0]
    added = [
        Person(name=Text(en=f"Guest {n}", ar=f"ضيف {n}"), is_fictitious=True) for n in range(short)
    ]
    for person in added:
        person.derive()
    Person.objects.bulk_create(added)
    now = timezone.now()
    Member.objects.bulk_create(
        Member(
            edition=edition, delegation=delegation, person=person, category=category,
            function=Text(en="Expert", ar="خبير"), state="confirmed",
            nominated_at=now, confirmed_at=now,
        )
        for person in added
    )  # fmt: skip
    _more_sessions(latest, sessions)
    return edition.slug


def _more_sessions(version: ProgrammeVersion, wanted: int) -> None:
    content = copy.deepcopy(version.content)
    planned = content["sessions"]
    while len(planned) < wanted:
        again = copy.deepcopy(planned[len(planned) % len(version.content["sessions"])])
        again["id"] = 1_000_000 + len(planned)
        planned.append(again)
    ProgrammeVersion.objects.create(
        edition=version.edition,
        number=version.number + 1,
        published_at=version.published_at + timedelta(minutes=1),
        content=content,
    )


def session_of(role: str) -> str:
    """A signed-in session's cookie for somebody who holds the role."""
    user = Grant.objects.select_related("user").filter(role=role).order_by("pk")[0].user
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    assert store.session_key
    return store.session_key
