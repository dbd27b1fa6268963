"""The admin's lists on a screen of 390 pixels."""

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser import editor

pytestmark = pytest.mark.usefixtures("server")
WIDTH = 390
TITLE = "Järjestöjen yhteistyöverkoston vapaaehtoistoiminnan kehittämishanke"
# Whatever of a list stands beyond the edge of the screen, or over something else.
BEYOND = """width => {
    const rows = [...document.querySelectorAll('main table.listing tr')];
    const parts = rows.flatMap(row => [...row.querySelectorAll('a, button, td, th')]);
    const beyond = parts.filter(part => {
        const box = part.getBoundingClientRect();
        return box.width > 0 && (box.left < 0 || box.right > width + 0.5);
    });
    const boxes = rows.map(row => row.getBoundingClientRect());
    const covered = boxes.filter((box, place) => place > 0 && box.top < boxes[place - 1].bottom - 1);
    return [rows.length > 1, beyond.map(part => part.outerHTML.slice(0, 90)), covered.length];
}"""


def _prepare() -> None:
    one = factories.organisation(TITLE)
    for page in (one, factories.project(TITLE), factories.position(TITLE), factories.article(TITLE)):
        factories.translate(page, "sv")
    factories.content_page(TITLE)
    factories.contact(organisation=one, name="", email="pitka.sahkopostiosoite.jarjesto@example.org")
    factories.key_figure()
    factories.representation(one)
    factories.document(TITLE)


def test_every_list_fits_a_phone(page: Page) -> None:
    _prepare()
    editor.sign_in(page, "communicator", "Communicators")
    page.set_viewport_size({"width": WIDTH, "height": 844})
    home = factories.home("fi")
    lists = ["news", "organisations", "projects", "advocacy", "content-pages", "translations/ru", "documents"]
    lists += [f"pages/{home.pk}", f"pages/{home.pk}/history", "reports/site-history"]
    lists += [f"snippets/organisations/{name}" for name in ("contact", "keyfigure", "body", "representation")]
    for name in lists:
        page.goto(f"/admin/{name}/")
        expect(page.locator("main table.listing").first).to_be_visible()
        assert page.evaluate(BEYOND, WIDTH) == [True, [], 0], name
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH, name


def test_titles_and_actions_are_reached_on_a_phone(page: Page) -> None:
    article = factories.article(TITLE)
    editor.sign_in(page, "communicator", "Communicators")
    page.set_viewport_size({"width": WIDTH, "height": 844})
    page.goto("/admin/news/")
    row = page.locator("main table.listing tbody tr").first
    title = row.get_by_role("link", name=TITLE).bounding_box()
    assert title is not None
    assert title["height"] < 120  # Not a column of letters.
    row.get_by_role("button", name="More options").click()
    page.get_by_role("link", name="Copy").click()
    page.wait_for_url(f"**/pages/{article.pk}/copy/**")

    page.goto("/admin/translations/sv/")
    page.locator("main table.listing").get_by_role("button", name=f"Translate {TITLE}").click()
    page.wait_for_url("**/edit/")
