"""What translators ask those who wrote a page, and what these answer."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale


class Question(models.Model):
    """A question about one text of an original, asked by somebody who translates it.

    It outlives what it is about: `object_id` is the translation key of the page, `place` the text's path in it, and
    `source` what the original said when it was asked, with inline markup. `locale` is the language translated into.
    """

    object_id = models.UUIDField(db_index=True)
    place = models.TextField()
    source = models.TextField()
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("question of a translator")
        verbose_name_plural = _("questions of translators")

    def __str__(self) -> str:
        return f"{self.object_id} {self.place}"


class QuestionMessage(models.Model):
    """One thing that somebody says about a question; the first is the question itself."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="messages")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("message about a question")
        verbose_name_plural = _("messages about questions")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.text
