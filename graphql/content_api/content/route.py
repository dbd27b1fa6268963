"""What a browser's path leads to."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from django.conf import settings
from django.db.models import F
from wagtail.contrib.redirects.models import Redirect

from cms.core.text.web_addresses import followable
from cms.core.visibility import all_pages, shown_pages
from content_api.base.content import Content
from content_api.base.language import page_url
from content_api.reading import loading
from content_api.reading.addresses import normalised, own_language, page_at
from content_api.reading.loading import Locales
from home import models as home_models
from home.addresses import tells_hidden_page


@strawberry.type(description="The path leads to a page.")
class PageRoute:
    content: Content = strawberry.field(
        description="The page. For an alias, the page whose text it shows: its `seo.canonicalUrl` tells where."
    )


@strawberry.type(description="The path has moved.")
class RedirectRoute:
    location: str = strawberry.field(description="Where to: a full address.")
    permanent: bool = strawberry.field(description="Whether to answer 301 rather than 302.")
    locales: strawberry.Private[Locales | None]

    @strawberry.field(description="The same within the organisation's own site; null when it leads elsewhere.")
    def path(self) -> str | None:
        return _own_path(self.location)

    @strawberry.field(description="The page that stands there, when it is one of ours.")
    def content(self) -> Content | None:
        path = _own_path(self.location)
        at = page_at(normalised(path)) if path else None
        return own_language(at, self.locales) if at else None


@strawberry.type(description="Something was here and has been withdrawn: answer 410.")
class GoneRoute:
    gone_at: datetime = strawberry.field(description="Since when.")


@strawberry.type(description="Nothing public is or was here: answer 404.")
class NotFoundRoute:
    nearest: Content | None = strawberry.field(
        description="Nearest published page above the path, for a helpful error page."
    )


Route = Annotated[
    PageRoute | RedirectRoute | GoneRoute | NotFoundRoute,
    strawberry.union(name="Route", description="What a path leads to."),
]


def _own_path(location: str) -> str | None:
    own = settings.FRONTEND_BASE_URL
    return location.removeprefix(own) if location.startswith(f"{own}/") else None


def _redirect(path: str, locales: Locales | None) -> RedirectRoute | None:
    old_path = Redirect.normalise_path(path)
    for found in Redirect.objects.filter(old_path=old_path).order_by(F("site").asc(nulls_last=True), "pk"):
        if location := _location(found):
            return RedirectRoute(location=location, permanent=found.is_permanent, locales=locales)
    return None


def _location(redirect: Redirect) -> str | None:
    """Returns where a redirect leads.

    None when it leads to a page that is not public, by its key or by its address: then there is no redirect.
    """
    if redirect.redirect_page_id:
        page = all_pages().public().filter(pk=redirect.redirect_page_id).first()
        return page_url(page) if page else None
    location = followable(redirect.redirect_link, here=True)
    if not location or tells_hidden_page(location):
        return None
    return f"{settings.FRONTEND_BASE_URL}{location}" if location.startswith(("/", "#")) else location


def _nearest(path: str, locales: Locales | None) -> Any:
    parts = [part for part in path.split("/") if part]
    above = ["/" + "/".join(parts[:count]) + "/" for count in range(1, len(parts))] + [f"/{settings.LANGUAGE_CODE}/"]
    pages = (
        shown_pages()
        .filter(url_path__in=above)
        .values_list("url_path", "pk", "content_type_id", "locale__language_code")
    )
    best = max(pages, key=lambda page: (above.index(page[0]) < len(above) - 1, len(page[0])), default=None)
    if best is None:
        return None
    _, pk, content_type, tag = best
    return loading.specific_content([(pk, content_type)], locales or (tag,)).get(pk)


def resolve_route(path: str, locales: Locales | None) -> Any:
    path = normalised(path)
    if (found := page_at(path)) and (page := own_language(found, locales)):
        return PageRoute(content=page)
    if redirect := _redirect(path, locales):
        return redirect
    gone = home_models.GoneAddress.objects.filter(path=path).first()
    if gone and not all_pages().restricted().filter(url_path=path).exists():
        return GoneRoute(gone_at=gone.gone_at)
    return NotFoundRoute(nearest=_nearest(path, locales))
