"""The gates in the demo: the first morning, with a lost badge, a floater and two gates cut off.

The entries are written at once, as the merge of a morning would leave them; what is in conflict
goes through the verb a tablet would call.
"""

import random
import uuid
from datetime import UTC, datetime, timedelta

from muntada.accounts.models import User
from muntada.accreditation import admission, rules
from muntada.accreditation.actions.setup import keys_of
from muntada.accreditation.models import Badge, Floater
from muntada.conferences.models import Edition
from muntada.gates.actions import register, setup
from muntada.gates.models import Device, Presence, Scan
from muntada.website.demo.words import four

SET_UP = datetime(2021, 6, 22, 7, 0, tzinfo=UTC)
MORNING = datetime(2021, 6, 23, 5, 0, tzinfo=UTC)
# zone, name, direction, tablets
GATES = [
    ("A", four("North entrance", "المدخل الشمالي", "Entrée nord", "Северный вход"), "both", 2),
    ("A", four("South entrance", "المدخل الجنوبي", "Entrée sud", "Южный вход"), "both", 1),
    ("C", four("Bilateral corridor", "ممر اللقاءات الثنائية", "Couloir des entretiens", "Коридор двусторонних встреч"), "both", 1),
    ("D", four("Press centre", "المركز الصحفي", "Centre de presse", "Пресс-центр"), "both", 1),
]  # fmt: skip


def fill_gates(edition: Edition, by: User) -> None:
    chance = random.Random(edition.ordinal or 1)
    zones = {zone.letter: zone for zone in edition.zones.all()}
    tablets: list[Device] = []
    for letter, name, direction, n in GATES:
        fields = {"name": name, "zone": zones[letter], "direction": direction}
        gate = setup.add_gate(edition, fields=fields, by=by, at=SET_UP)
        for place in range(n):
            called = f"{name['en'].split()[0]} {place + 1}"
            made, code = setup.add_device(gate, name=called, by=by, at=SET_UP)
            setup.enrol(code, at=SET_UP + timedelta(minutes=5))
            tablets.append(made)
    there = list(edition.badges.filter(state=rules.ACTIVE).order_by("pk"))
    _entries(edition, tablets, there, chance)
    _refused(edition, tablets, by)
    _cut_off(edition, tablets, there)
    Device.objects.filter(edition=edition).update(
        seen_at=MORNING + timedelta(hours=4), list_as_of=MORNING + timedelta(hours=4)
    )


def _entries(
    edition: Edition, tablets: list[Device], there: list[Badge], chance: random.Random
) -> None:
    """The plenary hall fills from eight; some go out to the meeting rooms, the press to theirs."""
    scans, presences = [], []
    for badge in there:
        entered: set[int] = set()
        for tablet in chance.sample(tablets, len(tablets)):
            zone = tablet.gate.zone
            if zone.letter not in badge.zones or zone.pk in entered:
                continue
            entered.add(zone.pk)
            if zone.letter == "C" and chance.random() < 0.8:
                continue
            came = MORNING + timedelta(minutes=chance.triangular(0, 120, 45))
            scans.append(_scan(tablet, badge.number, admission.ADMITTED, came))
            inside = chance.random() > 0.15
            if not inside:
                left = came + timedelta(minutes=chance.randrange(20, 90))
                scans.append(_scan(tablet, badge.number, admission.LEFT, left))
                came = left
            presences.append(
                Presence(edition=edition, card=badge.number, zone=zone, inside=inside,
                         day=MORNING.date(), since=came, changed_at=came)
            )  # fmt: skip
    Scan.objects.bulk_create(sorted(scans, key=lambda one: one.at))
    Presence.objects.bulk_create(presences)


def _scan(tablet: Device, card: str, verdict: str, at: datetime) -> Scan:
    return Scan(
        edition_id=tablet.edition_id, device=tablet, gate=tablet.gate, zone_id=tablet.gate.zone_id,
        number=uuid.uuid4(), card=card, verdict=verdict, at=at, received_at=at,
        direction="exit" if verdict == admission.LEFT else "entry",
    )  # fmt: skip


def _refused(edition: Edition, tablets: list[Device], by: User) -> None:
    """A lost badge tried, a journalist at the plenary's door, a badge not activated, a floater."""
    public = bytes(keys_of(edition, at=SET_UP).signing_public)
    tried = [
        (0, edition.badges.filter(state=rules.LOST).first()),
        (1, edition.badges.filter(state=rules.ACTIVE, application__category__code="press").first()),
        (2, edition.badges.filter(state=rules.COLLECTED).first()),
        (3, Floater.objects.filter(series__edition=edition, state=rules.OUT).first()),
        (0, edition.badges.filter(state=rules.REVOKED).first()),
    ]
    for n, (place, card) in enumerate(tried):
        if card:
            register.scan(
                tablets[place], number=uuid.uuid4(), code=card.number, direction="entry",
                public=public, at=MORNING + timedelta(minutes=130 + n),
            )  # fmt: skip


def _cut_off(edition: Edition, tablets: list[Device], there: list[Badge]) -> None:
    """At half past ten the network of both entrances was gone; one badge went through each."""
    public = bytes(keys_of(edition, at=SET_UP).signing_public)
    cut = MORNING + timedelta(minutes=150)
    known = set(
        Presence.objects.filter(edition=edition, inside=True).values_list("card", flat=True)
    )
    out = [one for one in there if one.number not in known and "A" in one.zones][:1]
    for place, tablet in enumerate((tablets[0], tablets[2])):
        for badge in out:
            at = cut + timedelta(minutes=4 * place)
            told = register.Told(uuid.uuid4(), badge.token, at, "entry", admission.ADMITTED)
            back = cut + timedelta(minutes=12 + place)
            register.merge(tablet, [told], sent_at=back, public=public, at=back)
