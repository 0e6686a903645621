"""The words of the house's letters, in the style of a note verbale, until an edition has its own.

In braces: {host} {party} {formal_name} {edition} {ordinal} {dates} {city} {level} {replies_close}.
"""

# ruff: noqa: E501
# A paragraph of a letter is one line here, as in the box where it is edited.

from muntada.conferences.models import Edition
from muntada.invitations.models import LetterTemplate
from muntada.kit.texts import Text

_SUBJECT = {
    "en": "Invitation to the {edition}",
    "ar": "دعوة إلى {edition}",
    "fr": "Invitation : {edition}",
    "ru": "Приглашение: {edition}",
    "es": "Invitación: {edition}",
    "zh": "邀请函：{edition}",
}
_BODY = {
    "en": """The {host} presents its compliments to the competent authorities of: {formal_name}, and has the honour to invite them to take part in the {edition}, to be held in {city} on the following dates: {dates}.

It would be an honour to receive a delegation led at the following level: {level}.

The {host} would be grateful for a reply by {replies_close}, through the focal point named for this purpose or by a letter quoting the number above.

The {host} avails itself of this opportunity to renew the assurances of its highest consideration.""",
    "ar": """تهدي {host} أطيب تحياتها إلى الجهات المختصة في {formal_name}، وتتشرف بدعوتها إلى المشاركة في المؤتمر الآتي: {edition}، المقرر عقده في مدينة {city} في الموعد الآتي: {dates}.

ويشرّفها أن تستقبل وفدًا تكون رئاسته على المستوى الآتي: {level}.

وترجو {host} التكرم بالرد في موعد أقصاه {replies_close}، عن طريق جهة الاتصال المعينة لهذا الغرض أو برسالة يذكر فيها الرقم المبين أعلاه.

وتغتنم {host} هذه المناسبة لتعرب لها مجددًا عن فائق تقديرها واحترامها.""",
    "fr": """{host} présente ses compliments aux autorités compétentes ({formal_name}) et a l’honneur de les inviter à participer à la manifestation suivante : {edition}, qui se tiendra aux lieu et dates ci-après : {city}, {dates}.

Il lui serait agréable d’accueillir une délégation conduite au niveau suivant : {level}.

{host} saurait gré aux autorités compétentes de bien vouloir faire parvenir leur réponse au plus tard le {replies_close}, par l’intermédiaire du point focal désigné à cet effet ou par une note rappelant le numéro ci-dessus.

{host} saisit cette occasion pour leur renouveler les assurances de sa très haute considération.""",
    "ru": """{host} свидетельствует своё уважение компетентным органам ({formal_name}) и имеет честь пригласить делегацию принять участие в следующем мероприятии: {edition}. Место проведения: {city}. Сроки проведения: {dates}.

Высокой честью было бы принять делегацию под руководством должностного лица следующего уровня: {level}.

{host} просит направить ответ через назначенного для этой цели координатора или письмом со ссылкой на указанный выше номер. Срок ответа: {replies_close}.

{host} пользуется случаем, чтобы возобновить уверения в своём весьма высоком уважении.""",
    "es": """{host} saluda atentamente a las autoridades competentes —{formal_name}— y tiene el honor de invitarlas a participar en la siguiente reunión: {edition}, que se celebrará en {city} en las siguientes fechas: {dates}.

Sería un honor recibir a una delegación presidida por una autoridad del siguiente nivel: {level}.

{host} agradecería recibir su respuesta a más tardar el {replies_close}, por conducto del punto focal designado a tal efecto o mediante una carta en la que se cite el número arriba indicado.

{host} aprovecha la oportunidad para reiterarles las seguridades de su más alta consideración.""",
    "zh": """{host}向{formal_name}主管当局致意，并谨邀请贵方派代表团出席{edition}。会议将在{city}举行，会期为：{dates}。

如蒙派出以下级别人士率领的代表团与会，将不胜荣幸：{level}。

敬请至迟于{replies_close}通过为此指定的协调人，或以注明上述编号的函件惠复。

顺致最崇高的敬意。""",
}
_REMINDER_SUBJECT = {
    "en": "Reminder: invitation to the {edition}",
    "ar": "تذكير: دعوة إلى {edition}",
    "fr": "Rappel de l’invitation : {edition}",
    "ru": "Напоминание о приглашении: {edition}",
    "es": "Recordatorio: invitación, {edition}",
    "zh": "提醒：{edition}邀请函",
}
_REMINDER = {
    "en": """The {host} presents its compliments to the competent authorities of: {formal_name}, and has the honour to recall its invitation to the {edition}, to be held in {city} on the following dates: {dates}.

The {host} would be grateful for a reply by {replies_close}. Should a reply have been sent in the meantime, this letter may be disregarded.

The {host} avails itself of this opportunity to renew the assurances of its highest consideration.""",
    "ar": """تهدي {host} أطيب تحياتها إلى الجهات المختصة في {formal_name}، وتتشرف بالتذكير بالدعوة الموجهة إليها للمشاركة في المؤتمر الآتي: {edition}، المقرر عقده في مدينة {city} في الموعد الآتي: {dates}.

وترجو {host} التكرم بالرد في موعد أقصاه {replies_close}. وإن كان الرد قد أُرسل في هذه الأثناء فيُرجى التفضل بصرف النظر عن هذه المذكرة.

وتغتنم {host} هذه المناسبة لتعرب لها مجددًا عن فائق تقديرها واحترامها.""",
    "fr": """{host} présente ses compliments aux autorités compétentes ({formal_name}) et a l’honneur de leur rappeler son invitation à la manifestation suivante : {edition}, qui se tiendra aux lieu et dates ci-après : {city}, {dates}.

{host} saurait gré aux autorités compétentes de bien vouloir faire parvenir leur réponse au plus tard le {replies_close}. Si une réponse a été adressée entre-temps, il n’y a pas lieu de tenir compte de la présente note.

{host} saisit cette occasion pour leur renouveler les assurances de sa très haute considération.""",
    "ru": """{host} свидетельствует своё уважение компетентным органам ({formal_name}) и имеет честь напомнить о приглашении принять участие в следующем мероприятии: {edition}. Место проведения: {city}. Сроки проведения: {dates}.

{host} просит направить ответ в указанный срок: {replies_close}. Если ответ уже направлен, настоящее напоминание можно оставить без внимания.

{host} пользуется случаем, чтобы возобновить уверения в своём весьма высоком уважении.""",
    "es": """{host} saluda atentamente a las autoridades competentes —{formal_name}— y tiene el honor de recordarles su invitación a la siguiente reunión: {edition}, que se celebrará en {city} en las siguientes fechas: {dates}.

{host} agradecería recibir su respuesta a más tardar el {replies_close}. Si entretanto ya la hubieran enviado, se ruega considerar sin efecto la presente.

{host} aprovecha la oportunidad para reiterarles las seguridades de su más alta consideración.""",
    "zh": """{host}向{formal_name}主管当局致意，并谨提及此前关于出席{edition}的邀请。会议将在{city}举行，会期为：{dates}。

敬请至迟于{replies_close}惠复。如已作复，请不必理会本函。

顺致最崇高的敬意。""",
}

# The Arabic letters above are those of a ministry or an organisation, which are feminine; an
# institute or a union is masculine. Other languages have no word that agrees with the host.
_OF_A_MASCULINE_HOST = (
    ("تهدي {host} أطيب تحياتها", "يهدي {host} أطيب تحياته"),
    ("وتتشرف", "ويتشرف"),
    ("ويشرّفها أن تستقبل", "ويشرّفه أن يستقبل"),
    ("وترجو {host}", "ويرجو {host}"),
    ("وتغتنم {host}", "ويغتنم {host}"),
    ("لتعرب لها", "ليعرب لها"),
    ("فائق تقديرها واحترامها", "فائق تقديره واحترامه"),
)


def default_template(edition: Edition, kind: str) -> LetterTemplate:
    """Not saved: an edition that never edits its letters follows the house's words."""
    reminder = kind == LetterTemplate.REMINDER
    body = dict(_REMINDER if reminder else _BODY)
    if edition.series.host_is_masculine:
        for feminine, masculine in _OF_A_MASCULINE_HOST:
            body["ar"] = body["ar"].replace(feminine, masculine)
    return LetterTemplate(
        edition=edition,
        kind=kind,
        subject=Text(_REMINDER_SUBJECT if reminder else _SUBJECT),
        body=Text(body),
    )
