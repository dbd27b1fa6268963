"""The admin's list of languages: one is added and removed, and neither renamed nor filled with copies of another.

What a new language needs is made when it is saved (`home.setup`). wagtail-localize would let a language become another,
under whose address its pages then stand, or fill it with live copies of another language's pages.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, get_translatable_models
from wagtail_localize.locales.forms import LocaleForm
from wagtail_localize.locales.views import ComponentManager, CreateView, DeleteView, EditView, IndexView, LocaleViewSet

from cms.core.languages import fallbacks, language
from cms.core.visibility import never_published
from cms.editing.locks import lock_tree
from cms.translation.desk.work import is_untouched
from cms.translation.snippets import following
from cms.translation.snippets.models import FollowingMixin
from cms.users.roles import translators


def _untouched_home(locale: Locale) -> Page | None:
    """The draft with which every language begins, while it is one and nothing stands below it."""
    home = Page.objects.filter(never_published(), depth=2, locale=locale, numchild=0).first()
    return home if home is not None and is_untouched(home) else None


def in_the_way(locale: Locale) -> str:
    """Why a language cannot be removed; "" when it can. What only follows other languages goes with it."""
    if locale.language_code == settings.LANGUAGE_CODE:
        return _("Content is written in this language unless said otherwise: it stays.")
    pages = Page.objects.filter(Q(locale=locale) | Q(text_state__source_locale=locale)).exclude(depth=1)
    if home := _untouched_home(locale):
        pages = pages.exclude(pk=home.pk)
    others = sum(_own_rows(model, locale).count() for model in get_translatable_models() if model is not Page)
    if not (count := pages.distinct().count()) and not others:
        return ""
    return _(
        "It is not removed while something is in it (pages: %(pages)d, menus and footers of its own: %(others)d)."
        " Delete that first, or take the language out of the setting CONTENT_LANGUAGES, which hides it and keeps"
        " everything."
    ) % {"pages": count, "others": others}


def _own_rows(model: Any, locale: Locale) -> Any:
    rows = following.originals(model) if issubclass(model, FollowingMixin) else model._default_manager.all()
    return rows.filter(locale=locale)


def _clear(locale: Locale) -> None:
    """Takes away what a language has without anybody having made it."""
    if home := _untouched_home(locale):
        home.specific.delete()
    for model in get_translatable_models():
        if issubclass(model, FollowingMixin):
            model._default_manager.filter(locale=locale).delete()
    Group.objects.filter(name=translators(locale.language_code)).delete()


class _LanguageForm(LocaleForm):
    """Shows of a language that is there what it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["language_code"].choices = [(self.instance.language_code, str(self.instance))]
            self.fields["language_code"].disabled = True


class _ListView(IndexView):
    template_name = "translation/site_languages.html"

    def get_context_data(self) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data()
        for locale in context["locales"]:
            locale.known = language(locale.language_code)
            locale.read_in_place = [language(tag).label for tag in fallbacks(locale.language_code)]
        return context


class _AddView(CreateView):
    def get_components(self) -> ComponentManager:
        return ComponentManager([])


class _ShowView(EditView):
    def get_components(self) -> ComponentManager:
        return ComponentManager([])


class _RemoveView(DeleteView):
    def can_delete(self, locale: Locale) -> bool:
        self.cannot_delete_message = in_the_way(locale)
        return not self.cannot_delete_message

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        lock_tree()
        locale = self.get_object()
        if self.can_delete(locale):
            _clear(locale)
        response: HttpResponse = super().form_valid(form)
        return response


class SiteLanguagesViewSet(LocaleViewSet):
    index_view_class = _ListView
    add_view_class = _AddView
    edit_view_class = _ShowView
    delete_view_class = _RemoveView

    def get_form_class(self, for_update: bool = False) -> type[LocaleForm]:
        return _LanguageForm
