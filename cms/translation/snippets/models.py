"""Texts of the whole site, like menus: a row for each language, of which people write one and translators the words."""

from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models.signals import post_delete
from wagtail.models import TranslatableMixin

from cms.translation.snippets import following


class FollowingMixin(TranslatableMixin):
    """A row that those of other languages follow: the original is edited, the others are built from it.

    The row of another language holds what is translated. Of a text that is not, a reader gets that of the language that
    is next (`cms.core.languages`), so the original's words are never stored in it: with `keeps_gaps` there is an empty
    text in their place, without it the block that they are in is left out.
    """

    keeps_gaps: ClassVar[bool] = False

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            if self.pk is None and following.source_of(self) is None:
                following.make_room(self)
            super().save(*args, **kwargs)
            following.follow(self)


def connect() -> None:
    """To deletions: rows go in bulk too, which no method of theirs hears of."""
    post_delete.connect(_after_deletion, dispatch_uid="translation.snippets")


def _after_deletion(sender: type[models.Model], instance: Any, **kwargs: Any) -> None:
    if issubclass(sender, FollowingMixin):
        following.forget(instance)
