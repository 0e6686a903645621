"""Guesses are counted for the whole house, failures only, by the address that really asks."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from ipaddress import ip_network

import pytest
from django.core.cache import cache
from django.db import connections
from django.urls import reverse

from muntada import settings as house
from muntada.gates.rules import CODE_LIVES
from muntada.invitations import rules
from muntada.invitations.actions import letters
from muntada.kit.models import Tries
from muntada.kit.throttle import TRIES, WITHIN, address_of, failed, is_tired, too_many
from tests import world

AT = world.NOW
VERIFY = "/en/verify/"


def letter():
    return letters.invite(world.invitation(state=rules.LISTED), by=world.salma(), at=AT)


def test_genuine_letters_are_verified_without_end(client, db):
    code = letter().code
    for _n in range(TRIES + 5):
        assert client.get(VERIFY, {"code": code}).status_code == 200
    assert not Tries.objects.exists()


def test_who_guesses_codes_waits_and_nobody_else(client, db, settings):
    settings.PROXIES = [ip_network("127.0.0.1")]
    code, guesser, reader = letter().code, "203.0.113.7", "203.0.113.8"
    for n in range(TRIES):
        client.get(VERIFY, {"code": f"GUESS{n}"}, headers={"X-Forwarded-For": guesser})
        cache.clear()  # another process has another memory: it counts all the same
    said = {"code": code}
    assert client.get(VERIFY, said, headers={"X-Forwarded-For": guesser}).status_code == 429
    assert client.get(VERIFY, said, headers={"X-Forwarded-For": reader}).status_code == 200


def test_passwords_are_guessed_twenty_times_by_all_processes_together(client, db):
    salma, where = world.salma(), reverse("accounts:login")
    for _n in range(TRIES):
        assert client.post(where, {"username": salma.email, "password": "x"}).status_code == 200
        cache.clear()
    right = {"username": salma.email, "password": "a long password"}
    assert client.post(where, right).status_code == 429


def test_signing_in_counts_nothing_and_forgives_nothing(client, db):
    """An account of one's own does not buy more guesses at another's."""
    salma, pavel, where = world.salma(), world.pavel(), reverse("accounts:login")
    for _n in range(TRIES):
        client.post(where, {"username": salma.email, "password": "x"})
    other = {"username": pavel.email, "password": "a long password"}
    assert client.post(where, other).status_code == 429


def test_codes_of_devices_are_not_guessed(client, db):
    where = "/api/gates/v1/enrol"
    said = {"data": {"code": "NOTACODE"}, "content_type": "application/json"}
    codes = [client.post(where, **said).status_code for _n in range(TRIES + 1)]
    assert codes == [409] * TRIES + [429]
    assert CODE_LIVES > WITHIN


def test_after_the_quarter_of_an_hour_it_begins_anew_and_what_is_over_is_swept_out(db):
    for _n in range(TRIES):
        assert not too_many("door", "someone", at=AT)
    assert too_many("door", "someone", at=AT + WITHIN - timedelta(seconds=1))
    assert not is_tired("another door", "someone", at=AT)
    assert not too_many("door", "someone", at=AT + WITHIN)
    failed("door", "a newcomer", at=AT + 3 * WITHIN)
    assert Tries.objects.count() == 1


def test_neither_names_nor_addresses_stand_in_the_table(db):
    failed("door", "salma@example.org", "203.0.113.7", at=AT)
    assert not [
        one for one in Tries.objects.values_list("who", flat=True) if "@" in one or "." in one
    ]


@pytest.mark.parametrize(
    ("peer", "said", "proxies", "counted"),
    [
        ("198.51.100.9", "203.0.113.7", "", "198.51.100.9"),
        ("198.51.100.9", "203.0.113.7", "10.0.0.0/8", "198.51.100.9"),
        ("10.0.0.1", "1.1.1.1, 203.0.113.7", "10.0.0.0/8", "203.0.113.7"),
        ("10.0.0.1", "1.1.1.1, 203.0.113.7, 10.0.0.2", "10.0.0.0/8", "203.0.113.7"),
        ("10.0.0.1", "203.0.113.7, nonsense", "10.0.0.0/8", "10.0.0.1"),
        ("10.0.0.1", "203.0.113.7:4711", "10.0.0.0/8", "203.0.113.7"),
        ("10.0.0.1", "[2001:db8:1:2:3::4]:443", "10.0.0.0/8", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "", "", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "", "", "203.0.113.7"),
        ("::ffff:10.0.0.1", "203.0.113.7", "10.0.0.0/8", "203.0.113.7"),
        ("", "203.0.113.7", "10.0.0.0/8", ""),
    ],
)
def test_the_true_address_is_counted(rf, settings, peer, said, proxies, counted):
    settings.PROXIES = house._proxies(proxies)
    headers = {"X-Forwarded-For": said} if said else {}
    assert address_of(rf.get("/", headers=headers, REMOTE_ADDR=peer)) == counted


@pytest.mark.usefixtures("_record_may_be_emptied")
def test_of_many_who_try_at_once_none_is_lost():
    def one(_n):
        try:
            failed("door", "someone", at=AT)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as at_once:
        list(at_once.map(one, range(16)))
    assert Tries.objects.get().count == 16
