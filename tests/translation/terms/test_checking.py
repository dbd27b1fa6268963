"""What a translator is told of the terms in a text, and warned of."""

import pytest

from cms.translation.terms import checking
from cms.translation.terms.checking import Told
from cms.translation.terms.finding import Glossary, Terms
from tests.translation.terms.lists import term, volunteering

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dictionaries")]
MISSING = "“volontärverksamhet” or “frivilligverksamhet” is missing, the term for “vapaaehtoistoiminta”."
AVOIDED = "“frivilligarbete” is not to be used, but “volontärverksamhet” or “frivilligverksamhet”."


@pytest.fixture
def into_swedish() -> Glossary:
    volunteering()
    term(fi="Kansalaisareena", is_name=True)
    term(fi="talkoot", note="Ei vielä päätetty ruotsiksi.")
    term(fi="iskulause", not_sv="slagord")
    return Terms().between("fi", "sv")


def test_each_term_is_told_once_with_what_it_is_called(into_swedish: Glossary) -> None:
    told = checking.told(into_swedish, "Talkoissa vapaaehtoistoimintaa, vapaaehtoistoiminta Kansalaisareenassa")

    assert told == [
        Told("talkoot", [], False, "Ei vielä päätetty ruotsiksi."),
        Told("vapaaehtoistoiminta", ["volontärverksamhet", "frivilligverksamhet"], False, "Työ ilman palkkaa."),
        Told("Kansalaisareena", ["Kansalaisareena"], True, ""),
    ]


@pytest.mark.parametrize(
    ("source", "words", "warnings"),
    [
        ("Vapaaehtoistoiminnasta iloa", "Glädje av volontärverksamheten", []),
        ("Vapaaehtoistoiminnasta iloa", "Frivilligverksamheten ger glädje", []),
        ("Vapaaehtoistoiminnasta iloa", "Glädje av arbete", [MISSING]),
        ("Vapaaehtoistoiminnasta iloa", "Frivilligarbetet ger glädje", [MISSING, AVOIDED]),
        ("Iloa", "Frivilligarbetet ger glädje, frivilligarbete", [AVOIDED]),
        ("Iloa", "Ett slagord", ["“slagord” is not to be used."]),
        ("Talkoissa", "På talko", []),
        ("Kansalaisareenan ovet", "Kansalaisareenas dörrar", []),
        ("Kansalaisareenan ovet", "Dörrar", ["The name “Kansalaisareena” is missing: it stays as it is."]),
        ("Vapaaehtoistoiminnasta iloa", "", [MISSING]),
    ],
)
def test_warnings(into_swedish: Glossary, source: str, words: str, warnings: list[str]) -> None:
    assert checking.warnings(into_swedish, source, words) == warnings


def test_a_word_that_is_right_for_another_term_is_no_wrong_word() -> None:
    term(fi="työ", sv="arbete", not_sv="verk")
    term(fi="teos", sv="verk")
    glossary = Terms().between("fi", "sv")

    assert checking.warnings(glossary, "Teokset", "Verken") == []


def test_a_longer_term_that_holds_a_wrong_word_is_no_wrong_word() -> None:
    term(fi="vapaaehtoinen", sv="volontär", not_sv="frivillig")
    term(fi="vapaaehtoinen brandkår", sv="frivillig brandkår")
    glossary = Terms().between("fi", "sv")

    assert checking.warnings(glossary, "Hei", "Frivilliga brandkåren") == []


def test_one_of_the_terms_with_the_same_word_is_enough() -> None:
    term(fi="apu", sv="stöd")
    term(fi="apu", sv="bidrag")
    glossary = Terms().between("fi", "sv")

    assert checking.warnings(glossary, "Apua", "Bidrag") == []
    assert checking.warnings(glossary, "Apua", "Pengar") == ["“stöd” or “bidrag” is missing, the term for “apu”."]
