from typing import Any

from django.core.files.base import ContentFile, File
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from cms.media.pictures.uprighting import ready_to_publish


def without_what_it_tells(content: "File[bytes]") -> "File[bytes]":
    """Returns the same file, upright and without metadata. Raises BrokenPicture when it does not hold together."""
    content.seek(0)
    data = content.read()
    ready = ready_to_publish(data)
    if ready == data:
        content.seek(0)
        return content
    return ContentFile(ready, name=content.name)


class PictureFile(WagtailImageFieldFile):
    def save(self, name: str, content: Any, save: bool = True) -> None:
        super().save(name, without_what_it_tells(content), save)


class PictureField(WagtailImageField):
    """Stores pictures without metadata, whatever way they come in. To migrations it is Wagtail's field."""

    attr_class = PictureFile

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.images.models.WagtailImageField", args, kwargs
