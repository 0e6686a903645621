"""People under the names the record gives them: compared between languages, and linked."""

import pytest
from django.urls import reverse

from muntada.kit.texts import Text
from muntada.people.models import Person
from muntada.press import words
from muntada.press.actions import statements as actions
from muntada.press.models import Version
from muntada.press.record import people, record_of
from tests import world
from tests.press import desk
from tests.press.desk import NOW, paul

pytestmark = pytest.mark.django_db


@pytest.fixture
def lavrov():
    """Of a name in three scripts, with somebody else of another."""
    one = world.member("Sergey Orlov", "EGY")
    one.person.name = Text(en="Sergey Orlov", ar="سيرغي أورلوف", ru="Сергей Орлов")
    one.person.save()
    world.member("Laila Haddad", "KAZ")
    return one.person


def between(authentic="en", **texts):
    one = desk.statement(languages=(), cleared=False, authentic=authentic)
    versions = []
    for language, body in texts.items():
        version, _new = Version.objects.get_or_create(statement=one, language=language)
        version.body, version.statement = body, one
        version.save()
        versions.append(version)
    return [remark.said for remark in words.between(one, versions, record_of(world.edition()))]


def test_who_is_named_in_one_language_and_not_in_another_is_shown(lavrov):
    assert between(en="Sergey Orlov spoke.", ar="تحدث الوزير.") == ["Sergey Orlov"]


@pytest.mark.parametrize(
    "texts",
    [
        {"en": "Sergey Orlov spoke.", "ar": "تحدث سيرغي أورلوف."},
        {"en": "Sergey Orlov spoke.", "ar": "وتحدث الوزير أورلوف."},
        {"en": "Mr Orlov spoke.", "ru": "Встреча с Сергеем Орловым."},
        {"en": "Sergey Orlov spoke. Orlov left.", "fr": "M. Orlov a parlé."},
        {"ru": "Слово взял Сергей Орлов.", "ar": "سيرغي أورلوف"},
    ],
    ids=["in full", "surname in Arabic", "declined in Russian", "Latin in French", "by Russian"],
)
def test_who_is_named_in_both_passes(lavrov, texts):
    assert between(authentic=next(iter(texts)), **texts) == []


def test_an_arabic_surname_alone_is_no_evidence_that_somebody_is_meant():
    """الأمين is a surname, and the word for secretary."""
    one = world.member("Omar Alameen", "EGY")
    one.person.name = Text(en="Omar Alameen", ar="عمر الأمين")
    one.person.save()
    assert between(authentic="ar", ar="تحدث الأمين العام.", en="The secretary-general spoke.") == []


def test_a_surname_of_two_is_nobodys():
    for name in ("Anna Petrova", "Maria Petrova"):
        world.member(name, "EGY")
    forms = [form for name in people(world.edition()) for form in name.in_("en")]
    assert sorted(forms) == ["Anna Petrova", "Maria Petrova"]


def test_parties_and_people_named_are_offered_and_linked(as_user, lavrov):
    one = desk.statement(languages=("en",), cleared=False)
    version = one.versions.get(language="en")
    actions.write(
        version, headline="", body="Sergey Orlov met the delegation of Kazakhstan.",
        edits=version.edits, by=paul(), at=NOW,
    )  # fmt: skip
    client, page = as_user(paul()), reverse("press:statement", args=["ninth", one.pk])
    said = client.get(page).content.decode()
    kazakhstan, other = world.party("KAZ"), world.party("EGY")
    assert f'name="parties" value="{kazakhstan.pk}"' in said
    assert f'name="people" value="{lavrov.pk}"' in said
    assert f'name="parties" value="{other.pk}"' not in said
    stranger = Person.objects.exclude(pk=lavrov.pk).get()
    client.post(
        reverse("press:link", args=["ninth", one.pk]),
        {"parties": [kazakhstan.pk, other.pk], "people": [lavrov.pk, stranger.pk]},
    )
    assert list(one.parties.all()) == [kazakhstan]  # only whom the text names
    assert list(one.people.all()) == [lavrov]
    client.post(reverse("press:link", args=["ninth", one.pk]))
    assert not one.people.exists()


def test_what_is_scheduled_is_linked_no_more(as_user):
    one = desk.out()
    client = as_user(paul())
    answer = client.post(reverse("press:link", args=["ninth", one.pk]), follow=True)
    assert "Recall it before changing its text" in answer.content.decode()
