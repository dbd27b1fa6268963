"""Into which languages a user may translate: where the user may add pages below the language's home page."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from wagtail.models import Locale, Page

from cms.core.visibility import shown_pages


def home_pages() -> dict[str, Page]:
    """The root of each language's tree by its tag, in the site's own order of languages."""
    pages = Page.objects.filter(depth=2, locale__language_code__in=settings.CONTENT_LANGUAGES).select_related("locale")
    by_tag = {page.locale.language_code: page for page in pages}
    return {tag: by_tag[tag] for tag in settings.CONTENT_LANGUAGES if tag in by_tag}


def is_home_published(locale: Locale) -> bool:
    """Until it is, the language's own address leads nowhere."""
    return shown_pages().filter(depth=2, locale=locale).exists()


def _may_add_below(user: Any, page: Page) -> bool:
    permissions = page.permissions_for_user(user)
    return bool(user.is_superuser or (user.is_active and "add" in permissions.permissions))


def languages_for(user: Any) -> dict[str, Locale]:
    """By tag. One SQL statement beside the user's own permissions."""
    return {tag: page.locale for tag, page in home_pages().items() if _may_add_below(user, page)}


def may_translate_into(user: Any, locale_ids: Iterable[Any]) -> bool:
    """Into all of them."""
    allowed = {str(locale.pk) for locale in languages_for(user).values()}
    return {str(identifier) for identifier in locale_ids} <= allowed


def locale_for(request: HttpRequest, tag: str) -> Locale:
    """The language with this tag. Raises Http404, and PermissionDenied for who may not translate into it."""
    languages = languages_for(request.user)
    if tag in languages:
        return languages[tag]
    if Locale.objects.filter(language_code=tag).exists():
        raise PermissionDenied
    raise Http404
