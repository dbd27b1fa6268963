"""A short text in several languages: one field, one form, and the best of it for each reader."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from cms.core.text.localised_text import LocalisedText, LocalisedTextField, LocalisedTextFormField, LocalisedTextWidget
from organisations.models import Theme
from tests import factories as make


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Whether or not the catalogues have been compiled."""
    with override("en"):
        yield


@pytest.mark.parametrize(
    ("texts", "locales", "best"),
    [
        ({"fi": "suomi", "sv": "ruotsi"}, ("sv",), "ruotsi"),
        ({"fi": "suomi", "sv": "ruotsi"}, ("en",), "suomi"),
        ({"en": "englanti", "fi": "suomi"}, ("ru",), "englanti"),
        ({"fi": "", "sv": "ruotsi"}, ("fi",), "ruotsi"),
        ({"ru": "venäjä"}, ("fi",), "venäjä"),
        ({"et": "viro"}, ("fi",), "viro"),
        ({}, ("fi",), ""),
    ],
)
def test_the_best_text_is_found_along_the_fallbacks(texts: dict[str, str], locales: tuple[str, ...], best: str) -> None:
    assert LocalisedText(texts).best(locales) == best


def test_it_is_printed_in_the_language_of_the_admin() -> None:
    text = LocalisedText({"fi": "suomi", "sv": "ruotsi"})
    for tag, shown in (("sv", "ruotsi"), ("fi", "suomi"), ("en", "suomi")):
        with override(tag):
            assert str(text) == shown


def test_only_blanks_are_no_text() -> None:
    assert not LocalisedText({"fi": ""})
    assert not LocalisedText()
    assert LocalisedText({"fi": "", "sv": "x"})


def test_the_widget_has_an_input_for_each_language_of_the_site(settings: Any) -> None:
    settings.CONTENT_LANGUAGES = ["fi", "ar"]

    html = LocalisedTextWidget().render("label", LocalisedText({"fi": 'A "b" <c>'}), {"id": "id_label"})

    assert '<label for="id_label_fi" lang="fi">suomi</label>' in html
    assert 'id="id_label_fi"' in html
    assert 'name="label_fi"' in html
    assert 'value="A &quot;b&quot; &lt;c&gt;"' in html
    assert 'lang="ar"' in html
    assert 'dir="rtl"' in html
    assert "label_sv" not in html


def test_a_long_text_has_text_areas() -> None:
    html = LocalisedTextWidget(multiline=True).render("note", {"sv": "<b>"}, {})

    assert html.count("<textarea") == 4
    assert "&lt;b&gt;</textarea>" in html


def test_the_widget_reads_what_was_sent() -> None:
    widget = LocalisedTextWidget()

    assert widget.value_from_datadict({"label_fi": "  a ", "label_sv": ""}, {}, "label") == {
        "fi": "a", "sv": "", "en": "", "ru": "",
    }  # fmt: skip
    assert widget.value_omitted_from_data({"other_fi": "a"}, {}, "label") is True
    assert widget.value_omitted_from_data({"label_ru": ""}, {}, "label") is False
    assert widget.id_for_label("id_label") == "id_label_fi"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"fi": "a"}, None),
        ({"fi": "", "sv": "b"}, None),
        ({}, "required"),
        ({"fi": ""}, "required"),
        (None, "required"),
        ({"fi": "a" * 11}, "max_length"),
        ({"fi": "a\x00"}, "null_characters"),
    ],
)
def test_the_form_field_refuses_in_words(value: Any, code: str | None) -> None:
    field = LocalisedTextFormField(max_length=10)
    try:
        cleaned = field.clean(value)
        assert all(cleaned.values())
        found = None
    except ValidationError as error:
        found = str(error.code)

    assert found == code


def test_too_long_a_text_is_told_with_its_language_and_length() -> None:
    with pytest.raises(ValidationError, match="sv: at most 10 characters, this has 11"):
        LocalisedTextFormField(max_length=10).clean({"fi": "a", "sv": "b" * 11})


def test_a_blank_more_or_less_is_no_change() -> None:
    field = LocalisedTextFormField()

    assert field.has_changed({"fi": "a"}, {"fi": "a", "sv": ""}) is False
    assert field.has_changed(None, {"fi": ""}) is False
    assert field.has_changed({"fi": "a"}, {"fi": "b"}) is True
    assert field.has_changed({"fi": "a"}, {"fi": ""}) is True


@pytest.mark.parametrize(
    ("value", "code"),
    [({"fi": "a"}, None), ({}, "blank"), ({"fi": ""}, "blank"), ([], "invalid"), ({"fi": 5}, "invalid")],
)
def test_the_model_field_refuses_what_is_no_text(value: Any, code: str | None) -> None:
    try:
        LocalisedTextField().validate(value, None)
        found = None
    except ValidationError as error:
        found = str(error.code)

    assert found == code


def test_a_field_that_may_be_blank_may_be_empty() -> None:
    LocalisedTextField(blank=True).validate({}, None)


def test_the_field_tells_its_bounds_to_migrations_and_forms() -> None:
    field = LocalisedTextField(text_length=60, multiline=True)

    assert field.deconstruct()[3] == {"default": LocalisedText, "text_length": 60, "multiline": True}
    form_field = field.formfield()
    assert (form_field.max_length, form_field.widget.multiline, form_field.required) == (60, True, True)


@pytest.mark.django_db
def test_it_comes_back_from_the_database_as_it_was() -> None:
    theme = make.theme("osallisuus", names={"fi": "osallisuus", "ru": "участие"})

    stored = Theme.objects.get(pk=theme.pk).names

    assert isinstance(stored, LocalisedText)
    assert stored == {"fi": "osallisuus", "ru": "участие"}


def test_a_form_keeps_texts_in_languages_that_it_does_not_have(settings: Any) -> None:
    settings.CONTENT_LANGUAGES = ["fi", "sv"]
    theme = Theme(names={"fi": "vanha", "sv": "gammal", "ru": "старый"})
    field = Theme._meta.get_field("names")

    assert isinstance(field, LocalisedTextField)
    field.save_form_data(theme, LocalisedText({"fi": "uusi"}))

    assert theme.names == {"fi": "uusi", "ru": "старый"}
    form_field = LocalisedTextFormField()
    assert not form_field.has_changed(theme.names, LocalisedText({"fi": "uusi", "sv": ""}))
    assert form_field.has_changed(theme.names, LocalisedText({"fi": "", "sv": ""}))
