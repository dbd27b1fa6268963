"""The views through which files travel. The database keeps no transaction open meanwhile (decisions/0007)."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.urls import URLPattern, URLResolver

FILE_VIEWS = {
    "wagtailadmin_account",
    "wagtaildocs:add",
    "wagtaildocs:add_multiple",
    "wagtaildocs:create_multiple_from_uploaded_document",
    "wagtaildocs:edit",
    "wagtaildocs_chooser:create",
    "wagtaildocs_serve",
    "wagtailimages:add",
    "wagtailimages:add_multiple",
    "wagtailimages:create_multiple_from_uploaded_image",
    "wagtailimages:edit",
    "wagtailimages_chooser:create",
}


def leave_out(patterns: Iterable[Any]) -> set[str]:
    """Switches ATOMIC_REQUESTS off for the views of FILE_VIEWS, whose forms save in a transaction of their own.

    Returns the names that were found.
    """
    return set(_left_out(patterns, ()))


def _left_out(patterns: Iterable[Any], namespaces: tuple[str, ...]) -> Iterable[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _left_out(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            name = ":".join([*namespaces, pattern.name])
            if name in FILE_VIEWS:
                transaction.non_atomic_requests(pattern.callback)
                yield name
