"""The translators' desk, over HTTP and with a translator's rights."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import GroupPagePermission, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from cms.translation.desk import states
from home.models import HomePage
from news.models import NewsArticlePage
from tests import factories
from tests.admin import is_refused, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def swedish() -> Client:
    return signed_in("Translators: sv")


def _in_swedish(page: Page) -> Any:
    return type(page).objects.get(translation_key=page.translation_key, locale__language_code="sv")


def states_in(tag: str = "sv") -> dict[str, str]:
    pages = states.in_language(factories.locale(tag))
    return {page.title: page.desk_state for page in pages}


def _start(client: Client, page: Page, tag: str = "sv") -> Any:
    return client.post(f"/admin/translations/{tag}/{page.pk}/start/")


def _is_missing(client: Client, address: str) -> bool:
    """Django looks for a page below the language's address before it gives up."""
    return client.post(address, follow=True).status_code == 404


def _translate_strings(client: Client, target: Page, texts: dict[str, str]) -> None:
    """Through the address that wagtail-localize's editor uses."""
    translation = Translation.objects.get(source__object_id=target.translation_key, target_locale=target.locale)
    for segment in StringSegment.objects.filter(source=translation.source, context__path__in=texts):
        response = client.put(
            f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/",
            f"value={texts[segment.context.path]}",
            content_type="application/x-www-form-urlencoded",
        )
        assert response.status_code == 201


def test_the_desk_leads_to_the_translators_language(swedish: Client) -> None:
    response: Any = swedish.get("/admin/translations/")
    assert (response.status_code, response.url) == (302, "/admin/translations/sv/")


def test_nobodys_desk_says_whom_to_ask() -> None:
    GroupPagePermission.objects.filter(group__name="Communicators").delete()
    response = signed_in("Communicators").get("/admin/translations/")
    assert response.status_code == 200
    assert "You may not translate into any language yet." in text_of(response)


def test_another_language_is_refused_and_an_unknown_one_not_found(swedish: Client) -> None:
    page = factories.article()
    assert is_refused(swedish.get("/admin/translations/ru/"))
    assert is_refused(_start(swedish, page, "ru"))
    assert swedish.get("/admin/translations/xx/", follow=True).status_code == 404
    assert not Page.objects.filter(translation_key=page.translation_key, locale__language_code="ru").exists()


def test_starting_is_a_post_and_needs_a_live_original(swedish: Client) -> None:
    page = factories.article()
    draft = factories.article(live=False)
    assert swedish.get(f"/admin/translations/sv/{page.pk}/start/").status_code == 405
    assert _is_missing(swedish, f"/admin/translations/sv/{draft.pk}/start/")
    assert _is_missing(swedish, "/admin/translations/sv/999999/start/")


def test_without_a_token_nothing_is_started() -> None:
    page = factories.article()
    client = signed_in("Translators: sv", enforce_csrf_checks=True)
    assert _start(client, page).status_code == 403


def test_empty_desk(swedish: Client) -> None:
    HomePage.objects.update(live=False)
    assert "Nothing waits in Swedish." in text_of(swedish.get("/admin/translations/sv/"))
    assert "No page like that in Swedish." in text_of(swedish.get("/admin/translations/sv/?q=saunaseura"))


def test_the_desk_says_that_the_home_page_comes_first(swedish: Client) -> None:
    words = "The home page is not published in this language."
    assert words in text_of(swedish.get("/admin/translations/sv/"))
    factories.home("sv")
    assert words not in text_of(swedish.get("/admin/translations/sv/"))


def test_from_the_desk_to_a_published_translation(swedish: Client, django_capture_on_commit_callbacks: Any) -> None:
    page = factories.article("Verkosto kokoontui", ingress="Lyhyesti.")
    content = text_of(swedish.get("/admin/translations/sv/"))
    assert "Verkosto kokoontui" in content
    assert f"/admin/translations/sv/{page.pk}/start/" in content

    response = _start(swedish, page)
    target = _in_swedish(page)
    assert response.url == f"/admin/pages/{target.pk}/edit/"
    assert (target.live, target.alias_of_id) == (False, None)
    assert states_in()["Verkosto kokoontui"] == "draft"
    assert swedish.get(response.url).status_code == 200

    _translate_strings(swedish, target, {"title": "Möte i Åbo", "ingress": "Kort."})
    with django_capture_on_commit_callbacks(execute=True):
        published = swedish.post(response.url, {"action": "publish"}, follow=True)
    assert "“Möte i Åbo” is published in Swedish." in published.content.decode()
    target.refresh_from_db()
    assert (target.live, target.title, target.ingress, target.slug) == (True, "Möte i Åbo", "Kort.", "mote-i-abo")
    assert target.text_state.status == "TRANSLATED"
    assert states_in()["Verkosto kokoontui"] == "up-to-date"


def test_a_title_in_cyrillic_gives_an_address_in_latin_letters(django_capture_on_commit_callbacks: Any) -> None:
    client = signed_in("Translators: ru")
    page = factories.article("Uutinen")
    edit = _start(client, page, "ru").url
    target = NewsArticlePage.objects.get(translation_key=page.translation_key, locale__language_code="ru")
    _translate_strings(client, target, {"title": "Новость дня", "ingress": "Кратко."})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(edit, {"action": "publish"})
    target.refresh_from_db()
    assert (target.title, target.slug, target.text_state.status) == ("Новость дня", "novost-dnya", "TRANSLATED")


def test_pressing_twice_leads_to_the_same_page(swedish: Client) -> None:
    page = factories.article()
    assert _start(swedish, page).url == _start(swedish, page).url
    assert Page.objects.filter(translation_key=page.translation_key).count() == 2


def test_parents_become_drafts_to_translate_below_the_draft_home_page(swedish: Client) -> None:
    """And no live aliases, which would show the original's text at this language's address."""
    page = factories.article()
    _start(swedish, page)
    target = _in_swedish(page)
    parent = target.get_parent()
    assert (parent.alias_of_id, parent.live, parent.translation_key) == (None, False, page.get_parent().translation_key)
    swedish_home = parent.get_parent()
    assert (swedish_home.slug, swedish_home.live, swedish_home.alias_of_id) == ("sv", False, None)
    assert HomePage.objects.filter(locale__language_code="sv").count() == 1


def test_only_the_page_itself_is_translated_not_what_it_links_to(swedish: Client) -> None:
    linked = factories.article("Linkitetty")
    page = factories.article(
        "Linkittävä",
        body=factories.stream(("related_content", {"title": "Lue myös", "items": [linked.pk]})),
    )
    _start(swedish, page)
    assert not Page.objects.filter(translation_key=linked.translation_key, locale__language_code="sv").exists()


def test_an_alias_becomes_a_draft_so_that_readers_are_not_shown_the_originals_text(swedish: Client) -> None:
    page = factories.article()
    alias = factories.alias(page, "sv")
    assert (alias.live, states_in()[page.title]) == (True, "missing")
    _start(swedish, page)
    target = _in_swedish(page)
    assert (target.pk, target.alias_of_id, target.live) == (alias.pk, None, False)


def test_a_home_page_nobody_has_touched_is_taken_over(swedish: Client) -> None:
    original = factories.home("fi")
    original.title = "Verkosto"
    factories.publish(original)
    _start(swedish, original)
    target = _in_swedish(original)
    assert (target.slug, target.live) == ("sv", False)
    assert Translation.objects.filter(source__object_id=original.translation_key, target_locale=target.locale).exists()


def test_a_draft_written_by_hand_is_left_alone(swedish: Client) -> None:
    original = factories.publish(factories.home("fi"))
    by_hand = HomePage.objects.get(locale__language_code="sv")
    by_hand.title = "Nätverket"
    by_hand.save_revision(user=factories.user("writer"))
    response = _start(swedish, original)
    assert response.url == f"/admin/pages/{by_hand.pk}/edit/"
    assert not Translation.objects.filter(target_locale__language_code="sv").exists()
    assert HomePage.objects.get(pk=by_hand.pk).get_latest_revision_as_object().title == "Nätverket"


def test_translators_work_from_the_original_as_it_is_published(swedish: Client) -> None:
    page = factories.article("Alku", ingress="Vanha.")
    target = factories.translate(page, "sv")
    assert states_in()["Alku"] == "up-to-date"

    page.ingress = "Uusi."
    page = factories.publish(page)

    assert states_in()["Alku"] == "stale"
    assert "Uusi." in TranslationSource.objects.get(object_id=page.translation_key).content_json
    assert f"/admin/pages/{target.pk}/edit/" in text_of(swedish.get("/admin/translations/sv/"))
    assert NewsArticlePage.objects.get(pk=target.pk).ingress == "sv: Vanha."


def test_a_withdrawn_original_stays_on_the_desk_while_readers_see_its_translation(swedish: Client) -> None:
    page = factories.article("Alku")
    target = factories.translate(page, "sv")
    before = states.waiting_counts([factories.locale("sv"), factories.locale("en")])
    page.unpublish()

    assert states_in()["Alku"] == "withdrawn"
    assert "Alku" not in states_in("en")
    after = states.waiting_counts([factories.locale("sv"), factories.locale("en")])
    assert after[factories.locale("sv").pk] == before[factories.locale("sv").pk] + 1
    assert after[factories.locale("en").pk] == before[factories.locale("en").pk] - 1
    assert "Original withdrawn" in text_of(swedish.get("/admin/translations/sv/"))
    NewsArticlePage.objects.get(pk=target.pk).unpublish()
    assert "Alku" not in states_in()


def test_states_of_partly_and_machine_translatedtext_of() -> None:
    partly = factories.article("Osittain")
    factories.translate(partly, "sv", strings=1)
    untranslated = factories.article("Kääntämättä")
    factories.translate(untranslated, "sv", strings=0)
    by_machine = factories.article("Koneella")
    target = factories.translate(by_machine, "sv")
    StringTranslation.objects.filter(context__object_id=by_machine.translation_key).update(translation_type="machine")
    factories.publish(target)
    assert {
        title: state for title, state in states_in().items() if title in {"Osittain", "Kääntämättä", "Koneella"}
    } == {
        "Osittain": "partly",
        "Kääntämättä": "untranslated",
        "Koneella": "machine",
    }


def test_filters_search_and_counts() -> None:
    client = signed_in("Communicators")
    factories.article("Odottava uutinen")
    factories.project("Odottava hanke")
    factories.translate(factories.article("Valmis uutinen"), "sv")
    everything = text_of(client.get("/admin/translations/sv/?state=all"))
    assert all(title in everything for title in ("Odottava uutinen", "Odottava hanke", "Valmis uutinen"))
    waiting = text_of(client.get("/admin/translations/sv/"))
    assert "Valmis uutinen" not in waiting
    found = text_of(client.get("/admin/translations/sv/results/?q=hanke"))
    assert "Odottava hanke" in found
    assert "Odottava uutinen" not in found
    done = text_of(client.get("/admin/translations/sv/?state=up-to-date"))
    assert "Valmis uutinen" in done
    assert "Odottava" not in done
    kind = Page.objects.get(title="Odottava hanke", locale__language_code="fi").content_type_id
    by_type = text_of(client.get(f"/admin/translations/sv/?content_type={kind}"))
    assert "Odottava hanke" in by_type
    assert "Odottava uutinen" not in by_type
    locales = [factories.locale(tag) for tag in ("fi", "sv", "ru")]
    waiting_in = states.waiting_counts(locales)
    listed = {tag: sum(state in states.WAITING for state in states_in(tag).values()) for tag in ("fi", "sv", "ru")}
    assert {item.language_code: waiting_in[item.pk] for item in locales} == listed


def test_a_bad_filter_or_page_number_is_no_error(swedish: Client) -> None:
    factories.article()
    for query in ("state=bogus", "content_type=x", "p=999", "p=x", "ordering=password", "q=%00"):
        assert swedish.get(f"/admin/translations/sv/?{query}").status_code == 200, query


def test_the_number_of_statements_does_not_grow_with_the_pages(
    swedish: Client, django_assert_max_num_queries: Any
) -> None:
    factories.article()
    swedish.get("/admin/translations/sv/")
    with django_assert_max_num_queries(100) as few:
        swedish.get("/admin/translations/sv/")
    for _ in range(8):
        factories.article()
    with django_assert_max_num_queries(len(few.captured_queries)):
        swedish.get("/admin/translations/sv/")
