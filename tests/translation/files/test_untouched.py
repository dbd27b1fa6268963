"""What comes back in a file as it went says nothing about what somebody has written meanwhile."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail_localize.models import StringTranslation

from cms.translation.localize import po_files
from cms.translation.models import Origin
from cms.translation.texts import applying
from news.models import NewsArticlePage
from tests import factories as make
from tests.translation.screen.screen import save, segment, translation_of

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
