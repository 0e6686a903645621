"""A forgotten password is replaced by its owner, and nobody learns who has an account."""

import re
from ipaddress import ip_network

from django.urls import reverse

from tests import world

PAGE = "/en/account/forgotten/"


def test_the_owner_gets_a_link_and_chooses_a_new_password(
    client, db, mailoutbox, django_capture_on_commit_callbacks
):
    salma = world.salma()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(PAGE, {"email": "SALMA@example.org"}).status_code == 302
    [mail] = mailoutbox
    assert mail.to == [salma.email]
    link = re.search(r"/en/account/join/\S+", mail.body).group()
    typed = {"password": "a new long sentence", "again": "a new long sentence"}
    assert client.post(link, typed).status_code == 302
    salma.refresh_from_db()
    assert salma.check_password("a new long sentence")


def test_the_answer_is_the_same_for_a_stranger(client, db):
    world.salma()
    said = b"If this address has an account"
    for email in ("salma@example.org", "nobody@example.org"):
        assert said in client.post(PAGE, {"email": email}, follow=True).content


def test_who_asks_too_often_waits(client, db):
    for _n in range(20):
        client.post(PAGE, {"email": "x@example.org"})
    assert b"Too many attempts" in client.post(PAGE, {"email": "x@example.org"}).content


def test_behind_a_proxy_each_reader_is_counted_apart(rf, settings):
    from muntada.kit.throttle import address_of

    request = rf.get("/", headers={"X-Forwarded-For": "spoofed, 203.0.113.7"})
    settings.ORIGIN = "https://conference.example"
    assert address_of(request) == "127.0.0.1"
    settings.PROXIES = [ip_network("127.0.0.1")]
    assert address_of(request) == "203.0.113.7"
    assert address_of(rf.get("/")) == "127.0.0.1"


def test_sign_in_leads_there(client, db):
    assert reverse("accounts:forgotten") in client.get(reverse("accounts:login")).content.decode()
