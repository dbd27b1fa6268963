"""What is kept of every page's text: original or translation, of what, how complete, whether it is behind."""

import pytest
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.translation import text_state
from cms.translation.models import TextState, TextStatus
from cms.translation.texts import extraction
from news.models import NewsArticlePage
from tests import factories as make

pytestmark = pytest.mark.django_db


def _in(page: NewsArticlePage, tag: str) -> NewsArticlePage:
    return NewsArticlePage.objects.get(translation_key=page.translation_key, locale=make.locale(tag))


def test_every_page_has_a_state() -> None:
    page = make.article()
    make.translate(page, "sv")
    make.translate(page, "en", live=False)

    pages = Page.objects.filter(translation_key=page.translation_key)

    assert {page.locale.language_code: page.text_state.status for page in pages} == {
        "fi": TextStatus.ORIGINAL,
        "sv": TextStatus.TRANSLATED,
        "en": TextStatus.UNTRANSLATED,
    }


def test_the_first_page_of_a_group_is_the_original() -> None:
    page = make.article("Nyhet", tag="sv")
    translation = make.translate(page, "fi")

    assert text_state.is_original(page)
    assert not text_state.is_original(translation)
    assert text_state.original_of(translation) == page
    assert text_state.original_of(page) is page
    assert text_state.source_locale_id(translation) == make.locale("sv").pk


def test_a_page_that_is_not_saved_yet_is_an_original() -> None:
    assert text_state.is_original(NewsArticlePage(title="Uusi", locale=make.locale("fi")))


def test_prose_is_every_text_but_the_address() -> None:
    page = make.article(
        "Uutinen",
        ingress="Ingressi.",
        search_description="Hakukoneille.",
        body=make.stream(("paragraph", "<p>Ensimmäinen.</p>"), ("heading", {"text": "Otsikko", "level": "2"})),
    )

    assert [text for _, text in extraction.prose(page)] == [
        "Uutinen", "Hakukoneille.", "Ingressi.", "Ensimmäinen.", "Otsikko",
    ]  # fmt: skip


def test_the_digest_follows_prose_and_nothing_else() -> None:
    page = make.article("Uutinen", ingress="Ingressi.", body=make.stream(("heading", {"text": "A", "level": "2"})))
    digest = text_state.prose_digest(page)

    page.slug, page.no_index = "toinen-osoite", True
    page.body = make.stream(("heading", {"text": "A", "level": "3"}))
    assert text_state.prose_digest(page) == digest
    page.ingress = "Toinen."
    assert text_state.prose_digest(page) != digest


def test_a_page_translated_by_hand_has_no_managed_translation() -> None:
    page = make.article()
    by_hand = page.copy_for_translation(make.locale("sv"), copy_parents=True)
    managed = make.translate(page, "en")

    assert text_state.managed_translation(by_hand) is None
    assert text_state.managed_translation(managed) == Translation.objects.get(source__object_id=page.translation_key)


def test_a_translation_that_is_finished_later_becomes_translated() -> None:
    page = make.article()
    make.translate(page, "sv", strings=1)
    assert _in(page, "sv").text_state.status == TextStatus.PARTIAL

    make.translate(page, "sv")

    assert _in(page, "sv").text_state.status == TextStatus.TRANSLATED


def test_prose_added_to_the_source_makes_a_synced_translation_partial() -> None:
    page = make.article(ingress="Ingressi.")
    make.translate(page, "sv")
    page.body = make.stream(("paragraph", "<p>Uutta.</p>"))
    page = make.publish(page)

    make.publish(_in(page, "sv"))

    state = _in(page, "sv").text_state
    assert (state.status, state.is_stale) == (TextStatus.PARTIAL, False)


def test_each_language_is_stale_for_itself() -> None:
    page = make.article(ingress="Ennen.")
    make.translate(page, "sv")
    make.translate(page, "en")
    page.ingress = "Jälkeen."
    page = make.publish(page)
    make.translate(page, "en")

    assert (_in(page, "sv").text_state.is_stale, _in(page, "en").text_state.is_stale) == (True, False)


def test_when_the_original_is_deleted_the_oldest_translation_is_the_original() -> None:
    page = make.article()
    swedish, english = make.translate(page, "sv"), make.translate(page, "en")

    page.delete()

    states = {state.page_id: state for state in TextState.objects.filter(page__in=[swedish, english])}
    assert (states[swedish.pk].status, states[swedish.pk].is_stale) == (TextStatus.ORIGINAL, False)
    assert (states[english.pk].status, states[english.pk].is_stale) == (TextStatus.TRANSLATED, False)
    assert {state.source_locale.language_code for state in states.values()} == {"sv"}


def test_an_alias_does_not_inherit_a_deleted_original() -> None:
    page = make.article()
    make.home("sv")
    make.alias(page, "sv")
    english = make.translate(page, "en")

    page.delete()

    assert english.text_state.__class__.objects.get(page=english).status == TextStatus.ORIGINAL


def test_deleting_a_translation_leaves_the_original_what_it_is() -> None:
    page = make.article()
    make.translate(page, "sv").delete()

    assert TextState.objects.get(page=page).status == TextStatus.ORIGINAL
    assert TextState.objects.filter(page__translation_key=page.translation_key).count() == 1


def test_a_hand_made_translation_published_without_a_new_word_stays_behind() -> None:
    page = make.article(ingress="Ennen.")
    swedish = make.publish(page.copy_for_translation(make.locale("sv"), copy_parents=True))
    before = swedish.text_state
    page.ingress = "Jälkeen."
    make.publish(page)

    swedish = make.publish(_in(page, "sv"))

    state = swedish.text_state
    assert (state.is_stale, state.translated_at) == (True, before.translated_at)
    assert state.based_on_digest == before.based_on_digest
    swedish.ingress = "Efter."
    assert not make.publish(swedish).text_state.is_stale


def test_a_stopped_translation_published_without_a_new_word_stays_behind() -> None:
    page = make.article(ingress="Ennen.")
    make.translate(page, "sv")
    Translation.objects.update(enabled=False)
    page.ingress = "Jälkeen."
    make.publish(page)

    assert make.publish(_in(page, "sv")).text_state.is_stale


def test_a_hand_made_translation_of_an_heir_is_not_behind_it() -> None:
    page = make.article()
    make.publish(page.copy_for_translation(make.locale("sv"), copy_parents=True))
    make.publish(page.copy_for_translation(make.locale("en"), copy_parents=True))
    swedish = _in(page, "sv")
    swedish.title = "Nyhet"
    make.publish(swedish)
    page.delete()

    assert not make.publish(_in(page, "en")).text_state.is_stale
