from muntada.claims.names import Name

NAMES = (
    Name.of("EGY", {"en": ["Egypt"], "ar": ["مصر"], "fr": ["Égypte"], "ru": ["Египет"]}),
    Name.of("KAZ", {"en": ["Kazakhstan"], "ar": ["كازاخستان"], "fr": ["Kazakhstan"], "ru": ["Казахстан"]}),
    Name.of("BRA", {"en": ["Brazil"], "ar": ["البرازيل"], "fr": ["Brésil"], "ru": ["Бразилия"]}),
    Name.of("UN", {"en": ["United Nations", "UN"], "ar": ["الأمم المتحدة"], "fr": ["Nations Unies"], "ru": ["Организация Объединенных Наций", "ООН"]}),
    Name.of("USA", {"en": ["United States", "US"], "ar": ["الولايات المتحدة"], "fr": ["États-Unis"], "ru": ["Соединенные Штаты", "США"]}),
    Name.of("ICRC", {"en": ["International Committee of the Red Cross"], "ar": ["اللجنة الدولية للصليب الأحمر"], "fr": ["Comité international de la Croix-Rouge"], "ru": ["Международный комитет Красного Креста"]}),
)  # fmt: skip
