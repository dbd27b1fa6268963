"""The models of images and documents, with what a reader must know of them."""

import base64
from io import BytesIO
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import DocumentQuerySet as BaseDocumentQuerySet
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to
from wagtail.images.models import ImageQuerySet as BaseImageQuerySet

from cms.core.languages import SPOKEN, language
from cms.core.text.localised_text import LocalisedText, LocalisedTextField
from cms.core.visibility import public_media
from cms.media.fields import PictureField
from cms.media.pictures.presets import MARKS, PRESETS, mark_spec
from cms.media.store.sending import SendsRenditionsMixin

if TYPE_CHECKING:

    class _Uploaded(models.Model):
        file: Any
        file_size: Any

        def _set_file_hash(self) -> None: ...

        class Meta:
            abstract = True
else:
    _Uploaded = models.Model


class UploadMixin(_Uploaded):
    """What images and documents of ours have in common.

    `uploaded_by_user` has no reverse accessor, because Wagtail's own image and document models, which stay installed,
    keep the accessor `image_set`.
    """

    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by user"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        abstract = True

    def describe_file(self) -> None:
        """Takes size and checksum from a new file, as Wagtail's own views do."""
        self.file.open()
        self.file_size = self.file.size
        self._set_file_hash()
        self.file.seek(0)


class ImageQuerySet(BaseImageQuerySet):
    def public(self) -> Self:
        return self.filter(public_media())


class Image(SendsRenditionsMixin, UploadMixin, AbstractImage):
    """An image with an alternative text for each language, or marked as decorative."""

    file = PictureField(
        verbose_name=_("file"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )

    alt = LocalisedTextField(
        verbose_name=_("alternative text"),
        blank=True,
        text_length=300,
        help_text=_("What the image shows, for those who do not see it; in each language."),
    )
    is_decorative = models.BooleanField(
        verbose_name=_("decorative"),
        default=False,
        help_text=_("It tells nothing: screen readers skip it, and it needs no alternative text."),
    )
    credit = models.CharField(verbose_name=_("credit"), max_length=255, blank=True)
    placeholder = models.TextField(editable=False, blank=True)

    tags = TaggableManager(verbose_name=_("tags"), help_text=None, blank=True, related_name="our_images")

    objects: ClassVar[Any] = ImageQuerySet.as_manager()

    admin_form_fields = (
        "title", "file", "alt", "is_decorative", "credit", "collection", "tags",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def clean(self) -> None:
        super().clean()
        if self.is_decorative and self.alt:
            raise ValidationError({"alt": _("A decorative image has no alternative text: take one of the two away.")})

    @property
    def default_alt_text(self) -> str:
        return "" if self.is_decorative else str(self.alt or self.title)

    def alt_text(self, locales: tuple[str, ...]) -> str:
        """Returns the alternative text in the best of these languages and their fallbacks.

        It is "" for a decorative image, which screen readers skip.
        """
        return "" if self.is_decorative else LocalisedText(self.alt).best(locales)

    def _stored(self, spec: str, box: tuple[int, int]) -> Any:
        """Returns the rendition that the job has made or, until then, the original with the size to draw it at.

        Nobody waits while a rendition is made.
        """
        if made := self.renditions.filter(filter_spec=spec).order_by("pk").last():
            return made
        scale = min(1.0, box[0] / max(self.width, 1), box[1] / max(self.height, 1))
        size = {"width": max(1, round(self.width * scale)), "height": max(1, round(self.height * scale))}
        return {"url": self.file.url, **size}

    @property
    def shown(self) -> Any:
        """The picture for the text of a readable page."""
        return self._stored(PRESETS["CONTENT"].filter_spec(1280, "webp"), (1280, self.height))

    @property
    def mark(self) -> Any:
        """The picture for the head of a readable page, when the image is the site's logo."""
        return self._stored(mark_spec("mark"), MARKS["mark"])

    @property
    def large_mark(self) -> Any:
        """The picture for the sign-in page, when the image is the site's logo."""
        return self._stored(mark_spec("large_mark"), MARKS["large_mark"])

    def make_placeholder(self) -> str:
        """Returns a data URI of a picture sixteen pixels wide, to show blurred until the real one has come."""
        from PIL import Image as Pillow

        with self.open_file() as file, Pillow.open(file) as picture:
            small = picture.convert("RGB")
            small.thumbnail((16, 16))
            buffer = BytesIO()
            small.save(buffer, "WEBP", quality=40)
        return "data:image/webp;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")


class Rendition(AbstractRendition):
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class DocumentQuerySet(BaseDocumentQuerySet):
    def public(self) -> Self:
        return self.filter(public_media())


def spoken_languages() -> list[tuple[str, Promise]]:
    return [(tag, language(tag).label) for tag in SPOKEN]


class Document(UploadMixin, AbstractDocument):
    language = models.CharField(
        verbose_name=_("language"),
        max_length=20,
        blank=True,
        choices=spoken_languages,
        help_text=_("The language the document is written in."),
    )

    tags = TaggableManager(verbose_name=_("tags"), help_text=None, blank=True, related_name="our_documents")

    objects: ClassVar[Any] = DocumentQuerySet.as_manager()

    admin_form_fields = ("title", "file", "language", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file and not self.file_size:
            self.file_size: int | None = self.file.size
        super().save(*args, **kwargs)
