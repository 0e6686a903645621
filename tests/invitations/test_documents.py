"""The letter on paper: the same each time, and its words can be copied."""

import subprocess
from shutil import which

import pytest

from muntada.conferences.models import Series
from muntada.invitations import rules
from muntada.invitations.actions import letters
from muntada.invitations.documents import typeset
from muntada.invitations.models import Letter
from muntada.kit.texts import Text
from muntada.parties.models import Party
from tests import world
from tests.world import NOW

pytestmark = pytest.mark.django_db


def letter(language: str = "en") -> Letter:
    invitation = world.invitation(state=rules.LISTED, language=language)
    letters.invite(invitation, by=world.salma(), at=NOW)
    return Letter.objects.get()


def read(content: bytes) -> str:
    if which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    command = ["pdftotext", "-raw", "-", "-"]
    said = subprocess.run(command, input=content, capture_output=True, check=True)
    return " ".join(said.stdout.decode().split())


@pytest.mark.parametrize("language", ["ar", "en", "fr", "ru"])
def test_a_letter_is_typeset_in_each_language(language):
    assert typeset(letter(language))[:5] == b"%PDF-"


def test_the_same_letter_is_the_same_file_whatever_has_changed_since():
    first = letter()
    before = typeset(first)
    Series.objects.update(host=Text(en="Another Ministry"))
    Party.objects.update(formal_name=Text(en="Renamed"))
    assert typeset(Letter.objects.get()) == before


def test_the_words_can_be_copied_from_the_paper():
    said = read(typeset(letter()))
    assert said.count("has the honour to invite them to take part in the Ninth Conference") == 1
    assert said.count("Tuesday, 23 March 2021") == 1
    assert said.count("Republic of Egypt") == 2


def test_markup_in_a_name_is_only_a_name():
    made = letter()
    made.addressee = '#panic("x") $a^2$ *bold* <tag> \\ @ref'
    said = read(typeset(made))
    assert said.count('#panic("x") $a^2$ *bold* <tag> \\ @ref') == 1


def test_the_words_of_an_arabic_letter_can_be_copied():
    party = world.party("EGY")
    party.formal_name = Text(ar="جمهورية مصر العربية")
    party.save()
    said = read(typeset(letter("ar")))
    words = "".join(sign for sign in said if not "\u202a" <= sign <= "\u202e").split()
    # Lam-alef, feh-yeh and sad-reh are where fonts join letters that a reader must get back apart.
    assert {"الأمن", "في", "مصر", "جمهورية"} - set(words) == set()
    assert {"األمن", "يف", "مرص"} & set(words) == set()
