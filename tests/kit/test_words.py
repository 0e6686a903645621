"""One English word in two senses is two words in every other language that has two."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils.translation import gettext, override, pgettext

import muntada

HERE = Path(muntada.__file__).parent
LANGUAGES = ("ar", "fr", "ru", "es", "zh")

# (English, the sense, its words in ar, fr, ru, es, zh)
SENSES = [
    ("Apply", "badge", "تقديم الطلب", "Déposer une demande", "Подать заявку", "Solicitar",
     "办理注册"),
    ("Apply", "import", "تطبيق", "Appliquer", "Применить", "Aplicar", "执行导入"),
    ("Next", "pager", "التالي", "Suivante", "Далее", "Siguiente", "下一页"),
    ("Next", "speakers", "المتكلمون التالون", "À suivre", "Далее", "A continuación", "接下来发言"),
    ("Seat", "verb", "إجلاس", "Placer les participants", "Рассадить", "Asignar asientos", "排座"),
    ("Seat", None, "المقعد", "Place", "Место", "Asiento", "座位"),
    ("Place", "location", "المكان", "Lieu", "Место", "Lugar", "地点"),
    ("Place", "order", "الترتيب", "Rang", "Место", "Puesto", "位次"),
    ("State", "country", "الدولة", "État", "Государство", "Estado", "国家"),
    ("State", None, "الحالة", "État", "Состояние", "Estado", "状态"),
    ("open", "finding", "غير محسوم", "à vérifier", "нет данных", "sin determinar", "待核实"),
    ("open", "meeting", "مفتوحة", "ouverte", "открыто", "abierta", "进行中"),
    ("closed", "meeting", "مختتمة", "levée", "закрыто", "levantada", "已散会"),
    ("closed", "access to a session", "مغلقة", "privée", "закрыто", "cerrada", "闭门"),
    ("Close", "meeting", "اختتام الجلسة", "Lever la séance", "Закрыть заседание",
     "Levantar la sesión", "结束会议"),
    ("Close", None, "إغلاق", "Fermer", "Закрыть", "Cerrar", "关闭"),
    ("cleared", "vetting", "اجتاز التدقيق", "contrôle de sécurité favorable", "проверка пройдена",
     "verificación favorable", "审查通过"),
    ("cleared", "text", "مجاز", "validée", "утверждено", "validada", "已核准"),
    ("Statements", "floor", "الكلمات", "Déclarations", "Выступления", "Declaraciones", "发言"),
    ("Statements", None, "البيانات", "Déclarations", "Заявления", "Declaraciones", "声明"),
    ("member", "delegation", "عضو", "membre", "член делегации", "miembro", "成员"),
    ("Name", "person", "الاسم", "Nom", "Имя", "Nombre", "姓名"),
    ("Name", None, "الاسم", "Nom", "Название", "Nombre", "名称"),
    ("Drawing of lots", None, "القرعة", "Tirage au sort", "Жеребьёвка", "Sorteo", "抽签"),
    ("Draw", None, "إجراء القرعة", "Tirer au sort", "Тянуть жребий", "Sortear", "抽签"),
    ("Verdict", "claim", "الحكم", "Verdict", "Вывод", "Resultado", "核实结果"),
    ("Mark", None, "تحديد", "Cocher", "Отметить", "Marcar", "勾选"),
    ("Recall the invitation", None, "سحب الدعوة", "Retirer l’invitation", "Отозвать приглашение",
     "Retirar la invitación", "撤回邀请"),
]  # fmt: skip


@pytest.mark.parametrize(("english", "sense", "words"), [(s[0], s[1], s[2:]) for s in SENSES])
def test_a_word_says_what_is_meant(english, sense, words):
    said = []
    for language in LANGUAGES:
        with override(language):
            said.append(pgettext(sense, english) if sense else gettext(english))
    assert tuple(said) == words


# What a word would be read as, and must not be said of anybody in the whole catalogue.
NEVER_SAID = [
    ("fr", r"\bqui tire\b|\bà tirer\b|\btirée?s? en (premier|second)", "is shot"),
    ("fr", r"\brappel(er|ée?s?) (l’|cette |une )?invitation|invitation a été rappelée", "reminded"),
    ("ru", r"\bразвод(?!н)|\bразвес(ти|т)", "divorced"),
    ("ru", r"Жребий брошен", "said Caesar"),
    ("ru", r"\b[Чч]лен(а|ы|ов)? в списке", "a member of what?"),
    ("ar", r"علّم|عُلِّم|\bتعليم\b", "is taught"),
    ("ar", r"نقطة الاتصال", "a point of contact"),
    ("zh", r"正本", "an original as against a copy"),
]


@pytest.mark.parametrize(("language", "words", "_read_as"), NEVER_SAID)
def test_no_word_of_the_catalogue_is_read_as_another(language, words, _read_as):
    said = []
    path = HERE / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as po:
        catalogue = read_po(po, locale=language)
    for message in catalogue:
        texts = message.string if message.pluralizable else (message.string,)
        said += [text for text in texts if message.id and re.search(words, text)]
    assert said == []


# Where a sense must be named, and is: the page of one must not borrow the word of the other.
USED = [
    ("accreditation/templates/accreditation/own.html", "Apply", "badge"),
    ("imports/templates/imports/detail.html", "Apply", "import"),
    ("kit/templates/kit/_pages.html", "Next", "pager"),
    ("floor/templates/floor/live.html", "Next", "speakers"),
    ("floor/templates/floor/live.html", "open", "meeting"),
    ("press/templates/press/piece.html", "open", "finding"),
    ("floor/templates/floor/floor.html", "Close", "meeting"),
    ("protocol/templates/protocol/order.html", "Place", "order"),
    ("press/templates/press/media.html", "Place", "location"),
    ("accreditation/templates/accreditation/lent.html", "Lost", "report"),
    ("delegations/templates/delegations/people.html", "Name", "person"),
]


@pytest.mark.parametrize(("path", "english", "sense"), USED)
def test_a_page_asks_for_the_sense_it_means(path, english, sense):
    written = (HERE / path).read_text(encoding="utf-8")
    senses = re.findall(rf"""trans ["']{english}["']( context ["'][^"']+["'])? %""", written)
    assert senses
    assert {one.strip().replace("'", '"') for one in senses} == {f'context "{sense}"'}
