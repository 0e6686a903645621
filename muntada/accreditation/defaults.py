"""What a new edition starts with: zones and categories in every language, all to be edited."""

# letter, names, colour
ZONES: list[tuple[str, dict[str, str], str]] = [
    ("A", {"en": "Plenary hall", "ar": "قاعة الجلسات العامة", "fr": "Salle plénière", "ru": "Зал пленарных заседаний", "es": "Sala de plenarias", "zh": "全体会议厅"}, "#8a1c2b"),
    ("B", {"en": "Meeting rooms", "ar": "قاعات الاجتماعات", "fr": "Salles de réunion", "ru": "Залы заседаний", "es": "Salas de reuniones", "zh": "会议室"}, "#1b5e6b"),
    ("C", {"en": "Bilateral rooms", "ar": "قاعات اللقاءات الثنائية", "fr": "Salles d’entretien", "ru": "Переговорные для двусторонних встреч", "es": "Salas de reuniones bilaterales", "zh": "双边会见室"}, "#6b4a9c"),
    ("D", {"en": "Press centre", "ar": "المركز الصحفي", "fr": "Centre de presse", "ru": "Пресс-центр", "es": "Centro de prensa", "zh": "新闻中心"}, "#8a5a00"),
    ("E", {"en": "Service areas", "ar": "مناطق الخدمات", "fr": "Espaces de service", "ru": "Служебные помещения", "es": "Zonas de servicio", "zh": "服务区"}, "#3c4a52"),
]  # fmt: skip
_ID = ["photo", "identity", "function"]
_PRESS = ["photo", "identity", "function", "outlet", "assignment", "press_card"]
# code, kind, names, letter, colour, zones, needs, vetted, floaters, pin, applies alone
CATEGORIES: list[tuple[str, str, dict[str, str], str, str, str, list[str], bool, int, bool, bool]] = [
    ("head", "head", {"en": "Head of delegation", "ar": "رئيس الوفد", "fr": "Chef de délégation", "ru": "Глава делегации", "es": "Jefatura de delegación", "zh": "代表团团长"}, "H", "#8a1c2b", "ABC", ["function"], False, 2, True, False),
    ("delegate", "delegation", {"en": "Delegate", "ar": "مندوب", "fr": "Délégué", "ru": "Делегат", "es": "Delegado/a", "zh": "代表"}, "D", "#14424c", "ABC", ["photo", "function"], False, 0, False, False),
    ("adviser", "delegation", {"en": "Adviser", "ar": "مستشار", "fr": "Conseiller", "ru": "Советник", "es": "Asesor/a", "zh": "顾问"}, "V", "#1b5e6b", "BC", _ID, True, 0, False, False),
    ("observer", "observer", {"en": "Observer", "ar": "مراقب", "fr": "Observateur", "ru": "Наблюдатель", "es": "Observador/a", "zh": "观察员"}, "O", "#4a6b1b", "AB", _ID, True, 0, False, False),
    ("organisation", "organisation", {"en": "International organisation", "ar": "منظمة دولية", "fr": "Organisation internationale", "ru": "Международная организация", "es": "Organización internacional", "zh": "国际组织"}, "G", "#2f5ea8", "AB", ["photo", "function"], False, 0, False, False),
    ("expert", "expert", {"en": "Invited expert", "ar": "خبير مدعو", "fr": "Expert invité", "ru": "Приглашённый эксперт", "es": "Experto/a invitado/a", "zh": "特邀专家"}, "X", "#6b4a9c", "AB", _ID, True, 0, False, False),
    ("interpreter", "interpreter", {"en": "Interpreter", "ar": "مترجم شفوي", "fr": "Interprète", "ru": "Переводчик", "es": "Intérprete", "zh": "口译员"}, "I", "#7a3f8f", "ABC", _ID, True, 0, False, False),
    ("liaison", "liaison", {"en": "Liaison officer", "ar": "ضابط اتصال", "fr": "Officier de liaison", "ru": "Офицер связи", "es": "Oficial de enlace", "zh": "联络官"}, "L", "#00695c", "ABC", _ID, True, 0, False, False),
    ("security", "security", {"en": "Security", "ar": "أمن", "fr": "Sécurité", "ru": "Охрана", "es": "Seguridad", "zh": "安保"}, "S", "#3c4a52", "ABCE", _ID, True, 0, False, False),
    ("press", "press", {"en": "Press", "ar": "صحافة", "fr": "Presse", "ru": "Пресса", "es": "Prensa", "zh": "新闻媒体"}, "P", "#8a5a00", "D", _PRESS, True, 0, False, True),
    ("photo", "press", {"en": "Press: photographer", "ar": "صحافة: مصوّر", "fr": "Presse : photographe", "ru": "Пресса: фотограф", "es": "Prensa: fotografía", "zh": "新闻媒体：摄影"}, "PF", "#8a5a00", "D", [*_PRESS, "equipment"], True, 0, False, True),
    ("crew", "press", {"en": "Press: television crew", "ar": "صحافة: طاقم تلفزيوني", "fr": "Presse : équipe de télévision", "ru": "Пресса: съёмочная группа", "es": "Prensa: equipo de televisión", "zh": "新闻媒体：电视摄制组"}, "PT", "#8a5a00", "D", [*_PRESS, "equipment"], True, 0, False, True),
    ("technical", "technical", {"en": "Technical staff", "ar": "طاقم فني", "fr": "Personnel technique", "ru": "Технический персонал", "es": "Personal técnico", "zh": "技术人员"}, "T", "#5c5c5c", "E", ["photo", "identity", "outlet"], True, 0, False, False),
    ("secretariat", "secretariat", {"en": "Secretariat", "ar": "الأمانة", "fr": "Secrétariat", "ru": "Секретариат", "es": "Secretaría", "zh": "秘书处"}, "R", "#1b2326", "ABCDE", ["photo"], False, 0, False, False),
    ("temporary", "temporary", {"en": "Temporary pass", "ar": "تصريح مؤقت", "fr": "Laissez-passer temporaire", "ru": "Временный пропуск", "es": "Pase provisional", "zh": "临时通行证"}, "Z", "#8f5a28", "B", ["identity"], False, 0, False, False),
]  # fmt: skip
TEMPLATE = {
    "en": "Badge A6",
    "ar": "بطاقة A6",
    "fr": "Badge A6",
    "ru": "Бейдж A6",
    "es": "Tarjeta A6",
    "zh": "A6证件",
}
CARD = {
    "en": "Card",
    "ar": "بطاقة صغيرة",
    "fr": "Carte",
    "ru": "Карточка",
    "es": "Tarjeta pequeña",
    "zh": "卡片式证件",
}
NOTE = {
    "en": "Property of the secretariat. Return it on leaving.",
    "ar": "هذه البطاقة ملك للأمانة، وتُعاد إليها عند المغادرة.",
    "fr": "Propriété du secrétariat, à rendre au départ.",
    "ru": "Собственность секретариата, подлежит возврату.",
    "es": "Propiedad de la secretaría. Devuélvase al término de la conferencia.",
    "zh": "秘书处财产，离会时请交还。",
}
