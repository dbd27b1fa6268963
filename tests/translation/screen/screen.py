"""A translation on its screen, as a translator's browser asks for it."""

from typing import Any

from django.test import Client
from wagtail_localize.models import StringSegment, Translation

from tests import factories


def translation_of(page: Any, tag: str = "sv") -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=factories.locale(tag))


def segment(page: Any, words: str) -> StringSegment:
    """The text of the original with these words."""
    return StringSegment.objects.get(source__object_id=page.translation_key, string__data=words)


def save(client: Client, page: Any, original: str, words: str, *, version: str | None = None, **more: str) -> Any:
    """Saves the translation of the text with the words `original`, as somebody who has seen `version` of it."""
    address = f"/admin/translations/texts/{translation_of(page).pk}/{segment(page, original).pk}/"
    seen = {} if version is None else {"version": version}
    return client.post(address, {"words": words, **seen, **more})
