"""A translator takes along what waits as files, translates in a tool, and brings the zip back."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from news.models import NewsIndexPage
from tests import factories
from tests.browser import editor
from tests.translation.files.test_xliff import translated


def _translated(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as found, zipfile.ZipFile(packed, "w") as into:
        for name in found.namelist():
            words = found.read(name)
            into.writestr(name, translated(words, "2.1") if name.endswith(".xlf") else words)
    return packed.getvalue()


@pytest.mark.usefixtures("server")
def test_what_waits_goes_out_as_a_zip_and_comes_back(page: Page, tmp_path: Path) -> None:
    factories.home("sv")
    titles = ["Ensimmäinen uutinen", "Toinen uutinen"]
    for title in titles:
        factories.translate(factories.article(title), "sv", strings=0, live=False)
    factories.translate(NewsIndexPage.objects.get(locale__language_code="fi"), "sv")
    editor.sign_in(page, "translator", "Translators: sv")
    page.goto("/admin/translations/sv/")

    page.get_by_label("Take Toinen uutinen along").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download files").click()
    with zipfile.ZipFile(download.value.path()) as packed:
        assert [name.split("-sv-")[0] for name in packed.namelist()] == ["toinen-uutinen", "contents.csv"]
    page.get_by_label("Take Toinen uutinen along").uncheck()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download files").click()
    back = tmp_path / "back.zip"
    back.write_bytes(_translated(download.value.path().read_bytes()))

    page.get_by_role("link", name="Bring files back").click()
    page.get_by_label("File", exact=True).set_input_files(back)
    page.get_by_role("button", name="Say what would be imported").click()
    expect(page.get_by_role("heading", name="4 texts would be imported. Nothing is changed yet.")).to_be_visible()
    for title in titles:
        expect(page.get_by_role("row").filter(has_text=title)).to_contain_text("Applied")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("heading", name="4 texts were imported.")).to_be_visible()
    page.get_by_role("button", name="Say what would be imported").click()
    expect(page.get_by_role("heading", name="0 texts would be imported.")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text=titles[0])).to_contain_text("Unchanged")

    page.get_by_role("link", name="Toinen uutinen").click()
    expect(page.get_by_label("Title, Swedish")).to_have_value("sv: Toinen uutinen")
