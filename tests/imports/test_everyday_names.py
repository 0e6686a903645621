"""Lists come from embassies, and name states as people do."""

import pytest
from babel import Locale

from muntada.imports.parties import Parties
from muntada.imports.plan import NEW, Row
from muntada.kit.languages import LANGUAGES, babel_locale
from muntada.parties.actions import load_shipped_parties
from muntada.parties.models import Party

pytestmark = pytest.mark.django_db


@pytest.fixture
def parties():
    load_shipped_parties()
    return Parties()


def found(parties, **cells):
    row = Row(line=2, what=NEW)
    party = parties.find(row, cells)
    return (party and party.code), row


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Russia", "RUS"), ("United Kingdom", "GBR"), ("UK", "GBR"), ("United States", "USA"),
        ("Syria", "SYR"), ("Iran", "IRN"), ("South Korea", "KOR"), ("Ivory Coast", "CIV"),
        ("Turkey", "TUR"), ("Czech Republic", "CZE"), ("Netherlands", "NLD"),
        ("The Gambia", "GMB"), ("Bosnia & Herzegovina", "BIH"), ("روسيا", "RUS"),
        ("السعودية", "SAU"), ("الإمارات", "ARE"), ("سوريا", "SYR"), ("Россия", "RUS"),
        ("США", "USA"), ("ОАЭ", "ARE"), ("Swaziland", "SWZ"), ("Cape Verde", "CPV"),
        ("EE. UU.", "USA"), ("Pays-Bas", "NLD"), ("英国", "GBR"), ("DR Congo", "COD"),
    ],
)  # fmt: skip
def test_a_state_is_found_by_its_everyday_or_former_name(parties, said, code):
    assert found(parties, party=said)[0] == code


def test_every_state_is_found_by_its_everyday_name_in_six_languages(parties):
    lost = []
    for party in Party.objects.filter(kind="state").exclude(iso2=""):
        for language in LANGUAGES:
            said = Locale.parse(babel_locale(language)).territories[party.iso2]
            code, row = found(parties, party=said)
            if code != party.code and "may be" not in str(row.why):
                lost.append((language, said, party.code, code))
    assert lost == []


@pytest.mark.parametrize("said", ["Korea", "Congo", "Corée", "Конго", "كوريا"])
def test_what_may_mean_two_states_is_asked_back_and_never_guessed(parties, said):
    code, row = found(parties, party=said)
    assert code is None
    assert len(row.why) == 1


def test_the_code_beside_it_decides(parties):
    assert found(parties, party="Congo", party_code="COD")[0] == "COD"
    assert found(parties, party="Congo", party_code="COG")[0] == "COG"
    assert found(parties, party="Korea", party_code="EGY")[0] is None
