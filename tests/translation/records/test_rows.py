"""Short texts in the rows of a page: translators write them, and no draft of the page takes them back."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageLogEntry, PageViewRestriction

from cms.core.text.localised_text import LocalisedText
from organisations.models import OrganisationChannel, OrganisationPage
from tests import factories as make
from tests.admin import text_of
from tests.conftest import Graphql

pytestmark = pytest.mark.django_db
DESK = "/admin/translations/sv/records/"
URL = "https://example.org/blogi"
LABELS = "... on Organisation { channels { label } }"


@pytest.fixture
def page() -> OrganisationPage:
    page: OrganisationPage = make.organisation("Järjestö")
    page.channels = [_channel({"fi": "Blogi"})]
    return _published(page)


def _channel(label: dict[str, str]) -> OrganisationChannel:
    return OrganisationChannel(kind="OTHER", url=URL, label=LocalisedText(label))


def _published(page: OrganisationPage) -> OrganisationPage:
    found: OrganisationPage = make.publish(page)
    return found


def _row(page: Any) -> OrganisationChannel:
    return OrganisationChannel.objects.get(page__translation_key=page.translation_key, page__locale=page.locale)


def _save(client: Client, page: Any, words: str, version: str | None = None) -> Any:
    seen = {} if version is None else {"version": version}
    address = f"{DESK}organisations.organisationchannel.label/{_row(page).pk}/"
    return client.post(address, {"words": words, **seen})


def test_a_label_waits_under_its_page_and_is_given_in_every_language_of_it(
    swedish: Client, page: OrganisationPage, graphql: Graphql
) -> None:
    translated = make.translate(page, "sv")
    assert f"Organisation › label › Järjestö › {URL}" in text_of(swedish.get(DESK))

    assert _save(swedish, page, "Blogg", version="").json()["state"] == "published"

    assert "Nothing waits here" in text_of(swedish.get(DESK))
    query = f"query ($path: String!) {{ route(path: $path) {{ ... on PageRoute {{ content {{ {LABELS} }} }} }} }}"
    for row in (page, translated):
        content = graphql(query, path=row.url_path)["route"]["content"]
        assert content == {"channels": [{"label": "Blogg" if row == translated else "Blogi"}]}
    assert _row(translated).label == {"fi": "Blogi", "sv": "Blogg"}
    entry = PageLogEntry.objects.filter(user__username="editor").get()
    assert (entry.page_id, entry.action) == (page.pk, "wagtail.edit")


def test_a_draft_from_before_does_not_take_the_translation_back(swedish: Client, page: OrganisationPage) -> None:
    draft = page.save_revision()
    _save(swedish, page, "Blogg")

    draft.publish()

    assert _row(page).label == {"fi": "Blogi", "sv": "Blogg"}


def test_a_correction_stays_and_what_an_editor_has_written_since_too(swedish: Client, page: OrganisationPage) -> None:
    page.channels = [_channel({"fi": "Blogi", "sv": "Blog"})]
    page = _published(page)
    before = page.save_revision()
    _save(swedish, page, "Blogg")

    before.publish()
    assert _row(page).label == {"fi": "Blogi", "sv": "Blogg"}

    page = OrganisationPage.objects.get(pk=page.pk)
    page.channels = [_channel({"fi": "Blogi", "sv": "Nätdagbok"})]
    _published(page)
    assert _row(page).label == {"fi": "Blogi", "sv": "Nätdagbok"}


def test_what_a_translator_takes_away_stays_away(swedish: Client, page: OrganisationPage) -> None:
    draft = page.save_revision()
    _save(swedish, page, "Blogg")
    later = OrganisationPage.objects.get(pk=page.pk).save_revision()
    _save(swedish, page, "")

    for revision in (draft, later):
        revision.publish()
        assert _row(page).label == {"fi": "Blogi"}


def test_a_label_that_says_something_else_waits_again(swedish: Client, page: OrganisationPage) -> None:
    _save(swedish, page, "Blogg")
    row = _row(page)
    page = OrganisationPage.objects.get(pk=page.pk)
    channel = page.channels.get()
    assert channel.pk == row.pk
    channel.label = LocalisedText({**channel.label, "fi": "Uutisblogi"})
    page.channels = [channel]
    _published(page)

    assert _row(page).label == {"fi": "Uutisblogi", "sv": "Blogg"}
    assert "Original changed" in text_of(swedish.get(DESK))


def test_rows_of_drafts_and_of_pages_that_are_not_for_the_translator_are_neither_shown_nor_written(
    swedish: Client, page: OrganisationPage
) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert "Blogi" not in text_of(swedish.get(DESK))
    assert _save(swedish, page, "Blogg").status_code == 404
    PageViewRestriction.objects.all().delete()
    page.unpublish()
    assert "Blogi" not in text_of(swedish.get(DESK))
    assert _save(swedish, page, "Blogg").status_code == 404
    assert _row(page).label == {"fi": "Blogi"}


def test_a_translated_page_has_no_labels_of_its_own_to_write(swedish: Client, page: OrganisationPage) -> None:
    translated = make.translate(page, "sv")
    assert _save(swedish, translated, "Blogg").status_code == 404


def test_rows_with_the_same_words_keep_each_its_own_translation(swedish: Client, page: OrganisationPage) -> None:
    page.channels = [_channel({"fi": "Lue"}), _channel({"fi": "Lue"})]
    page = _published(page)
    for row, words in zip(page.channels.order_by("pk"), ("Läs bloggen", "Läs tidningen"), strict=True):
        address = f"{DESK}organisations.organisationchannel.label/{row.pk}/"
        assert swedish.post(address, {"words": words}).status_code == 200

    _published(OrganisationPage.objects.get(pk=page.pk))

    rows = OrganisationChannel.objects.filter(page=page.pk).order_by("pk")
    assert [row.label["sv"] for row in rows] == ["Läs bloggen", "Läs tidningen"]
