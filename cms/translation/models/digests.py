"""Which translators get a weekly mail, and when they got one last."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Digest(models.Model):
    """One person's weekly mail. `week` is the Monday of the week for which the last one was made."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    week = models.DateField(null=True)
    is_wanted = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("weekly mail")
        verbose_name_plural = _("weekly mails")

    def __str__(self) -> str:
        return f"{self.user} {self.week}"
