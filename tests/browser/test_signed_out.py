"""Signed out, or without rights, while writing: it is said, and nothing that was written is lost."""

import re
from typing import Any

from django.contrib.sessions.models import Session
from playwright.sync_api import Locator, Page, expect

from cms.users.models import User
from news.models import NewsArticlePage
from organisations.models import Theme
from tests import factories as make
from tests.browser import editor


def _notice(page: Page) -> Locator:
    return page.get_by_role("alert").filter(has=page.locator("h2"))


def _open(page: Page, article: Any) -> None:
    editor.sign_in(page, "anna", "Communicators")
    editor.open_editor(page, f"/admin/pages/{article.pk}/edit/")


def _fill_in(page: Page, password: str = editor.PASSWORD) -> None:
    page.get_by_role("textbox", name="Username").fill("anna")
    page.get_by_role("textbox", name="Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def _sign_in_in_a_new_window(page: Page, password: str = editor.PASSWORD) -> None:
    with page.expect_popup() as opened:
        _notice(page).get_by_role("link", name="Sign in in a new window").click()
    window = opened.value
    _fill_in(window, password)
    expect(window.get_by_role("heading", name="You are signed in again")).to_be_visible()
    window.close()


def test_what_is_written_after_the_session_has_ended_is_saved_when_signed_in_again(page: Page) -> None:
    article = make.article("Lehdistö")
    _open(page, article)
    Session.objects.all().delete()

    editor.field(page, "ingress").fill("Kirjoitettu uloskirjautuneena.")
    expect(_notice(page)).to_contain_text("You have been signed out")
    expect(_notice(page)).to_contain_text("Your text is still in this window")
    expect(editor.field(page, "ingress")).to_have_value("Kirjoitettu uloskirjautuneena.")
    with page.expect_response(lambda answer: editor.saves_itself(answer.request) and answer.ok):
        _sign_in_in_a_new_window(page)

    expect(_notice(page)).to_have_count(0)
    article.refresh_from_db()
    assert article.get_latest_revision().content["ingress"] == "Kirjoitettu uloskirjautuneena."
    editor.publish(page)
    expect(editor.messages(page)).to_contain_text("Page 'Lehdistö' has been published.")


def test_publishing_with_a_changed_password_waits_for_signing_in(page: Page) -> None:
    article = make.article("Lehdistö")
    _open(page, article)
    account = User.objects.get(username="anna")
    account.set_password("uusi-salasana-2026")
    account.save()

    editor.field(page, "ingress").fill("Valmis.")
    editor.publish(page)
    expect(_notice(page)).to_contain_text("You have been signed out")
    _sign_in_in_a_new_window(page, "uusi-salasana-2026")
    expect(_notice(page)).to_have_count(0)
    editor.publish(page)

    expect(editor.messages(page)).to_contain_text("Page 'Lehdistö' has been published.")
    assert NewsArticlePage.objects.get(pk=article.pk).ingress == "Valmis."


def test_a_record_is_saved_after_signing_out_in_another_tab(page: Page) -> None:
    theme = make.theme("kotoutuminen")
    editor.sign_in(page, "anna", "Administrators")
    page.goto(f"/admin/snippets/organisations/theme/edit/{theme.pk}/")
    page.context.clear_cookies(name="sessionid")

    page.locator('[name^="names"]').first.fill("Uusi nimi")
    page.get_by_role("button", name="Save").click()
    expect(_notice(page)).to_contain_text("You have been signed out")
    _sign_in_in_a_new_window(page)
    expect(_notice(page)).to_have_count(0)
    page.get_by_role("button", name="Save").click()

    expect(editor.messages(page)).to_contain_text("updated")
    assert "Uusi nimi" in Theme.objects.get(pk=theme.pk).names.values()


def test_whose_rights_were_taken_is_told_so_and_keeps_the_text(page: Page) -> None:
    article = make.article("Lehdistö")
    _open(page, article)
    User.objects.get(username="anna").groups.clear()

    editor.field(page, "ingress").fill("Liian myöhään.")
    expect(_notice(page)).to_contain_text("You may no longer save this")
    editor.publish(page)

    expect(_notice(page)).to_contain_text("copy it, and ask an administrator")
    expect(editor.field(page, "ingress")).to_have_value("Liian myöhään.")
    assert NewsArticlePage.objects.get(pk=article.pk).ingress == "Ingressi."


def test_a_sign_in_page_that_was_open_overnight_leads_to_a_fresh_one(page: Page) -> None:
    make.user("anna", "Communicators", password=editor.PASSWORD)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/admin/login/")
    page.context.clear_cookies()

    _fill_in(page)
    expect(page.get_by_role("heading", name="The form is out of date")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("link", name="Go to the sign-in page").click()
    _fill_in(page)

    expect(page).to_have_url(re.compile(r"/admin/$"))
