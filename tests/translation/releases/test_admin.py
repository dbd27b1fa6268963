"""The screens of releases, over HTTP."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from cms.translation.models import Release, ReleasePage
from home.models import HomePage
from tests import factories as make
from tests.admin import is_refused, signed_in, text_of
from tests.translation.releases.planned import live, planned, translated_draft

pytestmark = pytest.mark.django_db

LIST, NEW = "/admin/releases/", "/admin/releases/new/"
TOMORROW = timezone.now() + timedelta(days=1)


def _form(*pages: int | str, **values: Any) -> dict[str, Any]:
    """What a browser posts. A page may be "" where nobody has chosen one."""
    rows = {
        f"items-{number}-{name}": value
        for number, page in enumerate(pages)
        for name, value in {"page": page, "id": "", "ORDER": number + 1, "DELETE": ""}.items()
    }
    counts = {"items-TOTAL_FORMS": len(pages), "items-INITIAL_FORMS": 0, "items-MIN_NUM_FORMS": 0}
    filled = {"name": "Kampanja", "goes_out_at": "2027-03-01 09:00", "must_be_ready": ["fi", "sv"], "follow": ["en"]}
    return {**filled, **counts, "items-MAX_NUM_FORMS": 1000, **rows, **values}


@pytest.fixture
def editor() -> Client:
    return signed_in("Communicators")


def test_an_editor_plans_a_release_in_the_time_of_helsinki(editor: Client) -> None:
    page = make.article("Uutinen", live=False)

    saved: Any = editor.post(NEW, _form(page.pk))

    release = Release.objects.get()
    assert (saved.status_code, saved.url) == (302, f"/admin/releases/{release.pk}/")
    assert release.goes_out_at == datetime(2027, 3, 1, 9, tzinfo=ZoneInfo("Europe/Helsinki"))
    assert (release.must_be_ready, release.follow, release.state) == (["fi", "sv"], ["en"], "planned")
    assert release.made_by == release.saved_by
    assert str(release.saved_by) == "editor"
    item = release.items.get()
    assert (item.page_id, item.title, item.was_live) == (page.pk, "Uutinen", False)


def test_what_is_wrong_is_said_in_words(editor: Client) -> None:
    article = make.article("Julki")
    swedish = make.translate(article, "sv")
    other = make.article("Toisaalla", live=False)
    planned(other, name="Toinen erä")

    def said(*pages: Any, **values: Any) -> str:
        return text_of(editor.post(NEW, _form(*pages, **values)))

    assert "This time is over: choose a later one." in said(article.pk, goes_out_at="2020-01-01 09:00")
    assert "A language either must be ready or follows: untick it" in said(article.pk, follow=["sv"])
    assert "Choose at least one page that goes out." in said()
    assert "Choose a page, or take this row away." in said("")
    assert "This page is chosen twice." in said(article.pk, article.pk)
    assert "It is a translation. Choose its original, “Julki”: its languages go with it." in said(swedish.pk)
    assert "It is in another release already: “Toinen erä”." in said(other.pk)
    assert "This is no page that readers get." in said(Page.objects.get(depth=1).pk)
    assert "A release may have 50 pages: make two of it." in said(*[article.pk] * 51)
    assert "Select a valid choice" in said(article.pk, must_be_ready=["xx"])
    assert Release.objects.count() == 1


def test_translators_see_no_release(editor: Client) -> None:
    release = planned(make.article())
    translator = signed_in("Translators: sv", name="translator")

    for address in (LIST, NEW, f"/admin/releases/{release.pk}/", f"/admin/releases/edit/{release.pk}/"):
        assert is_refused(translator.get(address)), address
    assert is_refused(translator.post(f"/admin/releases/{release.pk}/publish/"))
    assert "/admin/releases/" not in text_of(translator.get("/admin/"))
    assert '"/admin/releases/"' in text_of(editor.get("/admin/"))


def test_who_may_not_publish_all_its_pages_sees_no_release_of_others() -> None:
    Group.objects.create(name="Uutiset").permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "add_release", "change_release", "delete_release"])
    )
    news = make.article("Oma", live=False)
    for codename in ("change_page", "publish_page"):
        GroupPagePermission.objects.create(
            group=Group.objects.get(name="Uutiset"),
            page=news.get_parent(),
            permission=Permission.objects.get(codename=codename),
        )
    theirs = planned(news, make.project("Salainen hanke", live=False), name="Muiden")
    mine = planned(make.article("Toinen oma", live=False), name="Omani")
    client = signed_in("Uutiset", name="newswriter")

    shown = text_of(client.get(LIST))
    assert "Omani" in shown
    assert "Muiden" not in shown
    assert client.get(f"/admin/releases/{mine.pk}/").status_code == 200
    for address in (f"/admin/releases/{theirs.pk}/", f"/admin/releases/edit/{theirs.pk}/"):
        assert client.get(address).status_code == 404
    assert client.post(f"/admin/releases/delete/{theirs.pk}/").status_code == 404
    assert client.post(f"/admin/releases/{theirs.pk}/publish/").status_code == 404
    hidden = make.project("Hanke", live=False)
    assert "You may not publish this page." in text_of(client.post(NEW, _form(hidden.pk)))
    assert is_refused(client.get(f"/admin/releases/page/{hidden.pk}/"))


def test_the_list_says_what_there_is_and_when_there_is_nothing(editor: Client) -> None:
    assert "No release yet: pages that go out together, in all their languages." in text_of(editor.get(LIST))

    at = datetime(2030, 3, 1, 9, tzinfo=ZoneInfo("Europe/Helsinki"))
    planned(make.article(), make.article(), name="Kevään kampanja", goes_out_at=at)

    shown = text_of(editor.get(LIST))
    assert "Kevään kampanja" in shown
    assert "03/01/2030 9 a.m." in shown
    assert "Planned" in shown
    assert "<td > 2 </td>" in shown


def test_the_list_takes_the_same_statements_for_many(editor: Client, django_assert_max_num_queries: Any) -> None:
    planned(make.article())
    editor.get(LIST)
    with django_assert_max_num_queries(60) as few:
        editor.get(LIST)
    for _ in range(5):
        planned(make.article(), make.article())
    with django_assert_max_num_queries(len(few.captured_queries)):
        editor.get(LIST)


def test_the_screen_says_how_far_each_language_of_each_page_is(editor: Client) -> None:
    ready = translated_draft("Valmis")
    undone = make.article("Kesken", live=False)
    release = planned(ready, undone, ready=("fi", "sv"), follow=("ru",), goes_out_at=TOMORROW)

    shown: Any = editor.get(f"/admin/releases/{release.pk}/")

    cells = {
        (row["title"], item.label): str(item.cell.state.label)
        for row in shown.context["rows"]
        for item in (row["original"], *row["required"], *row["follow"])
        if item.cell
    }
    assert cells == {
        ("Valmis", "Original"): "Ready",
        ("Valmis", "Swedish"): "Ready",
        ("Valmis", "Russian"): "Not ready",
        ("Kesken", "Original"): "Ready",
        ("Kesken", "Swedish"): "Not ready",
        ("Kesken", "Russian"): "Not ready",
    }
    told = text_of(shown)
    assert "1 text is not ready yet: nothing goes out before it is." in told
    assert "Nobody has begun to translate it." in told


def test_the_screen_tells_of_pages_that_went_meanwhile(editor: Client) -> None:
    gone, moved = make.article("Poistettu", live=False), make.article("Siirretty", live=False)
    release = planned(gone, moved, ready=(), goes_out_at=TOMORROW)
    Page.objects.get(pk=gone.pk).delete()
    Page.objects.get(pk=moved.pk).move(HomePage.objects.get(locale__language_code="fi"), pos="last-child")

    shown = text_of(editor.get(f"/admin/releases/{release.pk}/"))

    assert "Poistettu" in shown
    assert "It was deleted: it does not go out." in shown
    assert "It was moved: its address is /fi/siirretty/ now." in shown.replace("/home-fi/", "/fi/")
    assert "Everything that must be ready is ready." in shown


def test_publish_now_says_why_not_or_publishes(editor: Client) -> None:
    page = make.article("Uutinen", live=False)
    release = planned(page, goes_out_at=TOMORROW)
    address = f"/admin/releases/{release.pk}/publish/"

    assert editor.get(address).status_code == 405
    refused = text_of(editor.post(address, follow=True))
    assert "“Uutinen” (Swedish): Nobody has begun to translate it." in refused
    assert live(page) == {"fi": False}

    make.translate(page, "sv", live=False)
    assert "“Kampanja” is out: readers get it now." in text_of(editor.post(address, follow=True))
    assert live(page) == {"fi": True, "sv": True}
    out = text_of(editor.get(f"/admin/releases/{release.pk}/"))
    assert "It went out on" in out
    assert "Publish everything now" not in out


def test_what_is_out_is_not_changed_any_more(editor: Client) -> None:
    release = planned(make.article(), state="out", went_out_at=timezone.now())

    for address in (f"/admin/releases/edit/{release.pk}/", f"/admin/releases/delete/{release.pk}/"):
        assert "It is out already: it can no longer be changed." in text_of(editor.post(address, _form(), follow=True))
    assert Release.objects.filter(pk=release.pk, name="Kampanja").exists()


def test_what_was_held_up_is_planned_again_with_another_time(editor: Client) -> None:
    page = make.article(live=False)
    release = planned(page, state="held-up", problem="Jokin.")
    item = release.items.get()
    data = _form(page.pk, **{"items-0-id": item.pk, "items-INITIAL_FORMS": 1})

    editor.post(f"/admin/releases/edit/{release.pk}/", data)

    release.refresh_from_db()
    assert (release.state, release.problem, str(release.saved_by)) == ("planned", "", "editor")
    assert list(release.items.values_list("pk", flat=True)) == [item.pk]


def test_a_form_of_a_release_shows_what_is_saved(editor: Client) -> None:
    gone, page = make.article("Poistettu", live=False), make.article("Uutinen", live=False)
    release = planned(gone, page, ready=("sv",), follow=("ru",), name="Kevät")
    Page.objects.get(pk=gone.pk).delete()

    response: Any = editor.get(f"/admin/releases/edit/{release.pk}/")

    assert 'value="Kevät"' in text_of(response)
    form = response.context["form"]
    assert (form["must_be_ready"].value(), form["follow"].value()) == (["sv"], ["ru"])
    assert f'name="items-1-page" value="{page.pk}"' in text_of(response)
    first, second = release.items.order_by("sort_order")
    data = _form("", page.pk, **{"items-0-id": first.pk, "items-1-id": second.pk, "items-INITIAL_FORMS": 2})
    assert editor.post(f"/admin/releases/edit/{release.pk}/", data).status_code == 302
    assert list(release.items.order_by("sort_order").values_list("title", flat=True)) == ["Poistettu", "Uutinen"]


def test_a_release_is_deleted_and_its_pages_stay(editor: Client) -> None:
    page = make.article(live=False)
    release = planned(page)

    assert "Kampanja" in text_of(editor.get(f"/admin/releases/delete/{release.pk}/"))
    editor.post(f"/admin/releases/delete/{release.pk}/")

    assert not Release.objects.exists()
    assert Page.objects.filter(pk=page.pk).exists()


def test_a_page_is_added_from_its_own_menu(editor: Client) -> None:
    page = make.article("Uutinen", live=False)
    address = f"/admin/releases/page/{page.pk}/"
    assert address in text_of(editor.get(f"/admin/pages/{page.pk}/edit/"))
    assert "There is no release yet that has still to go out." in text_of(editor.get(address))
    new = text_of(editor.get(f"{NEW}?page={page.pk}"))
    assert f'name="items-0-page" value="{page.pk}"' in new

    release = planned(make.article(), goes_out_at=TOMORROW)
    planned(make.article(), name="Jo mennyt", state="out")
    shown = text_of(editor.get(address))
    assert "Kampanja" in shown
    assert "Jo mennyt" not in shown
    for wrong in ("", "x", "999999", "9" * 30):
        assert "Choose a release" in text_of(editor.post(address, {"release": wrong}, follow=True))
    editor.post(address, {"release": release.pk})
    assert ReleasePage.objects.filter(release=release, page=page).count() == 1
    assert "It is in another release already: “Kampanja”." in text_of(editor.get(address))
    editor.post(address, {"release": release.pk})
    assert ReleasePage.objects.filter(release=release, page=page).count() == 1
    swedish = make.translate(page, "sv", live=False)
    assert f"/admin/releases/page/{swedish.pk}/" not in text_of(editor.get(f"/admin/pages/{swedish.pk}/edit/"))
    assert editor.get("/admin/releases/page/999999/").status_code == 404
