"""Which rows a user of the admin finds and may choose: those that the user may edit, and those that everybody may see.

Choosers, the admin's own APIs, bulk actions and wagtail-localize's list of snippets all ask here; images and documents
have the same rule in `cms.media.policies`. Communicators may edit nearly everything and so find it. Translators find
what is in their own language, drafts too, and of everything else what is public: no drafts of others, no person without
a consent, nothing private.
"""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import CollectionMember, Page
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models

from cms.core.visibility import all_pages

EDITS = frozenset({"add", "change", "delete"})
EDITS_PAGE = frozenset({"add", "change", "publish", "lock", "unlock", "bulk_delete"})


def editable_pages(user: Any) -> QuerySet[Any]:
    pages: QuerySet[Any] = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, EDITS_PAGE)
    return pages


def choosable_pages(user: Any) -> QuerySet[Any]:
    """Returns the pages that the user may choose, and the root of the tree, from which one goes down."""
    editable = Q(pk__in=editable_pages(user).values("pk"))
    return all_pages().filter(editable | Q(pk__in=all_pages().public().values("pk")) | Q(depth=1))


def choosable_by(user: Any, model: type[Any]) -> QuerySet[Any]:
    """Returns the rows of any model that the user may choose.

    A record that names pages is among them only if everybody may see those pages, unless the user may edit such
    records.
    """
    if issubclass(model, Page):
        return choosable_pages(user)
    rows: QuerySet[Any] = model._default_manager.all()
    policy = policy_registry.get_by_type(model)
    if issubclass(model, CollectionMember):
        chosen: QuerySet[Any] = policy.instances_user_has_any_permission_for(user, {"choose"})
        return chosen
    if policy.user_has_any_permission(user, EDITS):
        return rows
    if model not in get_snippet_models():
        return rows.none()
    if hasattr(rows, "public"):
        rows = rows.public()
    for field in model._meta.fields:
        if field.related_model is not None and issubclass(field.related_model, Page):
            named = field.related_model._default_manager.public()
            rows = rows.filter(Q(**{f"{field.name}__isnull": True}) | Q(**{f"{field.name}__in": named}))
    return rows
