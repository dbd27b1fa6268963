"""What comes back in a file as it went says nothing about what somebody has written meanwhile."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import ModelLogEntry
from wagtail_localize.models import StringTranslation

from cms.translation.localize import po_files
from cms.translation.models import Origin, TextVersion
from cms.translation.snippets import following
from cms.translation.texts import applying, carrying
from news.models import NewsArticlePage
from tests import factories as make
from tests.translation.files.test_xliff import translated
from tests.translation.screen.screen import save, segment, translation_of
from tests.translation.snippets.test_following import _item, _menu

pytestmark = pytest.mark.django_db


def _row(article: Any, words: str) -> StringTranslation:
    return StringTranslation.objects.get(
        translation_of__data=words, context__object_id=article.translation_key, locale=make.locale("sv")
    )


def _taken_along(client: Client, article: Any, version: str) -> bytes:
    return client.get(f"/admin/translations/texts/{translation_of(article).pk}/xliff/{version}/").content


def _bring_back(client: Client, article: Any, content: bytes) -> None:
    address = f"/admin/translations/texts/{translation_of(article).pk}/xliff/"
    client.post(address, {"file": SimpleUploadedFile("p.xlf", content)})


def _with_machine_words() -> Any:
    article = make.article("Uutinen avustuksista")
    make.translate(article, "sv", strings=0, live=False)
    one = segment(article, "Uutinen avustuksista")
    applying.apply(translation_of(article), one.pk, "Maskinens ord", None, original=article, origin=Origin.MACHINE)
    return article


@pytest.mark.parametrize("version", ["1.2", "2.1"])
def test_machine_words_in_an_untouched_file_leave_a_persons(swedish: Client, version: str) -> None:
    article = _with_machine_words()
    content = _taken_along(swedish, article, version)
    save(swedish, article, "Uutinen avustuksista", "Personens ord")
    _bring_back(swedish, article, content)
    assert _row(article, "Uutinen avustuksista").data == "Personens ord"


@pytest.mark.parametrize("version", ["1.2", "2.1"])
def test_stale_words_in_an_untouched_file_leave_a_persons(swedish: Client, version: str) -> None:
    article = make.article("Liity jäseneksi maaliskuussa")
    make.translate(article, "sv")
    page = NewsArticlePage.objects.get(pk=article.pk)
    page.title = new = "Liity jäseneksi huhtikuussa"
    make.publish(page)
    assert _row(article, new).has_error
    content = _taken_along(swedish, article, version)
    save(swedish, article, new, "Bli medlem i april")
    _bring_back(swedish, article, content)
    assert (_row(article, new).data, _row(article, new).has_error) == ("Bli medlem i april", False)


def test_machine_words_in_an_untouched_po_file_leave_a_persons(swedish: Client) -> None:
    article = _with_machine_words()
    content = po_files.exported(translation_of(article)).encode()
    save(swedish, article, "Uutinen avustuksista", "Personens ord")
    po_files.take(SimpleUploadedFile("p.po", content), translation_of(article), make.user("x"))
    assert _row(article, "Uutinen avustuksista").data == "Personens ord"


def test_a_source_with_what_no_xml_holds_is_known_again(swedish: Client) -> None:
    article = make.article("Liity\x0bjäseneksi")
    make.translate(article, "sv", strings=0, live=False)
    _bring_back(swedish, article, translated(_taken_along(swedish, article, "2.1"), "2.1"))
    assert _row(article, "Liity\x0bjäseneksi").data


def test_an_earlier_source_with_what_no_xml_holds_does_not_cost_the_file(swedish: Client) -> None:
    article = make.article("Liity\x0bjäseneksi maaliskuussa")
    make.translate(article, "sv")
    page = NewsArticlePage.objects.get(pk=article.pk)
    page.title = "Liity jäseneksi huhtikuussa"
    make.publish(page)
    assert b"maaliskuussa" in _taken_along(swedish, article, "2.1")


def test_a_po_file_in_an_encoding_that_only_raises_is_refused() -> None:
    article = make.article("Uutinen")
    make.translate(article, "sv", strings=0, live=False)
    content = po_files.exported(translation_of(article)).replace("charset=utf-8", "charset=undefined")
    assert "charset=undefined" in content
    assert po_files.owner_of(content.encode()) == ("", "")


def test_a_late_text_with_broken_codes_is_written_into_the_history_once() -> None:
    article = make.article("Liity jäseneksi maaliskuussa")
    make.translate(article, "sv")
    old = segment(article, "Liity jäseneksi maaliskuussa").pk
    page = NewsArticlePage.objects.get(pk=article.pk)
    page.title = "Liity jäseneksi huhtikuussa"
    make.publish(page)
    user = make.user("x")
    for _ in range(2):
        carrying.keep_late(translation_of(article), old, '<a id="a9">x</a>', user, origin=Origin.IMPORT)
    kept = TextVersion.objects.filter(source="Liity jäseneksi maaliskuussa")
    assert [version.origin for version in kept] == [Origin.IMPORT]


def test_a_menus_file_that_brings_nothing_new_leaves_no_trace(swedish: Client) -> None:
    menu = _menu(_item("Liity", "https://example.org/a"))
    source = following.source_of(menu)
    assert source
    content = translated(swedish.get(f"/admin/translations/sv/menus/{source.pk}/files/xliff-2.1/").content, "2.1")
    counts = []
    for _ in range(2):
        swedish.post("/admin/translations/files/", {"file": SimpleUploadedFile("a.xlf", content)})
        counts.append(ModelLogEntry.objects.count())
    assert counts[0] == counts[1] > 0
