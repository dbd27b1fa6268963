"""Who may choose which image or document.

In a private collection, only those may who may also change what is in it.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import register_permission_policy

from cms.core.visibility import public_collections
from cms.media.models import Document, Image

CHOOSE = {"choose"}
EDITS = {"add", "change"}


class MediaPolicy(CollectionOwnershipPermissionPolicy):
    """Narrows Wagtail's own policy for choosing images and documents.

    Wagtail lets a user choose whatever lies in a collection from which the user may choose. Everybody in the admin may
    choose from the root collection, so that texts can be illustrated: what is below it and restricted would be shown to
    all of them.
    """

    def collections_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        found: QuerySet[Any] = super().collections_user_has_any_permission_for(user, actions)
        if set(actions) != CHOOSE or user.is_superuser:
            return found
        edited = super().collections_user_has_any_permission_for(user, EDITS)
        return found.filter(public_collections() | Q(pk__in=edited.values("pk")))

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        found: QuerySet[Any] = super().instances_user_has_any_permission_for(user, actions)
        if set(actions) != CHOOSE or user.is_superuser:
            return found
        return found.filter(collection__in=self.collections_user_has_any_permission_for(user, actions))

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        allowed = bool(super().user_has_any_permission_for_instance(user, actions, instance))
        if not allowed or set(actions) != CHOOSE or user.is_superuser:
            return allowed
        return self.collections_user_has_any_permission_for(user, actions).filter(pk=instance.collection_id).exists()


def register() -> None:
    """Registers the policies for exactly these classes.

    Such a policy takes precedence over the one that Wagtail registers for the class, whichever is registered first.
    """
    for model, theirs in ((Image, "wagtailimages.Image"), (Document, "wagtaildocs.Document")):
        policy = MediaPolicy(model, auth_model=theirs, owner_field_name="uploaded_by_user")
        register_permission_policy(model, policy, exact_class=True)
