"""What a new edition starts with: a ladder of ranks and categories, in four languages.

The order is the usual one of a defence conference; it is a proposal of the software, never a rule.
"""

LADDER: list[tuple[dict[str, str], bool]] = [
    ({"en": "Head of State", "ar": "رئيس دولة", "fr": "Chef d’État", "ru": "Глава государства"}, False),
    ({"en": "Head of Government", "ar": "رئيس حكومة", "fr": "Chef de gouvernement", "ru": "Глава правительства"}, False),
    ({"en": "Deputy Prime Minister", "ar": "نائب رئيس الوزراء", "fr": "Vice-Premier ministre", "ru": "Заместитель Председателя Правительства"}, True),
    ({"en": "Minister of Foreign Affairs", "ar": "وزير الخارجية", "fr": "Ministre des affaires étrangères", "ru": "Министр иностранных дел"}, True),
    ({"en": "Minister of Defence", "ar": "وزير الدفاع", "fr": "Ministre de la défense", "ru": "Министр обороны"}, True),
    ({"en": "Other minister", "ar": "وزير آخر", "fr": "Autre ministre", "ru": "Иной министр"}, True),
    ({"en": "Head of an international organisation", "ar": "رئيس منظمة دولية", "fr": "Chef d’une organisation internationale", "ru": "Глава международной организации"}, False),
    ({"en": "Deputy minister", "ar": "نائب وزير", "fr": "Vice-ministre", "ru": "Заместитель министра"}, False),
    ({"en": "Chief of the general staff", "ar": "رئيس هيئة الأركان العامة", "fr": "Chef d’état-major général", "ru": "Начальник Генерального штаба"}, False),
    ({"en": "Deputy chief of staff; service chief", "ar": "نائب رئيس الأركان؛ قائد قوة", "fr": "Sous-chef d’état-major ; chef d’armée", "ru": "Заместитель начальника штаба; командующий видом войск"}, False),
    ({"en": "Ambassador", "ar": "سفير", "fr": "Ambassadeur", "ru": "Посол"}, False),
    ({"en": "Director", "ar": "مدير", "fr": "Directeur", "ru": "Директор департамента"}, False),
    ({"en": "Defence attaché", "ar": "ملحق دفاع", "fr": "Attaché de défense", "ru": "Военный атташе"}, False),
    ({"en": "Expert", "ar": "خبير", "fr": "Expert", "ru": "Эксперт"}, False),
]  # fmt: skip

# code, names, places for each delegation (None: no limit)
CATEGORIES: list[tuple[str, dict[str, str], int | None]] = [
    ("head", {"en": "Head of delegation", "ar": "رئيس الوفد", "fr": "Chef de délégation", "ru": "Глава делегации"}, 1),
    ("delegate", {"en": "Delegate", "ar": "مندوب", "fr": "Délégué", "ru": "Делегат"}, 4),
    ("adviser", {"en": "Adviser", "ar": "مستشار", "fr": "Conseiller", "ru": "Советник"}, 3),
    ("expert", {"en": "Expert", "ar": "خبير", "fr": "Expert", "ru": "Эксперт"}, 2),
    ("interpreter", {"en": "Interpreter", "ar": "مترجم شفوي", "fr": "Interprète", "ru": "Переводчик"}, 2),
    ("liaison", {"en": "Liaison officer", "ar": "ضابط اتصال", "fr": "Officier de liaison", "ru": "Офицер связи"}, 1),
    ("security", {"en": "Security", "ar": "أمن", "fr": "Sécurité", "ru": "Охрана"}, 2),
    ("press", {"en": "Press with the delegation", "ar": "صحافة مرافقة للوفد", "fr": "Presse accompagnant la délégation", "ru": "Пресса при делегации"}, 2),
    ("technical", {"en": "Technical staff", "ar": "طاقم فني", "fr": "Personnel technique", "ru": "Технический персонал"}, 2),
]  # fmt: skip
