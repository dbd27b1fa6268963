"""What is made of the forms of a Finnish noun that are known."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from cms.core.text import dictionaries
from cms.core.text.inflections import inflections
from cms.core.text.lemmas import lemma


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


def test_what_was_not_known_without_the_dictionaries_is_known_when_they_are_made(
    settings: Settings, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with_dictionaries = settings.DATA_DIR
    settings.DATA_DIR = tmp_path
    dictionaries.forget()
    assert (inflections("yhdistys", "fi"), lemma("yhdistyksiä", "fi")) == (frozenset(), "yhdistyksiä")

    settings.DATA_DIR = with_dictionaries
    request.getfixturevalue("dictionaries")
    dictionaries.build(["fi"])

    assert "yhdistystä" in inflections("yhdistys", "fi")
    assert lemma("yhdistyksiä", "fi") == "yhdistys"
