"""Menus and footers at the translators' desk."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry
from wagtail_localize.models import StringSegment, Translation

from cms.translation.models import TextVersion
from cms.translation.snippets import following
from home.models import Footer, Menu
from tests import factories as make
from tests.admin import is_refused, signed_in, text_of
from tests.content_api.trees.bodies import stored
from tests.translation.snippets.test_following import _item, _menu, titles, write

pytestmark = pytest.mark.django_db
LABELS = "/admin/translations/sv/records/"


@pytest.fixture
def menu() -> Menu:
    return _menu(_item("Liity", "https://example.org/a"), _item("Ohje", "https://example.org/b"))


def _desk(row: Any, tag: str = "sv") -> str:
    source = following.source_of(row)
    assert source is not None
    return f"/admin/translations/{tag}/menus/{source.pk}/"


def _segment(words: str) -> int:
    return int(StringSegment.objects.get(string__data=words).pk)


def test_what_waits_is_told_among_the_labels_and_all_of_it_on_its_own_screen(swedish: Client, menu: Menu) -> None:
    write(menu, "sv", Liity="Gå med")

    labels = text_of(swedish.get(LABELS))
    assert f'<a href="{_desk(menu)}">Menu › main</a> (1 text waits)' in labels
    assert "Menu › main › Items › Item › Title" in labels
    assert "Gå med" not in labels
    own = text_of(swedish.get(_desk(menu)))
    assert "Gå med" in own
    assert "Ohje" in own


def test_a_translator_writes_a_title_and_the_api_gives_it(swedish: Client, menu: Menu, graphql: Any) -> None:
    answer = swedish.post(f"{_desk(menu)}{_segment('Liity')}/", {"words": "Gå <med> & kom", "version": ""})

    assert (answer.status_code, answer.json()["state"]) == (200, "published")
    assert titles(graphql, "sv") == [("Gå <med> & kom", "sv"), ("Ohje", "fi")]
    version = TextVersion.objects.get()
    assert (version.source, version.words, str(version.by)) == ("Liity", "Gå &lt;med&gt; &amp; kom", "editor")
    assert ModelLogEntry.objects.get(content_type__model="menu").user.username == "editor"


def test_what_may_not_stand_there_is_refused_and_nothing_is_saved(swedish: Client, menu: Menu, graphql: Any) -> None:
    answer = swedish.post(f"{_desk(menu)}{_segment('Liity')}/", {"words": "x" * 101, "version": ""})

    assert answer.status_code == 400
    assert "100" in answer.json()["problem"]
    assert titles(graphql, "sv") == [("Liity", "fi"), ("Ohje", "fi")]


def test_two_at_once_are_told(swedish: Client, menu: Menu) -> None:
    write(menu, "sv", Liity="Gå med")

    answer = swedish.post(f"{_desk(menu)}{_segment('Liity')}/", {"words": "Anslut dig", "version": ""})

    assert (answer.status_code, answer.json()["words"]) == (409, "Gå med")


def test_a_text_that_is_no_more_is_kept_and_told(swedish: Client, menu: Menu) -> None:
    address = f"{_desk(menu)}{_segment('Liity')}/"
    raw = menu.items.get_prep_value()
    raw[0]["value"]["title"] = "Liity mukaan"
    menu.items = menu.items.stream_block.to_python(raw)
    menu.save()

    assert swedish.post(address, {"words": "Gå med", "version": ""}).status_code == 410
    assert "Gå med" in text_of(swedish.get(_desk(menu)))


def test_a_rich_text_of_the_footer_is_written_with_its_links(swedish: Client, graphql: Any) -> None:
    text = '<p>Soita <a href="https://example.org/">meille</a>.</p>'
    footer = Footer.objects.create(locale=make.locale("fi"), body=[stored("paragraph", text)])
    segment = StringSegment.objects.get()

    address = f"{_desk(footer)}{segment.pk}/"
    lost = swedish.post(address, {"words": "Ring oss.", "rich": "1", "version": ""})
    kept = swedish.post(address, {"words": 'Ring <a id="a1">oss</a>.', "rich": "1", "version": ""})

    assert (lost.status_code, kept.status_code) == (400, 200)
    found = graphql('{ site(locales: ["sv"]) { footer { ... on ParagraphBlock { lang text { html } } } } }')
    assert found["site"]["footer"] == [
        {"lang": "sv", "text": {"html": '<p>Ring <a href="https://example.org/">oss</a>.</p>'}}
    ]


def test_a_translator_writes_into_her_language_and_changes_nothing_else(swedish: Client, menu: Menu) -> None:
    write(menu, "ru", Liity="Вступить")
    address = f"{_desk(menu, 'ru')}{_segment('Liity')}/"
    assert is_refused(swedish.get(_desk(menu, "ru")))
    assert is_refused(swedish.post(address, {"words": "x"}))
    assert swedish.get("/admin/translations/sv/menus/999999/").status_code == 404
    assert swedish.post(f"{_desk(menu)}999999/", {"words": "x"}).status_code == 404
    assert swedish.get(f"{_desk(menu)}{_segment('Liity')}/").status_code == 405
    # The original's own language has nothing to translate.
    assert signed_in("Communicators", name="c").get(_desk(menu, "fi")).status_code == 404
    russian = Menu.objects.get(locale=make.locale("ru"))
    for row in (menu, russian):
        assert is_refused(swedish.get(f"/admin/snippets/home/menu/edit/{row.pk}/"))
        assert is_refused(swedish.post(f"/admin/snippets/home/menu/delete/{row.pk}/"))


def test_editors_see_originals_and_those_of_other_languages_lead_to_the_desk(menu: Menu) -> None:
    write(menu, "sv", Liity="Gå med")
    swedish = Menu.objects.get(locale=make.locale("sv"))
    client = signed_in("Communicators")

    listed = text_of(client.get("/admin/snippets/home/menu/"))
    assert f"/admin/snippets/home/menu/edit/{menu.pk}/" in listed
    assert f"/admin/snippets/home/menu/edit/{swedish.pk}/" not in listed
    assert "/admin/localize/submit/" not in listed
    assert "/admin/localize/update/" not in listed
    response = client.get(f"/admin/snippets/home/menu/edit/{swedish.pk}/")
    assert (response.status_code, response["location"]) == (302, _desk(menu))


def test_localizes_own_addresses_of_menus_are_refused_or_lead_to_the_desk(menu: Menu) -> None:
    write(menu, "sv", Liity="Gå med")
    client = signed_in("Communicators")
    one = f"/admin/localize/translate/{Translation.objects.get().pk}"

    assert client.put(f"{one}/strings/{_segment('Liity')}/edit/", "value=X").status_code == 404
    for name in ("pofile/upload", "disable", "machine_translate"):
        assert client.post(f"{one}/{name}/").status_code == 404
    for name in ("pofile/download", "preview"):
        assert client.get(f"{one}/{name}/").status_code == 404
    response = client.post(f"/admin/localize/submit/snippet/home/menu/{menu.pk}/", {"locales": []})
    assert (response.status_code, response["location"]) == (302, "/admin/translations/")
