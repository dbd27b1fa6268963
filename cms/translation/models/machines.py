"""What machines translate, and how much of it in a month."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.models import Translation


class MachineBudget(models.Model):
    """How many characters of a month were sent to be translated into a language by machine."""

    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    month = models.DateField()
    used = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("budget of machine translation")
        verbose_name_plural = _("budgets of machine translation")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["locale", "month"], name="translation_budget_of_month")
        ]

    def __str__(self) -> str:
        return f"{self.locale} {self.month}: {self.used}"


class MachineState(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("At work")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")
    FAILED = "failed", _("Failed")


class MachineJob(models.Model):
    """The drafting of one page's new texts by machine: how far it is, and why it ended."""

    translation = models.OneToOneField(Translation, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=MachineState.choices, default=MachineState.DONE)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True)

    class Meta:
        verbose_name = _("machine translation of a page")
        verbose_name_plural = _("machine translations of pages")

    def __str__(self) -> str:
        return f"{self.translation_id}: {self.done}/{self.total}"
