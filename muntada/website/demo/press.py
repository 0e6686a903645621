"""The press of the demo: a release in four languages and its correction, a text under embargo, one
being written, photos, the media programme, and the agency's article with the error it carries."""

import io
import math
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from muntada.accounts.models import User
from muntada.conferences.models import Edition
from muntada.floor.models import Speech
from muntada.floor.rules import INSCRIBED, STATEMENT
from muntada.kit.texts import Text
from muntada.press.actions import desk, photos, statements
from muntada.press.models import Agency, Coverage, MediaSlot, Photo, Statement
from muntada.website.demo import words
from muntada.website.demo.words import Four, four

LANGUAGES = ("en", "ar", "fr", "ru")
ARTICLE = Path(__file__).parent / "data" / "article.ar.txt"
WRITTEN = datetime(2021, 6, 22, 12, 0, tzinfo=UTC)
OPENING = datetime(2021, 6, 23, 6, 0, tzinfo=UTC)

ANNOUNCED: tuple[Four, Four] = (
    (
        "More than 600 guests at the Ninth Conference",
        "أكثر من 600 ضيف في المؤتمر التاسع",
        "Plus de 600 invités à la IXe conférence",
        "Более 600 гостей на IX конференции",
    ),
    (
        "More than 600 guests will take part in the Ninth Moscow Conference on International Security on 23 and 24 June 2021.\n\nThe eighth conference was held on 23 April 2019 with 111 states.",
        "سيشارك أكثر من 600 ضيف في مؤتمر موسكو التاسع للأمن الدولي يومي 23 و24 يونيو 2021.\n\nعُقد المؤتمر الثامن في 23 أبريل 2019 بمشاركة 111 دولة.",
        "Plus de 600 invités prendront part à la IXe Conférence de Moscou sur la sécurité internationale les 23 et 24 juin 2021.\n\nLa huitième conférence s’est tenue le 23 avril 2019 avec 111 États.",
        "Более 600 гостей примут участие в IX Московской конференции по международной безопасности 23 и 24 июня 2021 года.\n\nВосьмая конференция прошла 23 апреля 2019 года с участием 111 государств.",
    ),
)
CORRECTED: tuple[Four, Four] = (
    (
        "Correction: 109 states at the Ninth Conference",
        "تصويب: 109 دول في المؤتمر التاسع",
        "Rectificatif : 109 États à la IXe conférence",
        "Поправка: 109 государств на IX конференции",
    ),
    (
        "The release of 22 June did not say how many states take part in the Ninth Conference. There are 109 states.",
        "لم يذكر بيان 22 يونيو عدد الدول المشاركة في المؤتمر التاسع. وعددها 109 دول.",
        "Le communiqué du 22 juin n’indiquait pas le nombre d’États participant à la IXe conférence. Y participent 109 États.",
        "В сообщении от 22 июня не было сказано, сколько государств участвует в IX конференции. В ней участвуют 109 государств.",
    ),
)
OPENING_ADDRESS: tuple[Four, Four] = (
    (
        "Opening address to the Ninth Conference",
        "الكلمة الافتتاحية أمام المؤتمر التاسع",
        "Allocution d’ouverture de la IXe conférence",
        "Выступление на открытии IX конференции",
    ),
    (
        "For two days, from 23 to 24 June, we shall speak of global and regional stability.",
        "سنتحدث على مدى يومين، من 23 إلى 24 يونيو، عن الاستقرار العالمي والإقليمي.",
        "Pendant deux jours, du 23 au 24 juin, nous parlerons de la stabilité mondiale et régionale.",
        "Два дня, с 23 по 24 июня, мы будем говорить о глобальной и региональной стабильности.",
    ),
)
# Being written: the Arabic says 119 where the English says 109, so that the comparison has its find.
SUMMARY: tuple[Four, Four] = (
    (
        "Chair's summary of the first day",
        "موجز الرئيس عن اليوم الأول",
        "Résumé de la présidence sur la première journée",
        "Резюме председателя по итогам первого дня",
    ),
    (
        "On 23 June the Ninth Conference heard 24 statements. More than 600 guests from 109 states took part.\n\nThe next day begins at 10:00.",
        "في 23 يونيو استمع المؤتمر التاسع إلى 24 كلمة. وشارك أكثر من 600 ضيف من 119 دولة.\n\nيبدأ اليوم التالي في الساعة 10:00.",
        "Le 23 juin, la IXe conférence a entendu 24 interventions. Plus de 600 invités de 109 États y ont pris part.\n\nLa journée suivante commence à 10:00.",
        "23 июня IX конференция заслушала 24 выступления. Участвовали более 600 гостей из 109 государств.\n\nСледующий день начнётся в 10:00.",
    ),
)
PHOTOS: list[tuple[Four, Four]] = [
    (
        (
            "The plenary hall before the opening",
            "قاعة الجلسات العامة قبل الافتتاح",
            "La salle plénière avant l'ouverture",
            "Зал пленарных заседаний перед открытием",
        ),
        (
            "Rows of seats in a half circle before an empty rostrum",
            "صفوف مقاعد في نصف دائرة أمام منبر خالٍ",
            "Des rangées de sièges en demi-cercle devant une tribune vide",
            "Ряды кресел полукругом перед пустой трибуной",
        ),
    ),
    (
        ("The press centre", "المركز الصحفي", "Le centre de presse", "Пресс-центр"),
        (
            "Desks with screens in two rows",
            "مكاتب عليها شاشات في صفين",
            "Des bureaux avec écrans sur deux rangs",
            "Столы с экранами в два ряда",
        ),
    ),
]
MEDIA: list[tuple[int, str, Four, Four]] = [
    (
        2,
        "accredited",
        ("Opening of the press centre", "افتتاح المركز الصحفي", "Ouverture du centre de presse", "Открытие пресс-центра"),
        ("Bring the letter of assignment.", "يُرجى إحضار رسالة التكليف.", "Apporter la lettre de mission.", "Иметь при себе редакционное задание."),
    ),
    (
        3,
        "open",
        ("Opening session", "الجلسة الافتتاحية", "Séance d'ouverture", "Открытие"),
        ("In place by 08:30.", "يُرجى الحضور في موعد أقصاه الساعة 08:30.", "En place à 8 h 30.", "Прибыть на место к 08:30."),
    ),
    (
        5,
        "pool",
        ("Family photo", "الصورة التذكارية", "Photo de famille", "Совместное фотографирование"),
        ("Photographers of the pool at the west door.", "مصورو المجموعة عند الباب الغربي.", "Photographes du pool à la porte ouest.", "Фотографы пула у западного входа."),
    ),
    (
        7,
        "closed",
        ("Bilateral meetings", "اللقاءات الثنائية", "Entretiens bilatéraux", "Двусторонние встречи"),
        ("", "", "", ""),
    ),
]  # fmt: skip


def fill_press(edition: Edition, by: User) -> None:
    for hours, access, title, call in MEDIA:
        fields = {
            "title": four(*title),
            "starts": OPENING + timedelta(hours=hours - 3),
            "place": words.VENUE,
            "access": access,
            "ends": OPENING + timedelta(hours=hours - 2) if access in ("open", "closed") else None,
            "pool_places": 12 if access == "pool" else None,
            "call": four(*call) if call[0] else Text(),
        }
        desk.put(MediaSlot(edition=edition), fields=fields, by=by, at=WRITTEN)
    for name, language in (("Demo agency", "en"), ("وكالة تجريبية", "ar")):
        fields = {"name": name, "email": f"{language}.agency@demo.example", "language": language}
        desk.put(Agency(edition=edition), fields=fields, by=by, at=WRITTEN)
    announced = _opened(edition, ANNOUNCED, by, WRITTEN)
    statements.schedule(announced, release_at=WRITTEN, by=by, at=WRITTEN)
    correction = statements.correct(announced, by=by, at=OPENING)
    _written(correction, CORRECTED, by, OPENING)
    statements.schedule(correction, release_at=OPENING, by=by, at=OPENING)
    address = _opened(
        edition, OPENING_ADDRESS, by, OPENING,
        kind="transcript", check_against_delivery=True, is_offered=True, **_next_to_speak(edition),
    )  # fmt: skip
    statements.schedule(address, release_at=None, by=by, at=OPENING)
    _coverage(edition, by)
    _opened(edition, SUMMARY, by, OPENING, kind="summary", cleared=("en",))
    for number, (caption, alt) in enumerate(PHOTOS):
        fields = {
            "caption": four(*caption), "alt": four(*alt), "credit": "Demo press office",
            "taken_on": OPENING.date(), "statement": None if number else announced,
        }  # fmt: skip
        photo = photos.put_photo(
            Photo(), edition=edition, picture=_drawn(number), fields=fields, by=by, at=OPENING
        )
        if number:
            photos.publish_photo(photo, by=by, at=OPENING)


def _next_to_speak(edition: Edition) -> dict[str, Any]:
    """The text goes out when they are given the floor."""
    listed = Speech.objects.filter(floor__edition=edition, state=INSCRIBED, kind=STATEMENT)
    turn = min(listed, key=lambda speech: speech.turn.key)
    return {"session": turn.floor.session, "speaker": turn.delegation}


def _drawn(number: int) -> photos.Picture:
    """A room in a few strokes: no photograph of anybody is shipped."""
    picture = Image.new("RGB", (1500, 1000), "#e9e3d5")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 1500, 330), fill="#0e4f5c")
    if number == 0:
        draw.rectangle((660, 250, 840, 420), fill="#8a6414")
        for row in range(6):
            radius = 240 + row * 120
            for seat in range(9 + 2 * row):
                angle = math.pi * (0.12 + 0.76 * seat / (8 + 2 * row))
                x, y = 750 - radius * math.cos(angle), 340 + radius * 0.62 * math.sin(angle)
                draw.ellipse((x - 20, y - 16, x + 20, y + 16), fill="#1b2326")
    else:
        for row in range(2):
            for desk_number in range(6):
                x, y = 110 + desk_number * 220, 420 + row * 270
                draw.rectangle((x, y + 110, x + 190, y + 140), fill="#8a6414")
                draw.rectangle((x + 40, y, x + 150, y + 90), fill="#1b2326")
    out = io.BytesIO()
    picture.save(out, "PNG")
    out.seek(0)
    return photos.drawn(out)


def _opened(
    edition: Edition,
    said: tuple[Four, Four],
    by: User,
    at: datetime,
    cleared: tuple[str, ...] = LANGUAGES,
    **more: object,
) -> Statement:
    fields = {
        "authentic": "en",
        "dateline": words.CITY,
        "contacts": four(*["press@demo.example"] * 4),
        "topics": ["medtop:20000598", "medtop:20000638", "medtop:20000640"],
        **more,
    }
    statement = statements.open_statement(edition, fields=fields, by=by, at=at)
    for language in LANGUAGES[1:]:
        statements.add_version(statement, language=language, by=by, at=at)
    _written(statement, said, by, at, cleared)
    return statement


def _written(
    statement: Statement,
    said: tuple[Four, Four],
    by: User,
    at: datetime,
    cleared: tuple[str, ...] = LANGUAGES,
) -> None:
    headlines, bodies = said
    for n, language in enumerate(LANGUAGES):
        version = statement.versions.get(language=language)
        version = statements.write(
            version, headline=headlines[n], body=bodies[n], edits=version.edits, by=by, at=at
        )
        for verb in ("revise", "clear") if language in cleared else ():
            version = statements.take_step(version, verb, by=by, at=at)


def _coverage(edition: Edition, by: User) -> None:
    title, _line, text = ARTICLE.read_text(encoding="utf-8").partition("\n")
    fields = {
        "outlet": "نقلا عن وكالة أنباء",
        "title": title,
        "source": "dostor.synceg.net/3489315",
        "published_on": date(2021, 6, 23),
        "language": "ar",
        "text": f"{title}\n{text}",
        "added_at": OPENING,
        "added_by": by,
    }
    desk.put(Coverage(edition=edition), fields=fields, by=by, at=OPENING)
