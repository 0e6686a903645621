"""Parallel passages in four languages, and differences planted in them one at a time.

Each set is one passage; `plants` says, by language, which words are exchanged for which. Every pair
of languages of every set is compared as it is (nothing should be found) and with the change.
"""

from dataclasses import dataclass
from itertools import combinations

SETS = [
    {
        "en": "More than 600 guests from 109 countries will attend the Ninth Conference on 23–24 June 2021.",
        "ar": "سيشارك أكثر من 600 ضيف من 109 دول في المؤتمر التاسع في الفترة من 23 إلى 24 يونيو 2021.",
        "fr": "Plus de 600 invités de 109 pays participeront à la neuvième conférence du 23 au 24 juin 2021.",
        "ru": "Более 600 гостей из 109 стран примут участие в IX конференции 23–24 июня 2021 года.",
        "plants": {"en": ("109", "119"), "ar": ("600", "700"), "fr": ("109", "119"), "ru": ("Более 600", "Около 600")},
    },
    {
        "en": "The eighth edition was held on 23 April 2019 with 111 states and 35 ministers of defence.",
        "ar": "عُقدت الدورة الثامنة في ٢٣ نيسان/أبريل ٢٠١٩ بمشاركة ١١١ دولة و٣٥ وزير دفاع.",
        "fr": "La huitième édition s'est tenue le 23 avril 2019 avec 111 États et 35 ministres de la défense.",
        "ru": "Восьмая конференция прошла 23 апреля 2019 года с участием 111 государств и 35 министров обороны.",
        "plants": {"en": ("2019", "2020"), "ar": ("٢٠١٩", "٢٠٢٠"), "fr": ("huitième", "septième"), "ru": ("111", "101")},
    },
    {
        "en": "Six hundred and eighteen participants were accredited; about 150 journalists work in the press centre.",
        "ar": "اعتُمد ستمائة وثمانية عشر مشاركا، ويعمل نحو 150 صحفيا في المركز الصحفي.",
        "fr": "Six cent dix-huit participants ont été accrédités ; environ 150 journalistes travaillent au centre de presse.",
        "ru": "Аккредитовано шестьсот восемнадцать участников; в пресс-центре работают около 150 журналистов.",
        "plants": {"en": ("eighteen", "eighty"), "ar": ("ستمائة", "سبعمائة"), "fr": ("environ 150", "plus de 150"), "ru": ("150", "250")},
    },
    {
        "en": "The minister held 14 bilateral meetings in two days, on 23 and 24 June.",
        "ar": "عقد الوزير 14 لقاءً ثنائيا في يومين، في 23 و24 حزيران.",
        "fr": "Le ministre a tenu 14 entretiens bilatéraux en deux jours, les 23 et 24 juin.",
        "ru": "Министр провёл 14 двусторонних встреч за два дня, 23 и 24 июня.",
        "plants": {"en": ("14", "40"), "ar": ("24 حزيران", "25 حزيران"), "fr": ("deux jours", "trois jours"), "ru": ("14", "15")},
    },
    {
        "en": "At 10:30 the opening session begins; it lasts 90 minutes and hears 12 speakers.",
        "ar": "تبدأ الجلسة الافتتاحية في الساعة 10:30 وتستمر 90 دقيقة ويتحدث فيها 12 متكلما.",
        "fr": "À 10 h 30 s'ouvre la séance, qui dure 90 minutes et entend 12 orateurs.",
        "ru": "В 10:30 начинается открытие; оно продлится 90 минут, выступят 12 ораторов.",
        "plants": {"en": ("10:30", "11:30"), "ar": ("90", "60"), "fr": ("12", "13"), "ru": ("10:30", "10:00")},
    },
    {
        "en": "The conference planned for 22 April 2020 was cancelled on 11 March 2020; 115 countries were expected.",
        "ar": "أُلغي المؤتمر الذي كان مقررا في 22 أبريل 2020 وذلك في 11 مارس 2020، وكان من المتوقع حضور 115 دولة.",
        "fr": "La conférence prévue le 22 avril 2020 a été annulée le 11 mars 2020 ; 115 pays étaient attendus.",
        "ru": "Конференция, намеченная на 22 апреля 2020 года, была отменена 11 марта 2020 года; ожидались 115 стран.",
        "plants": {"en": ("11 March", "12 March"), "ar": ("22 أبريل", "22 مايو"), "fr": ("115", "150"), "ru": ("11 марта", "11 мая")},
    },
    {
        "en": "At least 45 ministers confirmed, 14 of them by video link, and six organisations sent delegates.",
        "ar": "أكد ما لا يقل عن 45 وزيرا حضورهم، منهم 14 عبر الفيديو، وأرسلت ست منظمات مندوبين.",
        "fr": "Au moins 45 ministres ont confirmé, dont 14 par visioconférence, et six organisations ont envoyé des délégués.",
        "ru": "Не менее 45 министров подтвердили участие, из них 14 по видеосвязи; шесть организаций направили делегатов.",
        "plants": {"en": ("At least 45", "Nearly 45"), "ar": ("ست منظمات", "سبع منظمات"), "fr": ("14", "4"), "ru": ("шесть", "восемь")},
    },
    {
        "en": "More than 1,000 participants met in 2019, twenty-five sessions were held in four languages.",
        "ar": "التقى أكثر من 1000 مشارك في عام 2019، وعُقدت خمس وعشرون جلسة بأربع لغات.",
        "fr": "Plus de 1 000 participants se sont réunis en 2019, vingt-cinq séances ont eu lieu en quatre langues.",
        "ru": "Более 1 000 участников собрались в 2019 году, прошло двадцать пять заседаний на четырёх языках.",
        "plants": {"en": ("1,000", "10,000"), "ar": ("خمس وعشرون", "خمس وثلاثون"), "fr": ("2019", "2018"), "ru": ("1 000", "1 100")},
    },
    {
        "en": "Egypt and Kazakhstan signed two documents; the United Nations took part for the fifth time.",
        "ar": "وقعت مصر وكازاخستان وثيقتين، وشاركت الأمم المتحدة للمرة الخامسة.",
        "fr": "L'Égypte et le Kazakhstan ont signé deux documents ; les Nations Unies participaient pour la cinquième fois.",
        "ru": "Египет и Казахстан подписали два документа; Организация Объединённых Наций участвовала в пятый раз.",
        "plants": {"en": ("Kazakhstan", "Brazil"), "ar": ("مصر", "البرازيل"), "fr": ("cinquième", "sixième"), "ru": ("Казахстан", "Бразилия")},
    },
    {
        "en": "The tenth conference will open on 16 August 2022 and receive up to 700 participants and 35 ministers.",
        "ar": "سيفتتح المؤتمر العاشر في السادس عشر من أغسطس 2022، الموافق 18 محرم 1444هـ، ويستقبل أقل من 700 مشارك و35 وزيرا.",
        "fr": "La dixième conférence s'ouvrira le 16 août 2022 et recevra moins de 700 participants et 35 ministres.",
        "ru": "X конференция откроется 16 августа 2022 года и примет не более 700 участников и 35 министров.",
        "plants": {"en": ("tenth", "eleventh"), "ar": ("السادس عشر", "الخامس عشر"), "fr": ("16 août", "16 juin"), "ru": ("35", "53")},
    },
]  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """Two versions; in the second one thing was changed at `at`, or nothing (None)."""

    number: int
    one: str
    other: str
    texts: dict[str, str]
    at: int | None


def pairs(*, planted: bool) -> list[Pair]:
    made = []
    for number, passage in enumerate(SETS, 1):
        for one, other in combinations(("ar", "en", "fr", "ru"), 2):
            text = passage[other]
            at = None
            if planted:
                before, after = passage["plants"][other]
                at = text.index(before)
                text = text.replace(before, after, 1)
            made.append(Pair(number, one, other, {one: passage[one], other: text}, at))
    return made
