"""The words of the demo conference in four languages, and in Spanish where they are known."""

from muntada.kit.ordinals import in_figures, in_words
from muntada.kit.texts import Text
from muntada.website.demo.spanish import in_spanish

Four = tuple[str, str, str, str]


def four(en: str, ar: str, fr: str, ru: str) -> Text:
    said = Text(en=en, ar=ar, fr=fr, ru=ru)
    if spanish := in_spanish(en):
        said["es"] = spanish
    return said


SERIES = four(
    "Moscow Conference on International Security",
    "مؤتمر موسكو للأمن الدولي",
    "Conférence de Moscou sur la sécurité internationale",
    "Московская конференция по международной безопасности",
)
HOST = four(
    "Ministry of Defence of the Russian Federation",
    "وزارة الدفاع في الاتحاد الروسي",
    "Le Ministère de la défense de la Fédération de Russie",
    "Министерство обороны Российской Федерации",
)


def title(ordinal: int) -> Text:
    """The edition's title with its number as each language writes it."""
    return Text(
        en=f"{in_words(ordinal, 'en').capitalize()} {SERIES['en']}",
        ar=f"مؤتمر موسكو {in_words(ordinal, 'ar')} للأمن الدولي",
        **{code: f"{in_figures(ordinal, code)} {SERIES[code]}" for code in ("fr", "ru", "es")},
    )


CITY = four("Moscow", "موسكو", "Moscou", "Москва")
NOTE = four(
    "Demo data: the people and the replies shown here are invented.",
    "بيانات تجريبية: الأشخاص والردود المبيّنة هنا مختلقة.",
    "Données de démonstration : les personnes et les réponses sont inventées.",
    "Демонстрационные данные: люди и ответы вымышлены.",
)
DESCRIPTION = four(
    "The conference discusses global and regional stability and the security of Europe, Asia, "
    "Africa, the Middle East and Latin America.\n\n" + NOTE["en"],
    "يبحث المؤتمر الاستقرار العالمي والإقليمي وجوانب الأمن في أوروبا وآسيا وأفريقيا والشرق الأوسط "
    "وأمريكا اللاتينية.\n\n" + NOTE["ar"],
    "La conférence traite de la stabilité mondiale et régionale et de la sécurité en Europe, en Asie, "
    "en Afrique, au Moyen-Orient et en Amérique latine.\n\n" + NOTE["fr"],
    "На конференции обсуждаются глобальная и региональная стабильность и безопасность в Европе, Азии, "
    "Африке, на Ближнем Востоке и в Латинской Америке.\n\n" + NOTE["ru"],
)
PRACTICAL = four(
    "Badges are collected from 08:00 on the arrival day.\n\nInterpretation is provided in Arabic, "
    "English, French and Russian.\n\nShuttles leave the hotels every half hour.",
    "تُسلَّم بطاقات الدخول ابتداءً من الساعة 08:00 في يوم الوصول.\n\nتتوفر الترجمة الشفوية بالعربية "
    "والإنكليزية والفرنسية والروسية.\n\nتغادر الحافلات الفنادق كل نصف ساعة.",
    "Les badges sont remis dès 8 heures le jour d’arrivée.\n\nL’interprétation est assurée en arabe, "
    "anglais, français et russe.\n\nDes navettes quittent les hôtels toutes les demi-heures.",
    "Бейджи выдаются с 08:00 в день прибытия.\n\nОбеспечен перевод на арабский, английский, французский "
    "и русский языки.\n\nАвтобусы отходят от гостиниц каждые полчаса.",
)
CONTACTS = four(
    "Secretariat: secretariat@demo.example\n\nProtocol: protocol@demo.example\n\nPress: press@demo.example",
    "الأمانة: secretariat@demo.example\n\nالمراسم: protocol@demo.example\n\nالصحافة: press@demo.example",
    "Secrétariat : secretariat@demo.example\n\nProtocole : protocol@demo.example\n\nPresse : press@demo.example",
    "Секретариат: secretariat@demo.example\n\nПротокол: protocol@demo.example\n\nПресса: press@demo.example",
)
VENUE = four("Congress centre", "مركز المؤتمرات", "Centre de congrès", "Конгресс-центр")

TRACKS: list[tuple[str, Four]] = [
    (
        "stability",
        ("Global stability", "الاستقرار العالمي", "Stabilité mondiale", "Глобальная стабильность"),
    ),
    ("europe", ("Europe", "أوروبا", "Europe", "Европа")),
    ("asia", ("Asia", "آسيا", "Asie", "Азия")),
    ("africa", ("Africa", "أفريقيا", "Afrique", "Африка")),
    ("middle-east", ("Middle East", "الشرق الأوسط", "Moyen-Orient", "Ближний Восток")),
    (
        "latin-america",
        ("Latin America", "أمريكا اللاتينية", "Amérique latine", "Латинская Америка"),
    ),
    (
        "information",
        (
            "Information security",
            "أمن المعلومات",
            "Sécurité de l’information",
            "Информационная безопасность",
        ),
    ),
    (
        "arms",
        ("Arms control", "الحد من التسلح", "Maîtrise des armements", "Контроль над вооружениями"),
    ),
    (
        "health",
        (
            "The military against the coronavirus",
            "دور العسكريين في مكافحة فيروس كورونا",
            "Les armées face au coronavirus",
            "Вооружённые силы в борьбе с коронавирусом",
        ),
    ),
]
TOPICS = four(*("\n".join(names[n] for _slug, names in TRACKS) for n in range(4)))

# name, seats, zone, booths, building
ROOMS: list[tuple[Four, int, str, int, int]] = [
    (
        ("Plenary hall", "قاعة الجلسات العامة", "Salle plénière", "Зал пленарных заседаний"),
        800,
        "A",
        6,
        0,
    ),
    (("Hall A", "القاعة أ", "Salle A", "Зал А"), 250, "B", 4, 0),
    (("Hall B", "القاعة ب", "Salle B", "Зал Б"), 250, "B", 4, 0),
    (("Hall C", "القاعة ج", "Salle C", "Зал В"), 180, "B", 4, 0),
    (
        (
            "Round-table room",
            "قاعة المائدة المستديرة",
            "Salle des tables rondes",
            "Зал круглых столов",
        ),
        60,
        "B",
        4,
        0,
    ),
    (("Press centre", "المركز الصحفي", "Centre de presse", "Пресс-центр"), 120, "P", 4, 0),
    (("Banquet hall", "قاعة المآدب", "Salle de banquet", "Банкетный зал"), 700, "C", 0, 1),
    (("Foyer", "البهو", "Foyer", "Фойе"), 900, "C", 0, 1),
    (("Salon 1", "الصالون 1", "Salon 1", "Гостиная 1"), 20, "V", 0, 1),
    (("Salon 2", "الصالون 2", "Salon 2", "Гостиная 2"), 20, "V", 0, 1),
]
BUILDINGS: list[Four] = [
    ("Congress centre", "مركز المؤتمرات", "Centre de congrès", "Конгресс-центр"),
    ("Reception building", "مبنى الاستقبال", "Pavillon des réceptions", "Здание приёмов"),
]
DEADLINES: list[tuple[Four, int]] = [
    (
        (
            "Photographs for badges",
            "صور بطاقات الدخول",
            "Photographies pour les badges",
            "Фотографии для бейджей",
        ),
        30,
    ),
    (("Texts of statements", "نصوص الكلمات", "Textes des déclarations", "Тексты выступлений"), 5),
]

# functions by level: minister, chief of staff, deputy; then those of members by category
FUNCTIONS: dict[str, list[Four]] = {
    "minister": [
        ("Minister of Defence", "وزير الدفاع", "Ministre de la défense", "Министр обороны")
    ],
    "deputy": [
        (
            "Deputy Minister of Defence",
            "نائب وزير الدفاع",
            "Vice-Ministre de la défense",
            "Заместитель Министра обороны",
        )
    ],
    "chief": [
        (
            "Chief of the General Staff",
            "رئيس هيئة الأركان العامة",
            "Chef d’état-major général",
            "Начальник Генерального штаба",
        )
    ],
    "ambassador": [("Ambassador", "سفير", "Ambassadeur", "Посол")],
    "secretary": [
        (
            "Deputy Secretary-General",
            "نائب الأمين العام",
            "Secrétaire général adjoint",
            "Заместитель Генерального секретаря",
        )
    ],
    "delegate": [
        (
            "Director of International Cooperation",
            "مدير التعاون الدولي",
            "Directeur de la coopération internationale",
            "Директор департамента международного сотрудничества",
        ),
        (
            "Head of the Strategy Department",
            "رئيس دائرة الاستراتيجية",
            "Chef du département de la stratégie",
            "Начальник управления стратегии",
        ),
        ("Defence Attaché", "ملحق الدفاع", "Attaché de défense", "Атташе по вопросам обороны"),
    ],
    "adviser": [
        ("Adviser to the Minister", "مستشار الوزير", "Conseiller du Ministre", "Советник Министра"),
        ("Military adviser", "مستشار عسكري", "Conseiller militaire", "Военный советник"),
    ],
    "expert": [
        ("Senior expert", "خبير أول", "Expert principal", "Главный эксперт"),
        ("Researcher", "باحث", "Chercheur", "Научный сотрудник"),
    ],
    "interpreter": [("Interpreter", "مترجم شفوي", "Interprète", "Переводчик")],
}

# day (0 = arrival), hour, minutes, kind, number, room, track, speakers, titles
SESSIONS: list[tuple[int, float, int, str, str, int, str, int, Four]] = [
    (
        0,
        10,
        480,
        "other",
        "",
        7,
        "",
        0,
        (
            "Arrival and collection of badges",
            "الوصول وتسلم بطاقات الدخول",
            "Arrivée et remise des badges",
            "Прибытие и выдача бейджей",
        ),
    ),
    (
        0,
        15,
        60,
        "press",
        "",
        5,
        "",
        1,
        ("Briefing for the press", "إحاطة للصحافة", "Point de presse", "Брифинг для прессы"),
    ),
    (
        0,
        17,
        60,
        "other",
        "",
        8,
        "",
        0,
        (
            "Meeting of focal points",
            "اجتماع جهات الاتصال",
            "Réunion des points focaux",
            "Встреча координаторов",
        ),
    ),
    (
        0,
        19,
        120,
        "meal",
        "",
        6,
        "",
        0,
        ("Welcome reception", "حفل استقبال", "Réception de bienvenue", "Приветственный приём"),
    ),
    (
        1,
        8.5,
        60,
        "other",
        "",
        7,
        "",
        0,
        ("Morning coffee", "قهوة الصباح", "Café d’accueil", "Утренний кофе"),
    ),
    (
        1,
        10,
        30,
        "ceremony",
        "",
        0,
        "",
        2,
        ("Opening ceremony", "الجلسة الافتتاحية", "Cérémonie d’ouverture", "Церемония открытия"),
    ),
    (
        1,
        10.5,
        120,
        "plenary",
        "P1",
        0,
        "stability",
        8,
        (
            "Global and regional stability",
            "الاستقرار العالمي والإقليمي",
            "Stabilité mondiale et régionale",
            "Глобальная и региональная стабильность",
        ),
    ),
    (
        1,
        12.5,
        15,
        "ceremony",
        "",
        7,
        "",
        0,
        ("Family photograph", "صورة تذكارية", "Photo de famille", "Совместное фотографирование"),
    ),
    (
        1,
        13,
        75,
        "meal",
        "",
        6,
        "",
        0,
        (
            "Luncheon for heads of delegation",
            "غداء رؤساء الوفود",
            "Déjeuner des chefs de délégation",
            "Завтрак для глав делегаций",
        ),
    ),
    (
        1,
        13.5,
        45,
        "press",
        "",
        5,
        "",
        2,
        (
            "Press conference on the opening",
            "مؤتمر صحفي عن الافتتاح",
            "Conférence de presse sur l’ouverture",
            "Пресс-конференция об открытии",
        ),
    ),
    (
        1,
        14.5,
        90,
        "parallel",
        "S1",
        1,
        "europe",
        5,
        ("Security in Europe", "الأمن في أوروبا", "La sécurité en Europe", "Безопасность в Европе"),
    ),
    (
        1,
        14.5,
        90,
        "parallel",
        "S2",
        2,
        "asia",
        5,
        ("Security in Asia", "الأمن في آسيا", "La sécurité en Asie", "Безопасность в Азии"),
    ),
    (
        1,
        14.5,
        90,
        "parallel",
        "S3",
        3,
        "africa",
        5,
        (
            "Security in Africa",
            "الأمن في أفريقيا",
            "La sécurité en Afrique",
            "Безопасность в Африке",
        ),
    ),
    (
        1,
        14.5,
        90,
        "round_table",
        "R1",
        4,
        "information",
        4,
        (
            "Information security",
            "أمن المعلومات",
            "Sécurité de l’information",
            "Информационная безопасность",
        ),
    ),
    (1, 16, 30, "other", "", 7, "", 0, ("Coffee", "استراحة قهوة", "Pause café", "Кофе-пауза")),
    (
        1,
        16.5,
        90,
        "parallel",
        "S4",
        1,
        "middle-east",
        5,
        (
            "The Middle East: paths to settlement",
            "الشرق الأوسط: سبل التسوية",
            "Moyen-Orient : voies de règlement",
            "Ближний Восток: пути урегулирования",
        ),
    ),
    (
        1,
        16.5,
        90,
        "parallel",
        "S5",
        2,
        "latin-america",
        5,
        (
            "Security in Latin America",
            "الأمن في أمريكا اللاتينية",
            "La sécurité en Amérique latine",
            "Безопасность в Латинской Америке",
        ),
    ),
    (
        1,
        16.5,
        90,
        "parallel",
        "S6",
        3,
        "health",
        4,
        (
            "The military against the coronavirus",
            "دور العسكريين في مكافحة فيروس كورونا",
            "Les armées face au coronavirus",
            "Вооружённые силы в борьбе с коронавирусом",
        ),
    ),
    (
        1,
        16.5,
        90,
        "round_table",
        "R2",
        4,
        "arms",
        4,
        (
            "After the treaty on intermediate-range missiles",
            "ما بعد معاهدة الصواريخ المتوسطة المدى",
            "Après le traité sur les missiles de portée intermédiaire",
            "После Договора о ракетах средней и меньшей дальности",
        ),
    ),
    (
        1,
        18,
        30,
        "press",
        "",
        5,
        "",
        1,
        (
            "Results of the day for the press",
            "حصيلة اليوم للصحافة",
            "Bilan du jour pour la presse",
            "Итоги дня для прессы",
        ),
    ),
    (
        1,
        19.5,
        120,
        "meal",
        "",
        6,
        "",
        0,
        (
            "Dinner given by the host",
            "مأدبة عشاء يقيمها المضيف",
            "Dîner offert par l’hôte",
            "Обед от имени принимающей стороны",
        ),
    ),
    (
        2,
        8.5,
        60,
        "other",
        "",
        7,
        "",
        0,
        ("Morning coffee", "قهوة الصباح", "Café d’accueil", "Утренний кофе"),
    ),
    (
        2,
        9.5,
        120,
        "plenary",
        "P2",
        0,
        "arms",
        8,
        (
            "Arms control and confidence",
            "الحد من التسلح وبناء الثقة",
            "Maîtrise des armements et confiance",
            "Контроль над вооружениями и меры доверия",
        ),
    ),
    (2, 11.5, 30, "other", "", 7, "", 0, ("Coffee", "استراحة قهوة", "Pause café", "Кофе-пауза")),
    (
        2,
        12,
        90,
        "parallel",
        "S7",
        1,
        "stability",
        5,
        (
            "Peacekeeping today",
            "حفظ السلام اليوم",
            "Le maintien de la paix aujourd’hui",
            "Миротворчество сегодня",
        ),
    ),
    (
        2,
        12,
        90,
        "parallel",
        "S8",
        2,
        "asia",
        5,
        (
            "Central and South Asia",
            "آسيا الوسطى وجنوب آسيا",
            "Asie centrale et Asie du Sud",
            "Центральная и Южная Азия",
        ),
    ),
    (
        2,
        12,
        90,
        "parallel",
        "S9",
        3,
        "africa",
        5,
        (
            "The Sahel and the Horn of Africa",
            "منطقة الساحل والقرن الأفريقي",
            "Le Sahel et la Corne de l’Afrique",
            "Сахель и Африканский Рог",
        ),
    ),
    (
        2,
        12,
        90,
        "round_table",
        "R3",
        4,
        "information",
        4,
        (
            "Norms for behaviour in cyberspace",
            "قواعد السلوك في الفضاء الإلكتروني",
            "Normes de conduite dans le cyberespace",
            "Нормы поведения в киберпространстве",
        ),
    ),
    (2, 13.5, 75, "meal", "", 6, "", 0, ("Luncheon", "غداء", "Déjeuner", "Завтрак")),
    (
        2,
        15,
        90,
        "parallel",
        "S10",
        1,
        "europe",
        4,
        (
            "Military confidence in Europe",
            "بناء الثقة العسكرية في أوروبا",
            "Confiance militaire en Europe",
            "Меры доверия в военной области в Европе",
        ),
    ),
    (
        2,
        15,
        90,
        "parallel",
        "S11",
        2,
        "middle-east",
        4,
        (
            "Humanitarian law in armed conflict",
            "القانون الإنساني في النزاعات المسلحة",
            "Droit humanitaire dans les conflits armés",
            "Гуманитарное право в вооружённых конфликтах",
        ),
    ),
    (
        2,
        15,
        90,
        "round_table",
        "R4",
        4,
        "health",
        3,
        (
            "Military medicine and civil health",
            "الطب العسكري والصحة المدنية",
            "Médecine militaire et santé civile",
            "Военная медицина и здравоохранение",
        ),
    ),
    (
        2,
        17,
        60,
        "plenary",
        "P3",
        0,
        "stability",
        4,
        (
            "Closing plenary",
            "الجلسة الختامية",
            "Séance de clôture",
            "Заключительное пленарное заседание",
        ),
    ),
    (
        2,
        18,
        45,
        "press",
        "",
        5,
        "",
        2,
        (
            "Closing press conference",
            "المؤتمر الصحفي الختامي",
            "Conférence de presse de clôture",
            "Заключительная пресс-конференция",
        ),
    ),
]
