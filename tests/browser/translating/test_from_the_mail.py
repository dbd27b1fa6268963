"""A translator follows the weekly mail to a page, and publishes it with memory, a term and a machine's draft."""

import re
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Locator, Page, expect

from cms.translation.digest import letters
from cms.translation.machines import jobs
from cms.translation.models import MachineJob, TextVersion
from news.models import NewsIndexPage
from tests import factories
from tests.browser import editor
from tests.browser.conftest import Ask
from tests.translation.machines.service import running
from tests.translation.terms.lists import volunteering

IN_SWEDISH = """
{ newsArticles(locales: ["sv"]) {
    nodes { title ingress body { ... on HeadingBlock { text } } language { served status } } } }
"""


def _unit(page: Page, original: str) -> Locator:
    return page.locator("[data-unit]").filter(has=page.locator(f"[data-source={original!r}]"))


def _article() -> Any:
    """Begun in Swedish; of one of its texts nearly the same was translated before."""
    article = factories.article(
        "Vapaaehtoistoiminta kasvaa",
        ingress="Verkosto auttaa yhdistyksiä vaikuttamaan!",
        body=factories.stream(("heading", {"text": "Tule mukaan", "level": "2"})),
    )
    factories.home("sv")
    factories.translate(NewsIndexPage.objects.get(locale__language_code="fi"), "sv")
    factories.translate(article, "sv", strings=0, live=False)
    TextVersion.objects.create(
        object_id=article.translation_key,
        locale=factories.locale("sv"),
        place="ingress",
        source="Verkosto auttaa yhdistyksiä vaikuttamaan.",
        words="Nätverket hjälper föreningar att påverka!",
    )
    return article


@pytest.mark.usefixtures("dictionaries")
def test_from_the_weekly_mail_to_a_published_page(page: Page, server: str, ask: Ask, settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = server
    volunteering()
    _article()
    translator = factories.user("translator", "Translators: sv", password=editor.PASSWORD)
    letters.send(translator.pk)
    (sent,) = mail.outbox
    (address,) = re.findall(r"- Vapaaehtoistoiminta kasvaa\n.*\n  (\S+)", str(sent.body))

    with running() as service:
        settings.MACHINE_TRANSLATION = "libretranslate"
        settings.MACHINE_TRANSLATION_URL = service.address
        settings.MACHINE_TRANSLATION_BUDGET = {"sv": 100_000}
        # She is signed out, and comes where the link leads.
        page.goto(address)
        page.get_by_role("textbox", name="Username").fill("translator")
        page.get_by_role("textbox", name="Password").fill(editor.PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(address)
        page.get_by_role("button", name="Draft what is new by LibreTranslate").click()
        expect(page.get_by_role("status").filter(has_text="LibreTranslate drafts what is new")).to_be_visible()
        jobs.run(MachineJob.objects.get().pk)
        title, ingress, heading = (
            _unit(page, text)
            for text in (
                "Vapaaehtoistoiminta kasvaa",
                "Verkosto auttaa yhdistyksiä vaikuttamaan!",
                "Tule mukaan",
            )
        )
        expect(heading.get_by_role("textbox")).to_have_value("sv: Tule mukaan")
    expect(page.get_by_role("button", name="Publish in Swedish")).to_be_visible()

    title.get_by_role("textbox").fill("Frivilligarbetet växer")
    page.keyboard.press("Control+Enter")
    expect(title.locator("[data-warnings] li").first).to_contain_text("vapaaehtoistoiminta")
    title.get_by_role("textbox").fill("Volontärverksamheten växer")
    page.keyboard.press("Control+Enter")
    expect(title.locator("[data-warnings] li")).to_have_count(0)

    ingress.get_by_role("textbox").focus()
    expect(ingress.get_by_role("button", name="98 % · Nätverket hjälper föreningar att påverka!")).to_be_visible()
    page.keyboard.press("Alt+m")
    page.keyboard.press("Control+Enter")
    expect(ingress.locator("[data-say]")).to_contain_text("Saved")

    heading.get_by_role("textbox").fill("Kom med")
    page.keyboard.press("Control+Enter")
    expect(heading.locator("[data-say]")).to_contain_text("Saved")
    page.get_by_role("button", name="Publish in Swedish").click()
    expect(page.locator(".messages")).to_contain_text("published")

    (article,) = ask(IN_SWEDISH)["newsArticles"]["nodes"]
    assert article == {
        "title": "Volontärverksamheten växer",
        "ingress": "Nätverket hjälper föreningar att påverka!",
        "body": [{"text": "Kom med"}],
        "language": {"served": "sv", "status": "TRANSLATED"},
    }
