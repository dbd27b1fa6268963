"""The addresses of all public texts, as the API gives them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import strawberry

from content_api.lists.connections import Slice, connection
from content_api.lists.entries import BY_KEY, known_languages
from content_api.scalars import LanguageTag
from content_api.sitemap.entries import Address, Entry, listed_pages, read


@strawberry.type(description="Where a text in a language stands.")
class SitemapLink:
    address: strawberry.Private[Address]

    @strawberry.field(description="Its language.")
    def locale(self) -> LanguageTag:
        return LanguageTag(self.address.tag)

    @strawberry.field(description="Its path, as `route` takes it.")
    def path(self) -> str:
        return self.address.path

    @strawberry.field(description="Its full address.")
    def url(self) -> str:
        return self.address.url


@strawberry.type(description="An address that search engines may be told of.")
class SitemapEntry:
    entry: strawberry.Private[Entry]

    @property
    def pk(self) -> int:
        return self.entry.pk

    @strawberry.field(description="Its language.")
    def locale(self) -> LanguageTag:
        return LanguageTag(self.entry.address.tag)

    @strawberry.field(description="Its path, as `route` takes it.")
    def path(self) -> str:
        return self.entry.address.path

    @strawberry.field(description="Its full address.")
    def url(self) -> str:
        return self.entry.address.url

    @strawberry.field(description="When the text was last published.")
    def last_published_at(self) -> datetime:
        return self.entry.changed_at

    @strawberry.field(
        description="Every language of the same thing, itself included, in the site's order: the first is `x-default`."
    )
    def hreflang(self) -> list[SitemapLink]:
        return [SitemapLink(address=address) for address in self.entry.languages]


def sitemap(languages: Sequence[str] | None, part: Slice) -> Any:
    """A connection of all addresses, in the order in which the pages were made."""
    pages = listed_pages()
    if languages:
        pages = pages.filter(locale__language_code__in=known_languages(languages))
    rows = [SitemapEntry(entry=entry) for entry in read(part.narrow(pages, BY_KEY)[: part.size + 1])]
    return connection(rows, BY_KEY, part, lambda: pages.count())
