"""The interface of everything with a page of its own."""

from datetime import datetime
from typing import Any

import strawberry
from strawberry.scalars import JSON

from cms.core.foreign import Words
from cms.core.visibility import shown_pages
from content_api import labels
from content_api.asked import needs, needs_of
from content_api.dependencies import narrowed
from content_api.images import MAIN_IMAGES, images_of
from content_api.kinds import KINDS, ContentType
from content_api.loading import Peers
from content_api.statements import Slot, Statement, remembered
from content_api.types.language import (
    LANGUAGE_COLUMNS,
    ContentLanguage,
    TranslationLink,
    language_of,
    page_url,
    translation_links,
)
from content_api.types.localised import Localised
from content_api.types.media import Image
from content_api.types.node import Node

# What `Seo` and `json_ld` look at.
TEASER_COLUMNS = ("ingress", "summary")
SEO_COLUMNS = (
    *TEASER_COLUMNS, "seo_title", "search_description", "no_index", "last_published_at", "date", "adopted_on",
    "short_name", "business_id", "founded_year", "starts_on", "ends_on",
)  # fmt: skip


@strawberry.type(description="A step on the way from the home page.")
class Breadcrumb(Localised):
    tag: strawberry.Private[str]
    title: str = strawberry.field(description="Title of the page.")
    path: str = strawberry.field(description="Its path, as `route` takes it.")


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
        from content_api.json_ld import describe

        return JSON(describe(self.page))

    @strawberry.field(description="Ask search engines not to list this page.")
    def no_index(self) -> bool:
        return self.page.no_index


def teaser_of(page: Any) -> str:
    return getattr(page, "ingress", "") or getattr(page, "summary", "")


def description_of(page: Any) -> str:
    return page.search_description or teaser_of(page)


def main_image(page: Any) -> Any:
    """The hero image or logo, if the page has one and it is public."""
    name = next((name for name in MAIN_IMAGES if hasattr(type(page), name)), None)
    return images_of(page).get(getattr(page, name)) if name else None


def _load_ancestors(peers: Peers) -> dict[str, dict[str, Any]]:
    step = 4  # treebeard's steplen: the path of an ancestor is a prefix.
    paths = {row.path[:end] for row in peers.rows for end in range(2 * step, len(row.path), step)}
    read = remembered(
        "ancestors",
        lambda: Statement(
            shown_pages().filter(path__any_of=Slot("paths")),
            {
                "path": "path",
                "title": "title",
                "url_path": "url_path",
                "locale_tag": "locale__language_code",
                "text_foreign": "text_state__foreign",
            },
        ),
    )
    # Only these have pages below them.
    with narrowed("home-page", "index-page", "content-page"):
        return {page["path"]: page for page in read.values(paths=list(paths))}


@strawberry.interface(description="Anything with a page of its own.")
class Content(Node):
    @strawberry.field(description="The same for every language of one thing.")
    def translation_key(self) -> strawberry.ID:
        page: Any = self
        return strawberry.ID(str(page.translation_key))

    title: str = strawberry.field(description="Title in the language served.")

    @strawberry.field(description="Path in its own language, as `route` takes it.")
    def path(self) -> str:
        page: Any = self
        return page.url_path

    @strawberry.field(description="Full address on the organisation's own site.")
    def url(self) -> str:
        return page_url(self)

    @strawberry.field(description="What kind of content it is.")
    def type(self) -> ContentType:
        return KINDS[type(self)]

    @strawberry.field(description=labels.HELP.format("`type`"))
    def type_label(self) -> str:
        page: Any = self
        return labels.kind_label(type(page), page.peers.wish)

    @strawberry.field(
        description="A paragraph for lists and previews, as plain text: the ingress of an article or page, the summary "
        "of an organisation, project or position.",
        metadata=needs(*TEASER_COLUMNS),
    )
    def summary(self) -> str | None:
        return teaser_of(self) or None

    @strawberry.field(
        description="The picture for lists and previews: a main image or a logo.", metadata=needs(*MAIN_IMAGES)
    )
    def image(self) -> Image | None:
        return main_image(self)

    first_published_at: datetime = strawberry.field(description="When it was first published in this language.")
    last_published_at: datetime = strawberry.field(description="When it was last published in this language.")

    @strawberry.field(description="Which language this is, and how far to trust it.", metadata=needs(*LANGUAGE_COLUMNS))
    def language(self) -> ContentLanguage:
        return language_of(self)

    @strawberry.field(description="The other languages this can be read in, for language switchers.")
    def translations(self) -> list[TranslationLink]:
        return translation_links(self, inclusive=False)

    @strawberry.field(description="The way from the home page, without the page itself.", metadata=needs("path"))
    def breadcrumbs(self) -> list[Breadcrumb]:
        page: Any = self
        ancestors = page.peers.once("ancestors", _load_ancestors)
        return [
            Breadcrumb(
                title=ancestor["title"],
                path=ancestor["url_path"],
                tag=Words.of(ancestor["locale_tag"], ancestor["text_foreign"]).of_text("title"),
            )
            for end in range(8, len(page.path), 4)
            if (ancestor := ancestors.get(page.path[:end]))
        ]

    @strawberry.field(
        description="What search engines and link previews are told.", metadata=needs(*SEO_COLUMNS, *MAIN_IMAGES)
    )
    def seo(self) -> Seo:
        return Seo(page=self)
