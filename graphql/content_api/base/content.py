"""The interface of everything with a page of its own."""

from datetime import datetime
from typing import Any

import strawberry

from cms.core.text.foreign import Words
from cms.core.visibility import shown_pages
from content_api import labels
from content_api.base.language import (
    LANGUAGE_COLUMNS,
    ContentLanguage,
    TranslationLink,
    language_of,
    page_url,
    translation_links,
)
from content_api.base.localised import Localised
from content_api.base.media import Image
from content_api.base.node import Node
from content_api.base.seo import SEO_COLUMNS, Seo
from content_api.base.teaser import TEASER_COLUMNS, main_image, teaser_of
from content_api.kinds import KINDS, ContentType
from content_api.reading.dependencies import depending_only_on
from content_api.reading.images import MAIN_IMAGES
from content_api.reading.loading import Batch
from content_api.reading.statements import Slot, Statement, kept
from engine.selection import needs, needs_all


@strawberry.type(description="A step on the way from the home page.")
class Breadcrumb(Localised):
    tag: strawberry.Private[str]
    title: str = strawberry.field(description="Title of the page.")
    path: str = strawberry.field(description="Its path, as `route` takes it.")


@kept
def _ancestors() -> Statement:
    return Statement(
        shown_pages().filter(path__any_of=Slot("paths")),
        {
            "path": "path",
            "title": "title",
            "url_path": "url_path",
            "locale_tag": "locale__language_code",
            "text_foreign": "text_state__foreign",
        },
    )


def _load_ancestors(batch: Batch) -> dict[str, dict[str, Any]]:
    step = 4  # treebeard's steplen: the path of an ancestor is a prefix.
    paths = {row.path[:end] for row in batch.rows for end in range(2 * step, len(row.path), step)}
    # Only these have pages below them.
    with depending_only_on("home-page", "index-page", "content-page"):
        return {page["path"]: page for page in _ancestors().values(paths=list(paths))}


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
        return labels.kind_label(type(page), page.batch.locales)

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
        ancestors = page.batch.once("ancestors", _load_ancestors)
        return [
            Breadcrumb(
                title=ancestor["title"],
                path=ancestor["url_path"],
                tag=Words.of(ancestor["locale_tag"], ancestor["text_foreign"]).of_text("title"),
            )
            for end in range(8, len(page.path), 4)
            if (ancestor := ancestors.get(page.path[:end]))
        ]

    @strawberry.field(description="What search engines and link previews are told.", metadata=needs_all(SEO_COLUMNS))
    def seo(self) -> Seo:
        return Seo(page=self)
