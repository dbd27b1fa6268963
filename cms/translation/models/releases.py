"""What goes out to readers together, and drafts that are translated before they go out."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Locale, Orderable, Page


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


class ReleaseState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD_UP = "held-up", _("Held up")
    OUT = "out", _("Out")


class Release(ClusterableModel):
    """Pages, each with its languages, that readers get at one moment or not at all.

    The languages that `follow` go out with it when they are ready then, or later by themselves. A release that is held
    up stays so until somebody gives it another time; `problem` says what was in the way when it was tried.
    """

    name = models.CharField(_("name"), max_length=200)
    goes_out_at = models.DateTimeField(_("goes out at"), db_index=True)
    must_be_ready = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    follow = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ReleaseState.choices, default=ReleaseState.PLANNED)
    problem = models.TextField(blank=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    # Goes out with this person's rights.
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    went_out_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether it has still to go out."""
        return self.state != ReleaseState.OUT


class ReleasePage(Orderable):
    """An original in a release. What is noted of it tells what became of it since it was chosen."""

    release = ParentalKey(Release, on_delete=models.CASCADE, related_name="items")
    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    noted_of = models.BigIntegerField(null=True, editable=False)
    title = models.CharField(max_length=255, editable=False)
    address = models.TextField(editable=False)
    was_live = models.BooleanField(default=False, editable=False)

    class Meta(Orderable.Meta):
        verbose_name = _("page of a release")
        verbose_name_plural = _("pages of a release")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Notes what the page is when it is chosen."""
        if self.page is not None and self.noted_of != self.page_id:
            self.noted_of, self.title = self.page_id, self.page.draft_title or self.page.title
            self.address, self.was_live = self.page.url_path, self.page.live
        super().save(*args, **kwargs)


class ReleaseFollower(models.Model):
    """A language of a page that follows a release which is out, until it has followed."""

    item = models.ForeignKey(ReleasePage, on_delete=models.CASCADE, related_name="followers")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    tried_at = models.DateTimeField(null=True)
    followed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("language that follows a release")
        verbose_name_plural = _("languages that follow a release")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "locale"], name="translation_release_follows_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["item"], name="translation_release_follows", condition=Q(followed_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.locale_id}"
