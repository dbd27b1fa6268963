"""Media in a real S3 server: private there, and a store that hangs or refuses costs nobody but who needs a file."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from django.conf import settings as django_settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from wagtail.models import CollectionViewRestriction, Site

from cms.media.models import Document, Image, Rendition
from cms.media.store.errors import StorageUnavailable
from cms.media.store.storages import MediaStorage
from cms.media.store.transactions import FILE_VIEWS, leave_out
from cms.media.tasks import prepare_image
from content_api import ids
from home.models import SiteSettings
from tests import factories
from tests.admin import signed_in, text_of
from tests.conftest import Graphql
from tests.media import s3
from tests.media.test_metadata import photograph

pytestmark = pytest.mark.django_db
MESSAGE = "The store for files does not answer. Nothing was saved: try again in a moment."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with s3.running(tmp_path_factory.mktemp("s3")) as port:
        account = {"aws_access_key_id": s3.KEY, "aws_secret_access_key": s3.SECRET, "region_name": "eu-north-1"}
        client = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}", **account)
        client.create_bucket(Bucket=s3.BUCKET)
        # The first file of a bucket has its volumes made, which on a busy machine takes longer than the tests wait.
        client.put_object(Bucket=s3.BUCKET, Key="first", Body=b"words")
        yield port


@pytest.fixture
def proxy(server: int, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[s3.Proxy]:
    """Media go through it."""
    proxy = s3.Proxy(server)
    options = {
        "bucket_name": s3.BUCKET,
        "endpoint_url": f"http://127.0.0.1:{proxy.port}",
        "access_key": s3.KEY,
        "secret_key": s3.SECRET,
        "region_name": "eu-north-1",
        "querystring_auth": False,
        "file_overwrite": False,
        "client_config": Config(
            connect_timeout=1, read_timeout=4, retries={"mode": "standard", "total_max_attempts": 1}
        ),
        "transfer_config": TransferConfig(use_threads=False, num_download_attempts=1),
    }
    monkeypatch.setattr(MediaStorage, "pause", 0)
    monkeypatch.setattr(MediaStorage, "_refused_until", 0)
    settings.STORAGES = {
        **django_settings.STORAGES,
        "default": {"BACKEND": "cms.media.store.storages.MediaStorage", "OPTIONS": options},
    }
    yield proxy
    proxy.close()


@pytest.fixture
def transactions(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many transactions of the code's own were open whenever a file travelled."""
    outside = len(connection.savepoint_ids)
    found: list[int] = []

    def watched(name: str) -> Any:
        original = getattr(MediaStorage, name)

        def method(self: Any, *args: Any) -> Any:
            found.append(len(connection.savepoint_ids) - outside)
            return original(self, *args)

        return method

    for name in ("_open", "_save"):
        monkeypatch.setattr(MediaStorage, name, watched(name))
    return found


def _anonymously(name: str) -> int:
    storage: Any = default_storage
    address = f"{storage.connection.meta.client.meta.endpoint_url}/{s3.BUCKET}/{name}"
    try:
        return int(urllib.request.urlopen(address, timeout=5).status)
    except urllib.error.HTTPError as error:
        return error.code


def _post(client: Client, name: str, **fields: Any) -> Any:
    picture = "images" in name
    file = SimpleUploadedFile("kuva.jpg", photograph("JPEG")) if picture else SimpleUploadedFile("a.pdf", b"%PDF-1.4")
    multiple = name.endswith("add_multiple")
    data = {"title": "Tiedosto", "files[]" if multiple else "file": file, "collection": "1", **fields}
    if name.endswith("_chooser:create"):
        kind = "image" if picture else "document"
        data = {f"{kind}-chooser-upload-{field}": value for field, value in data.items()}
    return client.post(reverse(name), data)


UPLOADS = [
    "wagtailimages:add", "wagtailimages:add_multiple", "wagtailimages_chooser:create",
    "wagtaildocs:add", "wagtaildocs:add_multiple", "wagtaildocs_chooser:create",
]  # fmt: skip


@pytest.mark.parametrize("name", UPLOADS)
def test_an_upload_travels_outside_of_any_transaction(name: str, proxy: s3.Proxy, transactions: list[int]) -> None:
    assert _post(signed_in("Communicators"), name).status_code in {200, 302}
    stored = [*Image.objects.all(), *Document.objects.all()]
    assert len(stored) == 1
    assert default_storage.exists(stored[0].file.name)
    assert transactions[0] == 0
    assert set(transactions) == {0}


@pytest.mark.parametrize("mode", ["stall", "refuse"])
@pytest.mark.parametrize("name", UPLOADS)
def test_an_editor_is_told_and_nothing_is_saved(name: str, mode: str, proxy: s3.Proxy) -> None:
    client = signed_in("Communicators")
    proxy.switch(mode)
    response = _post(client, name)
    assert response.status_code == 200
    assert MESSAGE in text_of(response)
    assert not Image.objects.exists()
    assert not Document.objects.exists()
    assert proxy.accepted == 1
    proxy.switch("pass")
    assert _post(client, name).status_code in {200, 302}
    assert Image.objects.count() + Document.objects.count() == 1


def test_after_a_vain_wait_the_next_are_spared_it(proxy: s3.Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MediaStorage, "pause", 3600)
    client = signed_in("Communicators")
    proxy.switch("stall")
    for _ in range(3):
        assert MESSAGE in text_of(_post(client, "wagtailimages:add"))
    assert proxy.accepted == 1


def test_a_new_file_takes_the_place_of_the_old_one_or_nothing_changes(
    proxy: s3.Proxy, django_capture_on_commit_callbacks: Any
) -> None:
    document = factories.document()
    old = document.file.name
    client = signed_in("Communicators")
    address = reverse("wagtaildocs:edit", args=[document.pk])
    fields = {"title": "Uusi", "collection": "1"}
    proxy.switch("stall")
    response = client.post(address, {**fields, "file": SimpleUploadedFile("uusi.pdf", b"%PDF-2")})
    assert MESSAGE in text_of(response)
    assert Document.objects.get().file.name == old
    proxy.switch("pass")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {**fields, "file": SimpleUploadedFile("uusi.pdf", b"%PDF-2")})
    document.refresh_from_db()
    assert (document.title, document.file.read(), document.file_size) == ("Uusi", b"%PDF-2", 6)
    assert not default_storage.exists(old)


@pytest.mark.parametrize("mode", ["stall", "refuse"])
def test_a_download_says_that_it_cannot_be_had_now(mode: str, proxy: s3.Proxy) -> None:
    document = factories.document()
    assert b"".join(Client().get(document.url).streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    proxy.switch(mode)
    response = Client(headers={"accept-language": "en"}).get(document.url)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "10")
    assert "The store for files does not answer" in text_of(response)


def test_a_download_holds_no_transaction(proxy: s3.Proxy, transactions: list[int]) -> None:
    document = factories.document()
    transactions.clear()
    assert Client().get(document.url).status_code == 200
    assert transactions == [0]


@pytest.mark.parametrize("mode", ["stall", "refuse"])
def test_readers_never_wait_for_the_store(mode: str, proxy: s3.Proxy, graphql: Graphql) -> None:
    image, document = factories.image(), factories.document()
    body = factories.stream(
        ("image", {"image": image.pk, "caption": "", "decorative": False}), ("document", document.pk)
    )
    page = factories.article(hero_image=image, body=body)
    site = Site.objects.get(is_default_site=True)
    SiteSettings.objects.update_or_create(site=site, defaults={"logo": factories.image()})
    proxy.switch(mode)
    query = """query ($id: ID!) { newsArticle(by: {id: $id}) { seo { jsonLd image { picture(preset: HERO) { src } } }
      body { ... on ImageBlock { image { picture(preset: CARD) { src sources { srcset } } } }
             ... on DocumentBlock { document { url size contentType } } } } }"""
    article = graphql(query, id=ids.encode("NewsArticle", page.pk))["newsArticle"]
    assert article["body"][1]["document"]["size"] == document.file_size
    assert article["body"][0]["image"]["picture"]["src"].endswith(image.file.name)
    assert Client().get(page.url).status_code == 200
    assert Client().get("/admin/login/").status_code == 200
    assert proxy.accepted == 0


def test_screens_of_the_admin_open_while_the_store_hangs(proxy: s3.Proxy) -> None:
    image = factories.image()
    prepare_image(image.pk)
    client = signed_in("Communicators")
    proxy.switch("stall")
    for name, args in (("wagtailimages:index", []), ("wagtailimages:edit", [image.pk]), ("wagtaildocs:index", [])):
        assert client.get(reverse(name, args=args)).status_code == 200, name


def test_the_job_makes_sizes_without_a_transaction_and_again_when_the_store_is_back(
    proxy: s3.Proxy, transactions: list[int]
) -> None:
    image = factories.image()
    proxy.switch("stall")
    with pytest.raises(OSError):
        prepare_image(image.pk)
    assert not Rendition.objects.exists()
    proxy.switch("pass")
    transactions.clear()
    prepare_image(image.pk)
    assert Rendition.objects.count() > 10
    assert len(transactions) > 10
    assert set(transactions) == {0}


def test_nobody_reads_the_bucket_past_this_service(proxy: s3.Proxy) -> None:
    private = factories.collection("Hallitus")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    document = factories.document(collection=private)
    assert _anonymously(document.file.name) == 403
    assert Client().get(document.url).status_code == 302
    assert signed_in("Communicators").get(document.url).status_code == 200


def test_an_error_of_the_store_is_an_os_error(proxy: s3.Proxy) -> None:
    proxy.switch("refuse")
    with pytest.raises(StorageUnavailable):
        default_storage.exists("x")
    default_storage.delete("x")  # Stays behind; nobody has to know.


def test_every_view_that_files_travel_through_is_named() -> None:
    from cms import urls

    assert leave_out(urls.urlpatterns) == FILE_VIEWS
