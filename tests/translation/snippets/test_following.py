"""Menus and footers: links and their order are the original's in every language, translators write the words."""

from typing import Any

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, TranslationSource

from cms.translation.snippets import following, texts
from cms.translation.snippets.earlier import carry_over
from cms.translation.texts.applying import Result
from home.models import Footer, Menu
from tests import factories as make
from tests.conftest import Graphql
from tests.content_api.trees.bodies import listed, stored

pytestmark = pytest.mark.django_db
MENUS = """query ($locales: [LanguageTag!]) {
  site(locales: $locales) { menus { handle items { title lang url children { title lang url } } } }
}"""
FOOTER = """query ($locales: [LanguageTag!]) {
  site(locales: $locales) {
    footer { ... on HeadingBlock { lang heading: text } ... on ParagraphBlock { lang text { html } } }
  }
}"""


def _item(title: str, url: str, *children: Any) -> dict[str, Any]:
    return {"title": title, "page": None, "url": url, "children": listed(*children)}


def _menu(*items: dict[str, Any], handle: str = "main", tag: str = "fi") -> Menu:
    return Menu.objects.create(handle=handle, locale=make.locale(tag), items=[stored("item", item) for item in items])


def _locale(tag: str) -> Locale:
    return make.locale(tag)


def write(row: Any, tag: str, *, version: str | None = None, **words: str) -> list[Any]:
    """Saves translations of texts by what the original says, with `_` for a space."""
    source, original = next(found for found in texts.sources(_locale(tag)) if found[1].pk == row.pk)
    outcomes = []
    for unit in texts.units(source, original, _locale(tag)):
        key = unit.plain_source.replace(" ", "_")
        if key in words:
            outcomes.append(texts.save(source, _locale(tag), int(unit.key), words[key], None, version).result)
    return outcomes


def titles(graphql: Graphql, *locales: str) -> list[tuple[str, str]]:
    (menu,) = graphql(MENUS, locales=list(locales))["site"]["menus"]
    return [(entry["title"], entry["lang"]) for item in menu["items"] for entry in [item, *item["children"]]]


def test_a_translated_title_is_shown_at_once_and_others_in_the_next_language(graphql: Graphql) -> None:
    menu = _menu(_item("Liity", "https://example.org/a", _item("Ohje", "https://example.org/b")))
    write(menu, "en", Ohje="Guide")

    assert write(menu, "sv", Liity="Gå med") == [Result.SAVED]

    assert titles(graphql, "sv") == [("Gå med", "sv"), ("Ohje", "fi")]
    # Of what Russian lacks, English is nearer than Finnish.
    assert write(menu, "ru", Liity="Вступить") == [Result.SAVED]
    assert titles(graphql, "ru") == [("Вступить", "ru"), ("Guide", "en")]
    assert titles(graphql, "fi") == [("Liity", "fi"), ("Ohje", "fi")]


def test_links_and_their_order_follow_the_original_into_every_language(graphql: Graphql) -> None:
    menu = _menu(_item("Liity", "https://example.org/a"), _item("Ohje", "https://example.org/b"))
    write(menu, "sv", Liity="Gå med", Ohje="Guide")

    first, second = menu.items.get_prep_value()
    second["value"]["url"] = "https://example.org/uusi"
    menu.items = menu.items.stream_block.to_python(
        [second, stored("item", _item("Uusi", "https://example.org/c")), first]
    )
    menu.handle = "paa"
    menu.save()

    (found,) = graphql(MENUS, locales=["sv"])["site"]["menus"]
    assert (found["handle"], [(item["title"], item["url"]) for item in found["items"]]) == (
        "paa",
        [("Guide", "https://example.org/uusi"), ("Uusi", "https://example.org/c"), ("Gå med", "https://example.org/a")],
    )


def test_a_title_that_was_corrected_keeps_its_translation_and_one_written_anew_does_not(graphql: Graphql) -> None:
    menu = _menu(_item("Liity jäseneksi", "https://example.org/a"), _item("Ohje", "https://example.org/b"))
    write(menu, "sv", Liity_jäseneksi="Bli medlem", Ohje="Guide")

    raw = menu.items.get_prep_value()
    raw[0]["value"]["title"], raw[1]["value"]["title"] = "Liity jäseneksi!", "Kirjaudu"
    menu.items = menu.items.stream_block.to_python(raw)
    menu.save()

    assert titles(graphql, "sv") == [("Bli medlem", "sv"), ("Kirjaudu", "fi")]
    source, original = texts.sources(_locale("sv"))[0]
    units = texts.units(source, original, _locale("sv"))
    assert [(unit.plain_source, unit.words, unit.state.value, unit.was) for unit in units] == [
        ("Liity jäseneksi!", "Bli medlem", "changed", "Liity jäseneksi"),
        ("Kirjaudu", "Guide", "changed", "Ohje"),
    ]


def test_a_block_of_the_footer_is_shown_in_a_language_when_all_of_it_is_translated(graphql: Graphql) -> None:
    body = [
        stored("heading", {"text": "Yhteys", "level": "2"}),
        stored("paragraph", '<p>Soita <a href="https://example.org/">meille</a>.</p><p>Tai kirjoita.</p>'),
    ]
    footer = Footer.objects.create(locale=_locale("fi"), body=body)
    write(footer, "sv", **{"Yhteys": "Kontakt", "Tai_kirjoita.": "Eller skriv."})

    def shown() -> Any:
        return graphql(FOOTER, locales=["sv"])["site"]["footer"]

    assert [block["lang"] for block in shown()] == ["sv", "fi"]

    write(footer, "sv", **{"Soita_meille.": 'Ring <a id="a1">oss</a>.'})

    assert shown() == [
        {"lang": "sv", "heading": "Kontakt"},
        {"lang": "sv", "text": {"html": '<p>Ring <a href="https://example.org/">oss</a>.</p><p>Eller skriv.</p>'}},
    ]


def test_a_language_that_has_its_own_menu_follows_none(graphql: Graphql) -> None:
    own = _menu(_item("Eget", "https://example.org/sv"), tag="sv")
    menu = _menu(_item("Liity", "https://example.org/a"))

    assert [row.pk for _source, row in texts.sources(_locale("sv"))] == []
    assert [row.pk for _source, row in texts.sources(_locale("fi"))] == []
    assert {row.pk for _source, row in texts.sources(_locale("en"))} == {own.pk, menu.pk}
    assert titles(graphql, "sv") == [("Eget", "sv")]


def test_a_language_that_gets_its_own_menu_while_somebody_translates_keeps_it(graphql: Graphql) -> None:
    menu = _menu(_item("Liity", "https://example.org/a"))
    source, original = texts.sources(_locale("sv"))[0]
    (unit,) = texts.units(source, original, _locale("sv"))
    _menu(_item("Eget", "https://example.org/sv"), tag="sv")

    outcome = texts.save(source, _locale("sv"), int(unit.key), "Gå med", None, None)

    assert outcome.result == Result.SAVED
    assert titles(graphql, "sv") == [("Eget", "sv")]
    assert Menu.objects.filter(translation_key=menu.translation_key).count() == 1


def test_a_language_that_gets_its_own_footer_has_done_with_the_translated_one(graphql: Graphql) -> None:
    footer = Footer.objects.create(locale=_locale("fi"), body=[stored("heading", {"text": "Yhteys", "level": "2"})])
    write(footer, "sv", Yhteys="Kontakt")

    own = Footer.objects.create(locale=_locale("sv"), body=[stored("heading", {"text": "Eget", "level": "2"})])

    assert graphql(FOOTER, locales=["sv"])["site"]["footer"] == [{"lang": "sv", "heading": "Eget"}]
    footer.save()
    assert set(Footer.objects.values_list("pk", flat=True)) == {footer.pk, own.pk}
    assert texts.sources(_locale("sv")) == []


def test_a_language_that_deletes_its_own_footer_gets_the_translated_one_back(graphql: Graphql) -> None:
    footer = Footer.objects.create(locale=_locale("fi"), body=[stored("heading", {"text": "Yhteys", "level": "2"})])
    write(footer, "sv", Yhteys="Kontakt")
    own = Footer.objects.create(locale=_locale("sv"), body=[stored("heading", {"text": "Eget", "level": "2"})])

    Footer.objects.get(pk=own.pk).delete()

    assert graphql(FOOTER, locales=["sv"])["site"]["footer"] == [{"lang": "sv", "heading": "Kontakt"}]


def test_what_a_translator_has_taken_away_does_not_come_back_with_the_next_migration(graphql: Graphql) -> None:
    menu = _menu(_item("Liity jäsen", "https://example.org/a"))
    write(menu, "sv", Liity_jäsen="Bli")
    raw = menu.items.get_prep_value()
    raw[0]["value"]["title"] = "Liity jäseneksi"
    menu.items = menu.items.stream_block.to_python(raw)
    menu.save()
    write(menu, "sv", Liity_jäseneksi="")

    carry_over()

    assert titles(graphql, "sv") == [("Liity jäseneksi", "fi")]


def test_of_two_menus_with_one_handle_a_language_has_the_one_that_was_translated_last(graphql: Graphql) -> None:
    english = _menu(_item("Own", "https://example.org/en"), tag="en")
    finnish = _menu(_item("Liity", "https://example.org/a"))
    write(finnish, "sv", Liity="Gå med")
    assert titles(graphql, "sv") == [("Gå med", "sv")]

    write(english, "sv", Own="Eget")

    assert titles(graphql, "sv") == [("Eget", "sv")]


def test_a_language_may_make_its_own_menu_where_a_translated_one_is(graphql: Graphql) -> None:
    menu = _menu(_item("Liity", "https://example.org/a"))
    write(menu, "sv", Liity="Gå med")

    _menu(_item("Eget", "https://example.org/sv"), tag="sv")

    assert titles(graphql, "sv") == [("Eget", "sv")]


def test_without_its_original_nothing_is_left_to_follow() -> None:
    menu = _menu(_item("Liity", "https://example.org/a"))
    write(menu, "sv", Liity="Gå med")
    assert Menu.objects.count() == 2

    Menu.objects.filter(pk=menu.pk).delete()

    assert not Menu.objects.exists()
    assert not TranslationSource.objects.exists()


def test_what_two_write_at_once_is_not_overwritten_unseen(graphql: Graphql) -> None:
    menu = _menu(_item("Liity", "https://example.org/a"))
    write(menu, "sv", Liity="Gå med")

    assert write(menu, "sv", version="", Liity="Anslut dig") == [Result.CONFLICT]
    assert titles(graphql, "sv") == [("Gå med", "sv")]


def test_two_who_begin_a_language_at_once_begin_one_translation() -> None:
    source = following.source_of(_menu(_item("Liity", "https://example.org/a")))
    assert source is not None
    first, second = (following.translation_into(source, _locale("sv")) for _ in range(2))
    editor = make.user("editor")

    for translation in (first, second):
        texts.show(translation, editor)

    assert [row.uuid for row in source.translations.all()] == [first.uuid]


def test_saving_an_original_again_writes_no_row_of_another_language(django_assert_max_num_queries: Any) -> None:
    menu = _menu(_item("Liity", "https://example.org/a"))
    write(menu, "sv", Liity="Gå med")
    with django_assert_max_num_queries(60) as found:
        menu.save()
    assert len([query for query in found if query["sql"].startswith('UPDATE "home_menu"')]) == 1


def test_what_another_title_was_translated_from_is_not_taken_for_what_this_one_said(graphql: Graphql) -> None:
    menu = _menu(_item("Tapahtumat", "https://example.org/a"), _item("Tiedot", "https://example.org/b"))
    write(menu, "sv", Tapahtumat="Info")
    write(menu, "sv", Tiedot="Info")

    raw = menu.items.get_prep_value()
    raw[0]["value"]["title"] = "Tiedote"
    menu.items = menu.items.stream_block.to_python(raw)
    menu.save()

    assert titles(graphql, "sv") == [("Tiedote", "fi"), ("Info", "sv")]
    source, original = texts.sources(_locale("sv"))[0]
    assert [unit.was for unit in texts.units(source, original, _locale("sv"))] == ["Tapahtumat", ""]


def test_menus_of_an_earlier_version_are_carried_over(graphql: Graphql) -> None:
    """There, every language had a whole menu, with the original's words in the holes."""
    menu = _menu(_item("Liity", "https://example.org/a"), _item("Ohje", "https://example.org/b"))
    write(menu, "sv", Liity="Gå med")
    swedish = Menu.objects.get(locale=_locale("sv"))
    old = swedish.items.get_prep_value()
    old[1]["value"]["title"], old[1]["value"]["url"] = "Ohje", "https://example.org/vanha"
    Menu.objects.filter(pk=swedish.pk).update(items=old)
    by_hand = make.locale("en")
    write(menu, "en", Liity="Join")
    source = following.source_of(menu)
    assert source is not None
    source.translations.filter(target_locale=by_hand).update(enabled=False)
    StringTranslation.objects.filter(locale=by_hand).delete()
    Menu.objects.filter(locale=by_hand).update(items=[stored("item", _item("By hand", "https://example.org/hand"))])

    carry_over()
    carry_over()

    assert titles(graphql, "sv") == [("Gå med", "sv"), ("Ohje", "fi")]
    assert titles(graphql, "en") == [("By hand", "en")]
    menu.refresh_from_db()
    menu.save()
    assert titles(graphql, "en") == [("By hand", "en")]
