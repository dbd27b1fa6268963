"""That a second person has read a translation."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.models import String


class Approval(models.Model):
    """That a person holds these words to be the translation of a text of a page.

    `object_id` is the translation key of the page, `string` what the original says, `words` may hold inline markup. It
    is never changed: it counts while the text says just that, wherever in the page, and by itself no more when either
    side is edited. `cms.translation.review.rules` says what it counts for.
    """

    object_id = models.UUIDField()
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    string = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    words = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("approval of a translation")
        verbose_name_plural = _("approvals of translations")
        indexes: ClassVar = [models.Index(fields=["object_id", "locale", "string"], name="translation_approval_of")]

    def __str__(self) -> str:
        return self.words
