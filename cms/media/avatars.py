"""Stores profile pictures as images are stored: upright, whole, and without metadata."""

from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.utils.translation import gettext as _
from PIL import Image as Pillow
from wagtail.admin.forms.account import AvatarPreferencesForm

from cms.media.forms import damaged
from cms.media.pictures.metadata import BrokenPicture
from cms.media.pictures.uprighting import check_whole, ready_to_publish

_FORMATS = {"AVIF", "GIF", "JPEG", "PNG", "WEBP"}


class AvatarForm(AvatarPreferencesForm):
    """Takes the place of Wagtail's form, which makes large pictures smaller and leaves others as they are."""

    def clean_avatar(self) -> Any:
        file = self.cleaned_data.get("avatar")
        if isinstance(file, UploadedFile):
            self.cleaned_data["avatar"] = _ready(file)
        return super().clean_avatar()


def _ready(file: Any) -> InMemoryUploadedFile:
    file.seek(0)
    data = file.read()
    file.seek(0)  # When the file is refused, Wagtail reads the form once more to show it.
    try:
        check_whole(data)
        ready = ready_to_publish(data)
        check_whole(ready)
    except BrokenPicture:
        raise damaged() from None
    with Pillow.open(BytesIO(ready)) as picture:
        if picture.format not in _FORMATS:
            # For other formats it is not known where they keep their metadata.
            raise ValidationError(_("Choose a picture of one of these formats: JPEG, PNG, WebP, GIF, AVIF."))
    return InMemoryUploadedFile(BytesIO(ready), "avatar", file.name, file.content_type, len(ready), None)
