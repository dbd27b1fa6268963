from typing import Any, ClassVar

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join, json_script
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.models import Page

from cms.editing.locks import lock_tree
from cms.editing.pages import TurnTakingPageViewSet
from cms.editing.words import configuration


# Registered after Wagtail's own view set, whose place it takes.
@hooks.register("register_admin_viewset")
def views_of_pages() -> Any:
    return TurnTakingPageViewSet()


class PagesWithoutActions(PagesAdminAPIViewSet):
    """The pages of the admin API without its actions.

    The actions publish, move and copy pages without waiting for their turn and without the editor's checks. The editor
    needs none of them.
    """

    actions: ClassVar[dict[str, Any]] = {}


@hooks.register("construct_admin_api")
def pages_of_admin_api(router: Any) -> None:
    router.register_endpoint("pages", PagesWithoutActions)


@hooks.register("before_bulk_action")
def before_many_pages_are_changed(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Reads the pages again once the tree is locked, because the list was read before."""
    if objects and isinstance(objects[0], Page):
        lock_tree()
        objects[:] = list(Page.objects.filter(pk__in=[page.pk for page in objects]))


@hooks.register("insert_global_admin_js")
def scripts_of_open_editors() -> SafeString:
    files = [(static(f"editing/{name}.js"),) for name in ("session", "saving")]
    return json_script(configuration(), "editing-config") + format_html_join("", '<script src="{}"></script>', files)


@hooks.register("insert_global_admin_css")
def styles_of_open_editors() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("editing/editing.css"))
