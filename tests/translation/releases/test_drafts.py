"""A draft that readers have never seen is translated before it is published."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from cms.core.visibility import all_pages
from cms.translation.desk import states
from cms.translation.models import ReadyDraft, TextState
from cms.translation.releases import drafts
from cms.translation.screen import memory
from cms.users.models import User
from news.models import NewsArticlePage
from tests import factories as make
from tests import page_editor
from tests.admin import is_refused, signed_in, text_of
from tests.conftest import Graphql
from tests.translation.editing.drafts import edit_address

pytestmark = pytest.mark.django_db

GIVE = {"action-give-to-translators": "1"}
TAKE_BACK = {"action-take-from-translators": "1"}


def _save(client: Client, page: Page, **values: Any) -> Any:
    address = edit_address(page)
    return page_editor.save(client, address, page_editor.changed(page_editor.shown(client, address), values))


def _given(title: str = "Luonnos", **fields: Any) -> NewsArticlePage:
    page = make.article(title, live=False, **fields)
    assert drafts.give(page, None)
    return page


def _translation(page: Page, tag: str = "sv") -> Translation:
    found: Translation = Translation.objects.get(
        source__object_id=page.translation_key, target_locale__language_code=tag
    )
    return found


def _texts(page: Page) -> dict[str, str]:
    """What translators work from."""
    rows = StringSegment.objects.filter(source__object_id=page.translation_key)
    return dict(rows.order_by("order").values_list("context__path", "string__data"))


def _on_desk(tag: str = "sv") -> dict[str, str]:
    return {page.title: page.desk_state for page in states.in_language(make.locale(tag))}


def _started(page: Page, tag: str = "sv") -> Any:
    client = signed_in(f"Translators: {tag}", name=f"translator-{tag}")
    client.post(f"/admin/translations/{tag}/{page.pk}/start/")
    return client, NewsArticlePage.objects.get(translation_key=page.translation_key, locale=make.locale(tag))


def test_an_editor_gives_a_draft_as_it_stands_in_the_form() -> None:
    client = signed_in("Communicators")
    page = make.article("Luonnos", live=False)
    assert "Luonnos" not in _on_desk()

    shown = client.get(edit_address(page))
    assert "Save and give to translators" in text_of(shown)
    assert "Save and take back from translators" not in text_of(shown)
    _save(client, page, title="Kirjoitettu", **GIVE)

    assert _on_desk()["Kirjoitettu"] == "missing"
    assert _texts(page)["title"] == "Kirjoitettu"
    told = text_of(client.get(edit_address(page)))
    assert "Translators work from this draft as it was saved on" in told
    assert "Its words have changed since" not in told


def test_what_is_written_after_that_reaches_translators_when_the_editor_says_so() -> None:
    client = signed_in("Communicators")
    page = _given("Ensin")

    _save(client, page, title="Sitten")
    assert _texts(page)["title"] == "Ensin"
    assert "Its words have changed since" in text_of(client.get(edit_address(page)))

    _save(client, page, title="Lopuksi", **GIVE)
    assert _texts(page)["title"] == "Lopuksi"
    assert "Its words have changed since" not in text_of(client.get(edit_address(page)))


def test_a_new_page_is_given_with_its_first_save() -> None:
    client = signed_in("Communicators")
    parent = make.article().get_parent()
    address = f"/admin/pages/add/news/newsarticlepage/{parent.pk}/"
    data = page_editor.changed(page_editor.shown(client, address), {"title": "Aivan uusi", **GIVE})

    page_editor.save(client, address, data)

    assert _on_desk()["Aivan uusi"] == "missing"


def test_a_draft_that_is_unfinished_is_given_too() -> None:
    client = signed_in("Communicators")
    page = make.article("Kesken", live=False)

    _save(client, page, title="Kesken " * 60, ingress="", **GIVE)

    assert ReadyDraft.objects.filter(page=page).count() == 1
    assert len(_texts(page)["title"]) == 255


def test_a_save_by_itself_gives_nothing() -> None:
    client = signed_in("Communicators")
    page = make.article("Luonnos", live=False)
    address = edit_address(page)

    page_editor.save(
        client, address, page_editor.changed(page_editor.shown(client, address), {"title": "Toinen"}), by_itself=True
    )

    assert not ReadyDraft.objects.exists()
    assert not TranslationSource.objects.filter(object_id=page.translation_key).exists()


def test_published_pages_translations_and_aliases_are_not_given() -> None:
    client = signed_in("Communicators")
    live = make.article("Julki")
    withdrawn = make.article("Vedetty")
    withdrawn.unpublish()
    translated = make.translate(live, "sv", live=False)
    alias = make.alias(live, "en")

    assert [drafts.give(page, None) for page in (live, withdrawn, translated, alias)] == [False] * 4
    assert "Save and give to translators" not in text_of(client.get(edit_address(live)))
    refused = page_editor.save(
        client, edit_address(live), page_editor.changed(page_editor.shown(client, edit_address(live)), GIVE)
    )
    assert "Only an original that was never published" in text_of(client.get(refused.url))
    assert not ReadyDraft.objects.exists()


def test_a_draft_is_taken_back_and_what_was_begun_stays() -> None:
    editor = signed_in("Communicators")
    page = _given()
    _client, swedish = _started(page)

    _save(editor, page, **TAKE_BACK)

    assert "Luonnos" not in _on_desk()
    assert NewsArticlePage.objects.filter(pk=swedish.pk).exists()
    assert "Save and take back from translators" not in text_of(editor.get(edit_address(page)))


def test_the_desk_says_that_it_is_not_published_yet_and_links_nowhere() -> None:
    page = _given()
    client = signed_in("Translators: sv")

    row = text_of(client.get("/admin/translations/sv/?q=Luonnos"))

    assert '<span lang="fi" dir="ltr">Luonnos</span> <span class="w-status">Not published yet</span>' in row
    assert "Missing" in row
    locales = [make.locale(tag) for tag in ("fi", "sv", "ru")]
    counts = states.waiting_counts(locales)
    waiting = {tag: sum(state in states.WAITING for state in _on_desk(tag).values()) for tag in ("fi", "sv", "ru")}
    assert {item.language_code: counts[item.pk] for item in locales} == waiting
    assert page.title not in _on_desk("fi")


def test_a_draft_costs_the_desk_no_statement(count_statements: Any) -> None:
    locale = make.locale("sv")
    for number in range(3):
        _given(f"Luonnos {number}")

    with count_statements(1):
        assert sum(page.title.startswith("Luonnos") for page in states.in_language(locale)) == 3


def test_it_is_translated_from_the_draft_that_was_given() -> None:
    page = _given("Annettu")
    later = NewsArticlePage.objects.get(pk=page.pk)
    later.title = "Myöhempi"
    later.save_revision()
    client, swedish = _started(page)

    screen = text_of(client.get(edit_address(swedish)))

    assert "Annettu" in screen
    assert "Myöhempi" not in screen
    assert _on_desk()["Annettu"] == "draft"


def test_a_page_below_a_draft_that_was_not_given_is_not_begun() -> None:
    above = make.content_page("Salainen", live=False)
    page = make.content_page("Alla", live=False, parent=above)
    drafts.give(page, None)
    client = signed_in("Translators: sv")

    refused = client.post(f"/admin/translations/sv/{page.pk}/start/", follow=True)

    assert "“Alla” stands below “Salainen”, which is not published and not given" in text_of(refused)
    assert not Page.objects.filter(translation_key=above.translation_key, locale=make.locale("sv")).exists()
    drafts.give(above, None)
    client.post(f"/admin/translations/sv/{page.pk}/start/")
    assert Page.objects.filter(translation_key=page.translation_key, locale=make.locale("sv")).exists()


def test_no_translation_is_published_before_its_original() -> None:
    page = _given()
    client, swedish = _started(page)
    make.translate(page, "sv", live=False)

    refused = client.post(edit_address(swedish), {"action": "publish"}, follow=True)
    assert "The original is not published yet: the translation can be published when it is." in text_of(refused)
    assert not NewsArticlePage.objects.get(pk=swedish.pk).live

    make.publish(NewsArticlePage.objects.get(pk=page.pk))
    client.post(edit_address(swedish), {"action": "publish"})
    assert NewsArticlePage.objects.get(pk=swedish.pk).live
    assert NewsArticlePage.objects.get(pk=swedish.pk).title == "sv: Luonnos"


def test_publishing_the_original_carries_over_what_was_translated() -> None:
    page = _given("Järjestöjen kevätseminaari Espoossa")
    _client, swedish = _started(page)
    make.translate(page, "sv", live=False)
    row = NewsArticlePage.objects.get(pk=page.pk)
    row.title = "Järjestöjen syysseminaari Espoossa"

    make.publish(row)

    kept = StringTranslation.objects.get(
        translation_of__data=row.title, context__object_id=page.translation_key, context__path="title"
    )
    assert (kept.data, kept.has_error) == ("sv: Järjestöjen kevätseminaari Espoossa", True)
    assert _texts(page)["title"] == row.title
    assert _on_desk()[row.title] == "draft"
    assert not NewsArticlePage.objects.get(pk=swedish.pk).live


def test_giving_it_again_carries_over_what_was_translated() -> None:
    page = _given("Järjestöjen kevätseminaari Espoossa")
    _started(page)
    make.translate(page, "sv", live=False)
    row = NewsArticlePage.objects.get(pk=page.pk)
    row.title = "Järjestöjen syysseminaari Espoossa"
    row.save_revision()

    drafts.give(row, None)

    kept = StringTranslation.objects.get(
        translation_of__data=row.title, context__object_id=page.translation_key, context__path="title"
    )
    assert (kept.data, kept.has_error) == ("sv: Järjestöjen kevätseminaari Espoossa", True)
    others = StringTranslation.objects.filter(context__object_id=page.translation_key, has_error=False)
    assert others.exclude(context__path="title").exists()


def test_nobody_else_sees_a_word_of_it(graphql: Graphql) -> None:
    page = _given("Salaisuus")
    client, swedish = _started(page)
    translation = _translation(page)
    segment = StringSegment.objects.get(source=translation.source, context__path="title")
    client.post(f"/admin/translations/texts/{translation.pk}/{segment.pk}/", {"words": "Hemlighet", "version": ""})
    russian = signed_in("Translators: ru", name="russian")

    assert is_refused(russian.get(edit_address(swedish)))
    assert is_refused(russian.get("/admin/translations/sv/?q=Salaisuus"))
    assert not all_pages().shown().filter(translation_key=page.translation_key).exists()
    query = "query ($key: ID!) { newsArticle(by: {translationKey: $key}) { title } }"
    assert graphql(query, key=str(page.translation_key))["newsArticle"] is None
    readers = {name: User.objects.get(username=name) for name in ("translator-sv", "russian")}
    found = {
        name: list(
            memory.readable(make.locale("sv").pk, user).filter(words="Hemlighet").values_list("words", flat=True)
        )
        for name, user in readers.items()
    }
    assert found == {"translator-sv": ["Hemlighet"], "russian": []}
    assert TextState.objects.get(page=page).status == "ORIGINAL"
