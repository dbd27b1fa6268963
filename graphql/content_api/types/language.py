"""Which language a text is, and how far to trust it."""

from datetime import datetime
from enum import Enum
from typing import Any

import strawberry
from django.conf import settings

from cms.core.visibility import published_pages
from cms.translation.models import TextStatus
from content_api.loading import Peers
from content_api.scalars import LanguageTag


@strawberry.enum(name="LanguageStatus", description="How a text relates to its source and to what was asked for.")
class LanguageStatus(Enum):
    ORIGINAL = strawberry.enum_value("ORIGINAL", description="Written in this language.")
    TRANSLATED = strawberry.enum_value("TRANSLATED", description="Translated by a person, in full.")
    MACHINE_TRANSLATED = strawberry.enum_value("MACHINE_TRANSLATED", description="A machine's words stand in it.")
    PARTIAL = strawberry.enum_value("PARTIAL", description="Some of it still stands in the source language.")
    FALLBACK = strawberry.enum_value("FALLBACK", description="Not in the language that was asked for first.")


@strawberry.type(description="Which language a text is, and how far to trust it.")
class ContentLanguage:
    requested: LanguageTag = strawberry.field(description="The language that was asked for first.")
    served: LanguageTag = strawberry.field(description="The language of this text.")
    status: LanguageStatus = strawberry.field(description="How the text relates to its source and to the request.")
    is_stale: bool = strawberry.field(description="The source has changed since this translation was made.")
    source_locale: LanguageTag = strawberry.field(description="The language it was first written in.")
    source_updated_at: datetime | None = strawberry.field(
        description="When the source's text last changed; null for an original."
    )
    translated_at: datetime | None = strawberry.field(
        description="When this translation was last published; null for an original."
    )


@strawberry.type(description="The same content in another language.")
class TranslationLink:
    locale: LanguageTag = strawberry.field(description="Its language.")
    path: str = strawberry.field(description="Its path, as `route` takes it.")
    url: str = strawberry.field(description="Its full address.")
    title: str = strawberry.field(description="Its title, in its language.")
    status: LanguageStatus = strawberry.field(description="How it relates to its source.")
    is_stale: bool = strawberry.field(description="The source has changed since it was made.")


def page_url(page: Any) -> str:
    return f"{settings.FRONTEND_BASE_URL}{page.url_path}"


def _own_status(state: Any) -> LanguageStatus:
    """A page on which nothing is translated yet is its source's text at another address."""
    if state is None:
        return LanguageStatus.ORIGINAL
    if state.status == TextStatus.UNTRANSLATED:
        return LanguageStatus.FALLBACK
    return LanguageStatus[state.status]


def language_of(page: Any) -> ContentLanguage:
    state = getattr(page, "text_state", None)
    own = page.locale.language_code
    requested = page.peers.wish[0]
    source = state.source_locale.language_code if state else own
    status = _own_status(state)
    served = source if status is LanguageStatus.FALLBACK else own
    translation = state if status is not LanguageStatus.ORIGINAL else None
    return ContentLanguage(
        requested=LanguageTag(requested),
        served=LanguageTag(served),
        status=LanguageStatus.FALLBACK if served != requested else status,
        is_stale=bool(state and state.is_stale),
        source_locale=LanguageTag(source),
        source_updated_at=translation.source_updated_at if translation else None,
        translated_at=translation.translated_at if translation else None,
    )


def _load_translations(peers: Peers) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    pages = (
        published_pages()
        .filter(translation_key__in={row.translation_key for row in peers.rows})
        .exclude(text_state__status=TextStatus.UNTRANSLATED)
        .select_related("locale", "text_state")
    )
    order = {tag: rank for rank, tag in enumerate(settings.CONTENT_LANGUAGES)}
    for page in sorted(pages, key=lambda page: order[page.locale.language_code]):
        found.setdefault(page.translation_key, []).append(page)
    return found


def translation_links(page: Any, *, inclusive: bool) -> list[TranslationLink]:
    """In the site's order of languages. Aliases and texts with nothing translated are no translations."""
    group = page.peers.once("translations", _load_translations).get(page.translation_key, [])
    return [
        TranslationLink(
            locale=LanguageTag(other.locale.language_code),
            path=other.url_path,
            url=page_url(other),
            title=other.title,
            status=_own_status(getattr(other, "text_state", None)),
            is_stale=bool(getattr(other, "text_state", None) and other.text_state.is_stale),
        )
        for other in group
        if inclusive or other.pk != page.pk
    ]
