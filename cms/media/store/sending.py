"""Sends files to the store before the row that names them is written, so that no transaction is open meanwhile."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.core.files.base import File
from wagtail.images.models import Filter

if TYPE_CHECKING:
    from wagtail.images.models import AbstractImage as _Base
else:
    _Base = object


def send(file: Any) -> str:
    """Stores a model's new file and returns its name. Raises OSError when the store fails."""
    file.file.seek(0)
    name = file.field.generate_filename(file.instance, file.name)
    sent: str = file.storage.save(name, file.file, max_length=file.field.max_length)
    # The file object stays the same one: setting the field anew would read the file back to measure it.
    file.name, file._committed = sent, True  # noqa: SLF001 (tests/media/test_internals.py watches it)
    return sent


class SendsRenditionsMixin(_Base):
    """Makes renditions one after another.

    Wagtail would send all of them between the statements of one transaction.
    """

    def create_rendition(self, filter: Filter) -> Any:
        return self._sent(filter, self.generate_rendition_file(filter))

    def create_renditions(self, *filters: Filter) -> dict[Filter, Any]:
        if not filters:
            return {}
        with self.open_file() as file:
            original = file.read()
        return {one: self._sent(one, self.generate_rendition_file(one, source=BytesIO(original))) for one in filters}

    def _sent(self, filter: Filter, file: "File[bytes]") -> Any:
        key = {"filter_spec": filter.spec, "focal_point_key": filter.get_cache_key(self)}
        made = self.get_rendition_model()(image=self, file=file, **key)
        name = send(made.file)
        size = {"width": made.width, "height": made.height}
        row, is_new = self.renditions.get_or_create(**key, defaults={"file": name, **size})
        if not is_new:  # Another process was faster.
            made.file.storage.delete(name)
        return row
