"""Rooms, interpreters and topics of the demo's bilateral meetings; all invented."""

from muntada.bilaterals import rules
from muntada.kit.texts import Text
from muntada.website.demo.words import four

CAP_REASON = "Received by many"
_SALON = four("Salon {n}", "الصالون {n}", "Salon {n}", "Гостиная {n}")
_BOOTH = four("Meeting room {n}", "غرفة اللقاءات {n}", "Salle d’entretien {n}", "Переговорная {n}")


def rooms() -> list[tuple[Text, int, int, str]]:
    """Name, seats, the highest level, wing."""
    salons = [(_numbered(_SALON, n), 16, rules.HEADS, "north") for n in (1, 2)]
    north = [(_numbered(_BOOTH, n), 8, rules.MINISTERS, "north") for n in range(1, 6)]
    south = [(_numbered(_BOOTH, n), 8, rules.MINISTERS, "south") for n in range(6, 11)]
    return [*salons, *north, *south]


def _numbered(name: Text, n: int) -> Text:
    return Text({code: said.format(n=n) for code, said in name.items()})


INTERPRETERS = [
    ("Yusuf Darwish", [["ar", "ru"], ["ar", "en"]]),
    ("Rana Khoury", [["ar", "en"], ["ar", "fr"]]),
    ("Olga Sorokina", [["en", "ru"]]),
    ("Sergei Markov", [["en", "ru"], ["fr", "ru"]]),
    ("Claire Besson", [["en", "fr"], ["fr", "ru"]]),
    ("Mateo Ibarra", [["en", "es"], ["es", "ru"]]),
    ("Lin Wei", [["en", "zh"], ["ru", "zh"]]),
    ("Dina Halabi", [["ar", "fr"], ["ar", "ru"]]),
]

TOPICS = [
    four("Military cooperation", "التعاون العسكري", "Coopération militaire", "Военное сотрудничество"),
    four("Regional security", "الأمن الإقليمي", "Sécurité régionale", "Региональная безопасность"),
    four("Exercises and training", "التمارين والتدريب", "Exercices et formation", "Учения и подготовка кадров"),
    four("Peacekeeping", "حفظ السلام", "Maintien de la paix", "Миротворчество"),
    four("Mine clearance", "إزالة الألغام", "Déminage", "Разминирование"),
    four("Counter-terrorism", "مكافحة الإرهاب", "Lutte contre le terrorisme", "Борьба с терроризмом"),
]  # fmt: skip
