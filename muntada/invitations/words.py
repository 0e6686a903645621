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
    "fr": "Invitation : {edition}",
    "ru": "Приглашение: {edition}",
    "es": "Invitación: {edition}",
    "zh": "邀请函：{edition}",
}
_BODY = {
    "en": """The {host} presents its compliments to the competent authorities of: {formal_name}, and has the honour to invite them to take part in the {edition}, to be held in {city} on the following dates: {dates}.

It would be an honour to receive a delegation led at the following level: {level}.

The {host} would be grateful for a reply by {replies_close}, through the focal point named for this purpose or by a letter quoting the number above.

The {host} avails itself of this opportunity to renew the assurances of its highest consideration.""",
    "ar": """تهدي {host} أطيب تحياتها إلى الجهات المختصة في: {formal_name}، وتتشرف بدعوتها إلى المشاركة في {edition}، المقرر عقده في {city} في التاريخ الآتي: {dates}.

ويسرها أن تستقبل وفدا على المستوى الآتي: {level}.

وترجو {host} التكرم بالرد في موعد أقصاه {replies_close}، عن طريق جهة الاتصال المعينة لهذا الغرض أو برسالة يذكر فيها الرقم المبين أعلاه.

وتغتنم {host} هذه المناسبة لتعرب عن فائق تقديرها واحترامها.""",
    "fr": """{host} présente ses compliments aux autorités compétentes — {formal_name} — et a l’honneur de les inviter à prendre part à la manifestation suivante : {edition}, qui se tiendra à {city} aux dates suivantes : {dates}.

Il lui serait agréable d’accueillir une délégation conduite au niveau suivant : {level}.

{host} serait reconnaissant de recevoir une réponse au plus tard le {replies_close}, par l’intermédiaire du point focal désigné à cet effet ou par une lettre rappelant le numéro ci-dessus.

{host} saisit cette occasion pour renouveler les assurances de sa très haute considération.""",
    "ru": """{host} свидетельствует своё уважение компетентным органам ({formal_name}) и имеет честь пригласить их принять участие в мероприятии: {edition}. Место проведения: {city}. Сроки: {dates}.

Было бы честью принять делегацию, возглавляемую на следующем уровне: {level}.

{host} будет признательно за ответ в срок до {replies_close} через назначенного для этого координатора или письмом с указанием приведённого выше номера.

{host} пользуется случаем, чтобы возобновить уверения в своём весьма высоком уважении.""",
    "es": """{host} saluda atentamente a las autoridades competentes — {formal_name} — y tiene el honor de invitarlas a participar en el encuentro siguiente: {edition}, que se celebrará en {city} en las fechas siguientes: {dates}.

Sería un honor recibir a una delegación encabezada en el nivel siguiente: {level}.

{host} agradecería recibir respuesta a más tardar el {replies_close}, por conducto del punto focal designado a tal efecto o mediante una carta en la que se cite el número arriba indicado.

{host} aprovecha la oportunidad para reiterar el testimonio de su más alta consideración.""",
    "zh": """{host}向{formal_name}主管当局致意，并谨邀请贵方派代表出席{edition}。会议地点：{city}；会议日期：{dates}。

如蒙派出以下级别人士率领的代表团与会，将不胜荣幸：{level}。

敬请于{replies_close}前，通过为此指定的协调人，或以注明上述编号的函件作复。

顺致最崇高的敬意。""",
}
_REMINDER_SUBJECT = {
    "en": "Reminder: invitation to the {edition}",
    "ar": "تذكير: دعوة إلى {edition}",
    "fr": "Rappel : invitation, {edition}",
    "ru": "Напоминание: приглашение, {edition}",
    "es": "Recordatorio: invitación, {edition}",
    "zh": "提醒：{edition}邀请函",
}
_REMINDER = {
    "en": """The {host} presents its compliments to the competent authorities of: {formal_name}, and has the honour to recall its invitation to the {edition}, to be held in {city} on the following dates: {dates}.

The {host} would be grateful for a reply by {replies_close}. Should a reply have been sent in the meantime, this letter may be disregarded.

The {host} avails itself of this opportunity to renew the assurances of its highest consideration.""",
    "ar": """تهدي {host} أطيب تحياتها إلى الجهات المختصة في: {formal_name}، وتتشرف بالتذكير بدعوتها إلى {edition}، المقرر عقده في {city} في التاريخ الآتي: {dates}.

وترجو {host} التكرم بالرد في موعد أقصاه {replies_close}. وإن كان الرد قد أرسل في هذه الأثناء فيرجى عد هذه الرسالة لاغية.

وتغتنم {host} هذه المناسبة لتعرب عن فائق تقديرها واحترامها.""",
    "fr": """{host} présente ses compliments aux autorités compétentes — {formal_name} — et a l’honneur de rappeler son invitation à la manifestation suivante : {edition}, qui se tiendra à {city} aux dates suivantes : {dates}.

{host} serait reconnaissant de recevoir une réponse au plus tard le {replies_close}. Si une réponse a été envoyée entre-temps, il n’y a pas lieu de tenir compte de la présente.

{host} saisit cette occasion pour renouveler les assurances de sa très haute considération.""",
    "ru": """{host} свидетельствует своё уважение компетентным органам ({formal_name}) и имеет честь напомнить о приглашении принять участие в мероприятии: {edition}. Место проведения: {city}. Сроки: {dates}.

{host} будет признательно за ответ в срок до {replies_close}. Если ответ уже направлен, просим считать настоящее напоминание недействительным.

{host} пользуется случаем, чтобы возобновить уверения в своём весьма высоком уважении.""",
    "es": """{host} saluda atentamente a las autoridades competentes — {formal_name} — y tiene el honor de recordar su invitación al encuentro siguiente: {edition}, que se celebrará en {city} en las fechas siguientes: {dates}.

{host} agradecería recibir respuesta a más tardar el {replies_close}. Si entretanto se hubiera enviado una respuesta, puede hacerse caso omiso de la presente.

{host} aprovecha la oportunidad para reiterar el testimonio de su más alta consideración.""",
    "zh": """{host}向{formal_name}主管当局致意，并谨就出席{edition}的邀请再次提请注意。会议地点：{city}；会议日期：{dates}。

敬请于{replies_close}前作复。如已答复，请无需理会本函。

顺致最崇高的敬意。""",
}


def default_template(edition: Edition, kind: str) -> LetterTemplate:
    """Not saved: an edition that never edits its letters follows the house's words."""
    reminder = kind == LetterTemplate.REMINDER
    return LetterTemplate(
        edition=edition,
        kind=kind,
        subject=Text(_REMINDER_SUBJECT if reminder else _SUBJECT),
        body=Text(_REMINDER if reminder else _BODY),
    )
