"""Template tags of the readable page and its blocks. The page's own language is taken for the reader's."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from cms.core import partial_dates
from cms.core.blocks import MeasureStatus
from cms.core.languages import canonical, language
from cms.core.text import foreign as foreign_words
from cms.core.text import reading
from cms.core.text.dates import written
from cms.core.text.foreign import Words
from cms.core.text.localised_text import LocalisedText
from cms.core.text.web_addresses import followable

register = template.Library()


def _tag(context: Any) -> str:
    page = context.get("page")
    return page.locale.language_code if page is not None and getattr(page, "locale_id", None) else get_language() or ""


def _words(context: Any) -> Words:
    """Returns the languages of the page's texts as readers see them.

    What is kept of the page describes its published texts, not a draft, so it is not used in a preview.
    """
    page = context.get("page")
    state = None if getattr(context.get("request"), "is_preview", False) else getattr(page, "text_state", None)
    return Words.of(_tag(context), state.foreign if state else None)


def _attributes(tag: str, around: str) -> SafeString:
    if tag == around:
        return mark_safe("")
    return format_html(' lang="{}" dir="{}"', canonical(tag), foreign_words.direction(tag))


@register.filter
def below(path: str, name: Any) -> str:
    """Returns the path of a part of a text, as wagtail-localize names it."""
    return f"{path}.{name}"


@register.simple_tag(takes_context=True)
def foreign(context: Any, path: str, place: int | None = None) -> SafeString:
    """Returns the attributes of an element that shows a text when that is not in the page's language."""
    return _attributes(_words(context).of_text(path, place), _tag(context))


@register.simple_tag(takes_context=True)
def words(context: Any, path: str, text: str) -> str:
    """Returns a text that stands beside others, in an element of its own when it is not in the page's language."""
    attributes = foreign(context, path)
    return format_html("<span{}>{}</span>", attributes, text) if attributes else text


@register.simple_tag(takes_context=True)
def foreign_cell(context: Any, path: str, row: int, column: int, header: Any = None) -> SafeString:
    """Returns the attributes of a table's cell when it is not in the page's language.

    Rows are counted from the header, when there is one.
    """
    return foreign(context, below(path, f"{row + bool(header)}-{column}"))


@register.simple_tag(takes_context=True)
def foreign_title(context: Any, page: Any) -> SafeString:
    """Returns the attributes of an element that shows another page's title, when that is not in the page's language."""
    state = getattr(page, "text_state", None)
    words = Words.of(page.locale.language_code, state.foreign if state else None)
    return _attributes(words.of_text("title"), _tag(context))


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
    """Returns the row itself when everybody may see it, else None; also None for a field that the page's type lacks."""
    return next(iter(reading.public_rows([row])), None) if row else None


@register.simple_tag(takes_context=True)
def readable_text(context: Any, value: Any, path: str) -> SafeString:
    """Returns rich text as HTML, cleaned by an allow-list of tags."""
    source = _words(context).marked(path, str(getattr(value, "source", value)))
    return mark_safe(reading.readable_text(source, _tag(context)))  # noqa: S308


@register.simple_tag(takes_context=True)
def in_language(context: Any, text: Any) -> str:
    """Returns the best text of a LocalisedText, in an element of its own when it is not in the page's language."""
    found, own = LocalisedText(text or {}), _tag(context)
    best = found.best((own,))
    attributes = _attributes(found.best_tag((own,)), own)
    return format_html("<span{}>{}</span>", attributes, best) if best and attributes else best


@register.simple_tag(takes_context=True)
def alternative_text(context: Any, image: Any, decorative: bool = False) -> str:
    return "" if decorative else image.alt_text((_tag(context),))


@register.simple_tag(takes_context=True)
def foreign_alternative_text(context: Any, image: Any) -> SafeString:
    """Returns the attributes of an image when its alternative text is not in the page's language."""
    own = _tag(context)
    return _attributes(LocalisedText(image.alt).best_tag((own,)), own)


@register.simple_tag(takes_context=True)
def written_date(context: Any, day: Any) -> str:
    """Writes a day; nothing for what was typed into a draft and is no day."""
    return written(day, _tag(context)) if isinstance(day, date) else ""


@register.simple_tag(takes_context=True)
def schedule_of(context: Any, measure: Any) -> str:
    """Writes from when until when a measure of an action plan goes on."""
    return partial_dates.period_in_words(
        partial_dates.known(measure["starts"]), partial_dates.known(measure["ends"]), _tag(context)
    )


@register.simple_tag
def measure_status(status: str) -> Any:
    return dict(MeasureStatus.choices).get(status, "")


@register.filter(name="followable")
def followable_address(address: Any) -> str:
    return followable(address)


@register.filter
def direction(tag: str) -> str:
    return foreign_words.direction(tag)


@register.filter
def native_name(tag: str) -> str:
    return language(tag).native_name


@register.filter
def html_heading(level: str) -> str:
    """Returns h2, h3 or h4, whatever is stored."""
    return f"h{level}" if level in {"2", "3", "4"} else "h2"
