from playwright.sync_api import Page, expect

from tests import factories


def test_start(page: Page, server: str) -> None:
    factories.user("c", "Communicators")
    page.goto("/admin/")
    page.get_by_label("Username").fill("c")
    page.locator("[name=password]").fill("salasana-2026")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name="News")).to_be_visible()
    print(page.locator("body").aria_snapshot())


def test_again(page: Page, server: str) -> None:
    factories.user("c", "Communicators")
    page.goto("/admin/")
