"""Files that we serve ourselves never run on our origin."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from cms.media.models import Document, Image
from tests import factories

pytestmark = pytest.mark.django_db
SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def test_a_picture_is_shown_and_sandboxed() -> None:
    response = Client().get(factories.image().file.url)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"].startswith("inline")


@pytest.mark.parametrize("name", ["kuva.svg", "kuva.html", "kuva.xml"])
def test_what_is_no_picture_is_a_download(name: str, media_folder: Path) -> None:
    image = factories.image()
    (media_folder / "original_images" / name).write_bytes(SCRIPT)
    Image.objects.filter(pk=image.pk).update(file=f"original_images/{name}")
    response = Client().get(f"/media/original_images/{name}")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == "attachment"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("name", ["asia.html", "asia.svg", "asia.pdf"])
def test_a_document_runs_nothing(name: str) -> None:
    document = Document.objects.create(title="Asia", file=ContentFile(SCRIPT, name=name))
    response = Client().get(document.url)
    assert response.status_code == 200
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"].split(";")[0] == ("inline" if name.endswith("pdf") else "attachment")


def test_a_page_says_what_it_uses_and_tells_other_sites_nothing() -> None:
    response = Client().get(factories.article().url)
    assert response.headers["Permissions-Policy"].split(", ")[0] == "camera=()"
    assert response.headers["Referrer-Policy"] == "same-origin"
