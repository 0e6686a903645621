"""Personal links: one use, one hour or fourteen days, and written down nowhere."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models
from django_tasks_db.models import DBTaskResult

from muntada.accounts import actions, links
from muntada.accounts.links import INVITATION, RESET, holder_of, token_for
from muntada.accounts.models import User
from muntada.audit.models import Entry
from muntada.kit.errors import RuleBroken
from muntada.kit.outbox import deliver, mail_later
from tests import world
from tests.accreditation import cast

pytestmark = pytest.mark.django_db
AT = world.NOW
HOUR, DAY, SECOND = timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)
QUEUED = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"]}}


@pytest.mark.parametrize(("kind", "lasts"), [(RESET, HOUR), (INVITATION, 14 * DAY)])
def test_a_link_lasts_as_long_as_its_kind(kind, lasts):
    salma = world.salma()
    token = token_for(salma, kind, at=AT)
    assert holder_of(token, at=AT + lasts) == salma
    assert holder_of(token, at=AT + lasts + SECOND) is None


@pytest.mark.parametrize("kind", [RESET, INVITATION])
def test_one_link_used_ends_all_others_of_that_person(kind):
    salma, pavel = world.salma(), world.pavel()
    first, sister = token_for(salma, RESET, at=AT), token_for(salma, kind, at=AT - HOUR / 2)
    another = token_for(pavel, kind, at=AT)
    actions.join(first, password="five slow trains", at=AT)
    for token in (first, sister):
        with pytest.raises(RuleBroken, match="no longer good"):
            actions.join(token, password="an intruder's words", at=AT)
    assert User.objects.get(pk=salma.pk).check_password("five slow trains")
    assert holder_of(another, at=AT) == pavel


@pytest.mark.parametrize("kind", [RESET, INVITATION])
def test_a_password_changed_by_hand_ends_every_link(as_user, kind):
    salma = world.salma()
    token = token_for(salma, kind, at=AT)
    typed = {"old_password": "a long password", "new_password1": "six warm stones",
             "new_password2": "six warm stones"}  # fmt: skip
    assert as_user(salma).post("/en/account/me/password/", typed).status_code == 302
    assert holder_of(token, at=AT) is None
    assert Entry.objects.filter(verb="account.password_changed", by=salma).count() == 1


def test_a_closed_account_and_a_link_made_up_open_nothing(client):
    salma = world.salma()
    token = token_for(salma, RESET, at=AT)
    User.objects.filter(pk=salma.pk).update(is_active=False)
    made_up = [token, "x", "1-2-3", f"{token}0", "zzzzzzzzzzzzzzzz-1-2", token.replace("-", "", 1)]
    for said in made_up:
        assert holder_of(said, at=AT) is None
        answer = client.get(f"/en/account/join/{said}/")
        assert (answer.status_code, b"no longer good" in answer.content) == (410, True)


def test_who_has_a_password_is_invited_to_sign_in_and_gets_no_link_that_replaces_it(
    mailoutbox, django_capture_on_commit_callbacks
):
    salma = world.salma()
    salma.joined_at = AT
    salma.save()
    with django_capture_on_commit_callbacks(execute=True):
        actions.invite_person(email=salma.email, name="", language="en", by=None, at=AT)
    [mail] = mailoutbox
    assert "/join/" not in mail.body
    assert "/en/account/sign-in/" in mail.body


def everything_in_the_database() -> str:
    said = []
    for model in apps.get_models():
        fields = [f for f in model._meta.concrete_fields if not isinstance(f, models.BinaryField)]
        said += map(str, model._default_manager.values_list(*(f.attname for f in fields)))
    return "\n".join(said)


def asked(kind: str) -> None:
    if kind == "reset":
        actions.send_new_link(email=world.salma().email, at=AT)
    elif kind == "invitation":
        actions.invite_person(email="n@example.org", name="N", language="fr", by=None, at=AT)
    else:
        from muntada.accreditation.actions import applications

        cast.opened()
        category = cast.category("press")
        applications.open_alone(category, name="Dina", email="d@paper.example", at=AT)


@pytest.mark.parametrize("kind", ["reset", "invitation", "application"])
def test_neither_the_queue_nor_any_table_holds_what_the_mail_says(
    settings, mailoutbox, django_capture_on_commit_callbacks, kind
):
    settings.TASKS = QUEUED
    with django_capture_on_commit_callbacks(execute=True):
        asked(kind)
    queued = DBTaskResult.objects.get()
    assert queued.task_path == "muntada.kit.outbox.deliver"
    deliver.call()
    [mail] = mailoutbox
    link = re.search(r"https?://\S+/([^/\s]+)/(?:\s|$)", mail.body).group(1)
    assert len(link) > 20
    assert link not in everything_in_the_database()


def test_a_mail_for_an_account_closed_meanwhile_does_not_leave(mailoutbox):
    salma = world.salma()
    User.objects.filter(pk=salma.pk).update(is_active=False)
    personal = {"personal": "reset", "about": salma.pk}
    mail_later(to=salma.email, subject="x", body="{link}", seen_by="accounts.edit", **personal)
    deliver.call()
    assert not mailoutbox


def test_the_link_in_the_mail_is_the_one_the_applicant_was_sent_to(
    client, mailoutbox, django_capture_on_commit_callbacks
):
    cast.opened()
    typed = {"category": cast.category("press").pk, "name": "Dina", "email": "d@paper.example"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/fr/ninth/accreditation/", typed)
    [mail] = mailoutbox
    assert answer["Location"] in mail.body
    assert client.get(answer["Location"]).status_code == 200


def test_every_kind_of_personal_link_is_made_by_somebody(settings):
    assert set(settings.PERSONAL_LINKS) == {"invitation", "reset", "application"}
    assert set(links.LASTS) < set(settings.PERSONAL_LINKS)
