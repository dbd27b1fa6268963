"""PO files that come back: taken whole or refused, and it is told what was taken."""

from html import unescape
from typing import Any

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail_localize.models import StringTranslation, Translation

from cms.translation.texts.applying import sent_mark
from news.models import NewsArticlePage
from tests import factories
from tests.admin import signed_in, text_of

pytestmark = pytest.mark.django_db
LINK = '<p>Lue <a href="https://example.org/">lisää</a>.</p>'


@pytest.fixture
def article() -> NewsArticlePage:
    body = factories.stream(("paragraph", LINK), ("heading", {"text": "Ohjelma", "level": "2"}))
    return factories.article("Verkosto kutsuu", ingress="Tule mukaan.", body=body)


@pytest.fixture
def translator() -> Client:
    return signed_in("Translators: sv")


def _begun(article: NewsArticlePage) -> Any:
    return factories.translate(article, "sv", strings=0, live=False)


def _address(action: str) -> str:
    return f"/admin/localize/translate/{Translation.objects.get().pk}/pofile/{action}/"


def _downloaded(client: Client) -> polib.POFile:
    return polib.pofile(client.get(_address("download")).content.decode())


def _told(client: Client, po: Any) -> str:
    file = SimpleUploadedFile("sv.po", str(po).encode())
    client.post(_address("upload"), {"file": file, "next": "/admin/account/"})
    return unescape(text_of(client.get("/admin/account/")))


def _entry(po: polib.POFile, msgid: str) -> polib.POEntry:
    (found,) = [entry for entry in po if entry.msgid == msgid]
    return found


def _stored() -> dict[str, tuple[str, bool]]:
    return {row.translation_of.data: (row.data, row.has_error) for row in StringTranslation.objects.all()}


def test_what_is_taken_and_what_was_there_already_is_told(article: NewsArticlePage, translator: Client) -> None:
    _begun(article)
    po = _downloaded(translator)
    _entry(po, "Tule mukaan.").msgstr = "Kom med."

    assert "1 text was imported." in _told(translator, po)
    assert "0 texts were imported. 1 was the same." in _told(translator, po)
    assert _stored() == {"Tule mukaan.": ("Kom med.", False)}


def test_what_is_marked_as_fuzzy_is_left_out(article: NewsArticlePage, translator: Client) -> None:
    _begun(article)
    po = _downloaded(translator)
    entry = _entry(po, "Tule mukaan.")
    entry.msgstr = "Kom med."
    entry.flags.append("fuzzy")

    assert "0 texts were imported. 1 is marked as fuzzy and was left out." in _told(translator, po)
    assert _stored() == {}


def test_what_is_not_of_this_page_is_named(article: NewsArticlePage, translator: Client) -> None:
    _begun(article)
    po = _downloaded(translator)
    po.append(polib.POEntry(msgid="Muualta", msgstr="Annanstans", msgctxt="title"))
    _entry(po, "Tule mukaan.").msgstr = "Kom med."

    assert "1 text was imported. Not of this page, and left out: “Muualta”." in _told(translator, po)
    assert _stored() == {"Tule mukaan.": ("Kom med.", False)}


@pytest.mark.parametrize(
    ("msgid", "msgstr", "problem"),
    [
        ('Lue <a id="a1">lisää</a>.', 'Läs <a id="a2">mer</a>.', "Unrecognised id found in an <a> tag: a2"),
        ('Lue <a id="a1">lisää</a>.', "Läs mer.", 'a link is missing: <a id="a1">'),
        ('Lue <a id="a1">lisää</a>.', 'Läs <img src="x">.', "img"),
        ("Verkosto kutsuu", "x" * 400, "at most 255 characters (it has 400)"),
        ("Ohjelma", "x" * 400, "at most 255 characters (it has 400)"),
    ],
)
def test_a_file_with_a_broken_text_is_refused_whole(
    article: NewsArticlePage, translator: Client, msgid: str, msgstr: str, problem: str
) -> None:
    _begun(article)
    po = _downloaded(translator)
    _entry(po, msgid).msgstr = msgstr
    _entry(po, "Tule mukaan.").msgstr = "Kom med."

    told = _told(translator, po)

    assert "Nothing was imported: 1 text cannot be taken." in told
    assert problem in told
    assert _stored() == {}


def test_a_text_that_has_changed_meanwhile_is_kept_to_be_looked_at(
    article: NewsArticlePage, translator: Client
) -> None:
    _begun(article)
    po = _downloaded(translator)
    _entry(po, "Tule mukaan.").msgstr = "Kom med."
    factories.translate(article, "sv")  # So that there is something to be behind.
    StringTranslation.objects.filter(translation_of__data="Tule mukaan.").delete()
    article.ingress = "Tule mukaan!"
    factories.publish(article)

    told = _told(translator, po)

    assert "1 is of a text that has changed in the original since the file was downloaded: look at it." in told
    assert _stored()["Tule mukaan!"] == ("Kom med.", True)


def test_what_waits_to_be_looked_at_is_fuzzy_in_the_file_until_the_translator_says_it_is_not(
    article: NewsArticlePage, translator: Client
) -> None:
    factories.translate(article, "sv")
    article.ingress = "Tule mukaan!"
    factories.publish(article)

    po = _downloaded(translator)

    entry = _entry(po, "Tule mukaan!")
    assert (entry.msgstr, entry.flags) == ("sv: Tule mukaan.", ["fuzzy"])
    told, mark = entry.comment.splitlines()
    assert told == "Originalet har ändrats. När detta översattes stod där: ”Tule mukaan.”"
    assert mark == sent_mark("sv: Tule mukaan.")
    assert "1 is marked as fuzzy and was left out." in _told(translator, po)
    assert _stored()["Tule mukaan!"] == ("sv: Tule mukaan.", True)
    entry.flags.remove("fuzzy")
    assert "1 text was imported." in _told(translator, po)
    assert _stored()["Tule mukaan!"] == ("sv: Tule mukaan.", False)


def test_a_file_is_sent_and_nothing_else(article: NewsArticlePage, translator: Client) -> None:
    _begun(article)

    assert translator.get(_address("upload")).status_code == 405
