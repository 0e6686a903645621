"""What the finder knows of four languages: number words, months, comparators, counted nouns.

Everything is written as `text.folded` leaves it: lower case, without hamza, vowel mark or ё.
"""

from muntada.claims.text import folded

# Languages whose numbers, dates and names are read; in any other nothing is claimed.
READ = ("ar", "en", "fr", "ru")


def _table(written: str) -> dict[str, int]:
    """“20 twenty vingt; 3 three” as a table from word to value."""
    table: dict[str, int] = {}
    for entry in written.split(";"):
        value, *said = entry.split()
        table |= {folded(word): int(value) for word in said}
    return table


# Words that add up; hundreds and thousands multiply what stands before them.
UNITS: dict[str, dict[str, int]] = {
    "en": _table(
        "0 zero;1 one;2 two;3 three;4 four;5 five;6 six;7 seven;8 eight;9 nine;10 ten;11 eleven;"
        "12 twelve;13 thirteen;14 fourteen;15 fifteen;16 sixteen;17 seventeen;18 eighteen;"
        "19 nineteen;20 twenty;30 thirty;40 forty;50 fifty;60 sixty;70 seventy;80 eighty;90 ninety"
    ),
    "fr": _table(
        "0 zéro;1 un une;2 deux;3 trois;4 quatre;5 cinq;6 six;7 sept;8 huit;9 neuf;10 dix;11 onze;"
        "12 douze;13 treize;14 quatorze;15 quinze;16 seize;20 vingt vingts;30 trente;40 quarante;"
        "50 cinquante;60 soixante;70 septante;80 huitante;90 nonante"
    ),
    "ru": _table(
        "0 ноль;1 один одна одно одного одной одну;2 два две двух двум двумя;"
        "3 три трех трем тремя;4 четыре четырех четырем четырьмя;5 пять пяти пятью;"
        "6 шесть шести шестью;7 семь семи семью;8 восемь восьми восемью;9 девять девяти девятью;"
        "10 десять десяти десятью;11 одиннадцать одиннадцати;12 двенадцать двенадцати;"
        "13 тринадцать тринадцати;14 четырнадцать четырнадцати;15 пятнадцать пятнадцати;"
        "16 шестнадцать шестнадцати;17 семнадцать семнадцати;18 восемнадцать восемнадцати;"
        "19 девятнадцать девятнадцати;20 двадцать двадцати двадцатью;30 тридцать тридцати;"
        "40 сорок сорока;50 пятьдесят пятидесяти;60 шестьдесят шестидесяти;"
        "70 семьдесят семидесяти;80 восемьдесят восьмидесяти;90 девяносто девяноста;100 сто ста;"
        "200 двести двухсот;300 триста трехсот;400 четыреста четырехсот;500 пятьсот пятисот;"
        "600 шестьсот шестисот;700 семьсот семисот;800 восемьсот восьмисот;900 девятьсот девятисот"
    ),
    "ar": _table(
        "0 صفر;1 واحد واحدة أحد إحدى;2 اثنان اثنين اثنتان اثنتين;3 ثلاث ثلاثة;4 أربع أربعة;"
        "5 خمس خمسة;"
        "6 ست ستة;7 سبع سبعة;8 ثمان ثماني ثمانية;9 تسع تسعة;10 عشر عشرة;20 عشرون عشرين;"
        "30 ثلاثون ثلاثين;40 أربعون أربعين;50 خمسون خمسين;60 ستون ستين;70 سبعون سبعين;"
        "80 ثمانون ثمانين;90 تسعون تسعين;200 مائتان مائتين مائتا مائتي مئتان مئتين مئتا مئتي;"
        "300 ثلاثمائة ثلاثمئة;400 أربعمائة أربعمئة;500 خمسمائة خمسمئة;600 ستمائة ستمئة;"
        "700 سبعمائة سبعمئة;800 ثمانمائة ثمانمئة ثمانيمائة;900 تسعمائة تسعمئة;"
        "2000 ألفان ألفين ألفا ألفي"
    ),
}
HUNDRED = {
    "en": {"hundred"},
    "fr": {"cent", "cents"},
    "ru": set(),
    "ar": {folded(word) for word in ("مائة", "مئة", "مئات")},
}
THOUSANDS = {
    "en": _table("1000 thousand;1000000 million"),
    "fr": _table("1000 mille;1000000 million millions"),
    "ru": _table("1000 тысяча тысячи тысяч тысячу тыс;1000000 миллион миллиона миллионов млн"),
    "ar": _table("1000 ألف آلاف;1000000 مليون ملايين"),
}
# “two states” is one word in Arabic.
DUALS = {
    folded(word): key
    for key, said in {
        "countries": "دولتان دولتين دولتا بلدان بلدين",
        "ministers": "وزيران وزيرين",
        "organisations": "منظمتان منظمتين",
        "delegations": "وفدان وفدين",
        "days": "يومان يومين",
        "sessions": "جلستان جلستين",
        "meetings": "لقاءان لقاءين",
        "languages": "لغتان لغتين",
        "hours": "ساعتان ساعتين",
        "documents": "وثيقتان وثيقتين اتفاقان اتفاقين",
    }.items()
    for word in said.split()
    if folded(word) not in {"بلدان"}  # also “countries”, many of them
}

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}
MONTHS: dict[str, dict[str, int]] = {
    language: {folded(word): n for n, word in enumerate(said.split(), 1)}
    for language, said in _MONTHS.items()
}
MONTHS["ru"] |= {
    folded(word): n
    for n, word in enumerate(
        "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре".split(),
        1,
    )
}
MONTHS["ru"] |= {
    folded(word): n
    for n, word in enumerate(
        "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split(), 1
    )
}
# The Levant and Iraq name the months of the Syriac year, the Maghreb those of the French.
MONTHS["ar"] |= _table(
    "2 شباط;3 آذار;4 نيسان أفريل إبريل;5 أيار ماي;6 حزيران جوان يونية;"
    "7 تموز جويلية يوليوز يولية;8 آب أوت غشت;9 أيلول شتنبر;11 نونبر;12 دجنبر;1 جانفي;2 فيفري"
)
TWO_WORD_MONTHS = {
    (folded(a), folded(b)): n
    for (a, b), n in {
        ("كانون", "الثاني"): 1,
        ("تشرين", "الأول"): 10,
        ("تشرين", "الثاني"): 11,
        ("كانون", "الأول"): 12,
    }.items()
}
HIJRI_MONTHS = {
    1: "محرم Muharram мухаррама mouharram",
    2: "صفر Safar сафара",
    3: "ربيع-الأول",
    4: "ربيع-الآخر ربيع-الثاني",
    5: "جمادى-الأولى",
    6: "جمادى-الآخرة جمادى-الثانية",
    7: "رجب Rajab раджаба",
    8: "شعبان Shaban шаабана",
    9: "رمضان Ramadan рамадана",
    10: "شوال Shawwal шавваля",
    11: "ذو-القعدة ذي-القعدة",
    12: "ذو-الحجة ذي-الحجة",
}

# Comparators stand before the number; the longest that fits is taken.
COMPARATORS: dict[str, dict[str, str]] = {
    "en": {
        ">": "more than|over|above|upwards of|in excess of|exceeding|exceeded|at least"
        "|no fewer than|not less than",
        "~": "about|around|some|approximately|roughly|nearly|almost|close to",
        "<": "fewer than|less than|under|below|up to|at most|no more than",
    },
    "fr": {
        ">": "plus de|plus d|au-delà de|au moins|pas moins de|supérieur à",
        "~": "environ|près de|quelque|autour de|presque|à peu près",
        "<": "moins de|jusqu à|au plus|au maximum",
    },
    "ru": {
        ">": "более|более чем|больше|больше чем|свыше|не менее|не менее чем|как минимум"
        "|превысило|превышает",
        "~": "около|порядка|примерно|приблизительно|почти|ориентировочно",
        "<": "менее|менее чем|меньше|не более|не более чем|максимум",
    },
    "ar": {
        ">": "أكثر من|ما يزيد على|ما يزيد عن|يزيد على|يزيد عن|تزيد على|يتجاوز|تجاوز|يفوق|فوق"
        "|ما لا يقل عن|لا يقل عن|على الأقل",
        "~": "نحو|حوالي|حوالى|قرابة|ما يقارب|يقارب|زهاء|تقريبا|ما يقرب من",
        "<": "أقل من|ما لا يزيد على|لا يزيد على|لا يتجاوز",
    },
}
PHRASES: dict[str, list[tuple[tuple[str, ...], str]]] = {
    language: sorted(
        (
            (tuple(folded(word) for word in phrase.split()), sign)
            for sign, said in signs.items()
            for phrase in said.split("|")
        ),
        key=lambda pair: -len(pair[0]),
    )
    for language, signs in COMPARATORS.items()
}

# What is counted: beginnings of words, by language.
NOUNS: dict[str, dict[str, str]] = {
    "participants": {
        "en": "participant",
        "fr": "participant",
        "ru": "участник",
        "ar": "مشارك",
    },
    "guests": {"en": "guest", "fr": "invité hôte", "ru": "гост", "ar": "ضيف ضيوف"},
    "delegates": {"en": "delegate", "fr": "délégué", "ru": "делегат", "ar": "مندوب"},
    "delegations": {"en": "delegation", "fr": "délégation", "ru": "делегаци", "ar": "وفد وفود"},
    # Before countries: a statement begins like a state.
    "statements": {
        "en": "statement",
        "fr": "déclaration intervention",
        "ru": "выступлен заявлен",
        "ar": "كلم بيان مداخل",
    },
    "countries": {
        "en": "countr state nation",
        "fr": "pays état",
        "ru": "стран государств",
        "ar": "دول بلد",
    },
    "organisations": {
        "en": "organisation organization",
        "fr": "organisation",
        "ru": "организаци",
        "ar": "منظم",
    },
    "ministers": {"en": "minister", "fr": "ministre", "ru": "министр", "ar": "وزير وزراء"},
    "chiefs of staff": {"en": "chief", "fr": "chef", "ru": "начальник", "ar": "رئيس رؤساء"},
    "experts": {"en": "expert", "fr": "expert", "ru": "эксперт", "ar": "خبير خبراء"},
    "journalists": {
        "en": "journalist reporter",
        "fr": "journaliste",
        "ru": "журналист",
        "ar": "صحفي صحافي إعلامي",
    },
    "speakers": {"en": "speaker", "fr": "orateur", "ru": "оратор", "ar": "متكلم متحدث"},
    "meetings": {
        "en": "meeting bilateral",
        "fr": "entretien réunion rencontre",
        "ru": "встреч переговор",
        "ar": "لقاء اجتماع",
    },
    "sessions": {
        "en": "session plenar",
        "fr": "séance session",
        "ru": "заседани сесси",
        "ar": "جلس",
    },
    "languages": {"en": "language", "fr": "langue", "ru": "язык", "ar": "لغة لغات"},
    "days": {"en": "day", "fr": "jour", "ru": "день дня дней", "ar": "يوم أيام"},
    "hours": {"en": "hour", "fr": "heure", "ru": "час", "ar": "ساع"},
    "minutes": {"en": "minute", "fr": "minute", "ru": "минут", "ar": "دقيق دقائق"},
    "regions": {"en": "region", "fr": "région", "ru": "регион", "ar": "منطقة مناطق إقليم"},
    "documents": {
        "en": "document agreement",
        "fr": "document accord",
        "ru": "документ соглашени",
        "ar": "وثيق وثائق اتفاق",
    },
}
STEMS: dict[str, list[tuple[str, str]]] = {
    language: [
        (folded(stem), noun) for noun, said in NOUNS.items() for stem in said[language].split()
    ]
    for language in READ
}
DEFENCE = {"en": ("defen",), "fr": ("défense",), "ru": ("оборон",), "ar": ("دفاع", "الدفاع")}
# The words that mean the conference itself, beside which an ordinal counts editions.
CONFERENCE = {
    "en": ("conference", "edition", "forum", "mcis"),
    "fr": ("conférence", "édition", "forum"),
    "ru": ("конференци", "форум", "мкмб"),
    "ar": ("مؤتمر", "دورة", "منتدي", "نسخة"),
}
OF_THE_SAME_MONTH = {
    "en": r"of the same month",
    "fr": r"du même mois",
    "ru": r"того же месяца",
    "ar": r"من الشهر (?:ذاته|نفسه)|من ذات الشهر|من نفس الشهر",
}
# Who took part, and who did not.
TOOK_PART = {
    "en": ("participa", "represent", "attend", "includ", "delegat"),
    "fr": ("particip", "représent", "délégu"),
    "ru": ("участ", "представ", "делегац"),
    "ar": ("مشارك", "شارك", "ممثل", "حضور", "وفود", "سيشارك"),
}
STAYED_AWAY = {
    "en": ("declin", "refus", "reject", "absent"),
    "fr": ("refus", "décliné", "absent"),
    "ru": ("отказ", "отсутств"),
    "ar": ("رفض", "اعتذر", "غاب", "تغيب"),
}
# Suffixes that make “2020” a year whatever stands after it.
YEAR_BEFORE = {
    "en": ("in", "of", "since", "year", "until"),
    "fr": ("en", "an", "année", "depuis", "de"),
    "ru": ("в", "год", "с"),
    "ar": ("عام", "سنة", "العام", "سنه"),
}
YEAR_AFTER = {"en": (), "fr": (), "ru": ("год", "г", "гг"), "ar": ("م", "ميلادي", "للميلاد")}
