"""What a new edition starts with: a ladder of ranks and categories, in every language of the house.

The order is the usual one of a defence conference; it is a proposal of the software, never a rule.
"""

LADDER: list[tuple[dict[str, str], bool]] = [
    ({"en": "Head of State", "ar": "رئيس دولة", "fr": "Chef d’État", "ru": "Глава государства", "es": "Jefe de Estado", "zh": "国家元首"}, False),
    ({"en": "Head of Government", "ar": "رئيس حكومة", "fr": "Chef de gouvernement", "ru": "Глава правительства", "es": "Jefe de Gobierno", "zh": "政府首脑"}, False),
    ({"en": "Deputy Prime Minister", "ar": "نائب رئيس الوزراء", "fr": "Vice-Premier ministre", "ru": "Заместитель главы правительства", "es": "Viceprimer Ministro", "zh": "副总理"}, True),
    ({"en": "Minister of Foreign Affairs", "ar": "وزير الخارجية", "fr": "Ministre des affaires étrangères", "ru": "Министр иностранных дел", "es": "Ministro de Relaciones Exteriores", "zh": "外交部长"}, True),
    ({"en": "Minister of Defence", "ar": "وزير الدفاع", "fr": "Ministre de la défense", "ru": "Министр обороны", "es": "Ministro de Defensa", "zh": "国防部长"}, True),
    ({"en": "Other minister", "ar": "وزير آخر", "fr": "Autre ministre", "ru": "Иной министр", "es": "Otro ministro", "zh": "其他部长"}, True),
    ({"en": "Head of an international organisation", "ar": "رئيس منظمة دولية", "fr": "Chef d’une organisation internationale", "ru": "Глава международной организации", "es": "Jefe de una organización internacional", "zh": "国际组织负责人"}, False),
    ({"en": "Deputy minister", "ar": "نائب وزير", "fr": "Vice-ministre", "ru": "Заместитель министра", "es": "Viceministro", "zh": "副部长"}, False),
    ({"en": "Chief of the general staff", "ar": "رئيس هيئة الأركان العامة", "fr": "Chef d’état-major général", "ru": "Начальник Генерального штаба", "es": "Jefe del Estado Mayor General", "zh": "总参谋长"}, False),
    ({"en": "Deputy chief of staff; service chief", "ar": "نائب رئيس هيئة الأركان؛ قائد أحد أفرع القوات المسلحة", "fr": "Sous-chef d’état-major ; chef d’armée", "ru": "Заместитель начальника Генерального штаба; командующий видом вооружённых сил", "es": "Subjefe de Estado Mayor; comandante de fuerza", "zh": "副总参谋长；军种司令"}, False),
    ({"en": "Ambassador", "ar": "سفير", "fr": "Ambassadeur", "ru": "Посол", "es": "Embajador", "zh": "大使"}, False),
    ({"en": "Director", "ar": "مدير", "fr": "Directeur", "ru": "Директор департамента", "es": "Director", "zh": "司局长"}, False),
    ({"en": "Defence attaché", "ar": "ملحق الدفاع", "fr": "Attaché de défense", "ru": "Атташе по вопросам обороны", "es": "Agregado de defensa", "zh": "国防武官"}, False),
    ({"en": "Expert", "ar": "خبير", "fr": "Expert", "ru": "Эксперт", "es": "Experto/a", "zh": "专家"}, False),
]  # fmt: skip

# code, names, places for each delegation (None: no limit)
CATEGORIES: list[tuple[str, dict[str, str], int | None]] = [
    ("head", {"en": "Head of delegation", "ar": "رئيس الوفد", "fr": "Chef de délégation", "ru": "Глава делегации", "es": "Jefatura de delegación", "zh": "代表团团长"}, 1),
    ("delegate", {"en": "Delegate", "ar": "مندوب", "fr": "Délégué", "ru": "Делегат", "es": "Delegado/a", "zh": "代表"}, 4),
    ("adviser", {"en": "Adviser", "ar": "مستشار", "fr": "Conseiller", "ru": "Советник", "es": "Asesor/a", "zh": "顾问"}, 3),
    ("expert", {"en": "Expert", "ar": "خبير", "fr": "Expert", "ru": "Эксперт", "es": "Experto/a", "zh": "专家"}, 2),
    ("interpreter", {"en": "Interpreter", "ar": "مترجم شفوي", "fr": "Interprète", "ru": "Переводчик", "es": "Intérprete", "zh": "口译员"}, 2),
    ("liaison", {"en": "Liaison officer", "ar": "ضابط اتصال", "fr": "Officier de liaison", "ru": "Офицер связи", "es": "Oficial de enlace", "zh": "联络官"}, 1),
    ("security", {"en": "Security", "ar": "أمن", "fr": "Sécurité", "ru": "Охрана", "es": "Seguridad", "zh": "安保"}, 2),
    ("press", {"en": "Press with the delegation", "ar": "صحافة مرافقة للوفد", "fr": "Presse accompagnant la délégation", "ru": "Пресса при делегации", "es": "Prensa de la delegación", "zh": "随团记者"}, 2),
    ("technical", {"en": "Technical staff", "ar": "طاقم فني", "fr": "Personnel technique", "ru": "Технический персонал", "es": "Personal técnico", "zh": "技术人员"}, 2),
]  # fmt: skip
