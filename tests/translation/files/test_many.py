"""Files of many pages come back: each page is tried, told and taken by itself."""

import io
import zipfile
from typing import Any

import polib
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import resolve
from wagtail_localize.models import StringTranslation

from cms.translation.files import many, xliff, zips
from cms.translation.models import TextVersion
from cms.translation.texts.alignment import ADDRESS as PLACE_OF_ADDRESS
from news.models import NewsArticlePage
from tests import factories
from tests.admin import is_refused, signed_in, text_of
from tests.translation.files.test_xliff import translated
from tests.translation.screen.screen import translation_of

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/translations/files/"


def _begun(title: str, *tags: str) -> NewsArticlePage:
    article = factories.article(title)
    for tag in tags or ("sv",):
        factories.translate(article, tag, strings=0, live=False)
    return article


def _files(client: Client, kind: str = "xliff-2.1", tag: str = "sv") -> dict[str, bytes]:
    """Of all that waits, translated as a tool does."""
    response = client.get(f"/admin/translations/{tag}/files/", {"format": kind})
    with zipfile.ZipFile(io.BytesIO(b"".join(response))) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    return {name: _translated(content, kind) for name, content in files.items()}


def _translated(content: bytes, kind: str) -> bytes:
    if content.startswith(b"<?xml"):
        return translated(content, kind.removeprefix("xliff-"))
    if kind != "po" or b"msgid" not in content:
        return content
    po = polib.pofile(content.decode())
    for entry in po:
        entry.msgstr = "" if entry.msgctxt == PLACE_OF_ADDRESS else f"sv: {entry.msgid}"
    return str(po).encode()


def _zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into:
        for name, content in files.items():
            into.writestr(name, content)
    return packed.getvalue()


def _of_the_future(packed: bytes) -> bytes:
    """The same zip, which says of its first file that a later version of the format is needed to read it."""
    row = packed.index(b"PK\x01\x02")
    return packed[: row + 6] + b"\x63\x00" + packed[row + 8 :]


def _sent(client: Client, content: bytes, name: str = "all.zip", **more: str) -> Any:
    response = client.post(ADDRESS, {"file": SimpleUploadedFile(name, content), **more})
    assert response.status_code == 200
    return response


def _rows(response: Any) -> list[list[str]]:
    """The table's rows after the file's name: page, result, how many texts, and the reasons."""
    soup = BeautifulSoup(response.content, "html.parser")
    found = soup.select("#t-import-answer tbody tr")
    return [[" ".join(cell.get_text(" ").split()) for cell in row.select("td")] for row in found]


def _kept() -> set[str]:
    rows = StringTranslation.objects.exclude(context__path=PLACE_OF_ADDRESS).filter(has_error=False)
    return set(rows.values_list("data", flat=True))


@pytest.mark.parametrize("kind", ["xliff-1.2", "xliff-2.1", "po"])
def test_what_was_exported_comes_back_first_tried_then_taken_and_once_more_unchanged(
    swedish: Client, kind: str
) -> None:
    _begun("Eka")
    _begun("Toka")
    content = _zipped(_files(swedish, kind))
    pages = ["Eka (sv)", "Toka (sv)"]

    tried = _sent(swedish, content, **{"try": "1"})
    assert _rows(tried) == [[page, "Applied", "Applied: 2", ""] for page in pages]
    assert "4 texts would be imported. Nothing is changed yet." in text_of(tried)
    assert _kept() == set()

    taken = _sent(swedish, content)
    assert _rows(taken) == [[page, "Applied", "Applied: 2", ""] for page in pages]
    assert "4 texts were imported." in text_of(taken)
    assert _kept() == {"sv: Eka", "sv: Toka", "sv: Ingressi."}
    versions = TextVersion.objects.count()

    assert _rows(_sent(swedish, content)) == [[page, "Unchanged", "Unchanged: 2", ""] for page in pages]
    assert TextVersion.objects.count() == versions == 4


def test_each_file_that_is_not_taken_has_its_reason(swedish: Client) -> None:
    _begun("Hyvä")
    stale = _begun("Vanha")
    files = _files(swedish)
    good, _old = [name for name in files if name.endswith(".xlf")]
    stale = NewsArticlePage.objects.get(pk=stale.pk)
    stale.title = "Uusi"
    factories.publish(stale)
    files["sub/other.xlf"] = files[good].replace(b'trgLang="sv"', b'trgLang="ru"')
    files["../../unknown.xlf"] = files[good].replace(b'original="', b'original="x')
    files["broken.xlf"] = files[good][:-20]
    files["broken.po"] = b"nothing"
    files["letter.txt"] = b"Hello"
    files["__MACOSX/._x.xlf"] = b"litter"

    rows = _rows(_sent(swedish, _zipped(files), **{"try": "1"}))

    assert [row[:3] for row in rows] == [
        ["Hyvä (sv)", "Applied", "Applied: 2"],
        ["Vanha (sv)", "Applied", "Applied: 1, Stale: 1"],
        ["", "Other language", ""],
        ["", "Unknown page", ""],
        ["", "Broken", ""],
        ["", "Broken", ""],
        ["", "Broken", ""],
    ]
    assert rows[1][3] == "What is stale has changed in the original since: it is kept, to be looked at."
    assert rows[2][3] == "The file is in the language “ru”, this page is in “sv”."
    assert rows[3][3] == "It names no page that is translated here: it is gone, or is written by hand."
    assert rows[4][3].startswith("The file is no XLIFF that can be read: ")
    assert rows[5][3].startswith("This is no PO file that was downloaded here")
    assert rows[6][3] == "It is neither XLIFF nor PO."
    assert _kept() == set()


def test_a_page_that_is_only_stale_or_only_refused_is_called_so(swedish: Client) -> None:
    article = _begun("Vanha")
    [(name, content)] = [(name, content) for name, content in _files(swedish).items() if name.endswith(".xlf")]
    foreign = content.replace(b">Vanha<", b">Muu<").replace(b">Ingressi.<", b">Toinen.<")
    assert _rows(_sent(swedish, foreign, name))[0][:3] == ["Vanha (sv)", "Broken", "Refused: 2"]
    article = NewsArticlePage.objects.get(pk=article.pk)
    article.title, article.ingress = "Uusi", "Muuttunut."
    factories.publish(article)

    assert _rows(_sent(swedish, content, name))[0][:3] == ["Vanha (sv)", "Stale", "Stale: 2"]


def test_pages_that_the_translator_may_not_edit_are_refused_and_not_named(swedish: Client) -> None:
    _begun("Salainen", "ru")
    files = _files(signed_in("Translators: ru", name="ru"), tag="ru")

    [row] = _rows(_sent(swedish, _zipped(files)))

    assert row == ["", "No right", "", "You may not edit this page."]
    assert _kept() == set()


def test_a_locked_page_is_refused(swedish: Client) -> None:
    article = _begun("Lukossa")
    files = _files(swedish)
    NewsArticlePage.objects.filter(translation_key=article.translation_key, locale__language_code="sv").update(
        locked=True
    )

    assert _rows(_sent(swedish, _zipped(files)))[0][1:] == ["No right", "", "The page is locked."]


def test_one_bad_text_refuses_a_po_file_and_not_the_others(swedish: Client) -> None:
    _begun("Eka")
    _begun("Toka")
    files = _files(swedish, "po")
    first = next(iter(files))
    files[first] = files[first].replace(b"sv: Eka", b"x" * 300)

    rows = _rows(_sent(swedish, _zipped(files)))

    assert [row[1] for row in rows] == ["Broken", "Applied"]
    assert rows[0][3].startswith("Nothing was imported: 1 text cannot be taken.")
    assert _kept() == {"sv: Toka", "sv: Ingressi."}


def test_a_tool_that_adds_a_country_to_the_language_is_understood(swedish: Client) -> None:
    article = _begun("Eka")
    files = {name: content.replace(b'trgLang="sv"', b'trgLang="sv-FI"') for name, content in _files(swedish).items()}

    assert _rows(_sent(swedish, _zipped(files)))[0][1] == "Applied"
    assert translation_of(article).target_locale.language_code == "sv"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04 nothing", "It is no zip file that can be read."),
        (_of_the_future(_zipped({"x.xlf": b""})), "It is no zip file that can be read."),
        (b"PK\x05\x06" + b"\xff" * 18, "There are more than 500 files in it."),
        (_zipped({f"{number}.xlf": b"" for number in range(501)}), "There are more than 500 files in it."),
        (_zipped({"x.xlf": b"0" * (51 * 1024 * 1024)}), "Its files are larger than 50 MB when unpacked."),
        (_zipped({"x.xlf": b"0" * (6 * 1024 * 1024)}), "It is larger than 5 MB."),
        (_zipped({"inner.zip": _zipped({"x.xlf": b""})}), "It is neither XLIFF nor PO."),
        (_zipped({"contents.csv": b""}), "There is no file in it that could be imported."),
        (_zipped({"x.xlf": b"words" * 9}).replace(b"words", b"wrong"), "The file is no XLIFF"),
    ],
)
def test_bombs_and_broken_zips_are_refused(swedish: Client, content: bytes, told: str) -> None:
    assert told in text_of(_sent(swedish, content))


def test_a_file_that_does_not_unpack_is_broken(swedish: Client) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as into:
        into.writestr("x.xlf", b"words")

    [row] = _rows(_sent(swedish, packed.getvalue().replace(b"words", b"wrong")))

    assert row == ["", "Broken", "", "It cannot be unpacked."]


def test_a_file_without_a_name_is_broken(swedish: Client) -> None:
    packed = _zipped({"x": b""})
    local, table, end = packed[:33], packed[33:80], packed[80:]
    nameless = b"".join(
        [
            local[:26] + bytes(2) + local[28:30] + local[31:],
            table[:28] + bytes(2) + table[30:46],
            end[:12] + (46).to_bytes(4, "little") + (32).to_bytes(4, "little") + end[20:],
        ]
    )

    assert _rows(_sent(swedish, nameless)) == [["", "Broken", "", "It is neither XLIFF nor PO."]]


def test_a_large_upload_and_none_are_refused(swedish: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Choose a file." in text_of(swedish.post(ADDRESS, {"try": "1"}))
    monkeypatch.setattr(many, "UPLOAD_MAX", 10)
    assert "It is larger than 0 MB." in text_of(_sent(swedish, b"x" * 11, "x.xlf"))


def test_who_translates_nothing_finds_nothing() -> None:
    response = signed_in("Communicators", name="editor").get(ADDRESS)
    assert response.status_code == 200
    assert is_refused(Client().get(ADDRESS)) or Client().get(ADDRESS).status_code == 302


def test_each_page_has_a_transaction_of_its_own() -> None:
    assert resolve(ADDRESS).func._non_atomic_requests == {"default"}  # type: ignore[attr-defined]


def test_the_limits_are_as_the_guide_says() -> None:
    assert (zips.FILES_MAX, zips.UNPACKED_MAX, many.UPLOAD_MAX, xliff.LIMIT) == (500, 50 << 20, 20 << 20, 5 << 20)
