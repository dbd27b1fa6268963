"""What was once saved as the translation of a text."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale


class Origin(models.TextChoices):
    """How a translation of a text came about."""

    PERSON = "person", _("Person")
    MACHINE = "machine", _("Machine")
    IMPORT = "import", _("File")


class TextVersion(models.Model):
    """What was once saved as the translation of a text: the text's history, and the memory of all who translate.

    It is never changed. `object_id` is the translation key of the page, `place` the text's path in it; `source` and
    `words` may hold inline markup. What came from another memory has no page: its `object_id` is zero, and its `place`
    the original's language.
    """

    object_id = models.UUIDField()
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    place = models.TextField()
    source = models.TextField()
    words = models.TextField()
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.PERSON)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("version of a text")
        verbose_name_plural = _("versions of texts")
        indexes: ClassVar = [
            models.Index(fields=["object_id", "locale", "-at"], name="translation_version_of"),
            GinIndex(fields=["source"], opclasses=["gin_trgm_ops"], name="translation_version_like"),
            GinIndex(fields=["words"], opclasses=["gin_trgm_ops"], name="translation_version_with"),
        ]

    def __str__(self) -> str:
        return self.words
