"""What the desk lists is taken along as files: one zip, sent while it is packed, with a word on what is not in it."""

import csv
import gc
import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from itertools import repeat
from typing import Any

import polib
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail_localize.models import Translation

from cms.translation.desk import states
from cms.translation.files import exporting, zips
from home.models import ContentPage
from news.models import NewsArticlePage
from tests import factories
from tests.admin import is_refused, signed_in, text_of
from tests.translation.files.schemas import assert_valid

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/translations/sv/files/"


def _begun(title: str, **fields: Any) -> NewsArticlePage:
    article = factories.article(title, **fields)
    factories.translate(article, "sv", strings=0, live=False)
    return article


def _exported(client: Client, **asked: Any) -> tuple[dict[str, bytes], list[dict[str, str]]]:
    """The files by name, and the rows of the table of contents."""
    response = client.get(ADDRESS, {"format": "xliff-2.1", **asked})
    assert (response.status_code, response["Content-Type"]) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(b"".join(response))) as packed:
        assert packed.testzip() is None
        files = {name: packed.read(name) for name in packed.namelist()}
    table = files.pop(exporting.CONTENTS).decode("utf-8-sig")
    return files, list(csv.DictReader(io.StringIO(table)))


def _titles(rows: list[dict[str, str]]) -> list[str]:
    return [row["Title"] for row in rows if row["File"]]


@pytest.mark.parametrize("kind", ["xliff-1.2", "xliff-2.1", "po"])
def test_a_file_for_each_page_that_waits(swedish: Client, kind: str) -> None:
    articles = [_begun("Eka"), _begun("Toka")]
    files, rows = _exported(swedish, format=kind)

    targets = [
        NewsArticlePage.objects.get(translation_key=one.translation_key, locale__language_code="sv") for one in articles
    ]
    assert list(files) == [f"{page.slug}-sv-{page.pk}.{exporting.KINDS[kind].ending}" for page in targets]
    assert [row for row in rows if row["File"]] == [
        {
            "File": name,
            "Title": title,
            "State": "Draft",
            "Address": f"http://testserver/admin/pages/{page.pk}/edit/",
            "Left out because": "",
        }
        for name, title, page in zip(files, ["Eka", "Toka"], targets, strict=True)
    ]
    for content in files.values():
        if kind == "po":
            assert polib.pofile(content.decode()).metadata["Language"] == "sv"
        else:
            assert_valid(content, kind.removeprefix("xliff-"))


def test_what_is_not_begun_or_written_by_hand_or_locked_is_named_and_nothing_is_begun(swedish: Client) -> None:
    factories.article("Alkamatta")
    by_hand, locked = _begun("Käsin"), _begun("Lukossa")
    Translation.objects.filter(source__object_id=by_hand.translation_key).update(enabled=False)
    factories.publish(NewsArticlePage.objects.get(translation_key=by_hand.translation_key, locale__language_code="sv"))
    NewsArticlePage.objects.filter(translation_key=locked.translation_key, locale__language_code="sv").update(
        locked=True
    )
    begun = Translation.objects.count()

    files, rows = _exported(swedish, state="all")

    assert files == {}
    assert {
        row["Title"]: row["Left out because"] for row in rows if row["Title"] in {"Alkamatta", "Käsin", "Lukossa"}
    } == {
        "Alkamatta": "It is not begun: press “Translate” on the desk first.",
        "Käsin": "It is written by hand.",
        "Lukossa": "The page is locked.",
    }
    assert Translation.objects.count() == begun


def test_the_lists_filters_and_ticks_choose(swedish: Client) -> None:
    eka, _toka = _begun("Eka"), _begun("Toka")
    factories.translate(_begun("Valmis"), "sv")
    page = factories.content_page("Sivu")
    factories.translate(page, "sv", strings=0, live=False)

    assert _titles(_exported(swedish)[1]) == ["Eka", "Toka", "Sivu"]
    assert _titles(_exported(swedish, q="tok")[1]) == ["Toka"]
    assert _titles(_exported(swedish, state="up-to-date")[1]) == ["Valmis"]
    kind = ContentPage.objects.get(pk=page.pk).content_type_id
    assert _titles(_exported(swedish, content_type=kind)[1]) == ["Sivu"]
    assert _titles(_exported(swedish, page=[page.pk, eka.pk, "x", "9" * 30])[1]) == ["Eka", "Sivu"]


def test_how_many_files_there_will_be_is_told_before_they_come(swedish: Client) -> None:
    eka = _begun("Eka")
    _begun("Toka")
    factories.article("Alkamatta")
    every, ticked = (swedish.get(ADDRESS, {"format": "po", **more}) for more in ({}, {"page": eka.pk}))

    assert (every["X-Files"], ticked["X-Files"]) == ("2", "1")


def test_the_desk_offers_it_with_its_filters_and_a_box_for_each_page(swedish: Client) -> None:
    eka, missing = _begun("Eka"), factories.article("Alkamatta")
    told = text_of(swedish.get("/admin/translations/sv/?q=a&state=all"))

    assert '<input type="hidden" name="q" value="a">' in told
    assert '<input type="hidden" name="state" value="all">' in told
    assert f'name="page" value="{eka.pk}" form="t-export"' in told
    assert f'name="page" value="{missing.pk}" form="t-export"' in told
    assert 'name="format"' not in text_of(swedish.get("/admin/translations/sv/results/?q=nothing"))


def test_another_languages_translator_an_unknown_format_and_an_unknown_language_get_nothing(swedish: Client) -> None:
    assert is_refused(signed_in("Translators: ru", name="ru").get(ADDRESS, {"format": "po"}))
    assert swedish.get(ADDRESS, {"format": "doc"}).status_code == 404
    assert swedish.get(ADDRESS).status_code == 404
    assert swedish.get("/admin/translations/xx/files/", {"format": "po"}).status_code == 404


def test_a_page_whose_file_cannot_be_made_costs_no_other(swedish: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    eka = _begun("Eka")
    _begun("Toka")
    made = exporting.as_xliff

    def fail(translation: Translation, *more: Any) -> bytes:
        if translation.source.object_id == eka.translation_key:
            raise ValueError
        return made(translation, *more)

    monkeypatch.setattr(exporting, "as_xliff", fail)
    files, rows = _exported(swedish)

    assert len(files) == 1
    assert [row["Left out because"] for row in rows if row["Title"] == "Eka"] == [
        "Its file could not be made: tell those who run this site."
    ]


def test_a_title_is_no_formula(swedish: Client) -> None:
    _begun("=1+1")
    assert "'=1+1" in _titles(_exported(swedish)[1])


def test_no_statement_and_no_transaction_is_open_while_the_zip_is_sent(swedish: Client) -> None:
    for number in range(3):
        _begun(f"Uutinen {number}")
    with CaptureQueriesContext(connection) as before:
        response: Any = swedish.get(ADDRESS, {"format": "xliff-2.1"})
    assert not [query for query in before if "translation_source" in query["sql"].lower()], "nothing is read ahead"
    with CaptureQueriesContext(connection) as while_sent:
        sent = len(list(response))
    assert sent > 3
    assert not [query["sql"] for query in while_sent if query["sql"].startswith(("BEGIN", "SAVEPOINT", "DECLARE"))]


def _peak(pieces: Iterator[bytes]) -> int:
    tracemalloc.start()
    try:
        for _piece in pieces:
            gc.collect()  # Tests wait longer with it than a server does.
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_ten_times_the_pages_take_hardly_more_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept of a page that was sent is its name and its row in the table of contents."""
    body = factories.stream(*(("heading", {"text": f"Otsikko {number}", "level": "2"}) for number in range(50)))
    article = _begun("Pitkä", body=body)
    export = exporting.Export(
        pages=states.in_language(factories.locale("sv")).filter(pk=article.pk),
        locale=factories.locale("sv"),
        kind=exporting.KINDS["xliff-2.1"],
        user=factories.user("editor", "Translators: sv"),
        link=lambda page: str(page.pk),
        words="en",
    )
    [found] = export._found()

    def peak(pages: int) -> int:
        monkeypatch.setattr(exporting.Export, "_found", lambda _export: repeat(found, pages))
        return _peak(zips.streamed(export.files()))

    peak(1)  # Caches are filled once.
    few, many = peak(5), peak(50)

    assert many < 1.5 * few


def test_pages_are_looked_up_some_at_a_time(swedish: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        _begun(f"Uutinen {number}")
    monkeypatch.setattr(exporting, "_TOGETHER", 2)

    assert _titles(_exported(swedish)[1]) == [f"Uutinen {number}" for number in range(5)]
