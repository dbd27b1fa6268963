from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, LocaleColumn, UpdatedAtColumn
from wagtail.admin.ui.tables.pages import ParentPageColumn
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.core.admin.snippets import RecordViewSet
from cms.translation.admin.listing import TextPageFilterSet, TextPageViewSet, text_page_columns
from cms.translation.snippets import following
from home.models import ContentPage, Footer, HomePage, Menu


class ContentPageFilterSet(TextPageFilterSet):
    class Meta:
        model = ContentPage
        fields: ClassVar[list[str]] = []


class ContentPageListing(TextPageViewSet):
    model = ContentPage
    name = "content-pages"
    icon = "doc-empty"
    menu_label = _("Content pages")
    menu_order = 105
    list_display = text_page_columns(ParentPageColumn("parent", label=_("Below")))
    filterset_class = ContentPageFilterSet


@hooks.register("register_admin_viewset")
def list_of_content_pages() -> Any:
    return ContentPageListing()


class FollowedViewSet(RecordViewSet):
    """Lists what people edit: the rows of other languages follow, and translators write their words at the desk."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return following.originals(self.model)


class MenuViewSet(FollowedViewSet):
    model = Menu
    icon = "list-ul"
    copy_view_enabled = False
    search_fields = ("handle",)
    ordering = ("handle", "locale")
    list_display = [
        "handle",
        LocaleColumn(label=_("Language")),
        Column("count", label=_("Items"), accessor=lambda menu: len(menu.items)),
        UpdatedAtColumn(label=_("Updated")),
    ]


class FooterViewSet(FollowedViewSet):
    model = Footer
    icon = "table"
    copy_view_enabled = False
    list_display = ["__str__", LocaleColumn(label=_("Language")), UpdatedAtColumn(label=_("Updated"))]


class SiteGroup(SnippetViewSetGroup):
    menu_label = _("Menus and footers")
    menu_name = "site"
    menu_icon = "list-ul"
    menu_order = 180
    items = (MenuViewSet, FooterViewSet)


register_snippet(SiteGroup)


@hooks.register("before_copy_page")
def before_home_page_is_copied(request: HttpRequest, page: Page) -> HttpResponse | None:
    if page.specific_class is not HomePage:
        return None
    messages.error(request, gettext("A language has one home page: it is not copied."))
    return redirect("wagtailadmin_explore", page.pk)
