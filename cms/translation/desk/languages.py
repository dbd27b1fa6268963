"""Into which languages a user may translate: where the user may add pages below the language's home page."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
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


def people_for(locale: Locale) -> QuerySet[Any]:
    """Those who may translate into a language: what `languages_for` asks of one person, of all at once."""
    home = Q(depth=2, locale=locale, locale__language_code__in=settings.CONTENT_LANGUAGES)
    # What a group may do at the root of all languages it may do below.
    granted = Page.objects.filter(home | Q(depth=1)).values("pk")
    may_add = Q(groups__page_permissions__page__in=granted, groups__page_permissions__permission__codename="add_page")
    people = get_user_model().objects.filter(Q(is_superuser=True) | may_add, is_active=True)
    return people.distinct()


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
