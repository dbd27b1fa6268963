"""One save after the other, as they reach the server late, twice or out of turn."""

from typing import Any

import pytest
from django.test import Client
from django.urls import resolve
from django.utils import timezone
from wagtail.admin.viewsets.pages import page_viewset_registry
from wagtail.models import Page, get_page_models

from cms.editing.models import KEPT, OpenEditor
from cms.editing.pages import CreateView, EditView
from home import tasks
from news.models import NewsArticlePage, NewsIndexPage
from tests import factories as make
from tests.admin import signed_in, text_of
from tests.editing.forms import ADD, EDIT, autosave, fields_of, loaded, press

pytestmark = pytest.mark.django_db

ANNA, BERTTA = "a" * 32, "b" * 32


@pytest.fixture
def anna() -> Client:
    return signed_in("Communicators", name="anna")


@pytest.fixture
def bertta() -> Client:
    return signed_in("Communicators", name="bertta")


def _new(client: Client) -> tuple[str, dict[str, str]]:
    make.article()
    url = ADD.format(parent=NewsIndexPage.objects.get(locale__language_code="fi").pk)
    return url, {**fields_of(client, url), "ingress": "Ingressi.", "title": "Uusi", "slug": "uusi", "editor_key": ANNA}


def _open(client: Client, page: Page, key: str, **fields: str) -> tuple[str, dict[str, str]]:
    url = EDIT.format(page=page.pk)
    return url, {**fields_of(client, url), "editor_key": key, **fields}


def _drafts(page: Page) -> list[str]:
    return [revision.content["title"] for revision in Page.objects.get(pk=page.pk).revisions.order_by("created_at")]


def _row(page: Page) -> NewsArticlePage:
    return NewsArticlePage.objects.get(pk=page.pk)


def test_every_type_of_page_is_saved_in_turn() -> None:
    resolve("/admin/")  # Wagtail registers its views with its addresses.
    for model in [Page, *get_page_models()]:
        viewset = page_viewset_registry.get_by_type(model)
        assert issubclass(viewset.edit_view_class, EditView), model
        assert issubclass(viewset.add_view_class, CreateView), model


def test_a_form_that_is_sent_twice_makes_one_page(anna: Client) -> None:
    url, fields = _new(anna)

    first = autosave(anna, url, fields, number=1).json()
    # Published before the answer to the first save was there.
    second = press(anna, url, fields, title="Julkaistu")

    page = NewsArticlePage.objects.get(slug="uusi")
    assert (second.status_code, first["pk"]) == (302, page.pk)
    assert (page.live, page.title, NewsArticlePage.objects.filter(title__in=["Uusi", "Julkaistu"]).count()) == (
        True,
        "Julkaistu",
        1,
    )


def test_an_editor_that_never_heard_of_its_page_learns_where_it_is(anna: Client) -> None:
    url, fields = _new(anna)
    autosave(anna, url, fields, number=1)

    answer = autosave(anna, url, fields, number=2, title="Uusi toinen").json()

    page = NewsArticlePage.objects.get(slug="uusi")
    assert answer["success"] is True
    assert (answer["url"], answer["pk"]) == (f"/admin/pages/{page.pk}/edit/", page.pk)
    assert answer["hydrate_url"] == f"/admin/pages/{page.pk}/edit/?_w_hydrate_create_view=1"
    assert _drafts(page) == ["Uusi", "Uusi toinen"]


def test_a_save_that_comes_after_publishing_makes_no_second_page(anna: Client) -> None:
    url, fields = _new(anna)
    press(anna, url, fields, title="Julkaistu")

    late = autosave(anna, url, fields, number=1, title="Myöhässä")

    page = NewsArticlePage.objects.get(title="Julkaistu")
    assert (late.status_code, late.json()["error_code"]) == (400, "invalid_revision")
    assert (page.live, page.has_unpublished_changes, _drafts(page)) == (True, False, ["Julkaistu"])
    assert not NewsArticlePage.objects.filter(title="Myöhässä").exists()


def test_two_who_choose_the_same_address_are_told_so(anna: Client, bertta: Client) -> None:
    url, fields = _new(anna)
    press(anna, url, fields, slug="sama")

    response = press(bertta, url, {**fields, "editor_key": BERTTA}, slug="sama")

    assert response.status_code == 200
    assert "already in use" in text_of(response)
    assert NewsArticlePage.objects.filter(slug="sama").count() == 1


def test_a_late_save_takes_nothing_back(anna: Client) -> None:
    page = make.article("Ennen", live=False)
    url, fields = _open(anna, page, ANNA)
    press(anna, url, fields, title="Julkaistu")

    late = autosave(anna, url, fields, number=1, title="Myöhässä")

    assert (late.status_code, late.json()["success"]) == (400, False)
    row = _row(page)
    assert (row.live, row.title, row.has_unpublished_changes) == (True, "Julkaistu", False)
    assert _drafts(page) == ["Ennen", "Julkaistu"]


def test_a_page_without_drafts_is_not_set_back_either(anna: Client) -> None:
    """Wagtail has nothing to compare there and lets the older text pass."""
    page = make.article("Ennen", live=False)
    page.revisions.all().delete()
    url, fields = _open(anna, page, ANNA)
    assert "loaded_revision_id" not in fields
    press(anna, url, fields, title="Julkaistu", editor_key=BERTTA)

    late = autosave(anna, url, fields, number=1, title="Myöhässä")

    assert late.status_code == 400
    assert (_row(page).title, _drafts(page)) == ("Julkaistu", ["Julkaistu"])


def test_publishing_goes_on_with_the_editors_own_newer_draft(anna: Client) -> None:
    page = make.article("Ennen")
    url, fields = _open(anna, page, ANNA)
    autosave(anna, url, fields, number=1, title="Luonnos")

    response = press(anna, url, fields, title="Julkaistu")

    assert response.status_code == 302
    assert (_row(page).title, _row(page).has_unpublished_changes) == ("Julkaistu", False)


def test_a_save_whose_answer_was_lost_is_followed_by_the_next(anna: Client) -> None:
    page = make.article("Ennen")
    url, fields = _open(anna, page, ANNA)
    autosave(anna, url, fields, number=1, title="Yksi")

    second = autosave(anna, url, fields, number=2, title="Kaksi")
    overtaken = autosave(anna, url, fields, number=1, title="Yksi")

    assert (second.status_code, overtaken.status_code) == (200, 400)
    assert _drafts(page) == ["Ennen", "Yksi", "Kaksi"]


def test_publishing_asks_before_it_replaces_what_another_has_saved(anna: Client, bertta: Client) -> None:
    page = make.article("Ennen")
    url, fields = _open(anna, page, ANNA, title="Annan")
    _url, others = _open(bertta, page, BERTTA, title="Berttan")
    autosave(bertta, url, others, number=1)

    asked = press(anna, url, fields)

    assert asked.status_code == 200
    assert "bertta saved a newer version of this page. Nothing was saved from here." in text_of(asked)
    assert "Your text is below: press the button again to replace the newer version with it." in text_of(asked)
    assert 'value="Annan"' in text_of(asked)
    assert "w-autosave" not in asked.content.decode().split('data-controller="w-init', 1)[1].split(">", 1)[0]
    assert (_row(page).title, _drafts(page)) == ("Ennen", ["Ennen", "Berttan"])
    # From the form that was shown, it is meant.
    again = press(anna, url, {**fields, **loaded(page.pk)})
    assert again.status_code == 302
    assert (_row(page).title, _drafts(page)) == ("Annan", ["Ennen", "Berttan", "Annan"])


def test_another_tab_of_ones_own_is_asked_about_too(anna: Client) -> None:
    page = make.article("Ennen")
    url, fields = _open(anna, page, ANNA, title="Yksi")
    autosave(anna, url, {**fields, "editor_key": BERTTA, "title": "Kaksi"}, number=1)

    asked = press(anna, url, fields)

    assert "You saved a newer version in another window." in text_of(asked)
    assert _row(page).title == "Ennen"


def test_who_was_shown_the_newer_version_replaces_it(anna: Client, bertta: Client) -> None:
    page = make.article("Ennen")
    url, fields = _open(anna, page, ANNA, title="Annan")
    _url, others = _open(bertta, page, BERTTA, title="Berttan")
    revision = autosave(bertta, url, others, number=1).json()["revision_id"]

    response = press(anna, url, fields, replaced_revision_id=str(revision))

    assert (response.status_code, _row(page).title) == (302, "Annan")


def test_a_save_by_itself_keeps_what_is_scheduled(anna: Client) -> None:
    page = make.article("Ennen", live=False)
    url, fields = _open(anna, page, ANNA)
    saved = autosave(anna, url, fields, number=1, title="Ajastettu").json()
    page.revisions.filter(pk=saved["revision_id"]).update(approved_go_live_at=timezone.now())

    late = autosave(anna, url, fields, number=2, title="Luonnos", overwrite_revision_id=str(saved["revision_id"]))

    assert (late.json()["error_code"], _drafts(page)) == ("locked", ["Ennen", "Ajastettu"])
    tasks.publish_scheduled(timestamp=0)
    assert (_row(page).live, _row(page).title) == (True, "Ajastettu")


def test_a_save_by_itself_keeps_what_is_published(anna: Client) -> None:
    """Published by somebody else from a list, while the editor is open."""
    page = make.article("Ennen")
    url, fields = _open(anna, page, ANNA)
    saved = autosave(anna, url, fields, number=1, title="Yksi").json()
    page.revisions.get(pk=saved["revision_id"]).publish()

    autosave(anna, url, fields, number=2, title="Kaksi", overwrite_revision_id=str(saved["revision_id"]))

    assert _drafts(page) == ["Ennen", "Yksi", "Kaksi"]
    assert (_row(page).title, _row(page).live_revision_id) == ("Yksi", saved["revision_id"])


def test_saves_by_themselves_overwrite_one_draft(anna: Client) -> None:
    page = make.article("Ennen")
    url, fields = _open(anna, page, ANNA)
    first = autosave(anna, url, fields, number=1, title="Yksi").json()

    autosave(anna, url, fields, number=2, title="Kaksi", overwrite_revision_id=str(first["revision_id"]))

    assert _drafts(page) == ["Ennen", "Kaksi"]


def test_a_scheduled_page_that_was_published_otherwise_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The job has its list, and then an editor cancels."""
    page = make.article("Ajastettu", live=False)
    page.revisions.update(approved_go_live_at=timezone.now())

    def cancels(*page_ids: int) -> None:
        page.revisions.update(approved_go_live_at=None)

    monkeypatch.setattr(tasks, "lock_pages", cancels)
    tasks.publish_scheduled(timestamp=0)

    assert not _row(page).live


@pytest.mark.parametrize("key", ["", "x" * 32, "A" * 32, "a" * 33])
def test_a_key_that_no_browser_of_ours_makes_is_none(anna: Client, key: str) -> None:
    page = make.article("Ennen")
    url, fields = _open(anna, page, key)

    response = press(anna, url, fields, title="Julkaistu", editor_number="x" * 400)

    assert (response.status_code, _row(page).title, OpenEditor.objects.count()) == (302, "Julkaistu", 0)


def test_another_users_key_leads_to_nothing_of_theirs(anna: Client, bertta: Client) -> None:
    url, fields = _new(anna)
    autosave(anna, url, fields, number=1)

    answer: Any = autosave(bertta, url, fields, number=1, title="Berttan", slug="berttan").json()

    assert answer["success"] is True
    assert NewsArticlePage.objects.filter(title__in=["Uusi", "Berttan"]).count() == 2


def test_editors_that_were_left_open_long_ago_are_forgotten(anna: Client) -> None:
    page = make.article()
    url, fields = _open(anna, page, ANNA)
    autosave(anna, url, fields, number=1)
    tasks.publish_scheduled(timestamp=0)
    assert OpenEditor.objects.count() == 1
    OpenEditor.objects.update(saved_at=timezone.now() - KEPT)

    tasks.publish_scheduled(timestamp=0)

    assert OpenEditor.objects.count() == 0
