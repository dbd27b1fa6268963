"""What readers are shown for the schema's enum values, in their language."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.utils.text import capfirst
from django.utils.translation import override

from cms.core.languages import full_chain

# The language that the sources are written in.
SOURCE = "en"

HELP = "{} in words for readers, in the first of their languages that the interface is translated into."


def label_of(choice: TextChoices, locales: tuple[str, ...]) -> str:
    """The choice's label, as editors see it."""
    return translated(choice.label, locales)


def translated(label: Any, locales: tuple[str, ...]) -> str:
    return _translated(label, language_of(locales))


def kind_label(model: Any, locales: tuple[str, ...]) -> str:
    """The name of a kind of page, such as `News article`."""
    return capfirst(_translated(model._meta.verbose_name, language_of(locales)))


@lru_cache(maxsize=1024)
def language_of(locales: tuple[str, ...]) -> str:
    """Returns the first of a reader's languages that the interface is translated into."""
    translated = {tag for tag, _ in settings.WAGTAILADMIN_PERMITTED_LANGUAGES}
    return next((tag for tag in full_chain(locales) if tag in translated), SOURCE)


def _translated(text: Any, language: str) -> str:
    with override(language):
        return str(text)
