from typing import Any

from django.db.models import QuerySet
from rest_framework.authentication import SessionAuthentication
from wagtail import hooks
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from cms.core.admin.choosing import choosable_by


class _ChoosableMixin:
    """Narrows the media in the admin's API to what the user may choose.

    Wagtail's own view knows only what readers may see.
    """

    authentication_classes = (SessionAuthentication,)
    model: Any
    request: Any

    def get_queryset(self) -> QuerySet[Any]:
        return choosable_by(self.request.user, self.model)


class ChoosableImages(_ChoosableMixin, ImagesAdminAPIViewSet):
    pass


class ChoosableDocuments(_ChoosableMixin, DocumentsAdminAPIViewSet):
    pass


# Registered after Wagtail's own endpoints, which have the same names.
@hooks.register("construct_admin_api", order=1)
def media_of_admin_api(router: Any) -> None:
    router.register_endpoint("images", ChoosableImages)
    router.register_endpoint("documents", ChoosableDocuments)
