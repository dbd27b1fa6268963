"""Menus and footers of an earlier version, in which each language had a whole one of its own."""

import uuid
from typing import Any

from django.apps import apps
from django.db import transaction
from wagtail_localize.models import Translation

from cms.translation.snippets import following
from cms.translation.snippets.models import FollowingMixin
from cms.translation.texts import earlier


@transaction.atomic
def carry_over() -> None:
    """Lets the rows of languages follow their original. It may be repeated: what follows already stays as it is.

    A row that was written by hand, from the beginning or since its translation was stopped, becomes the language's own.
    """
    for model in apps.get_models():
        if issubclass(model, FollowingMixin):
            _set_free(model)
            for row in following.originals(model):
                following.follow(row)
                if source := following.source_of(row):
                    earlier.offer(source)
                    following.follow(row)


def _set_free(model: Any) -> None:
    rows = model._default_manager.order_by("pk")
    originals: set[uuid.UUID] = set()
    for row in rows:
        records = Translation.objects.filter(source__object_id=row.translation_key, target_locale=row.locale_id)
        if records.filter(enabled=True).exists():
            continue
        if row.translation_key in originals:
            records.delete()
            model._default_manager.filter(pk=row.pk).update(translation_key=uuid.uuid4())
        originals.add(row.translation_key)
