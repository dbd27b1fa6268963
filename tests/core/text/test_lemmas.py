"""Words in whatever form they stand, and the dictionaries that know them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from cms.core.text import dictionaries as made
from cms.core.text.lemmas import Word, lemma, words_of

FORMS = {
    ("fi", "vapaaehtoistoiminta"): "vapaaehtoistoiminnan Vapaaehtoistoiminnassa vapaaehtoistoimintaa",
    ("fi", "järjestö"): "järjestöjen järjestöissä JÄRJESTÖ",
    ("fi", "vertaistuki"): "vertaistukea vertaistuen",
    ("fi", "hyvinvointialue"): "hyvinvointialue hyvinvointialueella hyvinvointialueiden",
    ("fi", "kokemusasiantuntija"): "kokemusasiantuntijat kokemusasiantuntijoiden",
    ("fi", "talkoot"): "talkoissa talkoiden",
    ("fi", "stea"): "STEA:n STEA",
    ("fi", "stea-avustus"): "STEA-avustuksen",
    ("fi", "työ"): "työn töitä",
    ("sv", "volontärverksamhet"): "volontärverksamheten volontärverksamhetens",
    ("sv", "kamratstöd"): "kamratstöd kamratstödet",
    ("sv", "erfarenhetsexpert"): "erfarenhetsexperter erfarenhetsexperterna",
    ("sv", "välfärdsområde"): "välfärdsområden välfärdsområdet välfärdsområdenas",
    ("sv", "eu"): "EU:s",
    ("en", "organisation"): "organisations Organisation",
    ("en", "county"): "counties",
    ("en", "do"): "don’t",
    ("ru", "волонтерство"): "волонтёрства волонтерством Волонтёрство",
    ("ru", "организация"): "организаций организации",
    ("ru", "взаимопомощь"): "взаимопомощи",
}


@pytest.mark.usefixtures("dictionaries")
@pytest.mark.parametrize(("tag", "word"), FORMS)
def test_a_word_is_known_in_its_forms(tag: str, word: str) -> None:
    assert {form: lemma(form, tag) for form in FORMS[tag, word].split()} == dict.fromkeys(
        FORMS[tag, word].split(), word
    )


@pytest.mark.usefixtures("dictionaries")
def test_easy_finnish_has_the_words_of_finnish() -> None:
    assert lemma("järjestöissä", "fi-x-selko") == "järjestö"


@pytest.mark.usefixtures("dictionaries")
def test_a_compound_that_is_a_word_is_not_taken_for_its_beginning() -> None:
    assert lemma("hyvinvointia", "fi") == "hyvinvointi"
    assert lemma("hyvinvointialue", "fi") == "hyvinvointialue"


def test_a_language_without_a_dictionary_has_each_word_as_it_is() -> None:
    assert lemma("Tabaruca", "so") == "tabaruca"


@pytest.mark.usefixtures("dictionaries")
def test_words_say_where_they_stand() -> None:
    assert words_of("EU:n tuki – järjes\u00adtöille!", "fi") == [
        Word(0, 4, "EU:n", "eu"),
        Word(5, 9, "tuki", "tuki"),
        Word(12, 25, "järjes\u00adtöille", "järjestö"),
    ]


@pytest.fixture
def no_dictionaries(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.DATA_DIR = tmp_path
    made.forget()
    yield
    made.forget()


@pytest.mark.usefixtures("no_dictionaries")
def test_without_the_dictionaries_words_are_their_own_lemmas_and_the_operator_is_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert lemma("Järjestöissä", "fi") == "järjestöissä"
    assert "run manage.py build_dictionaries" in caplog.text
    found = [problem for problem in run_checks(include_deployment_checks=True) if problem.id == "verkosto.I001"]
    assert [problem.msg for problem in found] == [
        "Words are found in the form in which they are kept only, in: fi, sv, en, ru."
    ]


@pytest.mark.usefixtures("no_dictionaries")
def test_the_command_makes_what_is_missing_once(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.CONTENT_LANGUAGES = ["en", "so"]

    call_command("build_dictionaries")
    call_command("build_dictionaries")

    assert capsys.readouterr().out == "Dictionaries made: en\nThe dictionaries are there already.\n"
    assert [file.name for file in made.folder().iterdir() if file.suffix] == ["en.dic"]
    assert lemma("counties", "en") == "county"


@pytest.mark.usefixtures("no_dictionaries")
def test_a_broken_dictionary_is_as_none(settings: Settings) -> None:
    made.folder().mkdir(parents=True)
    made.file_of("en").write_bytes(b"no trie")

    assert lemma("counties", "en") == "counties"


@pytest.mark.usefixtures("no_dictionaries")
def test_a_folder_that_cannot_be_written_is_told(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "file"
    settings.DATA_DIR.write_text("in the way")

    with pytest.raises(CommandError, match="cannot be written"):
        call_command("build_dictionaries")
