"""Terms are found in a text in whatever form they stand."""

import pytest

from cms.translation.terms.finding import Terms, Words
from tests.translation.terms.lists import term, volunteering

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dictionaries")]


def _found(tag: str, text: str) -> list[str]:
    return [text[place.start : place.end] for place in Words(Terms().rows, tag).in_(text)]


@pytest.mark.parametrize(
    ("tag", "text", "found"),
    [
        ("fi", "Tule mukaan vapaaehtoistoimintaan!", ["vapaaehtoistoimintaan"]),
        ("fi", "Vapaaehtoistoiminnan tuki, vapaaehtoistöissä", ["Vapaaehtoistoiminnan", "vapaaehtoistöissä"]),
        ("fi", "Vapaaehtoinen toiminta", []),
        ("sv", "Volontärverksamhetens dag", ["Volontärverksamhetens"]),
        ("sv", "Frivilligarbetet är frivilligt", ["Frivilligarbetet"]),
        ("en", "Volunteering is for volunteers", ["Volunteering"]),
        ("ru", "День волонтерства и волонтёрством", ["волонтерства", "волонтёрством"]),
    ],
)
def test_a_word_is_found_in_its_forms(tag: str, text: str, found: list[str]) -> None:
    volunteering()

    assert _found(tag, text) == found


@pytest.mark.parametrize(
    ("tag", "words", "text"),
    [
        ("fi", "kolmas sektori", "kolmannella sektorilla"),
        ("sv", "tredje sektorn", "tredje sektorns"),
        ("en", "peer support", "Peer support"),
        ("ru", "третий сектор", "третьего сектора"),
    ],
)
def test_several_words_are_found_together_in_their_forms(tag: str, words: str, text: str) -> None:
    term(**{tag: words})

    assert _found(tag, f"a {text}, b") == [text]
    assert _found(tag, f"{text.split()[1]} {text.split()[0]}") == []


FINNISH = {
    "tuki": "tuen tukea tuet tukien tukena tuella tueksi tukeen",
    "apu": "avun apua avulla avuksi apuun avut",
    "kriisiapu": "kriisiavun kriisiapua kriisiavulla",
    "järjestötuki": "järjestötuen järjestötukea järjestötukien",
    "kokous": "kokouksen kokousta kokoukset",
    "kunta": "kunnan kuntien kunnat",
    "vapaus": "vapauden vapautta",
    "omaishoidon tuki": "Omaishoidon|tukea omaishoidon|tuen",
    "kuntaliitto": "kuntaliitosta kuntaliitot",
}


@pytest.mark.parametrize("words", FINNISH)
def test_a_finnish_noun_is_found_also_in_forms_that_another_word_has(words: str) -> None:
    term(fi=words)
    forms = [form.replace("|", " ") for form in FINNISH[words].split()]

    assert _found("fi", ", ".join(forms)) == forms


@pytest.mark.parametrize(
    ("words", "text"),
    [("tuki", "tukin tukkia tukka tukevat"), ("apu", "apuri avara avain"), ("luku", "lukea luki"), ("laki", "lakki")],
)
def test_a_finnish_noun_is_not_found_in_another_words_forms(words: str, text: str) -> None:
    term(fi=words)

    assert _found("fi", text) == []


def test_of_terms_that_overlap_the_longest_is_found() -> None:
    term(fi="avustus")
    term(fi="hyvinvointialueen avustus")

    assert _found("fi", "Hyvinvointialueiden avustuksia, avustuksia") == [
        "Hyvinvointialueiden avustuksia",
        "avustuksia",
    ]
    assert len(Words(Terms().rows, "fi").all_in("Hyvinvointialueiden avustuksia")) == 2


def test_a_name_is_found_in_every_language_and_only_as_a_name() -> None:
    term(fi="Arena", is_name=True)

    assert _found("fi", "Arenan ovet, arenan ovet") == ["Arenan"]
    assert _found("sv", "På Arena") == ["Arena"]


def test_terms_of_one_word_are_found_together() -> None:
    first, second = term(fi="tuki", sv="stöd"), term(fi="tuki", sv="bidrag")

    (found,) = Words(Terms().rows, "fi").in_("Haettu tuki.")
    assert [use.term for use in found.uses] == [first, second]


def test_words_without_letters_are_no_terms() -> None:
    term(fi="–")

    assert _found("fi", "Tänään – huomenna") == []
