"""The translators' desk: what waits in a language, and a button to begin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin
from wagtail.models import Locale, Page

from cms.core.languages import fallbacks, language
from cms.translation.desk import assignment, states, work
from cms.translation.desk.columns import columns
from cms.translation.desk.filters import DeskFilterSet
from cms.translation.desk.languages import is_home_published, languages_for
from cms.translation.desk.orders import FIRST, ordered

# What says which pages the list shows.
_FILTERS = ("state", "given", "content_type", "section", "locale", BaseListingView.search_kwarg)


class DeskView(BaseListingView):
    template_name = "translation/desk/listing.html"
    results_template_name = "translation/desk/results.html"
    page_title = gettext_lazy("Translations")
    header_icon = "wagtail-localize-language"
    paginate_by = 50
    is_searchable = True
    default_ordering = FIRST
    filterset_class = DeskFilterSet
    locale: Locale
    languages: dict[str, Locale]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.languages = languages_for(request.user)
        self.tag = kwargs["tag"]
        self.locale = _locale_or_refuse(self.languages, self.tag)

    def get_page_subtitle(self) -> str:
        return str(language(self.tag).label)

    @cached_property
    def columns(self) -> list[BaseColumn]:
        return columns(self.tag)

    def get_index_url(self) -> str:
        return reverse("translation_desk:language", args=[self.tag])

    def get_index_results_url(self) -> str:
        return reverse("translation_desk:results", args=[self.tag])

    def get_base_queryset(self) -> QuerySet[Any]:
        pages = states.in_language(self.locale).select_related("locale", "content_type")
        return assignment.told(pages, self.locale)

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return ordered(queryset, str(self.ordering))

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(Q(title__icontains=self.search_query)) if self.is_searching else queryset

    @cached_property
    def no_results_message(self) -> str:
        name = language(self.tag).label
        if self.is_searching or self.is_filtering:
            return _("No page like that in %(language)s.") % {"language": name}
        return _("Nothing waits in %(language)s.") % {"language": name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = states.waiting_counts(self.languages.values())
        tabs = [
            {
                "tag": tag,
                "name": language(tag).native_name,
                "count": counts[locale.pk],
                "url": reverse("translation_desk:language", args=[tag]),
                "is_current": tag == self.tag,
            }
            for tag, locale in self.languages.items()
        ]
        return {
            **super().get_context_data(**kwargs),
            "tag": self.tag,
            "languages": tabs,
            "read_in_place": [language(tag).label for tag in fallbacks(self.tag)],
            "is_home_published": is_home_published(self.locale),
            "export_fields": [(name, value) for name in _FILTERS for value in self.request.GET.getlist(name)],
        }


def _locale_or_refuse(languages: dict[str, Locale], tag: str) -> Locale:
    if tag in languages:
        return languages[tag]
    if Locale.objects.filter(language_code=tag).exists():
        raise PermissionDenied
    raise Http404


class FirstLanguageView(WagtailAdminTemplateMixin, TemplateView):
    """The desk of the user's first language, or a word to those who have none."""

    template_name = "translation/desk/no_language.html"
    page_title = gettext_lazy("Translations")
    header_icon = "wagtail-localize-language"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        for tag in languages_for(request.user):
            return redirect("translation_desk:language", tag)
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


def _original(page_id: int) -> Page:
    return get_object_or_404(states.translatable().select_related("locale"), pk=page_id)


@require_POST
@transaction.atomic
def start(request: HttpRequest, tag: str, page_id: int) -> HttpResponse:
    locale = _locale_or_refuse(languages_for(request.user), tag)
    original = _original(page_id)
    try:
        target = work.start(original, locale, request.user)
    except work.AboveIsDraft as draft:
        messages.error(
            request,
            _("“%(title)s” stands below “%(above)s”, which is not published and not given to translators yet.")
            % {"title": original.title, "above": draft},
        )
        return redirect("translation_desk:language", tag)
    except work.CannotTranslate:
        messages.error(
            request,
            _("“%(title)s” could not be translated into %(language)s: look whether the original is in order.")
            % {"title": original.title, "language": language(tag).label},
        )
        return redirect("translation_desk:language", tag)
    return redirect("wagtailadmin_pages:edit", target.pk)
