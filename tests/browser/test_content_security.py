"""No screen asks for what the content security policy refuses; the `page` fixture fails a test that sees it refuse."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from wagtail_localize.models import SegmentOverride, Translation

from cms.users.models import User
from tests import factories
from tests.browser import editor

LISTINGS = (
    "wagtailadmin_explore_root",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:aging_pages",
    "wagtailadmin_reports:locked_pages",
    "wagtailadmin_reports:page_types_usage",
    "wagtailadmin_workflows:index",
    "wagtailadmin_workflows:add",
    "wagtailadmin_collections:index",
    "wagtailadmin_account",
    "wagtailimages:index",
    "wagtailimages:add_multiple",
    "wagtaildocs:index",
    "wagtaildocs:add_multiple",
    "wagtailredirects:index",
    "wagtailredirects:add",
    "wagtailusers_users:index",
    "wagtailusers_users:add",
    "wagtailusers_groups:index",
    "wagtailusers_groups:add",
    "wagtailsites:index",
    "wagtaillocales:index",
    "wagtailsnippets_home_menu:list",
    "wagtailsnippets_home_menu:add",
    "wagtailsnippets_home_footer:add",
    "wagtail_localize:translations_report",
    "wagtailadmin_home",
    "translation_desk:index",
    "django_admin",
)


@pytest.mark.usefixtures("server")
def test_every_screen_of_the_admin(page: Page) -> None:
    User.objects.create_superuser("administrator", "a@example.org", editor.PASSWORD)
    page.goto("/admin/")
    page.get_by_role("textbox", name="Username").fill("administrator")
    page.get_by_role("textbox", name="Password").fill(editor.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation", name="Main menu")).to_be_visible()
    article = factories.article()
    pages = [article, factories.organisation(), factories.project(), factories.position(), factories.content_page()]
    image, document = factories.image(), factories.document()
    addresses = [
        *(reverse(name) if name != "django_admin" else "/django-admin/" for name in LISTINGS),
        *(reverse("wagtailadmin_pages:edit", args=[one.pk]) for one in pages),
        reverse("wagtailadmin_pages:history", args=[article.pk]),
        reverse("wagtailadmin_pages:usage", args=[article.pk]),
        reverse("wagtailadmin_pages:copy", args=[article.pk]),
        reverse("wagtailadmin_explore", args=[article.get_parent().pk]),
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtaildocs:edit", args=[document.pk]),
        reverse("wagtail_localize:submit_page_translation", args=[article.pk]),
        "/admin/settings/home/sitesettings/",
        "/django-admin/procrastinate/procrastinatejob/",
    ]
    menu = page.get_by_role("navigation", name="Main menu").get_by_role("link").all()
    addresses += [link.get_attribute("href") or "" for link in menu]
    for address in dict.fromkeys(addresses):
        if address.startswith(("/admin/", "/django-admin/")) and "logout" not in address:
            response = page.goto(address)
            assert response is not None
            assert response.status == 200, address
            policy = response.headers["content-security-policy"]
            assert "script-src 'self'" in policy.split("; "), address


@pytest.mark.usefixtures("server")
def test_the_readable_page_of_a_reader_and_of_an_editor(page: Page) -> None:
    image = factories.image()
    article = factories.article(
        hero_image=image, body=factories.stream(("image", {"image": image.pk, "caption": "", "decorative": False}))
    )
    response = page.goto(article.url)
    assert response is not None
    policy = response.headers["content-security-policy"].split("; ")
    assert "default-src 'none'" in policy
    assert not [directive for directive in policy if directive.startswith("script-src")]
    assert "unsafe" not in str(policy)
    page.locator("main img").first.evaluate("image => image.decode()")  # Fails for one that was not let in.
    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
    editor.sign_in(page, "editor", "Communicators")
    page.goto(article.url)
    page.locator(".w-userbar-trigger").click()
    expect(page.get_by_role("menuitem").first).to_be_visible()


def _translated_button() -> Any:
    call = {"title": "Tule", "text": "", "link_text": "Liity", "page": None, "url": "https://example.org/fi/"}
    article = factories.article(body=factories.stream(("call_to_action", call)))
    page = factories.translate(article, "sv", live=False)
    assert Translation.objects.filter(source__object_id=page.translation_key).exists()
    return page


def _replace(page: Page, old: str, new: str) -> None:
    """A link's address, among what a language may have of its own."""
    part = page.locator("details", has_text=old)
    part.locator("summary").click()
    part.get_by_role("textbox").fill(new)
    part.get_by_role("button", name="Use this").click()


@pytest.mark.usefixtures("server")
def test_a_translator_is_told_why_an_address_is_refused(page: Page) -> None:
    target = _translated_button()
    editor.sign_in(page, "translator", "Translators: sv")
    page.goto(f"/admin/pages/{target.pk}/edit/")
    _replace(page, "https://example.org/fi/", "javascript:alert(1)")
    expect(editor.messages(page)).to_contain_text("Enter a valid URL.")
    assert not SegmentOverride.objects.exists()
    _replace(page, "https://example.org/fi/", "https://example.org/sv/")
    expect(editor.messages(page)).to_contain_text("Saved: readers see it when you publish.")
    expect(page.get_by_text("https://example.org/sv/ (of its own)")).to_be_visible()
    assert SegmentOverride.objects.get().data == "https://example.org/sv/"
