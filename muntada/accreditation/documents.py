"""Badges on paper: what each one says, gathered from the edition and handed to the typesetter."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from babel.dates import format_skeleton
from django.conf import settings

from muntada.accreditation import papers, rules, typeset
from muntada.accreditation.actions.setup import keys_of
from muntada.accreditation.models import Badge, BadgeTemplate, SealedFile
from muntada.conferences.models import Edition
from muntada.kit.flags import flag
from muntada.kit.languages import babel_locale, direction
from muntada.kit.letters import has_all
from muntada.kit.texts import Text

_ARABIC = re.compile(r"[\u0600-\u06ff]")
# A batch of more than this many, or any batch at all, is typeset in a child process.
ALONE = 4


def more_fonts() -> str:
    """Where the host may lay further fonts (Chinese takes 10 MB a weight and is not shipped)."""
    folder = Path(settings.DATA) / "fonts"
    return str(folder) if folder.is_dir() else ""


def can_set(name: str) -> bool:
    """Chinese as in GB 2312, Arabic, Latin, Greek and Cyrillic are shipped; a host adds more."""
    return has_all(name, more_fonts())


def unset_names(badges: Sequence[Badge]) -> list[str]:
    """Names with a character no font at hand can set: they are printed in Latin letters only."""
    found = (one.application.name_own for one in badges)
    return [name for name in found if name and not can_set(name)]


def _line(text: str, language: str = "") -> dict[str, Any]:
    arabic = bool(_ARABIC.search(text))
    return {"text": text, "rtl": arabic, "language": language or ("ar" if arabic else "en")}


def _texts(text: Text, languages: Sequence[str]) -> list[dict[str, Any]]:
    said = {}
    for code in languages:
        words, spoken = text.said_in(code)
        if words:
            said[words] = {"text": words, "rtl": direction(spoken) == "rtl", "language": spoken}
    return list(said.values())


def _days(badge: Badge, edition: Edition, language: str) -> str:
    days = [date.fromisoformat(day) for day in badge.days]
    if len(days) == len(edition.days()):
        days = [days[0], days[-1]] if len(days) > 1 else days
        joined = " – "
    else:
        joined = ", "
    locale = babel_locale(language)
    return joined.join(format_skeleton("MMMd", day, locale=locale) for day in days)


def _flag(badge: Badge, template: BadgeTemplate, photos: dict[str, bytes]) -> str:
    """The name of the flag among the pictures, where the template shows flags and there is one."""
    application = badge.application
    party = application.delegation.party if application.delegation else None
    if not (template.shows_flag and party and party.is_state):
        return ""
    name = f"flag-{party.iso2.lower()}.png"
    if name not in photos and (drawn := flag(party.iso2)):
        photos[name] = drawn
    return name if name in photos else ""


def _said(
    badge: Badge, template: BadgeTemplate, colours: dict[str, str], photo: str, flag: str
) -> dict[str, Any]:
    application = badge.application
    names = [application.name_latin]
    own = application.name_own
    if own and can_set(own):
        names.append(own)
    languages = template.languages or ["en"]
    party = application.delegation.party if application.delegation else None
    placed = _texts(party.short_name, languages[:1]) if party else []
    if not placed and application.outlet:
        placed = [_line(application.outlet)]
    functions = _texts(application.function or Text(), languages[:1])
    shows = template.shows_function and functions
    return {
        "names": [_line(name) for name in names],
        "party": placed[0] if placed else None,
        "code": party.code if party and party.is_state and template.shows_flag else "",
        "function": functions[0] if shows else None,
        "category": _texts(application.category.name, languages),
        "letter": application.category.letter,
        "colour": application.category.colour,
        "zones": [{"letter": one, "colour": colours.get(one, "#3c4a52")} for one in badge.zones],
        "days": _days(badge, badge.edition, languages[0]),
        "days_rtl": direction(languages[0]) == "rtl",
        "days_language": languages[0],
        "number": badge.grouped,
        "token": badge.token,
        "photo": photo,
        "flag": flag,
    }


def gathered(
    edition: Edition, badges: Sequence[Badge], template: BadgeTemplate, *, sheet: bool, at: datetime
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The data of the sheet, and the photos opened for it; nothing is written anywhere."""
    keys = keys_of(edition, at=at)
    colours = dict(edition.zones.values_list("letter", "colour"))
    photos: dict[str, bytes] = {}
    of_application: dict[int, str] = {}
    if template.shows_photo:
        wanted = [badge.application_id for badge in badges]
        for found in SealedFile.objects.filter(application__in=wanted, kind=rules.PHOTO):
            name = f"photo{found.application_id}.jpg"
            photos[name] = keys.open(found.content, found.about)
            of_application[found.application_id] = name
    if template.logo:
        photos["logo.png"] = bytes(template.logo)
    languages = template.languages or ["en"]
    data = {
        "size": template.size, "layout": template.layout, "sheet": sheet,
        "ink": template.ink, "paper": template.paper,
        "photo": template.shows_photo, "logo": "logo.png" if template.logo else "",
        "title": _texts(edition.title, languages),
        "note": _texts(template.note or Text(), languages),
        "badges": [
            _said(
                one, template, colours, of_application.get(one.application_id, ""),
                _flag(one, template, photos),
            )
            for one in badges
        ],
    }  # fmt: skip
    return data, photos


def typeset_badges(
    edition: Edition, badges: Sequence[Badge], template: BadgeTemplate, *, sheet: bool, at: datetime
) -> bytes:
    data, photos = gathered(edition, badges, template, sheet=sheet, at=at)
    work = typeset.badges_pdf if len(badges) <= ALONE else typeset.in_a_child
    return work(data, photos, more_fonts())


def preview(edition: Edition, template: BadgeTemplate, *, at: datetime) -> bytes:
    """A badge of somebody invented, as a picture, to see a template before it is used."""
    languages = template.languages or ["en"]
    words = {
        "names": [_line("Leila Mansour-Haddad"), _line("ليلى منصور حداد")],
        "party": _line("Ministry of Foreign Affairs"), "code": "",
        "function": _line("Minister Plenipotentiary") if template.shows_function else None,
        "category": [], "letter": "D", "colour": template.ink, "zones": [], "days": "",
        "days_rtl": False, "days_language": "en", "number": "0000 0000 0000", "photo": "",
        "flag": "",
        "token": "MB:PREVIEW",
    }  # fmt: skip
    category = edition.accreditation_categories.order_by("position")[1:2].first()
    if category:
        words |= {"category": _texts(category.name, languages), "letter": category.letter,
                  "colour": category.colour}  # fmt: skip
    words["zones"] = [{"letter": z.letter, "colour": z.colour} for z in edition.zones.all()[:4]]
    days = edition.days()
    said = Badge(edition=edition, days=[day.isoformat() for day in days])
    words |= {"days": _days(said, edition, languages[0]), "days_language": languages[0],
              "days_rtl": direction(languages[0]) == "rtl"}  # fmt: skip
    data, photos = gathered(edition, [], template, sheet=False, at=at)
    if template.shows_photo:
        words["photo"], photos["nobody.jpg"] = "nobody.jpg", papers.nobody()
    host = edition.host_party
    if template.shows_flag and host and (drawn := flag(host.iso2)):
        words["flag"], photos["flag.png"] = "flag.png", drawn
    data["badges"] = [words]
    return typeset.badges_pdf(data, photos, more_fonts(), picture=True)


def template_for(badge: Badge) -> BadgeTemplate:
    found = badge.application.category.template or badge.edition.badge_templates.first()
    return found or BadgeTemplate(edition=badge.edition, languages=["en"])
