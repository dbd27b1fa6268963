"""A translator selects a word, looks up how it was translated before, and goes on writing."""

import pytest
from playwright.sync_api import Page, expect

from cms.translation.models import TextVersion
from tests import factories
from tests.browser import editor


@pytest.mark.usefixtures("server")
def test_a_selected_word_is_looked_up_by_the_keyboard(page: Page) -> None:
    article = factories.article("Verkosto kutsuu")
    swedish = factories.translate(article, "sv", strings=0, live=False)
    TextVersion.objects.create(
        object_id=article.translation_key,
        locale=factories.locale("sv"),
        place="title",
        source="Verkosto auttaa <b>kaikkia</b>",
        words="Nätverket hjälper <b>alla</b>",
    )
    editor.sign_in(page, "translator", "Translators: sv")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/admin/pages/{swedish.pk}/edit/")
    field = page.get_by_label("Title, Swedish")

    field.fill("Verkosto")
    field.select_text()
    page.keyboard.press("Alt+k")
    dialog = page.get_by_role("dialog", name="Search in earlier translations")
    expect(dialog.get_by_label("Words of the original or of the translation")).to_have_value("Verkosto")
    # What was just typed may be saved by now, and is found too.
    earlier = dialog.get_by_role("listitem").filter(has_text="Nätverket hjälper alla")
    expect(earlier.locator("mark")).to_have_text(["Verkosto"])
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    dialog.get_by_role("textbox").fill("hjälper alla")
    expect(dialog.locator("mark")).to_have_text(["hjälper alla"])
    dialog.get_by_role("textbox").fill("saknas")
    expect(dialog).to_contain_text("Nothing was translated before with these words.")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(field).to_be_focused()

    page.get_by_role("button", name="Search in earlier translations").click()
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
