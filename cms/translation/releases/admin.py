"""The list of releases and their form."""

from typing import Any, ClassVar

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import formats, timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import BaseColumn, Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.translation.models import Release, ReleaseState
from cms.translation.releases import views
from cms.translation.releases.access import visible
from cms.translation.releases.forms import ReleaseForm


def _when(release: Release) -> str:
    return formats.date_format(timezone.localtime(release.goes_out_at), "SHORT_DATETIME_FORMAT")


class ReleaseIndexView(generic.IndexView):
    is_searchable = False
    default_ordering = "-goes_out_at"

    def get_base_queryset(self) -> QuerySet[Any]:
        return visible(self.request.user).annotate(pages=Count("items", filter=Q(items__page__isnull=False)))

    @cached_property
    def columns(self) -> list[BaseColumn]:
        return [
            TitleColumn("name", label=_("Name"), get_url=lambda release: reverse("releases:detail", args=[release.pk])),
            # Wagtail's column of dates calls whatever is to come “just now”.
            Column("goes_out_at", label=_("Goes out"), accessor=_when, sort_key="goes_out_at", width="20%"),
            StatusTagColumn(
                "state",
                label=_("State"),
                accessor=lambda release: release.get_state_display(),
                primary=lambda release: release.state == ReleaseState.HELD_UP,
                sort_key="state",
                width="15%",
            ),
            Column("pages", label=_("Pages"), width="10%"),
        ]


class _OpensInDetail:
    """After saving, the screen that says how far everything is."""

    object: Any

    def get_success_url(self) -> str:
        return reverse("releases:detail", args=[self.object.pk])


class ReleaseCreateView(_OpensInDetail, generic.CreateView):
    def get_initial(self) -> dict[str, Any]:
        page = self.request.GET.get("page", "")
        return {"page": page} if page.isdecimal() else {}


class _OfMine:
    """Only those that the user may see, and only until they are out."""

    request: HttpRequest
    kwargs: dict[str, Any]

    def get_queryset(self) -> QuerySet[Release]:
        found = visible(self.request.user)
        # Two who save at once, and the job that publishes, take turns.
        return found.select_for_update() if self.request.method == "POST" else found

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if visible(request.user).filter(pk=kwargs["pk"], state=ReleaseState.OUT).exists():
            messages.error(request, gettext("It is out already: it can no longer be changed."))
            return redirect("releases:detail", kwargs["pk"])
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


class ReleaseEditView(_OpensInDetail, _OfMine, generic.EditView):
    def get_queryset(self) -> QuerySet[Release]:
        """Without what has gone out while its form was on the way: it would be planned once more."""
        return super().get_queryset().exclude(state=ReleaseState.OUT)


class ReleaseDeleteView(_OfMine, generic.DeleteView):
    pass


class ReleaseViewSet(ModelViewSet):
    model = Release
    name = "releases"
    icon = "calendar-check"
    menu_label = _("Releases")
    menu_name = "releases"
    menu_order = 152
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = ReleaseIndexView
    index_results_template_name = "translation/releases/index_results.html"
    add_view_class = ReleaseCreateView
    edit_view_class = ReleaseEditView
    delete_view_class = ReleaseDeleteView
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("goes_out_at", help_text=_("The day and the time at which readers get it.")),
            FieldPanel("must_be_ready"),
            FieldPanel("follow"),
            InlinePanel("items", [FieldPanel("page")], heading=_("Pages"), label=_("Page")),
        ],
        base_form_class=ReleaseForm,
    )
    _kept: ClassVar = {"index", "index_results", "add", "edit", "delete"}

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Without history and usage, which would show releases of others."""
        return super().get_common_view_kwargs(**{"history_url_name": None, "usage_url_name": None, **kwargs})

    def get_urlpatterns(self) -> list[Any]:
        return [
            *(pattern for pattern in super().get_urlpatterns() if pattern.name in self._kept),
            path("<int:pk>/", views.DetailView.as_view(), name="detail"),
            path("<int:pk>/publish/", views.publish, name="publish"),
            path("page/<int:page_id>/", views.AddPageView.as_view(), name="add_page"),
        ]
