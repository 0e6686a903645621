"""Invented journalists of invented media, who applied for themselves."""

import random
from collections.abc import Iterator
from typing import Any

from muntada.kit.texts import Text
from muntada.parties.models import Party
from muntada.people.models import Person
from muntada.website.demo.names import people
from muntada.website.demo.words import Four, four

OUTLETS = (
    ("EGY", "arab", "The Nile Courier (invented)"), ("RUS", "slav", "Volga Wire (invented)"),
    ("FRA", "west", "La Dépêche imaginaire"), ("CHN", "asia", "Imagined Daily (invented)"),
    ("BRA", "latin", "Jornal Inventado"), ("KEN", "africa", "The Rift Observer (invented)"),
    ("JOR", "arab", "Petra Television (invented)"), ("DEU", "west", "Erfundene Rundschau"),
)  # fmt: skip
WORK: dict[str, Four] = {
    "press": ("Correspondent", "مراسل", "Correspondant", "Корреспондент"),
    "photo": ("Photographer", "مصوّر", "Photographe", "Фотограф"),
    "crew": ("Camera operator", "مشغّل كاميرا", "Cadreur", "Оператор"),
}
CHINESE = (("Lin Yiran", "林一然"), ("Zhou Mo", "周墨"), ("Gu Qingyuan", "顾清源"))
EQUIPMENT = "One camera, one tripod, two wireless microphones (470–510 MHz)."
OWN = {"arab": "ar", "slav": "ru"}


def reporters(chance: random.Random) -> Iterator[tuple[str, dict[str, Any]]]:
    """The code of the category, and the fields of the application; their persons are written."""
    parties = {one.code: one for one in Party.objects.filter(code__in=[o[0] for o in OUTLETS])}
    names = {kind: people(kind, chance) for _code, kind, _outlet in OUTLETS}
    chinese = iter(CHINESE)
    found = []
    for n in range(44):
        code, kind, outlet = OUTLETS[n % len(OUTLETS)]
        said, own = next(names[kind]), ""
        if code == "CHN" and (pair := next(chinese, None)):
            said = Text(en=pair[0], zh=pair[1])
        own = said.get("zh") or said.get(OWN.get(kind, ""), "")
        found.append((("press", "press", "photo", "crew")[n % 4], code, outlet, said, own))
    persons = [Person(name=said, is_fictitious=True) for _w, _c, _o, said, _own in found]
    for one in persons:
        one.derive()
    Person.objects.bulk_create(persons)
    for n, (person, (work, code, outlet, said, own)) in enumerate(
        zip(persons, found, strict=True), start=1
    ):
        yield work, {
            "person": person, "name_latin": said["en"], "name_own": own, "outlet": outlet,
            "nationality": parties.get(code), "function": four(*WORK[work]),
            "email": f"reporter{n}@demo.example",
            "equipment": "" if work == "press" else EQUIPMENT,
        }  # fmt: skip
