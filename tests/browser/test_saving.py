"""An editor whose saves by themselves are slow, and who does not wait for them."""

import pytest
from playwright.sync_api import Page, expect

from news.models import NewsArticlePage, NewsIndexPage
from tests import factories as make
from tests.browser import editor

# What the page sends to save itself stays in the browser, or the answer does, until it is let go.
HOLD = """where => {
  const send = window.fetch;
  let beginToHold;
  window.held = new Promise((resolve) => { beginToHold = resolve; });
  const isLetGo = new Promise((resolve) => { window.letGo = resolve; });
  const hold = (isHere) => { if (isHere) { beginToHold(); return isLetGo; } };
  window.fetch = async (address, options) => {
    const saves = options?.headers?.Accept === 'application/json' && options.method?.toLowerCase() === 'post';
    await hold(saves && where === 'before the server');
    const answer = await send(address, options);
    await hold(saves && where === 'after the server');
    return answer;
  };
}"""
HELD = pytest.mark.parametrize("where", ["before the server", "after the server"])


# Whether it is held by now. The content security policy lets no waiting function of Playwright's run, and `evaluate` by
# itself would wait for ever.
IS_HELD = """Promise.race([
  window.held.then(() => true),
  new Promise((resolve) => { setTimeout(resolve, 5000, false); }),
])"""


def _write_until_held(page: Page) -> None:
    """As a person does, who goes on writing: on a busy machine the editor takes the first words for what was there."""
    for words in ("Luonnos.", "Luonnos, jatkuu.", "Luonnos, jatkuu yhä."):
        editor.field(page, "ingress").fill(words)
        if page.evaluate(IS_HELD):
            return
    raise AssertionError("The editor saves nothing by itself.")


def _publish_while_held(page: Page) -> None:
    _write_until_held(page)
    editor.field(page, "ingress").fill("Valmis.")
    editor.publish(page)
    expect(page.locator("button[name=action-publish]")).to_be_disabled()
    page.evaluate("window.letGo()")


@HELD
def test_what_is_published_while_it_saves_itself_is_published(page: Page, where: str) -> None:
    article = make.article("Lehdistö", live=False)
    editor.sign_in(page, "anna", "Communicators")
    editor.open_editor(page, f"/admin/pages/{article.pk}/edit/")

    page.evaluate(HOLD, where)

    _publish_while_held(page)

    expect(editor.messages(page)).to_contain_text("Page 'Lehdistö' has been published.")
    row = NewsArticlePage.objects.get(pk=article.pk)
    assert (row.live, row.ingress, row.has_unpublished_changes) == (True, "Valmis.", False)


@HELD
def test_a_new_page_that_is_published_while_it_saves_itself_is_one_page(page: Page, where: str) -> None:
    make.article("Vanha")
    index = NewsIndexPage.objects.get(locale__language_code="fi")
    editor.sign_in(page, "anna", "Communicators")
    editor.open_editor(page, f"/admin/pages/add/news/newsarticlepage/{index.pk}/")

    page.evaluate(HOLD, where)

    editor.field(page, "title").fill("Uusi uutinen")
    _publish_while_held(page)

    expect(editor.messages(page)).to_contain_text("Page 'Uusi uutinen' ")
    (row,) = NewsArticlePage.objects.exclude(title="Vanha")
    assert (row.live, row.ingress, row.has_unpublished_changes) == (True, "Valmis.", False)


def test_a_draft_is_still_saved_by_itself(page: Page) -> None:
    article = make.article("Lehdistö")
    editor.sign_in(page, "anna", "Communicators")
    editor.open_editor(page, f"/admin/pages/{article.pk}/edit/")

    for text in ("Yksi.", "Kaksi."):
        with page.expect_response(lambda response: editor.saves_itself(response.request)) as saved:
            editor.field(page, "ingress").fill(text)
        assert saved.value.json()["success"] is True

    drafts = [revision.content["ingress"] for revision in article.revisions.order_by("created_at")]
    assert drafts == ["Ingressi.", "Kaksi."]


def test_who_goes_on_after_being_told_replaces_the_newer_version(page: Page) -> None:
    article = make.article("Lehdistö")
    editor.sign_in(page, "anna", "Communicators")
    editor.open_editor(page, f"/admin/pages/{article.pk}/edit/")
    with page.expect_response(lambda response: editor.saves_itself(response.request)):
        editor.field(page, "ingress").fill("Yksi.")
    article.ingress = "Toisen."
    article.save_revision(user=make.user("bertta"))

    with page.expect_response(lambda response: editor.saves_itself(response.request)) as refused:
        editor.field(page, "ingress").fill("Kaksi.")
    assert refused.value.json()["error_code"] == "invalid_revision"
    expect(page.locator(".w-editing-sessions__session--saved")).to_be_visible()
    editor.publish(page)
    dialog = page.get_by_role("dialog", name="bertta saved a new version")
    dialog.get_by_role("button", name="Publish").click()

    expect(editor.messages(page)).to_contain_text("Page 'Lehdistö' has been published.")
    assert NewsArticlePage.objects.get(pk=article.pk).ingress == "Kaksi."
