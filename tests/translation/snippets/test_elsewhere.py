"""Menus and footers have what pages have: memory, files for tools, links of their own in a language."""

import io
import zipfile
from typing import Any

import pytest
from django.test import Client
from wagtail_localize.models import OverridableSegment, StringTranslation, Translation

from cms.translation.models import Origin, TextVersion
from cms.translation.snippets import following
from home.models import Footer, Menu
from tests import factories as make
from tests.admin import is_refused, signed_in, text_of
from tests.content_api.trees.bodies import stored
from tests.translation.screen.screen import save as save_on_page
from tests.translation.snippets.test_desk import LABELS, _desk, _segment
from tests.translation.snippets.test_following import MENUS, _item, _menu, titles, write

pytestmark = pytest.mark.django_db
IMPORT = "/admin/translations/files/"


@pytest.fixture
def menu() -> Menu:
    return _menu(_item("Liity jäseneksi", "https://example.org/a"), _item("Ohje", "https://example.org/b"))


def _matches(client: Client, address: str) -> Any:
    answer = client.get(f"{address}memory/")
    assert answer.status_code == 200
    return [(match["percent"], match["words"]) for match in answer.json()["matches"]]


def _remembered(client: Client, words: str, translated: str) -> None:
    page = make.article(ingress=words)
    make.translate(page, "sv", strings=0, live=False)
    save_on_page(client, page, words, translated)


def test_a_title_and_a_label_are_offered_what_pages_said(swedish: Client, menu: Menu) -> None:
    _remembered(swedish, "Liity jäseneksi!", "Bli medlem!")
    theme = make.theme("liity", names={"fi": "Liity jäseneksi"})

    assert _matches(swedish, f"{_desk(menu)}{_segment('Liity jäseneksi')}/") == [(97, "Bli medlem!")]
    assert _matches(swedish, f"{LABELS}organisations.theme.names/{theme.pk}/") == [(97, "Bli medlem!")]
    screen = text_of(swedish.get(LABELS))
    assert f'data-suggest="{_desk(menu)}{_segment("Liity jäseneksi")}/memory/"' in screen
    assert f'data-suggest="{LABELS}organisations.theme.names/{theme.pk}/memory/"' in screen


def test_pages_are_offered_what_menus_said(swedish: Client, menu: Menu) -> None:
    write(menu, "sv", Liity_jäseneksi="Bli medlem")
    page = make.article(ingress="Liity jäseneksi")
    make.translate(page, "sv", strings=0, live=False)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    key = translation.source.stringsegment_set.get(string__data="Liity jäseneksi", context__path="ingress").pk

    assert _matches(swedish, f"/admin/translations/texts/{translation.pk}/{key}/") == [(100, "Bli medlem")]


def test_words_are_looked_up_from_what_is_no_page(swedish: Client, menu: Menu) -> None:
    _remembered(swedish, "Liity jäseneksi!", "Bli medlem!")

    found = swedish.get("/admin/translations/sv/look-up/", {"q": "jäseneksi"}).json()

    assert found == {
        "found": [[[["Liity ", False], ["jäseneksi", True], ["!", False]], [["Bli medlem!", False]]]],
        "isCut": False,
    }
    for address in (LABELS, _desk(menu)):
        assert 'data-url="/admin/translations/sv/look-up/"' in text_of(swedish.get(address))
    assert is_refused(swedish.get("/admin/translations/ru/look-up/", {"q": "jäseneksi"}))


def test_memory_is_refused_to_who_may_not_translate_the_text(swedish: Client, menu: Menu) -> None:
    theme = make.theme("liity", names={"fi": "Liity"})
    segment = _segment("Ohje")

    assert is_refused(swedish.get(f"{_desk(menu, 'ru')}{segment}/memory/"))
    assert is_refused(swedish.get(f"/admin/translations/ru/records/organisations.theme.names/{theme.pk}/memory/"))
    assert swedish.get(f"{_desk(menu)}999999/memory/").status_code == 404
    assert swedish.get(f"{LABELS}organisations.theme.names/999999/memory/").status_code == 404
    assert swedish.get(f"{LABELS}organisations.theme.nothing/{theme.pk}/memory/").status_code == 404


def _download(client: Client, row: Any, kind: str) -> tuple[str, str]:
    answer = client.get(f"{_desk(row)}files/{kind}/")
    assert answer.status_code == 200
    return answer.headers["Content-Disposition"], answer.content.decode()


def _translated(text: str, kind: str, **words: str) -> str:
    """What a tool makes of a file."""
    for source, target in words.items():
        if kind == "po":
            text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{target}"')
        elif kind == "xliff-1.2":
            text = text.replace(f"<source>{source}</source>", f'<source>{source}</source><target state="translated">{target}</target>')  # fmt: skip  # noqa: E501
        else:
            text = text.replace(
                f'<segment state="initial"><source>{source}</source>',
                f'<segment state="translated"><source>{source}</source><target>{target}</target>',
            )
    return text


def _bring(client: Client, name: str, content: str, **more: str) -> str:
    file = io.BytesIO(content.encode())
    file.name = name
    return text_of(client.post(IMPORT, {"file": file, **more}))


@pytest.mark.parametrize("kind", ["xliff-2.1", "xliff-1.2", "po"])
def test_a_menu_goes_out_as_a_file_and_what_comes_back_is_seen(
    swedish: Client, menu: Menu, graphql: Any, kind: str
) -> None:
    disposition, text = _download(swedish, menu, kind)
    ending = "po" if kind == "po" else "xlf"
    assert disposition == f'attachment; filename="menu-main-sv.{ending}"'
    assert not Translation.objects.exists()  # A download begins nothing.
    done = _translated(text, kind, Ohje="Guide")

    tried = _bring(swedish, f"menu.{ending}", done, **{"try": "1"})
    assert "1 text would be imported. Nothing is changed yet." in tried
    assert not StringTranslation.objects.exists()
    assert titles(graphql, "sv") == [("Liity jäseneksi", "fi"), ("Ohje", "fi")]

    taken = _bring(swedish, f"menu.{ending}", done)
    assert "1 text was imported." in taken
    assert f'<a href="{_desk(menu)}" lang="sv">Menu › main</a> (sv)' in taken
    assert titles(graphql, "sv") == [("Liity jäseneksi", "fi"), ("Guide", "sv")]
    assert TextVersion.objects.get().origin == Origin.IMPORT
    assert "Unchanged" in _bring(swedish, f"menu.{ending}", done)
    # The same file is known also once the language has its row.
    assert "1 text was imported." in _bring(
        swedish, f"menu.{ending}", _translated(text, kind, **{"Liity jäseneksi": "Bli medlem"})
    )
    assert titles(graphql, "sv") == [("Bli medlem", "sv"), ("Guide", "sv")]


def test_menus_come_back_in_a_zip_with_pages(swedish: Client, menu: Menu, graphql: Any) -> None:
    text = _download(swedish, menu, "xliff-2.1")[1]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("menu.xlf", _translated(text, "xliff-2.1", Ohje="Guide"))
        file.writestr("other.xlf", "no xliff")
    packed.seek(0)
    packed.name = "all.zip"

    answer = text_of(swedish.post(IMPORT, {"file": packed}))

    assert "1 text was imported." in answer
    assert titles(graphql, "sv") == [("Liity jäseneksi", "fi"), ("Guide", "sv")]


def test_a_footers_file_holds_its_rich_texts_with_codes(swedish: Client, graphql: Any) -> None:
    text = '<p>Soita <a href="https://example.org/">meille</a>.</p>'
    footer = Footer.objects.create(locale=make.locale("fi"), body=[stored("paragraph", text)])

    content = _download(swedish, footer, "xliff-2.1")[1]
    source = content.split("<source>")[1].split("</source>")[0]
    done = content.replace('state="initial"', 'state="translated"').replace(
        "</source>", f"</source><target>{source.replace('Soita', 'Ring').replace('meille', 'oss')}</target>"
    )
    _bring(swedish, "footer.xlf", done)

    found = graphql('{ site(locales: ["sv"]) { footer { ... on ParagraphBlock { lang text { html } } } } }')
    assert found["site"]["footer"] == [
        {"lang": "sv", "text": {"html": '<p>Ring <a href="https://example.org/">oss</a>.</p>'}}
    ]


def test_a_menus_file_is_taken_only_from_those_who_translate_into_its_language(menu: Menu, graphql: Any) -> None:
    russian, swedish = signed_in("Translators: ru", name="ru"), signed_in("Translators: sv", name="sv")
    text = _download(swedish, menu, "xliff-2.1")[1]
    done = _translated(text, "xliff-2.1", Ohje="Guide")

    refused = _bring(russian, "menu.xlf", done)
    other = _bring(swedish, "menu.xlf", done.replace('trgLang="sv"', 'trgLang="ru"'))

    assert "No right" in refused
    assert "You may not translate into this language." in refused
    assert "Menu › main" not in refused
    assert "Other language" in other
    assert titles(graphql, "sv") == [("Liity jäseneksi", "fi"), ("Ohje", "fi")]
    assert is_refused(russian.get(f"{_desk(menu)}files/po/"))
    assert swedish.get(f"{_desk(menu)}files/docx/").status_code == 404
    assert swedish.get("/admin/translations/sv/menus/999999/files/po/").status_code == 404


def _links(graphql: Any, tag: str) -> list[str]:
    (found,) = graphql(MENUS, locales=[tag])["site"]["menus"]
    return [item["url"] for item in found["items"]]


def test_a_link_of_a_menu_may_lead_elsewhere_in_one_language(swedish: Client, menu: Menu, graphql: Any) -> None:
    write(menu, "sv", Liity_jäseneksi="Bli medlem")
    part = OverridableSegment.objects.filter(data_json='"https://example.org/b"').get()
    address = f"{_desk(menu)}own/{part.pk}/"

    assert "Links, images and documents" in text_of(swedish.get(_desk(menu)))
    saved = text_of(swedish.post(address, {"value": "https://example.org/sv"}, follow=True))

    assert "Saved: readers see it at once." in saved
    assert "https://example.org/sv <em>(of its own)</em>" in saved
    assert _links(graphql, "sv") == ["https://example.org/a", "https://example.org/sv"]
    assert _links(graphql, "fi") == ["https://example.org/a", "https://example.org/b"]
    fresh = Menu.objects.get(pk=menu.pk)
    fresh.save()
    assert _links(graphql, "sv") == ["https://example.org/a", "https://example.org/sv"]
    assert "The original&#x27;s is used again." in text_of(swedish.post(address, {"remove": "1"}, follow=True))
    assert _links(graphql, "sv") == ["https://example.org/a", "https://example.org/b"]


def test_a_link_that_may_not_be_followed_or_is_another_languages_is_refused(
    swedish: Client, menu: Menu, graphql: Any
) -> None:
    part = OverridableSegment.objects.filter(data_json='"https://example.org/b"').get()

    told = text_of(swedish.post(f"{_desk(menu)}own/{part.pk}/", {"value": "javascript:alert(1)"}, follow=True))

    assert "Enter a valid URL." in told
    assert is_refused(swedish.post(f"{_desk(menu, 'ru')}own/{part.pk}/", {"value": "https://example.org/ru"}))
    assert swedish.post(f"{_desk(menu)}own/999999/", {"value": "https://example.org/ru"}).status_code == 404
    assert _links(graphql, "sv") == ["https://example.org/a", "https://example.org/b"]
    assert following.source_of(menu) is not None
