"""A translator takes along what waits as files, translates in a tool, and brings the zip back."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

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

    page.get_by_label("Choose Toinen uutinen").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download files").click()
    with zipfile.ZipFile(download.value.path()) as packed:
        assert [name.split("-sv-")[0] for name in packed.namelist()] == ["toinen-uutinen", "contents.csv"]
    expect(page.get_by_text("Downloaded. Files of pages in it: 1.")).to_be_visible()
    page.get_by_label("Choose Toinen uutinen").uncheck()
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


@pytest.mark.usefixtures("server")
def test_a_download_tells_how_far_it_is_can_be_stopped_and_keeps_no_half(page: Page) -> None:
    factories.translate(factories.article("Uutinen"), "sv", strings=0, live=False)
    editor.sign_in(page, "translator", "Translators: sv")
    page.goto("/admin/translations/sv/")
    files = "**/translations/sv/files/?*"
    button = page.get_by_role("button", name="Download files")
    asked: list[Route] = []
    page.route(files, lambda route: asked.append(route))

    button.click()
    expect(page.get_by_text("The files are being made.")).to_be_visible()
    expect(page.get_by_role("progressbar", name="Files that have come")).to_be_visible()
    expect(button).to_be_disabled()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Stopped: nothing was downloaded.")).to_be_visible()
    expect(button).to_be_enabled()
    assert len(asked) == 1

    page.unroute(files)
    half = {"content_type": "application/zip", "headers": {"X-Files": "1"}, "body": b"PK\x03\x04 and no end"}
    page.route(files, lambda route: route.fulfill(**half))
    button.click()
    expect(page.get_by_text("The download broke off: nothing of it is kept. Try again.")).to_be_visible()

    page.unroute(files)
    with page.expect_download():
        button.click()
    expect(page.get_by_text("Downloaded. Files of pages in it: 1.")).to_be_visible()
    expect(page.get_by_role("progressbar", name="Files that have come")).to_be_hidden()
