"""What is done with a draft that is wrong: scheduled, copied, shown, gone back to."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from cms.translation.editing.problems import PublishingRefused, of_page
from home.models import HomePage
from news.models import NewsArticlePage
from organisations.models import OrganisationChannel
from tests import factories as make
from tests.admin import signed_in, text_of
from tests.page_editor import changed, save, shown
from tests.translation.editing.drafts import LATER, edit_address, latest_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return signed_in("Communicators")


def test_a_row_that_was_right_and_is_wrong_now(client: Client) -> None:
    page = make.organisation(channels=[OrganisationChannel(url="https://example.org/")])
    data = changed(shown(client, edit_address(page)), {"channels-0-url": "https://", "title": LATER})

    assert save(client, edit_address(page), data).status_code == 302

    assert [channel.url for channel in latest_draft(page).channels.all()] == ["https://example.org/"]
    assert shown(client, edit_address(page))["channels-0-url"] == "https://"
    assert [problem.anchor for problem in of_page(latest_draft(page))] == ["id_channels-0-url"]


def test_a_wrong_draft_is_not_scheduled(client: Client) -> None:
    page = make.article(live=False)
    data = changed(shown(client, edit_address(page)), {"ingress": "", "go_live_at": "2030-01-01 12:00"})
    assert save(client, edit_address(page), data).status_code == 302

    response = save(client, edit_address(page), shown(client, edit_address(page)), publish=True)
    assert response.context["form"].errors.keys() == {"ingress"}
    with pytest.raises(PublishingRefused):
        latest_draft(page).get_latest_revision().publish()

    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()
    assert latest_draft(page).go_live_at > timezone.now() + timedelta(days=1)


def test_bulk_publishing_names_what_is_wrong_and_publishes_nothing(client: Client) -> None:
    right, wrong = make.article("Oikein", live=False), make.article("Väärin", live=False)
    save(client, edit_address(wrong), changed(shown(client, edit_address(wrong)), {"ingress": "", "date": "31.2."}))

    response = client.post(
        f"/admin/bulk/wagtailcore/page/publish/?id={right.pk}&id={wrong.pk}&next=/admin/", follow=True
    )

    page = text_of(response)
    assert response.redirect_chain[-1][0] == edit_address(wrong)
    assert "“Väärin” was not published" in page
    assert f'<a href="{edit_address(wrong)}#id_ingress">Ingress: This field cannot be blank.</a>' in page
    assert f'<a href="{edit_address(wrong)}#id_date">Date: Enter a valid date.</a>' in page
    assert not Page.objects.filter(pk__in=[right.pk, wrong.pk], live=True).exists()


def test_going_back_to_a_wrong_draft_publishes_nothing(client: Client) -> None:
    page = make.article()
    save(client, edit_address(page), changed(shown(client, edit_address(page)), {"date": "31.2."}))
    revision = page.revisions.order_by("-pk").first()
    make.publish(page)

    address = f"/admin/pages/{page.pk}/revisions/{revision.pk}/revert/"
    data = shown(client, address)
    assert data["date"] == "31.2."
    assert save(client, edit_address(page), data, publish=True).status_code == 200


def test_a_wrong_draft_is_shown_in_the_preview(client: Client) -> None:
    page = make.article()
    address = f"/admin/pages/{page.pk}/edit/preview/"
    data = changed(shown(client, edit_address(page)), {"title": "x" * 300, "date": "31.2.", "ingress": LATER})

    response = client.post(address, data.urlencode(), content_type="application/x-www-form-urlencoded")
    assert response.json() == {"is_valid": True, "is_available": True}

    assert LATER in text_of(client.get(address, {"mode": ""}))


def test_a_preview_of_what_nobody_has_typed_into_says_that_there_is_none(client: Client) -> None:
    page = make.article()
    assert client.get(f"/admin/pages/{page.pk}/edit/preview/").status_code == 200


def test_a_copy_has_its_new_title_and_the_rest_of_what_was_typed(client: Client) -> None:
    page = make.article(live=False)
    save(client, edit_address(page), changed(shown(client, edit_address(page)), {"title": "x" * 300, "date": "31.2."}))
    data = {"new_title": "Kopio", "new_slug": "kopio", "new_parent_page": page.get_parent().pk}

    assert client.post(f"/admin/pages/{page.pk}/copy/", data).status_code == 302

    copy = shown(client, edit_address(NewsArticlePage.objects.get(slug="kopio")))
    assert (copy["title"], copy["date"]) == ("Kopio", "31.2.")


def test_a_second_home_page_is_refused_as_a_draft_too() -> None:
    client = Client(headers={"accept-language": "en"})
    client.force_login(make.user("root", is_superuser=True))
    make.home()
    count = HomePage.objects.count()
    address = "/admin/pages/add/home/homepage/1/"
    data = changed(shown(client, address), {"title": "Toinen", "slug": "toinen"})

    response = save(client, address, data)

    assert "already has a home page" in text_of(response)
    assert HomePage.objects.count() == count


@pytest.mark.parametrize("by_itself", [True, False])
def test_null_characters_are_refused(client: Client, by_itself: bool) -> None:
    page = make.article()
    data = changed(shown(client, edit_address(page)), {"title": "a\x00b"})

    assert save(client, edit_address(page), data, by_itself=by_itself).status_code == (400 if by_itself else 200)


def test_nothing_of_a_wrong_draft_reaches_readers(client: Client, graphql: Any) -> None:
    page = make.article("Julkinen")
    save(
        client,
        edit_address(page),
        changed(shown(client, edit_address(page)), {"title": "salaisuus" * 40, "date": "salaisuus"}),
    )

    assert "salaisuus" not in text_of(Client().get(page.url_path))
    assert graphql("{ newsArticles { nodes { title date } } }")["newsArticles"]["nodes"] == [
        {"title": "Julkinen", "date": "2026-01-15"}
    ]
