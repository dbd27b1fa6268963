"""What the server remembers of an editor that is open in somebody's browser."""

from datetime import timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# The longest time that somebody is expected to leave a tab open and come back to it.
KEPT = timedelta(days=30)


class OpenEditorQuerySet(models.QuerySet["OpenEditor"]):
    def claim(self, user: Any, key: str) -> "OpenEditor":
        """Returns the record of this editor, locked until the transaction ends.

        It is created when the editor saves for the first time.
        """
        self.bulk_create([OpenEditor(user=user, key=key)], ignore_conflicts=True)
        return self.select_for_update().get(user=user, key=key)

    def long_unused(self) -> Self:
        return self.filter(saved_at__lt=timezone.now() - KEPT)


class OpenEditor(models.Model):
    """An opened form, for which the browser has made up a key.

    The form makes one page, however often its first save is sent. When this form has written the newest text of a page,
    that text does not count as another person's, even if the browser never received the answer.
    """

    key = models.CharField(max_length=64)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+")
    # The draft that this editor wrote last.
    revision_id = models.BigIntegerField(null=True)
    # The number of the last autosave that was accepted. An autosave with a lower number was sent earlier and is out of
    # date.
    number = models.PositiveIntegerField(default=0)
    # Whether the form was sent by a button, such as “Publish”. Autosaves that were on their way before that are out of
    # date.
    is_submitted = models.BooleanField(default=False)
    saved_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = OpenEditorQuerySet.as_manager()

    class Meta:
        verbose_name = _("open editor")
        verbose_name_plural = _("open editors")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_record_for_each_open_editor")]
        indexes = [models.Index(fields=["saved_at"], name="open_editors_by_last_save")]

    def __str__(self) -> str:
        return self.key

    def is_overtaken(self, number: int) -> bool:
        """Whether an autosave with this number comes too late."""
        return self.is_submitted or number <= self.number

    def remember(self, page: Any, *, number: int | None) -> None:
        """Records that the editor has saved the page.

        `number` is the autosave's, or None when a button sent the form.
        """
        self.page_id = page.pk
        self.revision_id = page.latest_revision_id
        self.saved_at = timezone.now()
        if number is None:
            self.is_submitted = True
        else:
            self.number = number
        self.save()
