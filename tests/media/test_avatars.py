"""A profile picture tells as little beside itself as an image."""

from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from PIL import Image as Pillow
from wagtail.users.models import UserProfile

from tests import factories
from tests.admin import signed_in, text_of
from tests.media.test_metadata import FORMATS, SECRET, photograph

pytestmark = pytest.mark.django_db


def _upload(data: bytes, name: str) -> Any:
    fields = {
        "name_email-first_name": "Kirjoittaja",
        "name_email-last_name": "Testi",
        "name_email-email": "editor@example.org",
        "locale-preferred_language": "en",
        "locale-current_time_zone": "Europe/Helsinki",
        "theme-theme": "system",
        "theme-density": "default",
        "theme-contrast": "system",
        "avatar-avatar": SimpleUploadedFile(name, data),
    }
    return signed_in("Communicators").post("/admin/account/", fields)


def _stored() -> bytes:
    with UserProfile.objects.exclude(avatar="").get().avatar.open() as file:
        data: bytes = file.read()
    return data


@pytest.mark.parametrize("image_format", FORMATS)
def test_what_a_profile_picture_tells_beside_itself_is_not_stored(image_format: str) -> None:
    assert _upload(photograph(image_format), f"kuva.{image_format.lower()}").status_code == 302
    assert SECRET not in _stored()


def test_a_profile_picture_that_lies_on_its_side_is_turned() -> None:
    assert _upload(photograph("JPEG", 6), "kuva.jpg").status_code == 302
    with Pillow.open(BytesIO(_stored())) as picture:
        assert picture.size == (32, 48)


def test_a_large_one_is_made_smaller_as_before() -> None:
    out = BytesIO()
    Pillow.new("RGB", (800, 400)).save(out, "JPEG", comment=SECRET)
    assert _upload(out.getvalue(), "kuva.jpg").status_code == 302
    with Pillow.open(BytesIO(_stored())) as picture:
        assert (picture.size, SECRET in _stored()) == ((400, 200), False)


def test_a_format_whose_metadata_is_not_known_is_refused() -> None:
    out = BytesIO()
    Pillow.new("RGB", (8, 8)).save(out, "TIFF")
    response = _upload(out.getvalue(), "kuva.tiff")
    assert "Choose a picture of one of these formats: JPEG, PNG, WebP, GIF, AVIF." in text_of(response)
    assert not UserProfile.objects.exclude(avatar="").exists()


def test_a_damaged_one_is_refused() -> None:
    response = _upload(photograph("JPEG")[:-20], "kuva.jpg")
    assert "This picture is damaged or cut short" in text_of(response)
    assert not UserProfile.objects.exclude(avatar="").exists()


def _run(**options: Any) -> str:
    out = StringIO()
    call_command("strip_metadata", stdout=out, stderr=out, **options)
    return out.getvalue()


def test_stored_profile_pictures_are_mended(media_folder: Path) -> None:
    profile = UserProfile.get_for_user(factories.user("anna"))
    profile.avatar.save("vanha.jpg", ContentFile(photograph("JPEG")))
    old = profile.avatar.name

    assert "1 profile pictures would be mended, 0 could not be read." in _run(dry_run=True)
    assert "1 profile pictures mended, 0 could not be read." in _run()

    assert SECRET not in _stored()
    assert not (media_folder / old).exists()
    assert "0 profile pictures mended" in _run()

    (media_folder / UserProfile.objects.get(pk=profile.pk).avatar.name).unlink()
    assert "0 profile pictures mended, 1 could not be read." in _run()
