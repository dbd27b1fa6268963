"""Narrows Wagtail's views that name any page or row to anybody in the admin down to `cms.core.admin.choosing`.

The addresses in `urls()` come before Wagtail's own, which are the same.
"""

from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import chooser
from wagtail.admin.views.bulk_action import dispatcher
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.models import Page
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.core.admin.choosing import choosable_by, choosable_pages, editable_pages
from cms.editing.locks import lock_tree
from cms.editing.pages import TurnTakingPageViewSet
from cms.translation.localize.guards import all_translations


class _PublishedTitle(Column):
    """Shows the published title of a page that the user may not edit, because its newer title is a draft.

    The cell reads `draft_title` after it has read the value of its column, so that attribute is overwritten.
    """

    user: Any = None

    def get_value(self, instance: Any) -> Any:
        page = super().get_value(instance)
        page_shown = instance if isinstance(page, str) else page
        if page_shown is None or editable_pages(self.user).filter(pk=page_shown.pk).exists():
            return page
        page_shown.draft_title = page_shown.title
        return page_shown.title if isinstance(page, str) else page_shown


class _TitleColumn(_PublishedTitle, chooser.PageTitleColumn):
    pass


class _ParentColumn(_PublishedTitle, chooser.ParentPageColumn):
    pass


OURS = {chooser.PageTitleColumn: _TitleColumn, chooser.ParentPageColumn: _ParentColumn}


class _ColumnsMixin:
    request: Any

    @property
    def columns(self) -> list[Any]:
        columns: list[Any] = super().columns  # type: ignore[misc]
        for column in columns:
            if ours := OURS.get(type(column)):
                column.__class__ = ours
                column.user = self.request.user
        return columns


def nearest(page: Any, user: Any) -> Any:
    """Returns the page itself, or the nearest page above it, that the user may choose; None when there is none."""
    above = choosable_pages(user) & Page.objects.ancestor_of(page, inclusive=True)
    return above.order_by("-depth").first()


class BrowsePages(_ColumnsMixin, chooser.BrowseView):
    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        """Begins at the nearest page that the user may see. Wagtail would name one that the user may not see."""
        if parent_page_id:
            parent = get_object_or_404(Page, id=parent_page_id)
        else:
            wanted = request.GET.get("page_type") or chooser.base_page_type_string
            try:
                classes = chooser.page_models_from_string(wanted)
            except (ValueError, LookupError) as error:
                raise Http404 from error
            if classes == (Page,):
                return super().get(request)
            parent = choosable_pages(request.user).type(*classes).first_common_ancestor()  # type: ignore[attr-defined]
        return super().get(request, nearest(parent, request.user).pk)


class SearchPages(_ColumnsMixin, chooser.SearchView):
    pass


def _with_ids(request: HttpRequest, ids: list[Any], rows: QuerySet[Any]) -> HttpRequest:
    """Returns the request with `id` set to the keys among `ids` that are in `rows`."""
    query = request.GET.copy()
    found = rows.filter(pk__in=[value for value in ids if str(value).isdecimal()])
    query.setlist("id", [str(pk) for pk in found.values_list("pk", flat=True)])
    request.GET = query  # type: ignore[assignment]
    return request


class ChosenPages(chooser.ChosenMultipleView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return super().get(_with_ids(request, request.GET.getlist("id"), choosable_pages(request.user)))

    def render_chosen_response(self, result: list[dict[str, Any]]) -> HttpResponse:
        editable = editable_pages(self.request.user).values("pk")
        others = Page.objects.filter(pk__in=[row["id"] for row in result]).exclude(pk__in=editable)
        titles = dict(others.values_list("pk", "title"))
        shown = [{**row, "adminTitle": titles.get(row["id"], row["adminTitle"])} for row in result]
        return super().render_chosen_response(shown)


def bulk_action(request: HttpRequest, app_label: str, model_name: str, action: str) -> HttpResponse:
    """Narrows the rows of a bulk action to those that the user may see.

    Wagtail lists the rows that a user may not act on by their names, and accepts `id=all`.
    """
    action_class = bulk_action_registry.get_bulk_action_class(app_label, model_name, action)
    if action_class is None:
        raise Http404
    model = apps.get_model(app_label, model_name)
    ids = request.GET.getlist("id")
    if "all" in ids:
        ids = list(action_class(request, model).get_all_objects_in_listing_query(request.GET.get("childOf")))
    rows = editable_pages(request.user) if model is Page else choosable_by(request.user, model)
    return dispatcher.index(_with_ids(request, ids, rows), app_label, model_name, action)


def confirm_move(request: HttpRequest, page_to_move_id: int, destination_id: int) -> HttpResponse:
    """Checks the right to move a page before the confirmation is shown.

    Wagtail checks it only when the form is sent.
    """
    if request.method == "POST":
        lock_tree()
    page = get_object_or_404(Page, pk=page_to_move_id)
    destination = get_object_or_404(Page, pk=destination_id)
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied
    view = TurnTakingPageViewSet.move_confirm_view_class.as_view()
    return view(request, page_to_move_id, destination_id)


def urls() -> list[URLPattern]:
    """The addresses that stand below `admin/`."""
    report = PageTypesUsageReportView
    patterns = [
        path("choose-page/", BrowsePages.as_view()),
        path("choose-page/<int:parent_page_id>/", BrowsePages.as_view()),
        path("choose-page/search/", SearchPages.as_view()),
        path("choose-page/chosen-multiple/", ChosenPages.as_view()),
        path("bulk/<str:app_label>/<str:model_name>/<str:action>/", bulk_action),
        path("pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/", confirm_move),
        path("reports/page-types-usage/", all_translations(report.as_view())),
        path("reports/page-types-usage/results/", all_translations(report.as_view(results_only=True))),
    ]
    return decorate_urlpatterns(decorate_urlpatterns(patterns, require_admin_access), never_cache)
