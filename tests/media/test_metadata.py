"""What a picture tells beside itself is gone when it is stored; the picture is what it was."""

import contextlib
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow
from PIL import ImageCms
from PIL.PngImagePlugin import PngInfo

from cms.media.models import Image
from cms.media.pictures.metadata import BrokenPicture, without_metadata
from cms.media.pictures.uprighting import ready_to_publish
from cms.media.tasks import prepare_image
from tests.admin import signed_in, text_of

SECRET = b"Salainen Paikka"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>' + SECRET + b"</rdf:RDF></x:xmpmeta>"
FORMATS = ["JPEG", "PNG", "WEBP", "AVIF"]


def _picture(size: tuple[int, int] = (48, 32)) -> Pillow.Image:
    picture = Pillow.new("RGB", size, (200, 30, 30))
    picture.paste((20, 90, 200), (0, 0, size[0] // 2, size[1] // 2))  # Its upper left corner is blue.
    return picture


def _exif(orientation: int = 1) -> bytes:
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = SECRET.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (60.0, 12.0, 20.0), 3: "E", 4: (24.0, 39.0, 21.0)})
    return exif.tobytes()


def photograph(image_format: str, orientation: int = 1, **options: Any) -> bytes:
    out = BytesIO()
    if image_format == "PNG":
        notes = PngInfo()
        notes.add_text("Comment", SECRET.decode())
        notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
        options["pnginfo"] = notes
    elif image_format == "JPEG":
        options |= {"comment": SECRET, "xmp": XMP}
    else:
        options["xmp"] = XMP
    _picture().save(out, image_format, exif=_exif(orientation), icc_profile=PROFILE, **options)
    data = out.getvalue()
    assert SECRET in data
    return data


def _pixels(data: bytes) -> bytes:
    with Pillow.open(BytesIO(data)) as picture:
        return picture.convert("RGB").tobytes()


@pytest.mark.parametrize("image_format", FORMATS)
def test_metadata_goes_and_the_picture_stays_bit_by_bit(image_format: str) -> None:
    data = photograph(image_format)
    clean = without_metadata(data)
    assert SECRET not in clean
    assert len(clean) <= len(data)
    with Pillow.open(BytesIO(clean)) as picture:
        assert dict(picture.getexif().get_ifd(0x8825)) == {}
        assert 0x010F not in picture.getexif()
        assert picture.info.get("icc_profile") == PROFILE
    assert _pixels(clean) == _pixels(data)
    assert without_metadata(clean) == clean


def test_a_progressive_jpeg_and_what_phones_put_behind_it() -> None:
    out = BytesIO()
    _picture((300, 200)).save(out, "JPEG", progressive=True, exif=_exif(), quality=90)
    data = out.getvalue()
    behind = data + photograph("JPEG")
    clean = without_metadata(behind)
    assert SECRET not in clean
    assert clean.endswith(b"\xff\xd9")
    assert _pixels(clean) == _pixels(data)


def test_photoshops_notes_go_too() -> None:
    data = photograph("JPEG")
    notes = b"Photoshop 3.0\x008BIM\x04\x04" + SECRET
    clean = without_metadata(data[:2] + b"\xff\xed" + (len(notes) + 2).to_bytes(2, "big") + notes + data[2:])
    assert b"8BIM" not in clean
    assert clean == without_metadata(data)


@pytest.mark.parametrize("image_format", ["GIF", "WEBP", "PNG"])
def test_an_animation_goes_on_moving(image_format: str) -> None:
    out = BytesIO()
    frames = [_picture(), Pillow.new("RGB", (48, 32), (0, 200, 0)), Pillow.new("RGB", (48, 32), (0, 0, 0))]
    options: dict[str, Any] = {"comment": SECRET} if image_format == "GIF" else {"exif": _exif()}
    frames[0].save(out, image_format, save_all=True, append_images=frames[1:], duration=70, loop=3, **options)
    data = out.getvalue()
    assert SECRET in data
    clean = without_metadata(data)
    assert SECRET not in clean
    with Pillow.open(BytesIO(clean)) as picture, Pillow.open(BytesIO(data)) as before:
        assert (getattr(picture, "n_frames", 1), picture.info.get("loop")) == (3, before.info.get("loop"))
        for number in range(3):
            picture.seek(number)
            before.seek(number)
            assert picture.info.get("duration") == before.info.get("duration")
            assert picture.convert("RGB").tobytes() == before.convert("RGB").tobytes()


def _corners(data: bytes) -> tuple[tuple[int, int], str]:
    """Size, and which corner is blue."""
    with Pillow.open(BytesIO(data)) as picture:
        small = picture.convert("RGB")
        width, height = small.size
        places = {"upper left": (2, 2), "upper right": (width - 3, 2), "lower right": (width - 3, height - 3)}
        pixels: dict[str, Any] = {name: small.getpixel(place) for name, place in places.items()}
        return small.size, next(name for name, pixel in pixels.items() if pixel[2] > 120 > pixel[0])


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("orientation", "size", "corner"),
    [(1, (48, 32), "upper left"), (3, (48, 32), "lower right"), (6, (32, 48), "upper right")],
)
def test_a_picture_on_its_side_is_turned(
    image_format: str, orientation: int, size: tuple[int, int], corner: str
) -> None:
    ready = ready_to_publish(photograph(image_format, orientation))
    assert SECRET not in ready
    assert _corners(ready) == (size, corner)
    with Pillow.open(BytesIO(ready)) as picture:
        assert picture.getexif().get(0x0112, 1) == 1
        assert picture.info.get("icc_profile") == PROFILE
    assert ready_to_publish(ready) == ready


@pytest.mark.parametrize("image_format", FORMATS)
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_what_is_cut_short_is_broken_or_clean_and_never_an_error(image_format: str, part: float) -> None:
    data = photograph(image_format)
    cut = data[: int(len(data) * part)]
    with contextlib.suppress(BrokenPicture):
        assert SECRET not in without_metadata(cut)


def _upload(name: str, content: bytes, *, path: str = "/admin/images/add/") -> Any:
    client = signed_in("Communicators")
    fields = {"title": "Kuva", "file": SimpleUploadedFile(name, content), "collection": "1", "alt_fi": "Kenttä"}
    return client.post(path, fields, follow=True)


@pytest.mark.django_db
@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_an_upload_is_stored_without_metadata(image_format: str) -> None:
    data = photograph(image_format, 6 if image_format == "JPEG" else 1)
    assert _upload(f"kuva.{image_format.lower()}", data).status_code == 200
    image = Image.objects.get()
    stored = image.file.read()
    assert SECRET not in stored
    assert (image.width, image.height) == ((32, 48) if image_format == "JPEG" else (48, 32))
    assert (image.file_size, len(image.file_hash)) == (len(stored), 40)
    prepare_image(image.pk)
    renditions = list(image.renditions.all())
    assert len(renditions) > 10
    assert not [row.filter_spec for row in renditions if SECRET in row.file.read()]


@pytest.mark.django_db
def test_a_picture_that_comes_past_the_form_is_clean_too() -> None:
    file = ContentFile(photograph("JPEG", 6), name="kuva.jpg")
    image = Image.objects.create(title="Kuva", file=file)
    assert (image.width, image.height) == (32, 48)
    assert SECRET not in image.file.read()


def _bomb() -> bytes:
    out = BytesIO()
    Pillow.new("1", (9000, 9000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("kuva.jpg", b"Hei", "Upload a valid image."),
        ("kuva.jpg", photograph("PNG"), "The extension does not match the file format"),
        ("kuva.jpg", photograph("JPEG")[:-400], "This picture is damaged or cut short"),
        ("kuva.png", photograph("PNG")[:120], "damaged or cut short"),
        ("kuva.heic", photograph("JPEG"), "Not a supported image format."),
        ("kuva.png", _bomb(), "This file has too many pixels"),
    ],
)
def test_bad_input_is_refused_in_words(name: str, content: bytes, message: str) -> None:
    response = _upload(name, content)
    assert response.status_code == 200
    assert message in text_of(response)
    assert not Image.objects.exists()


@pytest.mark.django_db
def test_a_heic_photograph_named_jpg_is_refused_in_words() -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    out = BytesIO()
    _picture((64, 64)).save(out, "HEIF")
    assert "The extension does not match the file format" in text_of(_upload("kuva.jpg", out.getvalue()))
    assert not Image.objects.exists()
