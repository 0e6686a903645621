"""What the tests of the gates begin with: the hall of zone A on the first morning."""

import uuid
from datetime import timedelta

import msgspec
from django.test import Client

from muntada.accreditation import rules as badge_rules
from muntada.accreditation.actions import badges, decide
from muntada.accreditation.models import Application, Badge, Zone
from muntada.gates.actions import register, setup
from muntada.gates.models import Device, Gate, Presence
from muntada.kit.texts import Text
from muntada.people.models import Person
from tests import world
from tests.accreditation import cast

NOW = world.OPENING  # Wednesday 23 June 2021, ten in the morning in Manama
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


def zone(letter="A") -> Zone:
    cast.opened()
    return Zone.objects.get(edition=world.edition(), letter=letter)


def gate(letter="A", **fields) -> Gate:
    fields = {"zone": zone(letter), "name": Text(en=f"Gate of {letter}"), **fields}
    return setup.add_gate(world.edition(), fields=fields, by=world.salma(), at=NOW)


class Tablet:
    """A device that has been enrolled; it asks the API, or tells what it judged alone."""

    def __init__(self, at_gate: Gate | None = None, name="Tablet 1", when=NOW) -> None:
        made, code = setup.add_device(at_gate or gate(), name=name, by=world.salma(), at=when)
        self.device, self.secret = setup.enrol(code, at=when)
        self.client = Client(headers={"Authorization": f"Bearer {self.secret}"})
        self.pk = made.pk

    @property
    def gate(self) -> Gate:
        return self.device.gate

    def fresh(self) -> Device:
        """As the API finds it."""
        return Device.objects.select_related("edition__keys", "gate__zone").get(pk=self.pk)

    # ── by the API ──

    def post(self, path, body):
        body = body if isinstance(body, bytes) else msgspec.json.encode(body)
        return self.client.post(f"/api/gates/v1/{path}", body, content_type="application/json")

    def asks(self, code, direction="entry", number=None, **also):
        asked = {"id": number or uuid.uuid4(), "code": code, "direction": direction, **also}
        return self.post("scan", asked)

    def verdict(self, code, direction="entry", **also) -> str:
        return self.asks(code, direction, **also).json()["verdict"]

    def tells(self, *lines, sent_at=NOW, waiting=0):
        return self.post("scans", {"sent_at": sent_at, "scans": lines, "waiting": waiting})

    def list(self, since=""):
        answer = self.client.get("/api/gates/v1/list", {"since": since} if since else {})
        return answer.json()

    # ── by the verbs ──

    def scan(self, code, at=NOW, direction="entry", number=None, anyway=False):
        return register.scan(
            self.device, number=number or uuid.uuid4(), code=code, direction=direction,
            public=bytes(world.edition().keys.signing_public), at=at, anyway=anyway,
        ).scan  # fmt: skip

    def merge(self, *told, at=NOW, sent_at=None):
        return register.merge(
            self.device, told, sent_at=sent_at or at, at=at,
            public=bytes(world.edition().keys.signing_public),
        )  # fmt: skip


def told(code, verdict="admitted", at=NOW, direction="entry", number=None, **also):
    """One scan as a device tells it that judged alone, for `merge`."""
    return register.Told(number or uuid.uuid4(), code, at, direction, verdict, **also)


def line(code, verdict="admitted", at=NOW, direction="entry", number=None, **also):
    """The same, for the API."""
    return {"id": number or uuid.uuid4(), "code": code, "at": at, "direction": direction,
            "verdict": verdict, **also}  # fmt: skip


def badge(name="Laila Haddad", state=badge_rules.ACTIVE, code="delegate", **fields) -> Badge:
    """A badge of Egypt's, in the hand of its holder unless another state is said."""
    made = decide.approve(cast.submitted(code, name), by=world.salma(), at=world.NOW)
    if state == badge_rules.ACTIVE:
        actor = {"by": world.salma(), "at": world.NOW}
        badges.mark_printed([made], **actor)
        badges.collect([made], name=name, role="self", activate=True, **actor)
    if state != made.state or fields:
        Badge.objects.filter(pk=made.pk).update(state=state, **fields)
    made.refresh_from_db()
    return made


def crowd(many: int, *, name="Guest", zones=("A", "B", "C")) -> list[str]:
    """That many active badges at once, without the desk's work; the text of their codes."""
    edition, category = world.edition(), _category()
    people = [Person(name=Text(en=f"{name} {n}"), is_fictitious=True) for n in range(many)]
    for one in people:
        one.derive()
    Person.objects.bulk_create(people)
    first = 1 + Application.objects.filter(edition=edition).count()
    applications = Application.objects.bulk_create(
        Application(
            edition=edition, number=first + n, person=one, category=category,
            delegation=world.delegation(), name_latin=f"{name} {n}", name_own=f"ضيف {n}",
            state=badge_rules.APPROVED, made_at=world.NOW, submitted_at=world.NOW,
        )
        for n, one in enumerate(people)
    )  # fmt: skip
    bits = dict(edition.zones.values_list("letter", "bit"))
    made = []
    for one in applications:
        one_badge = Badge(
            edition=edition, application=one, state=badge_rules.ACTIVE, zones=list(zones),
            days=[day.isoformat() for day in edition.days()], issued_at=world.NOW,
            changed_at=world.NOW,
        )  # fmt: skip
        one_badge.token = badges.signed(one_badge, edition.keys, bits)
        made.append(one_badge)
    return [one.token for one in Badge.objects.bulk_create(made)]


def _category():
    zone()
    return cast.category("delegate")


def forged(code: str, bit: int = 0) -> str:
    """The same code with one bit of what was signed changed: a day or a zone more."""
    from muntada.accreditation import token

    raw = bytearray(token.from_base45(code.removeprefix(token.PREFIX)))
    raw[22] ^= 1 << bit
    return token.PREFIX + token.base45(bytes(raw))


def inside(letter="A") -> set[str]:
    return set(
        Presence.objects.filter(zone__letter=letter, inside=True).values_list("card", flat=True)
    )
