"""Subjects of statements: the part of IPTC's Media Topics that conferences speak of.

Codes and English names as in IPTC's NewsCodes, release of 31 March 2025 (© IPTC, CC BY 4.0,
iptc.org/standards/media-topics). The names in Arabic and French follow IPTC's own where it gives
one to a single code; it has none in Russian. A code is never made up: what is missing here is
taken from IPTC.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The wider topic first, then the narrower ones under it.
TOPICS: list[tuple[str, Promise]] = [
    ("medtop:11000000", _("politics and government")),
    ("medtop:20000593", _("government")),
    ("medtop:20000574", _("election")),
    ("medtop:20000621", _("government policy")),
    ("medtop:20000598", _("national security")),
    ("medtop:20000599", _("armed forces")),
    ("medtop:20000602", _("military weaponry and equipment")),
    ("medtop:20000635", _("nuclear policy")),
    ("medtop:20000638", _("international relations")),
    ("medtop:20000639", _("diplomacy")),
    ("medtop:20000640", _("summit meeting")),
    ("medtop:20000641", _("treaty")),
    ("medtop:20000642", _("economic sanction")),
    ("medtop:20000643", _("foreign aid")),
    ("medtop:20000644", _("international organisation")),
    ("medtop:20000645", _("refugees and internally displaced people")),
    ("medtop:20001316", _("border dispute")),
    ("medtop:16000000", _("conflict, war and peace")),
    ("medtop:20000056", _("armed conflict")),
    ("medtop:20000073", _("peace process")),
    ("medtop:20000076", _("peace talks")),
    ("medtop:20000059", _("peacekeeping force")),
    ("medtop:20000077", _("post-war reconstruction")),
    ("medtop:20000078", _("disarmament")),
    ("medtop:20001361", _("cyber warfare")),
    ("medtop:02000000", _("crime, law and justice")),
    ("medtop:20000126", _("international law")),
    ("medtop:20000103", _("terrorism")),
    ("medtop:20000101", _("organised crime")),
    ("medtop:20000096", _("drug trafficking")),
    ("medtop:20000086", _("cyber crime")),
    ("medtop:04000000", _("economy, business and finance")),
    ("medtop:20000344", _("economy")),
    ("medtop:20000373", _("international trade")),
    ("medtop:20000374", _("trade agreements")),
    ("medtop:20000256", _("energy and resource")),
    ("medtop:20000337", _("transport")),
    ("medtop:20000331", _("tourism and leisure industry")),
    ("medtop:06000000", _("environment")),
    ("medtop:20000418", _("climate change")),
    ("medtop:20000437", _("water")),
    ("medtop:20001374", _("sustainability")),
    ("medtop:03000000", _("disaster, accident and emergency incident")),
    ("medtop:20000148", _("disaster")),
    ("medtop:07000000", _("health")),
    ("medtop:05000000", _("education")),
    ("medtop:13000000", _("science and technology")),
    ("medtop:20001298", _("artificial intelligence")),
    ("medtop:20000739", _("space exploration")),
    ("medtop:20000763", _("information technology and computer science")),
    ("medtop:14000000", _("society")),
    ("medtop:20000592", _("human rights")),
    ("medtop:20000038", _("culture")),
]
_NAMES = dict(TOPICS)


def is_wide(code: str) -> bool:
    """One of IPTC's seventeen top topics."""
    return code.endswith("000000")


def topic_name(code: str) -> str:
    """In the language of the page; a code of an older release stays as it is."""
    return str(_NAMES.get(code, code))


def grouped() -> list[tuple[Promise, list[tuple[str, Promise]]]]:
    """For a form: the narrower topics under the wider one."""
    groups: list[tuple[Promise, list[tuple[str, Promise]]]] = []
    for code, name in TOPICS:
        if is_wide(code):
            groups.append((name, []))
        groups[-1][1].append((code, name))
    return groups
