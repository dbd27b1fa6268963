"""What wagtail-localize does not document and many rows at once need: by what it knows texts, places and templates.

tests/translation/texts/test_internals.py fails when a new version knows them by something else.
"""

import uuid

from wagtail_localize.models import String, Template, TranslationContext


def string_key(words: str) -> uuid.UUID:
    """Returns what a text is known by, as `String.data_hash`."""
    return String._get_data_hash(words)  # noqa: SLF001


def place_key(path: str) -> uuid.UUID:
    """Returns what a place in a page is known by, as `TranslationContext.path_id`."""
    return TranslationContext._get_path_id(path)  # noqa: SLF001


def template_key(template: str, template_format: str) -> uuid.UUID:
    """Returns what the markup around the texts of a rich text is known by, as `Template.uuid`."""
    return uuid.uuid5(uuid.uuid5(Template.BASE_UUID_NAMESPACE, template_format), template)
