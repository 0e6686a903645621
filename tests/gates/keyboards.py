"""What keys of a scanner that believes itself American give on other keyboards."""

_US = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 $%*+-./:"
LAYOUTS = {
    "French": "QBCDEFGHIJKL?NOPARSTUVZXYWà&é\"'(-è_ç 458+):!M",
    "German": "ABCDEFGHIJKLMNOPQRSTUVWXZY0123456789 $%(`ß.-Ö",
    "Spanish": "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 $%(¿'.-Ñ",
    "Russian": "ФИСВУАПРШОЛДЬТЩЗЙКЫЕГМЦЧНЯ0123456789 ;%*+-ю.Ж",
}


def typed_on(layout: str, text: str) -> str:
    return text.translate(str.maketrans(_US, LAYOUTS[layout]))


TOKEN = "MB:" + ("0K7QF3M2X9TPW$%*+-./: ABCDEFGHIJKLMNOPQRSTUVYZ" * 3)[:131]
