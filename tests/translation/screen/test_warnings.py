"""What a translator is warned of, and what is as it should be."""

import pytest

from cms.translation.screen.warnings import MESSAGES, warnings
from cms.translation.terms.finding import Glossary, Words

NO_TERMS = Glossary(Words([], "fi"), Words([], "sv"))


@pytest.mark.parametrize(
    ("source", "words", "name"),
    [
        ("Vuonna 2017.", "År 2071.", "numbers"),
        ("Uutinen.", "En nyhet 2071.", "numbers"),
        ("Tule mukaan!", "Kom med.", "endpunc"),
        ("Tule mukaan.", "Kom kom med.", "doublewords"),
        ("Tule mukaan.", "Kom  med.", "doublespacing"),
        ("Tule mukaan", "Tule mukaan", "unchanged"),
        ("Katso (tämä).", "Se (detta.", "brackets"),
        ("Lue https://example.org/fi tästä.", "Läs https://example.org/sv här.", "urls"),
        ("Kirjoita info@example.org nyt.", "Skriv ifno@example.org nu.", "emails"),
        ("Tule mukaan.", "kom med.", "startcaps"),
    ],
)
def test_a_translation_that_may_be_wrong(source: str, words: str, name: str) -> None:
    assert warnings(source, words, NO_TERMS) == [str(MESSAGES[name])]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Tule mukaan!", "Kom med!"),
        ("Lue <b>lisää</b> vuodesta 2026.", "Läs <b>mer</b> om 2026."),
        ("Se maksaa 2,5 euroa.", "Det kostar 2.5 euro."),
        ("Alkaa klo 16.", "Börjar kl. 16.00."),
        ("Tule mukaan.", ""),
    ],
)
def test_a_translation_that_is_right(source: str, words: str) -> None:
    assert warnings(source, words, NO_TERMS) == []
