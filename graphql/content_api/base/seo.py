"""What search engines and link previews are told of a page."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import strawberry
from django.utils import timezone
from strawberry.scalars import JSON

from cms.core.languages import canonical
from content_api.base.language import TranslationLink, page_url, translation_links
from content_api.base.media import Image, link_preview
from content_api.base.teaser import TEASER_COLUMNS, description_of, main_image
from content_api.reading.images import MAIN_IMAGES
from engine.selection import needs_of

Describe = Callable[[Any], dict[str, Any]]

_DESCRIBERS: dict[type, Describe] = {}
# Columns that `Seo` and the descriptions of all types look at. Each type adds its own.
SEO_COLUMNS = {*TEASER_COLUMNS, *MAIN_IMAGES, "seo_title", "search_description", "no_index"}


def describes(model: type, *columns: str) -> Callable[[Describe], Describe]:
    """Registers what describes pages of a model in the words of schema.org, and the columns that it reads."""

    def register(describe: Describe) -> Describe:
        _DESCRIBERS[model] = describe
        SEO_COLUMNS.update(columns)
        return describe

    return register


def described(page: Any, schema_type: str, **more: Any) -> dict[str, Any]:
    """What every description begins with."""
    image = main_image(page)
    preview = link_preview(image) if image else ""
    description = description_of(page)
    return {
        "@context": "https://schema.org",
        "@type": schema_type,
        "url": page_url(page),
        **({"description": description} if description else {}),
        **({"image": preview} if preview else {}),
        **{key: value for key, value in more.items() if value},
    }


def moment_of(moment: datetime | None, *, has_times: bool = True) -> str | None:
    """Returns a moment as schema.org has it, with Helsinki's offset; without `has_times`, its day there."""
    if moment is None:
        return None
    local = timezone.localtime(moment)
    return (local if has_times else local.date()).isoformat()


def describe(page: Any) -> dict[str, Any]:
    """The schema.org description of a page, as JSON-LD."""
    if describer := _DESCRIBERS.get(type(page)):
        return describer(page)
    return described(page, "WebPage", name=page.title, inLanguage=canonical(page.locale_tag))


@strawberry.type(description="What search engines and link previews are told.")
class Seo:
    page: strawberry.Private[Any]

    @strawberry.field(description="Title for the browser and for search results.")
    def title(self) -> str:
        return self.page.seo_title or self.page.title

    @strawberry.field(description="A sentence for search results.")
    def description(self) -> str | None:
        return description_of(self.page) or None

    @strawberry.field(description="The one address of this text; of a fallback, that of its source.")
    def canonical_url(self) -> str:
        return page_url(self.page)

    @strawberry.field(description="Every language this can be read in, itself included.")
    def hreflang(self) -> list[TranslationLink]:
        return translation_links(self.page, inclusive=True)

    @strawberry.field(
        description="Which of `hreflang` is for readers of any other language (`x-default`): the site's first language "
        "that this can be read in."
    )
    def x_default(self) -> TranslationLink | None:
        return next(iter(translation_links(self.page, inclusive=True)), None)

    @strawberry.field(description="Image for link previews.")
    def image(self) -> Image | None:
        return main_image(self.page)

    @strawberry.field(
        description="schema.org description. In a script element, write each < as \\u003c.",
        metadata=needs_of("Image", "renditions_asked"),
    )
    def json_ld(self) -> JSON:
        return JSON(describe(self.page))

    @strawberry.field(description="Ask search engines not to list this page.")
    def no_index(self) -> bool:
        return self.page.no_index
