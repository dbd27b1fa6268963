"""What a browser's path leads to."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from django.conf import settings
from django.db.models import F
from wagtail.contrib.redirects.models import Redirect

from cms.core.visibility import all_pages, shown_pages
from cms.core.web_addresses import followable
from content_api import limits, loading
from content_api.dependencies import depends_on, narrowed
from content_api.errors import InvalidArgument
from content_api.loading import Wish
from content_api.statements import Slot, Statement, remembered
from content_api.types.content import Content
from content_api.types.language import page_url
from home import models as home_models
from home.addresses import page_path, tells_hidden_page


@strawberry.type(description="The path leads to a page.")
class PageRoute:
    content: Content = strawberry.field(
        description="The page. For an alias, the page whose text it shows: its `seo.canonicalUrl` tells where."
    )


@strawberry.type(description="The path has moved.")
class RedirectRoute:
    location: str = strawberry.field(description="Where to: a full address.")
    permanent: bool = strawberry.field(description="Whether to answer 301 rather than 302.")
    wish: strawberry.Private[Wish | None]

    @strawberry.field(description="The same within the organisation's own site; null when it leads elsewhere.")
    def path(self) -> str | None:
        return _own_path(self.location)

    @strawberry.field(description="The page that stands there, when it is one of ours.")
    def content(self) -> Content | None:
        path = _own_path(self.location)
        at = page_at(normalised(path)) if path else None
        return own_language(at, self.wish) if at else None


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


def normalised(path: str) -> str:
    """As `url_path` is stored: decoded, with a slash at both ends, without query and fragment."""
    if len(path) > limits.PATH_MAX_LENGTH:
        raise InvalidArgument("path", f"at most {limits.PATH_MAX_LENGTH} characters, not {len(path)}.")
    try:
        found = page_path(path)
    except ValueError:
        raise InvalidArgument("path", "is not an address.") from None
    if any(character < " " for character in found):
        raise InvalidArgument("path", "holds a character that no address has.")
    return found


def page_at(path: str) -> tuple[int, int] | None:
    """Page id and content type of what is public at a path; of an alias, of the page whose text it shows."""
    if path == "/":
        path = f"/{settings.LANGUAGE_CODE}/"
    read = remembered(
        "route",
        lambda: Statement(
            all_pages().public().filter(url_path__is=Slot("path")),
            {
                "id": "pk",
                "alias_of": "alias_of_id",
                "type": "content_type_id",
                "group": "translation_key",
            },
        ),
    )
    with narrowed():
        found = read.values(path=path)
    if not found:
        depends_on("page")  # Any page may come to stand there.
        return None
    page = found[0]
    depends_on(str(page["group"]))
    identity, target = (page["id"], page["type"]), page["alias_of"]
    while target is not None:  # What is public leads to a text in a few steps.
        pk, content_type, target = (
            all_pages().filter(pk=target).values_list("pk", "content_type_id", "alias_of_id").get()
        )
        identity = pk, content_type
    return identity


def _own_path(location: str) -> str | None:
    own = settings.FRONTEND_BASE_URL
    return location.removeprefix(own) if location.startswith(f"{own}/") else None


def _redirect(path: str, wish: Wish | None) -> RedirectRoute | None:
    old_path = Redirect.normalise_path(path)
    for found in Redirect.objects.filter(old_path=old_path).order_by(F("site").asc(nulls_last=True), "pk"):
        if location := _location(found):
            return RedirectRoute(location=location, permanent=found.is_permanent, wish=wish)
    return None


def _location(redirect: Redirect) -> str | None:
    """None when it leads to a page that is not public, however that is said: then there is no redirect."""
    if redirect.redirect_page_id:
        page = all_pages().public().filter(pk=redirect.redirect_page_id).first()
        return page_url(page) if page else None
    location = followable(redirect.redirect_link, here=True)
    if not location or tells_hidden_page(location):
        return None
    return f"{settings.FRONTEND_BASE_URL}{location}" if location.startswith(("/", "#")) else location


def _nearest(path: str, wish: Wish | None) -> Any:
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
    return loading.specific_content([(pk, content_type)], wish or (tag,)).get(pk)


def resolve_route(path: str, wish: Wish | None) -> Any:
    path = normalised(path)
    if (found := page_at(path)) and (page := own_language(found, wish)):
        return PageRoute(content=page)
    if redirect := _redirect(path, wish):
        return redirect
    gone = home_models.GoneAddress.objects.filter(path=path).first()
    if gone and not all_pages().restricted().filter(url_path=path).exists():
        return GoneRoute(gone_at=gone.gone_at)
    return NotFoundRoute(nearest=_nearest(path, wish))


def own_language(identity: tuple[int, int], wish: Wish | None) -> Any:
    """A page in its own language, which is also what was asked for unless the caller said otherwise."""
    with narrowed():
        rows = loading.specific_content([identity], wish or (settings.LANGUAGE_CODE,))
    page = rows.get(identity[0])
    if page is None:
        depends_on("page")
        return None
    depends_on(*loading.group_tags(type(page), [page.translation_key]))
    if wish is None:
        loading.together([page], loading.own_wish(page.locale_tag))
    return page
