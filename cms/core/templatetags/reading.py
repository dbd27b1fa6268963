"""Tags of the readable page and its blocks. The page's own language is the reader's."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from cms.core import reading
from cms.core.languages import language
from cms.core.localised_text import LocalisedText

register = template.Library()


def _tag(context: Any) -> str:
    page = context.get("page")
    return page.locale.language_code if page is not None and getattr(page, "locale_id", None) else get_language() or ""


@register.simple_tag(takes_context=True)
def readable_pages(context: Any, pages: Iterable[Any]) -> list[Any]:
    return reading.readable_pages(pages, _tag(context))


@register.simple_tag(takes_context=True)
def readable_page(context: Any, page: Any) -> Any:
    return next(iter(reading.readable_pages([page], _tag(context))), None)


@register.simple_tag
def public_rows(rows: Iterable[Any]) -> list[Any]:
    return reading.public_rows(rows)


@register.simple_tag
def public_row(row: Any) -> Any:
    """The row itself when everybody may see it, else None; also of a field that the page's type lacks."""
    return next(iter(reading.public_rows([row])), None) if row else None


@register.simple_tag(takes_context=True)
def readable_text(context: Any, value: Any) -> SafeString:
    """Cleaned by an allow-list of tags."""
    return mark_safe(reading.readable_text(str(getattr(value, "source", value)), _tag(context)))  # noqa: S308


@register.simple_tag(takes_context=True)
def in_language(context: Any, text: Any) -> str:
    """The best text of a LocalisedText."""
    return LocalisedText(text or {}).best((_tag(context),))


@register.simple_tag(takes_context=True)
def alternative_text(context: Any, image: Any, decorative: bool = False) -> str:
    return "" if decorative else image.alt_text((_tag(context),))


@register.filter
def direction(tag: str) -> str:
    return "rtl" if language(tag).is_right_to_left else "ltr"


@register.filter
def native_name(tag: str) -> str:
    return language(tag).native_name


@register.filter
def html_heading(level: str) -> str:
    """h2, h3 or h4, whatever is stored."""
    return f"h{level}" if level in {"2", "3", "4"} else "h2"
