"""Sort keys put names in the order of each language's dictionary, whatever the database can."""

import pytest

from cms.core.text.alphabet import sort_key


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        ("fi", ["aa", "az", "b", "z", "å", "åa", "ä", "ö"]),
        ("fi", ["v", "w", "x"]),
        ("sv", ["y", "z", "å", "ä", "æb", "ö", "øb"]),
        ("et", ["s", "š", "z", "ž", "t", "w", "õ", "ä", "ö", "ü", "x"]),
        ("ru", ["е", "ея", "ё", "ж", "и", "й", "к"]),
        ("uk", ["г", "ґ", "д", "е", "є", "ж", "и", "і", "ї", "й", "к"]),
        ("en", ["a", "å d", "äb", "ac", "b"]),
    ],
)
def test_letters_have_their_places(tag: str, names: list[str]) -> None:
    keys = [sort_key(name, tag) for name in names]

    assert keys == sorted(set(keys))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ESPOO", "espoo"),
        ("A-kilta", "a kilta"),
        ("  Kilta  ry. ", "kilta ry"),
        ("café", "cafe"),
        ("Straße", "strasse"),
        ("a\u0308iti", "äiti"),
    ],
)
def test_case_punctuation_and_accents_do_not_count(one: str, other: str) -> None:
    assert sort_key(one, "fi") == sort_key(other, "fi")


def test_a_regional_tag_has_the_alphabet_of_its_language() -> None:
    assert sort_key("Äiti", "fi-x-selko") == sort_key("Äiti", "fi")


def test_a_key_fits_its_column() -> None:
    assert len(sort_key("ö" * 500, "fi")) == 200


def test_shorter_comes_first_and_digits_before_letters() -> None:
    keys = [sort_key(name, "fi") for name in ("4H", "a", "aa", "aa b")]

    assert keys == sorted(set(keys))
