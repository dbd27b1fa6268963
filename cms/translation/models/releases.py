"""What goes out to readers together, and drafts that are translated before they go out."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class ReadyDraft(models.Model):
    """The draft of an original that was never published, as its editor has given it to the translators.

    `prose_digest` is that of the words that were given; the editor may have written on since. Once the original is
    published the row says nothing any more.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    prose_digest = models.CharField(max_length=64)
    # When it was given for the first time, and when and by whom for the last.
    since = models.DateTimeField(default=timezone.now)
    given_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("draft to translate")
        verbose_name_plural = _("drafts to translate")

    def __str__(self) -> str:
        return str(self.page_id)
