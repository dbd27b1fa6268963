"""What an anonymous reader gets over plain HTTP, beside the API: pages, redirects, images."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from cms.media.tasks import prepare_image
from tests import factories as make


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    ["images/../documents/{}", "images/%2e%2e/documents/{}", "documents/{}", "original_images/../documents/{}", "{}"],
)
def test_documents_are_not_reached_through_the_images(client: Client, path: str, media_folder: Path) -> None:
    document = make.document("Salainen")
    name = Path(document.file.name).name
    assert (media_folder / "documents" / name).exists()

    assert client.get("/media/" + path.format(name)).status_code == 404


@pytest.mark.django_db
def test_an_image_moved_into_a_private_collection_is_gone_at_once(client: Client, admin_client: Client) -> None:
    image = make.image()
    prepare_image(image.pk)
    addresses = [image.file.url, *(row.file.url for row in image.renditions.all())]
    assert len(addresses) == 1 + 26 + 2  # The presets, and the logo of our own pages.
    assert {client.get(address).status_code for address in addresses} == {200}

    private = make.collection("Yksityinen")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    type(image).objects.filter(pk=image.pk).update(collection=make.collection("Sisällä", private))

    assert {client.get(address).status_code for address in addresses} == {404}
    assert {admin_client.get(address).status_code for address in addresses} == {200}


@pytest.mark.django_db
def test_a_redirect_leads_nobody_to_a_page_that_is_not_public(client: Client) -> None:
    article = make.article("Yksityinen")
    Redirect.objects.create(old_path="/vanha", redirect_page=article)
    assert client.get("/vanha/")["Location"].endswith(article.url_path)

    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)

    assert client.get("/vanha/").status_code == 404


@pytest.mark.django_db
def test_a_page_of_a_language_taken_out_of_the_setting_is_not_found(client: Client, settings: Any) -> None:
    article = make.article()
    assert client.get(article.url_path).status_code == 200

    settings.CONTENT_LANGUAGES = ["sv", "en"]

    assert client.get(article.url_path).status_code == 404
