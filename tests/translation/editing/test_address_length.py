"""An address has at most 255 characters: what is longer is refused where it would come about."""

from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from cms.translation.editing.address_length import LIMIT, AddressTooLong
from cms.translation.localize.addresses import give_address
from home.models import ContentPage
from tests import factories as make
from tests.admin import signed_in, text_of
from tests.page_editor import changed, save, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return signed_in("Communicators")


def _page(parent: Any = None, slug: str = "", **fields: Any) -> Any:
    return make.content_page(parent=parent, slug=slug, **fields)


def _edit(page: Any) -> str:
    return f"/admin/pages/{page.pk}/edit/"


def _text(response: Any) -> str:
    return text_of(response).replace("&#x27;", "'")


@pytest.mark.parametrize("letter", ["a", "ä", "я"])
def test_an_address_may_be_as_long_as_a_redirect_from_it(
    client: Client, letter: str, django_capture_on_commit_callbacks: Any
) -> None:
    assert LIMIT == 255
    longest = letter * (LIMIT - len("/fi//"))
    page = _page(slug="lyhyt")
    with django_capture_on_commit_callbacks(execute=True):
        assert save(client, _edit(page), changed(shown(client, _edit(page)), {"slug": longest}), publish=True)
    page.refresh_from_db()
    assert page.url_path == f"/fi/{longest}/"

    with django_capture_on_commit_callbacks(execute=True):
        save(client, _edit(page), changed(shown(client, _edit(page)), {"slug": "taas-lyhyt"}), publish=True)

    assert {row.old_path for row in Redirect.objects.all()} == {"/fi/lyhyt", f"/fi/{longest}"}


def test_a_slug_that_makes_it_too_long_is_refused_at_its_field(client: Client) -> None:
    page = _page(slug="lyhyt")
    data = changed(shown(client, _edit(page)), {"slug": "a" * 251})

    response = save(client, _edit(page), data, publish=True)

    assert response.context["form"].errors["slug"] == [
        "The address would have 256 characters, and 255 is the most: shorten it by 1."
    ]
    assert Page.objects.get(pk=page.pk).slug == "lyhyt"


def test_pages_below_count_too(client: Client) -> None:
    page = _page(slug="lyhyt")
    _page(page, "b" * 150)
    data = changed(shown(client, _edit(page)), {"slug": "a" * 150})

    response = save(client, _edit(page), data, publish=True)

    assert response.context["form"].errors["slug"] == [
        "The address of a page below it would have 306 characters, and 255 is the most: shorten one by 51."
    ]
    # A draft keeps it.
    assert save(client, _edit(page), data).status_code == 302
    assert shown(client, _edit(page))["slug"] == "a" * 150


def test_a_page_is_not_moved_where_its_address_would_be_too_long(client: Client) -> None:
    target, page = _page(slug="a" * 150), _page(slug="b" * 60)
    below = _page(page, "c" * 60)
    address = f"/admin/pages/{page.pk}/move/{target.pk}/confirm/"

    response = client.post(address, follow=True)

    assert response.redirect_chain == [(address, 302)]
    assert "The address of a page below it would have 277 characters" in _text(response)
    bulk = f"/admin/bulk/wagtailcore/page/move/?id={page.pk}&next=/admin/"
    assert "would have 277 characters" in _text(client.post(bulk, {"chooser": target.pk}, follow=True))
    with pytest.raises(AddressTooLong):
        page.move(target, pos="last-child")
    assert Page.objects.get(pk=below.pk).url_path == f"/fi/{page.slug}/{below.slug}/"


def test_a_copy_is_refused_at_its_slug(client: Client) -> None:
    target, page = _page(slug="a" * 150), _page(slug="b" * 60)
    _page(page, "c" * 60)
    data = {"new_title": "Kopio", "new_slug": "b" * 60, "new_parent_page": target.pk, "copy_subpages": "on"}

    response = client.post(f"/admin/pages/{page.pk}/copy/", data)
    assert "would have 277 characters" in response.context["form"].errors["new_slug"][0]
    assert ContentPage.objects.count() == 3

    del data["copy_subpages"]
    assert client.post(f"/admin/pages/{page.pk}/copy/", data).status_code == 302


def test_an_address_made_from_a_title_is_cut() -> None:
    parent = _page(slug="a" * 200)

    pages = [make.content_page("Pitkä otsikko " * 10, parent=parent) for _ in range(2)]

    assert [len(page.url_path) <= LIMIT for page in pages] == [True, True]
    assert pages[0].slug.startswith("pitkä-otsikko")
    assert make.content_page("???", parent=parent).slug == "contentpage"


def test_the_address_of_a_translation_is_cut() -> None:
    """It is made from a title of 255 letters, after which “/sv/” would have room for 250, and a number for fewer."""
    swedish = make.translate(make.content_page("a" * 251), "sv", strings=1, live=False)

    give_address(Translation.objects.get(), swedish)

    assert StringTranslation.objects.get(context__path="slug").data == f"sv-{'a' * 242}"


def _stored_too_long(parent: Any = None, length: int = 254) -> Any:
    """As a program put it there, past every check."""
    page = _page(parent, slug="lyhyt")
    slug = "a" * length
    Page.objects.filter(pk=page.pk).update(slug=slug, url_path=f"{page.get_parent().url_path}{slug}/")
    return Page.objects.get(pk=page.pk).specific


@pytest.mark.parametrize("publish", [False, True])
def test_a_page_whose_address_is_already_too_long_is_saved_and_published(client: Client, publish: bool) -> None:
    page = _stored_too_long()

    data = changed(shown(client, _edit(page)), {"title": "Uusi otsikko"})
    assert save(client, _edit(page), data, publish=publish).status_code == 302

    assert shown(client, _edit(page))["title"] == "Uusi otsikko"
    assert Page.objects.get(pk=page.pk).title == ("Uusi otsikko" if publish else page.title)


def test_an_address_that_is_already_too_long_may_not_be_replaced_by_another_such(client: Client) -> None:
    page = _stored_too_long()
    data = changed(shown(client, _edit(page)), {"slug": "b" * 252})

    response = save(client, _edit(page), data, publish=True)

    assert response.context["form"].errors["slug"] == [
        "The address would have 257 characters, and 255 is the most: shorten it by 2."
    ]


def test_shortening_a_stored_address_redirects_from_what_a_redirect_can_hold(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    above = _page(slug="ylempi")
    _page(above, "alempi")
    long, longest = _stored_too_long(above, 245), _stored_too_long(above)

    with django_capture_on_commit_callbacks(execute=True):
        data = changed(shown(client, _edit(longest)), {"slug": "lyhennetty"})
        assert save(client, _edit(longest), data, publish=True).status_code == 302
    assert Page.objects.get(pk=longest.pk).url_path == "/fi/ylempi/lyhennetty/"
    assert not Redirect.objects.exists()

    with django_capture_on_commit_callbacks(execute=True):
        data = changed(shown(client, _edit(above)), {"slug": "y"})
        assert save(client, _edit(above), data, publish=True).status_code == 302
    assert Page.objects.get(pk=long.pk).url_path == f"/fi/y/{long.slug}/"
    redirects = {row.old_path for row in Redirect.objects.all()}
    assert redirects == {"/fi/ylempi", "/fi/ylempi/alempi", "/fi/ylempi/lyhennetty"}


def test_moving_a_page_whose_address_was_too_long_fails_at_no_redirect(
    django_capture_on_commit_callbacks: Any,
) -> None:
    long = _stored_too_long(_page(slug="ylempi"), 245)

    with django_capture_on_commit_callbacks(execute=True):
        long.move(make.home(), pos="last-child")

    assert Page.objects.get(pk=long.pk).url_path == f"/fi/{long.slug}/"
    assert not Redirect.objects.exists()
