"""The home page, content pages, and the pages that lead to lists."""

from typing import Any

import strawberry

from content_api.base.content import Content
from content_api.base.fields import column
from content_api.base.media import Image
from content_api.base.seo import described, describes
from content_api.content.declaring import content, picture, stream
from content_api.kinds import LISTS, MODELS, ContentType
from content_api.lists.arguments import After, First
from content_api.lists.connections import Connection, Slice
from content_api.lists.entries import listed
from content_api.lists.orders import default_order
from content_api.reading import loading
from content_api.streams.blocks import Block
from content_api.type_names import named
from engine import limits
from engine.selection import needs
from home import models as home_models


@content(home_models.HomePage, description="The home page of a language.")
class HomePage(Content):
    ingress: str | None = column("The first paragraph, as plain text.")
    body: list[Block] = stream("The text.")


@content(home_models.ContentPage, description="A page of its own: services, training, networks, about us.")
class ContentPage(Content):
    ingress: str | None = column("The first paragraph, as plain text.")
    hero_image: Image | None = picture("Main image.")
    body: list[Block] = stream("The text.")


@strawberry.type(
    name=named("IndexPage", *LISTS),
    description="A page that leads to a list. To filter or order the entries, ask the list's own query.",
)
class IndexPage(Content):
    @classmethod
    def is_type_of(cls, value: Any, info: Any) -> bool:
        return type(value) in LISTS

    @strawberry.field(description="The first paragraph, as plain text.", metadata=needs("ingress"))
    def ingress(self) -> str | None:
        page: Any = self
        return page.ingress or None

    @strawberry.field(description="The kind of content that it leads to.")
    def lists(self) -> ContentType:
        return LISTS[type(self)]

    @strawberry.field(description="What stands in the list, in its usual order, along the languages asked for.")
    def entries(self, first: First = limits.PAGE_SIZE_DEFAULT, after: After = None) -> Connection[Content]:
        page: Any = self
        (model,) = MODELS[LISTS[type(page)]]
        part = Slice.asked(first, after)

        def load(batch: loading.Batch) -> Any:
            return listed(model, batch.locales, None, default_order(model), part)

        return page.batch.once((model, part), load)


@describes(home_models.HomePage)
def _describe(page: Any) -> dict[str, Any]:
    return described(page, "WebSite", name=page.title)
