from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail_localize.models import Translation

from cms.core.admin.choosing import choosable_pages
from cms.core.languages import language
from cms.core.visibility import view_restrictions_of
from cms.translation.admin.site_languages import SiteLanguagesViewSet
from cms.translation.desk import views
from cms.translation.desk.languages import languages_for
from cms.translation.desk.overview import OverviewView
from cms.translation.digest.views import WeeklyMailView
from cms.translation.files import memory_views
from cms.translation.files.desk_views import ExportView, ImportView
from cms.translation.files.views import download, download_snippet, upload
from cms.translation.giving.views import GiveView
from cms.translation.history.views import history
from cms.translation.localize import bulk, buttons, guards, restarting
from cms.translation.localize.publication import publish_when_sound
from cms.translation.machines import views as machines
from cms.translation.presence.views import here
from cms.translation.questions import menu as questions_menu
from cms.translation.questions import views as questions
from cms.translation.records.views import RecordsView, save_record, suggest_record
from cms.translation.releases import actions as draft_actions
from cms.translation.releases import buttons as release_buttons
from cms.translation.releases.admin import ReleaseViewSet
from cms.translation.screen.approving import approve
from cms.translation.screen.own_values import save_own
from cms.translation.screen.views import look_up, look_up_in, save, suggest, take_back, translate
from cms.translation.snippets.views import SnippetView, instead_of_editing, save_own_link, save_text, suggest_text
from cms.translation.terms import views as terms
from cms.translation.terms.admin import TermViewSet
from cms.translation.text_state import managed_translation, stopped_translation

register_snippet(TermViewSet)


@hooks.register("register_admin_urls")
def desk_urls() -> list[Any]:
    urls = [
        path("", views.FirstLanguageView.as_view(), name="index"),
        path("overview/", OverviewView.as_view(), name="overview"),
        path("questions/", questions.QuestionsView.as_view(), name="questions"),
        path("questions/<int:question_id>/", questions.act, name="question"),
        path("files/", ImportView.as_view(), name="import"),
        path("digest/", WeeklyMailView.as_view(), name="digest"),
        path("<str:tag>/", views.DeskView.as_view(), name="language"),
        path("<str:tag>/results/", views.DeskView.as_view(results_only=True), name="results"),
        path("<str:tag>/give/", GiveView.as_view(), name="give"),
        path("<str:tag>/memory/", memory_views.MemoryView.as_view(), name="memory"),
        path("<str:tag>/memory/tmx/", memory_views.download, name="tmx"),
        path("<str:tag>/files/", ExportView.as_view(), name="export"),
        path("<str:tag>/<int:page_id>/start/", views.start, name="start"),
        path("<str:tag>/records/", RecordsView.as_view(), name="records"),
        path("<str:tag>/records/<str:key>/<int:row>/", save_record, name="save_record"),
        path("<str:tag>/records/<str:key>/<int:row>/memory/", suggest_record, name="suggest_record"),
        *_menu_urls(),
        path("<str:tag>/look-up/", look_up_in, name="look_up_in"),
        path("texts/<int:translation_id>/<int:segment_id>/", save, name="save"),
        path("texts/<int:translation_id>/here/", here, name="here"),
        path("texts/<int:translation_id>/undo/", take_back, name="take_back"),
        path("texts/<int:translation_id>/<int:segment_id>/memory/", suggest, name="suggest"),
        path("texts/<int:translation_id>/<int:segment_id>/history/", history, name="history"),
        path("texts/<int:translation_id>/memory/", look_up, name="look_up"),
        path("texts/<int:translation_id>/approve/", approve, name="approve"),
        path("texts/<int:translation_id>/questions/", questions.threads, name="threads"),
        path("texts/<int:translation_id>/<int:segment_id>/ask/", questions.ask, name="ask"),
        path("texts/<int:translation_id>/own/<int:segment_id>/", save_own, name="own"),
        path("texts/<int:translation_id>/xliff/", upload, name="xliff_upload"),
        path("texts/<int:translation_id>/xliff/<str:version>/", download, name="xliff"),
        path("texts/<int:translation_id>/machine/start/", machines.start, name="machine_start"),
        path("texts/<int:translation_id>/machine/stop/", machines.stop, name="machine_stop"),
        path("texts/<int:translation_id>/machine/", machines.follow, name="machine_follow"),
    ]
    return [path("translations/", include((urls, "translation_desk"))), path("terms/", include((terms.urls, "terms")))]


def _menu_urls() -> list[Any]:
    """Of menus and footers, which are no pages."""
    return [
        path("<str:tag>/menus/<int:source_id>/", SnippetView.as_view(), name="snippet"),
        path("<str:tag>/menus/<int:source_id>/<int:segment_id>/", save_text, name="save_snippet"),
        path("<str:tag>/menus/<int:source_id>/<int:segment_id>/memory/", suggest_text, name="suggest_snippet"),
        path("<str:tag>/menus/<int:source_id>/own/<int:segment_id>/", save_own_link, name="own_snippet"),
        path("<str:tag>/menus/<int:source_id>/files/<str:kind>/", download_snippet, name="snippet_file"),
    ]


class DeskMenuItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return bool(languages_for(request.user))


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> MenuItem:
    return DeskMenuItem(
        _("Translations"),
        reverse("translation_desk:index"),
        name="translations",
        icon_name="wagtail-localize-language",
        order=150,
    )


hooks.register("register_admin_menu_item", questions_menu.item)


@hooks.register("insert_global_admin_js")
def links_to_problems() -> SafeString:
    return format_html('<script src="{}"></script>', static("translation/problems.js"))


# Registered before wagtail-localize's own addresses, which are the same.
@hooks.register("register_admin_urls", order=-1)
def guarded_urls() -> list[Any]:
    languages = SiteLanguagesViewSet("wagtaillocales", url_prefix="locales").get_urlpatterns()
    return [path("localize/", include(guards.urls())), path("locales/", include((languages, "site_languages")))]


@hooks.register("construct_reports_menu")
def reports_of_all_languages(request: HttpRequest, items: list[MenuItem]) -> None:
    """Hides reports from users who may not see them, and labels the one of translations in the user's own language.

    A label that is made only once would stay in the language of whoever came first.
    """
    translations = reverse("wagtail_localize:translations_report")
    if not request.user.has_perm(guards.SUBMIT):
        hidden = {translations, reverse("wagtailadmin_reports:page_types_usage")}
        items[:] = [item for item in items if item.url not in hidden]
    for item in items:
        if item.url == translations:
            item.label = _("Translations")


@hooks.register("construct_page_chooser_queryset")
def pages_to_choose_from(pages: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    return pages.filter(pk__in=choosable_pages(request.user).values("pk"))


@hooks.register("before_serve_page")
def ask_for_all_restrictions(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """Makes Wagtail ask for all restrictions when it serves a page.

    Wagtail's own restrictions do not cover a translation that shows its source's words. They are replaced only where a
    page is read: elsewhere Wagtail asks for those of the page itself, to change them or to copy them.
    """
    page.get_view_restrictions = lambda: view_restrictions_of(page)


# Registered before wagtail-localize takes the editor over.
@hooks.register("before_edit_page", order=-1)
def before_translation_is_edited(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Shows our own screen of a translation, publishes it, and takes one up again, in place of wagtail-localize."""
    if translation := managed_translation(page):
        if request.method == "POST":
            # A form of the page as it was written by hand is answered with the screen, and publishes nothing.
            is_published = request.POST.get("action") == "publish"
            return _publish(request, page, translation) if is_published else redirect(request.path)
        return translate(request, page.specific, translation, machine=machines.told(translation))
    if "localize-restart-translation" in request.POST and (stopped := stopped_translation(page)):
        return _refuse(request, page, restarting.take_over(stopped, page, request.user))
    return None


# Registered before wagtail-localize takes this editor over too.
hooks.register("before_edit_snippet", instead_of_editing, order=-1)
hooks.register("before_bulk_action", bulk.before_publishing)


def _publish(request: HttpRequest, page: Page, translation: Translation) -> HttpResponse:
    permissions = page.permissions_for_user(request.user)
    if permissions.page_locked():
        found = [gettext("The page is locked: it was not published.")]
    elif not permissions.can_publish():
        raise PermissionDenied
    else:
        found = publish_when_sound(translation, request.user)
    if refused := _refuse(request, page, found):
        return refused
    page.refresh_from_db()
    messages.success(
        request,
        gettext("“%(title)s” is published in %(language)s.")
        % {"title": page.title, "language": language(page.locale.language_code).label},
        buttons=[messages.button(page.full_url, gettext("View live"), new_window=True)] if page.full_url else None,
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


def _refuse(request: HttpRequest, page: Page, problems: Sequence[str]) -> HttpResponse | None:
    for problem in problems:
        messages.error(request, problem)
    return redirect("wagtailadmin_pages:edit", page.pk) if problems else None


buttons.replace()
draft_actions.register()
release_buttons.register()
hooks.register("register_admin_viewset", ReleaseViewSet)
