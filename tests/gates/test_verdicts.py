"""State × door: the rule and the API say the same of every badge. (The device's own script is the
third door; its table is tests/browser/test_gate.py.)"""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from muntada.accreditation import admission, rules, token
from muntada.accreditation.models import Application, Badge
from muntada.gates import cards
from muntada.gates.models import Scan
from tests import world
from tests.gates import cast

pytestmark = pytest.mark.django_db


def of_state(state):
    return lambda: cast.badge(state=state).token


def another_edition():
    """Signed rightly, with another conference's key."""
    said, _body, _signature = token.read(cast.badge().token)
    private, public = token.new_keys()
    return token.sign(replace(said, edition=token.edition_mark(public)), private)


def rejected():
    made = cast.badge()
    Application.objects.filter(pk=made.application_id).update(state=rules.WITHDRAWN)
    return made.token


def with_fields(**fields):
    return lambda: cast.badge(**fields).token


def never_issued():
    """Signed by us, and not in the register: a badge of a database that was lost."""
    made = cast.badge()
    Badge.objects.filter(pk=made.pk).update(number=token.new_number())
    return made.token


FIRST, SECOND, DAY_BEFORE = "2021-06-23", "2021-06-24", "2021-06-22"
# what is read, verdict on the way in, verdict on the way out
TABLE = {
    "active": (of_state(rules.ACTIVE), admission.ADMITTED, admission.LEFT),
    "ready": (of_state(rules.READY), admission.NOT_ACTIVE, admission.LEFT),
    "printed": (of_state(rules.PRINTED), admission.NOT_ACTIVE, admission.LEFT),
    "collected": (of_state(rules.COLLECTED), admission.NOT_ACTIVE, admission.LEFT),
    "lost": (of_state(rules.LOST), admission.REVOKED, admission.LEFT),
    "revoked": (of_state(rules.REVOKED), admission.REVOKED, admission.LEFT),
    "withdrawn": (of_state(rules.WITHDRAWN), admission.REVOKED, admission.LEFT),
    "returned": (of_state(rules.RETURNED), admission.REVOKED, admission.LEFT),
    "expired": (of_state(rules.EXPIRED), admission.EXPIRED, admission.LEFT),
    "its days are over": (with_fields(days=[DAY_BEFORE]), admission.EXPIRED, admission.LEFT),
    "tomorrow only": (with_fields(days=[SECOND]), admission.WRONG_DAY, admission.LEFT),
    "another zone": (with_fields(zones=["B", "C"]), admission.WRONG_ZONE, admission.LEFT),
    "application withdrawn": (rejected, admission.REJECTED, admission.LEFT),
    "one bit changed": (
        lambda: cast.forged(cast.badge().token), admission.FORGED, admission.FORGED,
    ),
    "a lost badge, one bit changed": (
        lambda: cast.forged(cast.badge(state=rules.LOST).token), admission.FORGED,
        admission.FORGED,
    ),
    "another edition": (another_edition, admission.OTHER_EDITION, admission.OTHER_EDITION),
    "signed, not in the register": (never_issued, admission.UNKNOWN, admission.UNKNOWN),
    "a number nobody has": (
        lambda: cast.badge().number[::-1], admission.UNKNOWN, admission.UNKNOWN,
    ),
    "a ticket of the metro": (lambda: "https://metro.example/7", *(admission.UNKNOWN,) * 2),
    "nothing": (lambda: "  ", admission.UNKNOWN, admission.UNKNOWN),
    "an unreadable letter": (lambda: "MB:\u0000é𝄞", admission.FORGED, admission.FORGED),
}  # fmt: skip


@pytest.mark.parametrize("read", TABLE)
def test_the_rule_and_the_api_say_the_same(read, tablet):
    code_of, entering, leaving = TABLE[read]
    code, edition = code_of(), world.edition()
    card = cards.read(edition, code, bytes(edition.keys.signing_public))
    asked = {"zone": "A", "day": date(2021, 6, 23), "once": True}
    assert admission.judge(card.facts, **asked) == entering
    assert admission.judge(card.facts, leaving=True, **asked) == leaving
    assert tablet.verdict(code) == entering
    assert tablet.verdict(code, "exit") == leaving
    assert list(Scan.objects.order_by("pk").values_list("verdict", flat=True)) == [
        entering, leaving,
    ]  # fmt: skip
    assert cast.inside() == set()


def test_whatever_bit_is_changed_the_badge_is_not_admitted():
    """Every byte of the code but its version; the register need not be asked."""
    private, public = token.new_keys()
    good = token.Token(token.edition_mark(public), "0123456789AB", date(2021, 6, 22), 7, 1)
    raw = token.from_base45(token.sign(good, private).removeprefix(token.PREFIX))
    for bit in range(8, 8 * len(raw)):
        changed = bytearray(raw)
        changed[bit // 8] ^= 1 << bit % 8
        said = cards._spelled(token.PREFIX + token.base45(bytes(changed)), public)
        assert (said.genuine is True, said.number) == (False, "")


def test_a_number_typed_is_read_as_a_finger_types_it(tablet):
    number = cast.badge().number
    typed = f" {number[:4].lower()}-{number[4:8]} {number[8:]} ".replace("0", "o")
    assert tablet.verdict(typed) == admission.ADMITTED


def test_the_day_is_the_conferences_not_the_servers(tablet, clock):
    """Half past nine in the evening in Greenwich is the next day in Manama."""
    code = cast.badge(days=[SECOND]).token
    clock.at = datetime(2021, 6, 23, 20, 30, tzinfo=UTC)
    assert tablet.verdict(code) == admission.WRONG_DAY
    clock.at = datetime(2021, 6, 23, 21, 30, tzinfo=UTC)
    assert tablet.verdict(code) == admission.ADMITTED
