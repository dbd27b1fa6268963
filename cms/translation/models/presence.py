"""Who has a translation open."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import Translation


class Presence(models.Model):
    """Somebody has the screen of a translation open, told by her browser every few seconds; forgotten when it stops.

    `text` is the key of wagtail-localize's `StringSegment` that she is at, None when she is at none.
    """

    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.BigIntegerField(null=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = (models.UniqueConstraint(fields=["translation", "user"], name="translation_present_once"),)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.translation_id}"
