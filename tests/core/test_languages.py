"""The languages the site publishes in, and where a reader looks when a text is missing."""

from typing import Any

import pytest
from django.utils import translation
from wagtail.models import Locale

from cms.core.checks import check_languages
from cms.core.languages import (
    UnknownLanguage,
    are_forms_of_one,
    base_of,
    canonical,
    chain,
    content_languages,
    fallbacks,
    full_chain,
    is_well_formed,
    language,
    lookup,
    spoken,
)


@pytest.mark.parametrize(
    ("tag", "name", "native_name", "right_to_left", "config"),
    [
        ("fi", "Finnish", "suomi", False, "finnish"),
        ("sv", "Swedish", "svenska", False, "swedish"),
        ("ar", "Arabic", "العربيّة", True, "arabic"),
        ("fi-x-selko", "Easy Finnish", "selkosuomi", False, "finnish"),
        ("sv-x-latt", "Easy Swedish", "lätt svenska", False, "swedish"),
        ("ar-simple", "Easy Arabic", "العربيّة (easy)", True, "arabic"),
        ("so", "Somali", "Soomaali", False, "simple"),
        ("fsl", "Finnish Sign Language", "suomalainen viittomakieli", False, "simple"),
        ("xx", "xx", "xx", False, "simple"),
    ],
)
def test_what_is_known_of_a_tag(tag: str, name: str, native_name: str, right_to_left: bool, config: str) -> None:
    found = language(tag)

    assert (found.tag, found.name, found.native_name) == (tag, name, native_name)
    assert (found.is_right_to_left, found.search_config) == (right_to_left, config)


def test_the_sites_own_order_is_that_of_the_setting(settings: Any) -> None:
    settings.CONTENT_LANGUAGES = ["sv", "fi"]

    assert [item.tag for item in content_languages()] == ["sv", "fi"]
    assert chain(None) == ("sv", "fi")


def test_a_wish_keeps_its_order_and_loses_repeats() -> None:
    assert chain(["ru", "en", "ru", "fi"]) == ("ru", "en", "fi")


def test_an_empty_wish_and_an_unknown_language_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one language"):
        chain([])
    with pytest.raises(UnknownLanguage, match=r"Unknown language 'de'\. The site publishes in: fi, sv, en, ru\."):
        chain(["fi", "de"])


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("FI", "fi"),
        ("fi-fi", "fi-FI"),
        ("ZH-HANT-tw", "zh-Hant-TW"),
        ("FI-X-SELKO", "fi-x-selko"),
        ("en-ca-x-ca", "en-CA-x-ca"),
        ("sgn-be-fr", "sgn-BE-FR"),
        ("az-latn-x-latn", "az-Latn-x-latn"),
        ("de-1996", "de-1996"),
        ("es-419", "es-419"),
        ("x-ab-abcd", "x-ab-abcd"),
    ],
)
def test_tags_have_one_case(tag: str, written: str) -> None:
    assert canonical(tag) == written
    assert canonical(written) == written


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("fi", "fi"),
        ("FI", "fi"),
        ("fi-FI", "fi"),
        ("fi-x-selko", "fi-x-selko"),
        ("fi-x-selko-extra", "fi-x-selko"),
        ("fi-x-muu", "fi"),
        ("fi-u-co-phonebk", "fi"),
        ("zh-Hant-TW", "zh-hant"),
        ("zh-Hant-CN-x-private1-private2", "zh-hant"),
        ("zh-TW", None),
        ("zh", None),
        ("pt", None),
        ("pt-br", "pt-BR"),
        ("x-fi", None),
        ("*", None),
        ("", None),
    ],
)
def test_a_wish_leads_to_the_nearest_shorter_tag_there_is(tag: str, found: str | None) -> None:
    assert lookup(tag, ("fi", "fi-x-selko", "zh-hant", "pt-BR")) == found


def test_a_private_language_falls_to_its_base_where_the_site_lacks_it() -> None:
    assert lookup("fi-x-selko", ("sv", "fi")) == "fi"


def test_wishes_that_lead_to_one_language_are_one() -> None:
    assert chain(["FI", "fi-fi", "sv-FI", "sv"]) == ("fi", "sv")


def test_people_are_served_in_languages_of_their_own() -> None:
    assert spoken("SO-so") == "so"
    with pytest.raises(UnknownLanguage, match=r"Unknown language 'zh'\. People are served in: fi, sv, .* zh-Hans, "):
        spoken("zh")


@pytest.mark.parametrize("tag", ["fi_FI", "fi-", "-fi", "*", "suomenkieli", "fi FI", "fi-äö", "fi\n", "a" + "-b" * 60])
def test_what_is_no_tag_is_told_from_what_is(tag: str) -> None:
    assert not is_well_formed(tag)
    assert is_well_formed("zh-Hant-TW")


def test_fallbacks_are_languages_the_site_publishes_in(settings: Any) -> None:
    assert fallbacks("ru") == ["en", "fi"]
    settings.CONTENT_LANGUAGES = ["fi", "ru"]
    assert fallbacks("ru") == ["fi"]


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("et", ["en", "fi"]),
        ("fi-x-selko", ["fi", "en", "sv"]),
        ("sv-x-latt", ["sv", "fi", "en"]),
        ("ru-Latn-x-easy", ["ru", "en", "fi"]),
        ("de-simple", ["en", "fi"]),
    ],
)
def test_a_language_that_the_setting_does_not_name_falls_back_on_its_base_else_on_english_and_the_first(
    tag: str, found: list[str]
) -> None:
    assert fallbacks(tag) == found
    assert full_chain([tag])[: len(found) + 1] == (tag, *found)


def test_a_setting_without_fallbacks_is_heeded(settings: Any) -> None:
    settings.LANGUAGE_FALLBACKS = {"fi-x-selko": []}

    assert fallbacks("fi-x-selko") == []


@pytest.mark.parametrize(
    ("tag", "is_easy"),
    [
        ("fi-x-selko", True),
        ("FI-X-Selko", True),
        ("sv-x-latt", True),
        ("en-x-easy", True),
        ("de-simple", True),
        ("fi", False),
        ("zh-hant", False),
        ("selko", False),
        ("fi-x-murre", False),
    ],
)
def test_an_easy_language_is_known_by_its_tag(tag: str, is_easy: bool) -> None:
    assert language(tag).is_easy is is_easy


@pytest.mark.parametrize(("tag", "base"), [("fi-x-selko", "fi"), ("fi", None), ("de-simple", None), ("ar", None)])
def test_a_form_of_a_language_knows_it_where_the_site_publishes_in_it(tag: str, base: str | None) -> None:
    assert base_of(tag) == base


def test_forms_of_one_language_are_told_from_others() -> None:
    assert are_forms_of_one("fi", "fi-x-selko")
    assert are_forms_of_one("zh-Hant", "zh-hans")
    assert not are_forms_of_one("fi", "sv-x-latt")


@pytest.mark.parametrize(
    ("locales", "tags"),
    [
        (("fi",), ("fi", "en", "sv", "ru")),
        (("sv",), ("sv", "fi", "en", "ru")),
        (("ru",), ("ru", "en", "fi", "sv")),
        (("ru", "sv"), ("ru", "sv", "en", "fi")),
        (("en", "fi", "sv", "ru"), ("en", "fi", "sv", "ru")),
    ],
)
def test_a_full_chain_ends_with_whatever_the_site_has(locales: tuple[str, ...], tags: tuple[str, ...]) -> None:
    assert full_chain(locales) == tags


@pytest.mark.parametrize(("tags", "errors"), [(["fi"], 0), (["fi", "sv"], 0), (["fi", "fi"], 1), ([], 1)])
def test_a_language_twice_or_none_is_an_error_of_the_settings(settings: Any, tags: list[str], errors: int) -> None:
    settings.CONTENT_LANGUAGES = tags

    assert [error.id for error in check_languages()] == ["verkosto.E001"] * errors


def test_a_name_is_in_the_language_of_whoever_works_in_the_admin() -> None:
    labels = [language(tag).label for tag in ("fi", "fi-x-selko", "xx")]
    with translation.override("sv"):
        assert [str(label) for label in labels] == ["Finska", "Lätt finska", "xx"]
    with translation.override("fi"):
        assert [str(label) for label in labels] == ["suomi", "selkosuomi", "xx"]


@pytest.mark.django_db
def test_wagtail_names_languages_in_the_editors_language() -> None:
    russian = Locale.objects.get(language_code="ru")
    with translation.override("fi"):
        assert (str(russian), str(russian.get_display_name())) == ("venäjä", "venäjä")
    with translation.override("en"):
        assert str(russian) == "Russian"
