"""Forms of address that lists write before a name: H.E. Ms., S.E. M., معالي, Excmo. Sr., …

They are printed from their own field; in the name they would be printed twice, and hide that two
rows name one person. Only what is no name itself is taken: “He” is one, “H.E.” is not.
"""

import re

_EXCELLENCY, _HE, _SHE, _DOCTOR, _PROFESSOR = "excellency", "he", "she", "dr", "prof"
_FRONT = [
    (
        r"H\. ?E\.|S\. ?E\.|Son Excellence|Su Excelencia|معالي|سعادة|دولة|صاحب(?:ة)? المعالي",
        (_EXCELLENCY,),
    ),
    (r"His Excellency|Excmo\.?|Его Превосходительство", (_EXCELLENCY, _HE)),
    (r"Her Excellency|Excma\.?|Е[ёе] Превосходительство", (_EXCELLENCY, _SHE)),
    (r"Mr\.?|Sr\.|Señor|Monsieur|г-н|господин|السيد", (_HE,)),
    (r"Ms\.?|Mrs\.?|Mme\.?|Madame|Sra\.|Señora|г-жа|госпожа|السيدة", (_SHE,)),
    (r"Dr\.?|Doctor|الدكتور(?:ة)?|д-р", (_DOCTOR,)),
    (r"Prof\.?|Professor|الأستاذ(?:ة)? الدكتور(?:ة)?|профессор", (_PROFESSOR,)),
]
_PATTERNS = [(re.compile(rf"(?:{said})(?=[\s,]|$)[\s,]*", re.IGNORECASE), kinds)
             for said, kinds in _FRONT]  # fmt: skip
# Alone it is an initial; behind an Excellency it is Monsieur.
_MONSIEUR = re.compile(r"M\.\s*", re.IGNORECASE)


def apart(name: str) -> tuple[str, str, str]:
    """(what stood in front, the form of address it means or "", the name without it)."""
    kinds: list[str] = []
    rest = name
    while True:
        found = _next(rest, kinds)
        if found is None:
            break
        rest = rest[found:]
    if not rest.strip():
        return "", "", name
    return name[: len(name) - len(rest)].strip(" ,"), _form(kinds), rest


def _next(rest: str, kinds: list[str]) -> int | None:
    for pattern, meant in _PATTERNS:
        if found := pattern.match(rest):
            kinds.extend(meant)
            return found.end()
    if _EXCELLENCY in kinds and (found := _MONSIEUR.match(rest)):
        kinds.append(_HE)
        return found.end()
    return None


def _form(kinds: list[str]) -> str:
    """An Excellency of unknown gender has no form here: its desk knows."""
    if _EXCELLENCY in kinds:
        return "he_f" if _SHE in kinds else "he_m" if _HE in kinds else ""
    for kind, code in ((_PROFESSOR, "prof"), (_DOCTOR, "dr"), (_SHE, "ms"), (_HE, "mr")):
        if kind in kinds:
            return code
    return ""
