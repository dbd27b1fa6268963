"""The forms for uploads in the admin.

A file is checked, made ready and sent to the store before the database is written.
"""

import logging
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.admin.forms.collections import BaseCollectionMemberForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm
from wagtail.search import index

from cms.media.pictures.metadata import BrokenPicture
from cms.media.pictures.uprighting import DAMAGE, check_whole, ready_to_publish
from cms.media.store.sending import send

logger = logging.getLogger(__name__)


class _SendsFile(BaseCollectionMemberForm):
    """A form that has sent its file once it is valid.

    What follows is one short transaction, in which no file travels.
    """

    original_file: Any

    def _post_clean(self) -> None:
        super()._post_clean()
        self.sent = ""
        if not self.errors and "file" in self.changed_data and isinstance(self.cleaned_data["file"], UploadedFile):
            try:
                self._send()
            except OSError:
                logger.exception("A file could not be stored.")
                self.add_error("file", ValidationError(store_message(), code="storage"))

    def _send(self) -> None:
        self.instance.describe_file()
        self.sent = send(self.instance.file)

    def save(self, commit: bool = True) -> Any:
        """Saves as Wagtail's two forms do, but without writing and deleting files between the statements."""
        try:
            with transaction.atomic():
                # This passes over Wagtail's form of the media and calls the form of any model.
                saved = BaseCollectionMemberForm.save(self, commit=commit)
                if commit and self.sent:
                    self._after_sending()
        except Exception:
            if self.sent:
                self.instance.file.storage.delete(self.sent)
            raise
        if commit:
            index.insert_or_update_object(saved)
        return saved

    def _after_sending(self) -> None:
        """Deletes the old file, once the transaction is committed, when a new file has taken its place."""
        old = self.original_file
        if old and old.name != self.sent:
            name, storage = old.name, old.storage
            transaction.on_commit(lambda: storage.delete(name))


def damaged() -> ValidationError:
    return ValidationError(
        _("This picture is damaged or cut short: open it in a program for pictures and save it again."),
        code="broken_picture",
    )


class ImageForm(_SendsFile, BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            check = field.check_image_pixel_size

            def checked(file: Any) -> None:
                """Calls Wagtail's own check, which opens the picture and expects it to be whole."""
                try:
                    check(file)
                except DAMAGE:
                    raise damaged() from None

            field.check_image_pixel_size = checked

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        file.seek(0)
        data = file.read()
        try:
            check_whole(data)
            ready = ready_to_publish(data)
        except BrokenPicture:
            raise damaged() from None
        return InMemoryUploadedFile(BytesIO(ready), "file", file.name, file.content_type, len(ready), None)

    def _after_sending(self) -> None:
        super()._after_sending()
        self.instance.renditions.all().delete()


class DocumentForm(_SendsFile, BaseDocumentForm):
    pass


def store_message() -> str:
    return _("The store for files does not answer. Nothing was saved: try again in a moment.")
