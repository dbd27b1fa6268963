"""What was stored before is mended: progress is shown, nothing is done twice, and others may go on working."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from cms.media.management.commands import strip_metadata
from cms.media.models import Image
from cms.media.store import sending
from cms.media.tasks import prepare_image
from tests import factories
from tests.media.test_metadata import SECRET, photograph

pytestmark = pytest.mark.django_db


def _stored_before(media_folder: Path) -> Image:
    """As it was stored before pictures were made ready: on its side, and telling where it was taken."""
    image = factories.image()
    data = photograph("JPEG", 6)
    (media_folder / "original_images" / "vanha.jpg").write_bytes(data)
    Image.objects.filter(pk=image.pk).update(
        file="original_images/vanha.jpg", width=48, height=32, file_size=len(data), file_hash="x"
    )
    return Image.objects.get(pk=image.pk)


def _run(**options: Any) -> str:
    out = StringIO()
    call_command("strip_metadata", stdout=out, stderr=out, **options)
    return out.getvalue()


def test_stored_images_and_their_sizes_are_made_clean(
    media_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    clean, image = factories.image(), _stored_before(media_folder)
    prepare_image(image.pk)
    before = {row.file.name for row in image.renditions.all()}
    assert "1 of 2 images would be mended, 0 could not be read." in _run(dry_run=True)
    assert Image.objects.get(pk=image.pk).file.name == "original_images/vanha.jpg"
    with django_capture_on_commit_callbacks(execute=True):
        told = _run()
    assert f"2/2 image {image.pk}: mended\n1 of 2 images mended, 0 could not be read." in told
    mended = Image.objects.get(pk=image.pk)
    assert (mended.width, mended.height) == (32, 48)
    data = mended.file.read()
    assert SECRET not in data
    assert (mended.file_size, len(mended.file_hash)) == (len(data), 40)
    assert not [name for name in {*before, "original_images/vanha.jpg"} if (media_folder / name).exists()]
    assert not mended.renditions.exists()
    assert Image.objects.get(pk=clean.pk).file.name == clean.file.name
    assert "0 of 2 images mended" in _run()
    assert "0 of 1 images mended" in _run(first=image.pk)


def test_what_cannot_be_read_stops_nothing(media_folder: Path) -> None:
    gone, broken, image = factories.image(), factories.image(), _stored_before(media_folder)
    (media_folder / gone.file.name).unlink()
    (media_folder / broken.file.name).write_bytes(photograph("JPEG")[:50])
    told = _run()
    assert f"1/3 image {gone.pk}: {gone.file.name} cannot be read" in told
    assert f"2/3 image {broken.pk}: {broken.file.name} cannot be read: it is damaged" in told
    assert "1 of 3 images mended, 2 could not be read." in told
    assert SECRET not in Image.objects.get(pk=image.pk).file.read()


def test_a_file_that_an_editor_gives_meanwhile_stays(media_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    image = _stored_before(media_folder)
    other = factories.image()

    def slowly(file: Any) -> str:
        Image.objects.filter(pk=image.pk).update(file=other.file.name)
        return sending.send(file)

    monkeypatch.setattr(strip_metadata, "send", slowly)
    before = sorted((media_folder / "original_images").iterdir())
    assert "0 of 2 images mended" in _run()
    assert Image.objects.get(pk=image.pk).file.name == other.file.name
    assert sorted((media_folder / "original_images").iterdir()) == before
