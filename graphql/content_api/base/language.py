"""Which language a text is, and how far to trust it."""

from datetime import datetime
from typing import Any

import strawberry
from django.conf import settings
from wagtail.models import Page

from cms.core.text.foreign import Words
from cms.core.visibility import published_pages
from cms.translation.models import TextStatus
from content_api import labels
from content_api.base.localised import ForeignText, Localised, Text, foreign
from content_api.enums import LanguageStatus
from content_api.reading import columns
from content_api.reading.dependencies import depending_only_on
from content_api.reading.loading import Batch
from content_api.reading.statements import Slot, Statement, kept
from content_api.scalars import LanguageTag


@strawberry.type(description="Which language a text is, and how far to trust it.")
class ContentLanguage:
    requested: LanguageTag = strawberry.field(description="The language that was asked for first.")
    served: LanguageTag = strawberry.field(description="The language of this text.")
    status: LanguageStatus = strawberry.field(description="What the text itself is: an original or a translation.")
    status_label: str = strawberry.field(description=labels.HELP.format("`status`"))
    is_fallback: bool = strawberry.field(description="Not in the language that was asked for first.")
    is_stale: bool = strawberry.field(description="The source has changed since this translation was made.")
    source_locale: LanguageTag = strawberry.field(description="The language it was first written in.")
    source_updated_at: datetime | None = strawberry.field(
        description="When the source's text last changed; null for an original."
    )
    translated_at: datetime | None = strawberry.field(
        description="When this translation was last published; null for an original."
    )
    foreign: list[ForeignText] = strawberry.field(
        description="Of a PARTIAL text, the fields of the page that hold words of its source. Blocks tell their own."
    )


@strawberry.type(description="The same content in another language.")
class TranslationLink(Localised):
    tag: strawberry.Private[str]
    locale: LanguageTag = strawberry.field(description="Its language.")
    path: str = strawberry.field(description="Its path, as `route` takes it.")
    url: str = strawberry.field(description="Its full address.")
    title: str = strawberry.field(description="What it is called there.")
    status: LanguageStatus = strawberry.field(description="How it relates to its source.")
    is_stale: bool = strawberry.field(description="The source has changed since it was made.")


def page_url(page: Any) -> str:
    return f"{settings.FRONTEND_BASE_URL}{page.url_path}"


def words_of(page: Any) -> Words:
    return Words.of(page.locale_tag, page.text_foreign)


def title_tag(page: Any) -> str:
    return words_of(page).of_text("title")


# Fields of the schema that show a column, where that is not the one of its name alone.
_SHOWN_AS = {
    "ingress": ("ingress", "summary"),
    "short_name": ("shortName",),
    "ways_of_working": ("waysOfWorking",),
    "seo_title": ("seo.title",),
    "search_description": ("seo.description",),
}


def _foreign_of(page: Any) -> list[ForeignText]:
    words = words_of(page)
    texts = (
        Text(True, field, words.other, at)
        for path, places in words.texts.items()
        if "." not in path
        for field in _SHOWN_AS.get(path, (path,))
        for at in ([()] if places is None else [(place,) for place in places])
    )
    return foreign(texts, words.tag)


# What `language_of` looks at.
LANGUAGE_COLUMNS = ("text_status", "text_is_stale", "text_source_updated_at", "text_translated_at", "source_tag")


def _own_status(status: str | None) -> LanguageStatus:
    """A page on which nothing is translated yet is its source's text at another address."""
    return LanguageStatus.ORIGINAL if status in {None, TextStatus.UNTRANSLATED} else LanguageStatus[str(status)]


def language_of(page: Any) -> ContentLanguage:
    own = page.locale_tag
    requested = page.batch.locales[0]
    source = page.source_tag or own
    status = _own_status(page.text_status)
    served = source if page.text_status == TextStatus.UNTRANSLATED else own
    is_translation = status is not LanguageStatus.ORIGINAL
    return ContentLanguage(
        requested=LanguageTag(requested),
        served=LanguageTag(served),
        status=status,
        status_label=labels.label_of(TextStatus[status.name], page.batch.locales),
        is_fallback=served != requested,
        is_stale=bool(page.text_is_stale),
        source_locale=LanguageTag(source),
        source_updated_at=page.text_source_updated_at if is_translation else None,
        translated_at=page.text_translated_at if is_translation else None,
        foreign=_foreign_of(page),
    )


@kept
def _translations() -> Statement:
    return Statement(
        published_pages().filter(translation_key__any_of=Slot("groups")),
        columns.of_any_page("text_status", "text_is_stale"),
    )


def _load_translations(batch: Batch) -> dict[Any, list[Any]]:
    groups = batch.groups()
    with depending_only_on(*map(str, groups)):
        pages = _translations().rows(Page, groups=groups)
    order = {tag: rank for rank, tag in enumerate(settings.CONTENT_LANGUAGES)}
    found: dict[Any, list[Any]] = {}
    for page in sorted(pages, key=lambda page: order[page.locale_tag]):
        found.setdefault(page.translation_key, []).append(page)
    return found


def translation_links(page: Any, *, inclusive: bool) -> list[TranslationLink]:
    """Returns the page's texts in other languages, in the site's order.

    Aliases and texts with nothing translated are none.
    """
    group = page.batch.once("translations", _load_translations).get(page.translation_key, [])
    return [
        TranslationLink(
            locale=LanguageTag(other.locale_tag),
            path=other.url_path,
            url=page_url(other),
            title=other.title,
            tag=title_tag(other),
            status=_own_status(other.text_status),
            is_stale=bool(other.text_is_stale),
        )
        for other in group
        if inclusive or other.pk != page.pk
    ]
