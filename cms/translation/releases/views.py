"""What a release is: how far each page is in each language, “Publish now”, and a page's way into one."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page

from cms.core.keys import key_of
from cms.core.languages import language
from cms.translation.models import Release, ReleaseFollower, ReleasePage, ReleaseState
from cms.translation.releases import publishing, readiness
from cms.translation.releases.access import CHANGE, visible, why_not_in
from cms.translation.releases.forms import PAGES_MAX
from cms.translation.releases.readiness import Cell, CellState


@dataclass(frozen=True)
class Shown:
    """One page in one language as the screen tells it. `label` is the column's."""

    label: str
    cell: Cell | None
    edit_url: str = ""

    @property
    def is_ready(self) -> bool:
        return bool(self.cell and self.cell.state in {CellState.READY, CellState.OUT})


class _ReleaseView(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "calendar-check"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("releases:index"), "label": _("Releases")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.get_page_title()}]


class DetailView(_ReleaseView):
    template_name = "translation/releases/detail.html"

    @cached_property
    def release(self) -> Release:
        return get_object_or_404(visible(self.request.user).select_related("saved_by"), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return self.release.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        release = self.release
        groups = (publishing.locales(release.must_be_ready), publishing.locales(release.follow))
        rows = [self._row(item, *groups) for item in publishing.items_of(release)]
        required = [shown for row in rows for shown in (row["original"], *row["required"])]
        in_the_way = [shown for shown in required if shown.cell and shown.cell.is_in_the_way]
        return {
            **super().get_context_data(**kwargs),
            "release": release,
            "states": ReleaseState,
            "required": [language(locale.language_code).label for locale in groups[0]],
            "follow": [language(locale.language_code).label for locale in groups[1]],
            "rows": rows,
            "in_the_way": len(in_the_way),
            "problem": "" if in_the_way else release.problem,
        }

    def _row(self, item: ReleasePage, required: list[Locale], follow: list[Locale]) -> dict[str, Any]:
        release, page = self.release, item.page
        cell = readiness.of_original(item, release.saved_by)
        if release.state == ReleaseState.OUT and page is not None and page.live:
            cell = Cell(CellState.OUT, notes=cell.notes)
        return {
            "title": page.get_admin_display_title() if page else item.title,
            "tag": page.locale.language_code if page else "",
            "original": Shown(_("Original"), cell, _edit_url(page)),
            "required": [self._shown(item, locale) for locale in required],
            "follow": [self._shown(item, locale) for locale in follow],
        }

    def _shown(self, item: ReleasePage, locale: Locale) -> Shown:
        is_out = self.release.state == ReleaseState.OUT
        label = str(language(locale.language_code).label)
        if is_out and (item.pk, locale.pk) in self._followed:
            return Shown(label, Cell(CellState.OUT))
        cell = readiness.of_translation(item, locale, self.release.saved_by, is_original_out=is_out)
        target = item.page and Page.objects.filter(translation_key=item.page.translation_key, locale=locale).first()
        return Shown(label, cell, _edit_url(target) if cell else "")

    @cached_property
    def _followed(self) -> set[tuple[int, int]]:
        found = ReleaseFollower.objects.filter(item__release=self.release, followed_at__isnull=False)
        return set(found.values_list("item", "locale"))


def _edit_url(page: Page | None) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else ""


@require_POST
@permission_required(CHANGE, raise_exception=True)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    release = get_object_or_404(visible(request.user), pk=pk)
    problems = publishing.publish_now(release, request.user)
    for problem in problems:
        messages.error(request, problem)
    if not problems:
        messages.success(request, _("“%(name)s” is out: readers get it now.") % {"name": release.name})
    return redirect("releases:detail", pk)


class AddPageView(_ReleaseView):
    """A page's way into a release that is still to go out, or into a new one."""

    template_name = "translation/releases/add_page.html"

    @cached_property
    def page(self) -> Page:
        page = get_object_or_404(Page, pk=self.kwargs["page_id"])
        if not page.permissions_for_user(self.request.user).can_publish():
            raise PermissionDenied
        return page

    def get_page_title(self) -> str:
        return _("Add to a release")

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "problem": why_not_in(self.page, self.request.user, None),
            "releases": visible(self.request.user).exclude(state=ReleaseState.OUT).order_by("goes_out_at", "pk"),
            "new_url": f"{reverse('releases:add')}?page={self.page.pk}",
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        open_ones = visible(request.user).exclude(state=ReleaseState.OUT).select_for_update()
        release = open_ones.filter(pk=key_of(request.POST.get("release", ""))).first()
        if release is None:
            messages.error(request, _("Choose a release that has still to go out."))
            return redirect(request.path)
        problem = why_not_in(self.page, request.user, None)
        if not problem and ReleasePage.objects.filter(release=release).count() >= PAGES_MAX:
            problem = _("A release may have %(count)d pages: make two of it.") % {"count": PAGES_MAX}
        if problem:
            messages.error(request, problem)
            return redirect(request.path)
        last = ReleasePage.objects.filter(release=release).count()
        ReleasePage.objects.create(release=release, page=self.page, sort_order=last)
        messages.success(request, _("The page goes out with “%(name)s”.") % {"name": release.name})
        return redirect("releases:detail", release.pk)
