"""Words that headings and values of files had in earlier releases, by the English of today.

Files written then come back years later: a word once printed in an export, or told to a ministry
as the one to write, is understood for ever. When a translation of a heading or of a choice
changes, its former word is added here.
"""

FORMER = {
    # Headings of a file of people
    "Form of address": ("Formule de politesse",),
    "Took office on": ("تولى المنصب في", "En fonction depuis le", "Вступил в должность"),
    "Languages spoken": ("اللغات المتكلَّم بها",),
    # Values of a file of people
    "head of delegation": ("jefe de delegación",),
    "alternate head of delegation": (
        "نائب رئيس الوفد",
        "chef adjoint de délégation",
        "jefe suplente de delegación",
    ),
    "member": ("член",),
    "in person": ("本人到场",),
    "His Excellency": ("صاحب المعالي",),
    "Her Excellency": ("صاحبة المعالي",),
    "Dr": ("الدكتور",),
    "Professor": ("الأستاذ",),
    # Replies, among them the words an earlier message asked to be written
    "accepted": ("принято", "aceptada", "مقبول"),
    "tentative": ("مبدئي",),
    "declined": ("rehusada", "معتذر"),
    # Headings of a file of figures
    "Edition": ("届会",),
    "basis": ("основание",),
    "said as": ("dit comme", "говорится как"),
    "figure": ("цифра",),
    "said": ("dit", "momento de la comunicación"),
    # Values of a file of figures
    "ministers by video link": ("ministres par liaison vidéo",),
    "bilateral meetings": ("rencontres bilatérales",),
    "states for the first time": ("Estados por primera vez",),
    "invited": ("invitée", "приглашена", "invitada"),
    "expected": ("previstos",),
    "confirmed": ("подтверждён", "confirmado"),
    "accredited": ("acreditados",),
    "badge collected": ("пропуск получен", "tarjeta recogida"),
    "attended": ("presentes",),
    "by video": ("par vidéo", "por videoconferencia"),
    "as published": ("según lo publicado",),
    "held": ("celebradas",),
    "before the edition": ("до выпуска",),
    "after the edition": ("после выпуска",),
    "postponed": ("перенесена",),
}
