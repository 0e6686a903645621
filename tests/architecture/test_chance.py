"""What tests draw is the same on every run, and is still drawn and different each time."""

import random
import secrets
import string
import uuid

from django.utils.crypto import get_random_string

from tests import chance


def _codes() -> list[object]:
    alphabet = string.ascii_uppercase
    return [
        secrets.token_urlsafe(24), secrets.token_hex(8), secrets.token_bytes(16), uuid.uuid4(),
        "".join(secrets.choice(alphabet) for _n in range(10)), get_random_string(32),
        random.SystemRandom().getrandbits(64), random.random(),
    ]  # fmt: skip


def test_codes_differ_from_each_other_within_a_test():
    drawn = [code for _n in range(200) for code in _codes()]
    assert len(set(drawn)) == len(drawn)


def test_codes_are_the_same_on_every_run(monkeypatch):
    runs = []
    for _run in range(2):
        well = chance.well("a test")
        random.seed(well(8))
        monkeypatch.setattr("os.urandom", well)
        monkeypatch.setattr(random, "_urandom", well)
        runs.append(_codes())
    assert runs[0] == runs[1]


def test_another_test_or_another_seed_draws_others(monkeypatch):
    draws = {chance.well(name)(16) for name in ("one", "other")}
    monkeypatch.setattr(chance, "SEED", "another")
    draws.add(chance.well("one")(16))
    assert len(draws) == 3
