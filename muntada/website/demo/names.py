"""Invented people: names that are plausible where they are said to come from, in three scripts.

Every pair is drawn by a seeded generator, so that the same seed gives the same cast.
"""

import random
from collections.abc import Iterator

from muntada.kit.texts import Text

# English, Arabic, Russian; feminine surnames are not inflected: this is a cast, not a register.
GIVEN = {
    "arab": """Samir سمير Самир, Laila ليلى Лейла, Khalid خالد Халид, Nadia نادية Надия, Yusuf يوسف Юсуф, Huda هدى Худа, Tariq طارق Тарик, Rania رانيا Рания, Omar عمر Омар, Salma سلمى Салма, Faris فارس Фарис, Mona منى Мона, Ziad زياد Зияд, Amina أمينة Амина, Karim كريم Карим""",
    "slav": """Pavel بافل Павел, Irina إيرينا Ирина, Viktor فيكتور Виктор, Elena إيلينا Елена, Andrei أندريه Андрей, Marta مارتا Марта, Stefan ستيفان Стефан, Olga أولغا Ольга, Ivan إيفان Иван, Vera فيرا Вера, Nikola نيكولا Никола, Darya داريا Дарья""",
    "latin": """Rafael رافاييل Рафаэль, Lucia لوسيا Лусия, Diego دييغو Диего, Carmen كارمن Кармен, Tomas توماس Томас, Elena إيلينا Элена, Mateo ماتيو Матео, Paula باولا Паула, Hugo هوغو Уго, Ines إينيس Инес, Bruno برونو Бруно, Clara كلارا Клара""",
    "africa": """Kwame كوامي Кваме, Awa أوا Ава, Moussa موسى Мусса, Zola زولا Зола, Themba ثيمبا Темба, Aminata أميناتا Амината, Kofi كوفي Кофи, Grace غريس Грейс, Ibrahima إبراهيما Ибраима, Wanjiru وانجيرو Ванджиру, Tendai تنداي Тендаи, Fatou فاتو Фату""",
    "asia": """Anil أنيل Анил, Mei مي Мэй, Arun أرون Арун, Linh لين Линь, Kenji كينجي Кэндзи, Sunita سونيتا Сунита, Bayar بايار Баяр, Dewi ديوي Деви, Rajan راجان Раджан, Nurlan نورلان Нурлан, Aigul أيغول Айгуль, Minh مين Минь, Tara تارا Тара""",
    "west": """Daniel دانيال Даниэль, Anna آنا Анна, Lucas لوكاس Лукас, Emma إيما Эмма, Martin مارتن Мартин, Julia جوليا Юлия, Thomas توماس Томас, Sara سارة Сара, Oscar أوسكار Оскар, Ida إيدا Ида, Peter بيتر Петер, Nora نورا Нора""",
}
FAMILY = {
    "arab": """Haddad حداد Хаддад, Nasser ناصر Насер, Mansour منصور Мансур, Qasim القاسم Касим, Khalil خليل Халиль, Sabbagh صباغ Саббаг, Rashid رشيد Рашид, Najjar نجار Наджар, Hamdan حمدان Хамдан, Zein زين Зейн, Bishara بشارة Бишара, Darwish درويش Дарвиш""",
    "slav": """Lebedin ليبيدين Лебедин, Novich نوفيتش Нович, Berezov بيريزوف Березов, Sokolin سوكولين Соколин, Marek ماريك Марек, Vetrov فيتروف Ветров, Kalina كالينا Калина, Ozerov أوزيروف Озеров, Zimin زيمين Зимин, Dubrov دوبروف Дубров""",
    "latin": """Alvarado ألفارادو Альварадо, Montero مونتيرو Монтеро, Duarte دوارتي Дуарте, Salinas ساليناس Салинас, Carvalho كارفاليو Карвальо, Robles روبليس Роблес, Vargas فارغاس Варгас, Prado برادو Прадо, Rivas ريفاس Ривас, Lima ليما Лима""",
    "africa": """Mensah منساه Менса, Diallo ديالو Диалло, Okoro أوكورو Окоро, Banda باندا Банда, Keita كيتا Кейта, Moyo مويو Мойо, Traore تراوري Траоре, Kamau كاماو Камау, Ndlovu ندلوفو Ндлову, Sesay سيساي Сесей""",
    "asia": """Sharma شارما Шарма, Tan تان Тан, Nguyen نغوين Нгуен, Sato ساتو Сато, Rahman رحمن Рахман, Batbold باتبولد Батболд, Wijaya ويجايا Виджая, Thapa ثابا Тхапа, Ospanov أوسبانوف Оспанов, Perera بيريرا Перера, Lim ليم Лим""",
    "west": """Lindholm ليندهولم Линдхольм, Weber فيبر Вебер, Martin مارتان Мартен, Rossi روسي Росси, Keller كيلر Келлер, Hansen هانسن Хансен, Moreau مورو Моро, Brandt برانت Брандт, Novak نوفاك Новак, Wood وود Вуд""",
}
_ARAB_STATES = frozenset(
    "DZA BHR COM DJI EGY IRQ JOR KWT LBN LBY MRT MAR OMN PSE QAT SAU SOM SDN SYR TUN ARE YEM".split()
)


def culture(code: str, region: str, subregion: str) -> str:
    """Which list a party's people are drawn from: a guess good enough for invented people."""
    if code in _ARAB_STATES:
        return "arab"
    if region == "Africa":
        return "africa"
    if region == "Asia" or region == "Oceania":
        return "asia"
    if subregion == "Eastern Europe":
        return "slav"
    if region == "Americas" and subregion != "Northern America":
        return "latin"
    return "west"


def _entries(text: str) -> list[tuple[str, str, str]]:
    entries = []
    for entry in text.split(","):
        english, arabic, russian = entry.split()
        entries.append((english, arabic, russian))
    return entries


def people(kind: str, chance: random.Random) -> Iterator[Text]:
    """Names of one culture in random order, each pair once, then with a second family name."""
    given, family = _entries(GIVEN[kind]), _entries(FAMILY[kind])
    pairs = [(g, f) for g in given for f in family]
    chance.shuffle(pairs)
    for g, f in pairs:
        yield _name(g, f)
    while True:
        g, f, second = chance.choice(given), chance.choice(family), chance.choice(family)
        yield Text(
            {code: f"{g[n]} {f[n]}-{second[n]}" for n, code in enumerate(("en", "ar", "ru"))}
        )


def _name(given: tuple[str, str, str], family: tuple[str, str, str]) -> Text:
    return Text({code: f"{given[n]} {family[n]}" for n, code in enumerate(("en", "ar", "ru"))})
