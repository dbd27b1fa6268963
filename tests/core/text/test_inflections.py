"""What is made of the forms of a Finnish noun that are known."""

import pytest

from cms.core.text.inflections import inflections


@pytest.mark.usefixtures("dictionaries")
@pytest.mark.parametrize(
    ("word", "among"),
    [
        ("tuki", {"tuen", "tukea", "tukien", "tueksi", "tukeen"}),
        ("luku", {"luvun", "lukua"}),
        ("hoito", {"hoidon", "hoitoa", "hoitoon"}),
        ("vapaus", {"vapauden", "vapautta", "vapautena"}),
        ("omainen", {"omaisen", "omaista", "omaiset"}),
        ("yhdistys", {"yhdistyksellä", "yhdistystä"}),
        ("järjestötuki", {"järjestötuen", "järjestötukea"}),
    ],
)
def test_forms_follow_from_those_that_are_known(word: str, among: set[str]) -> None:
    assert among - inflections(word, "fi") == set()
    assert inflections(word, "fi-x-selko") == inflections(word, "fi")


@pytest.mark.usefixtures("dictionaries")
@pytest.mark.parametrize("word", ["", "a", "stea", "eu-tuki", "ja", "qwrtpsdfg", "kansalaisjärjestökenttäx"])
def test_of_what_is_no_known_noun_nothing_is_made(word: str) -> None:
    assert inflections(word, "fi") == frozenset()


@pytest.mark.usefixtures("dictionaries")
def test_only_finnish_is_inflected_so() -> None:
    assert inflections("stöd", "sv") == inflections("tuki", "so") == frozenset()
