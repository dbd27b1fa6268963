"""What the admin's lists and choosers of snippets have in common."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from cms.core.admin.choosers import RecordChooser
from cms.core.admin.choosing import choosable_by
from cms.core.admin.finding import WordsFilterForm, with_words


class WordsIndexView(IndexView):
    """A list of snippets with a search. `words` holds the field paths in which it looks."""

    words: Sequence[str] = ()
    is_searchable = True

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return with_words(queryset, self.search_query, self.words) if self.is_searching else queryset


class _WordsChooseMixin:
    model_class: Any
    request: Any

    def get_object_list(self) -> QuerySet[Any]:
        return self.model_class.snippet_viewset.choosable(self.request.user)

    @property
    def columns(self) -> list[Any]:
        return [*super().columns, *self.model_class.snippet_viewset.chooser_columns]  # type: ignore[misc]

    def get_filter_form_class(self) -> type[WordsFilterForm]:
        words = self.model_class.snippet_viewset.words
        return type("FilterForm", (WordsFilterForm,), {"fields_found_in": words})


class WordsChooseView(_WordsChooseMixin, ChooseView):
    pass


class WordsChooseResultsView(_WordsChooseMixin, ChooseResultsView):
    pass


class _ChosenMixin:
    """Finds a chosen row by its address only if the user would find it in the chooser's list too."""

    model_class: Any
    request: Any

    def get_object(self, pk: Any) -> Any:
        rows = self.model_class.snippet_viewset.choosable(self.request.user)
        return rows.get(pk=pk) if str(pk).isdecimal() else rows.none().get()

    def get_objects(self, pks: list[Any]) -> QuerySet[Any]:
        keys = [pk for pk in pks if str(pk).isdecimal()]
        found: QuerySet[Any] = self.model_class.snippet_viewset.choosable(self.request.user).filter(pk__in=keys)
        return found

    def get_display_title(self, row: Any) -> str:
        return self.model_class.snippet_viewset.chosen_title(row)


class WordsChosenView(_ChosenMixin, SnippetChosenView):
    pass


class WordsChosenMultipleView(_ChosenMixin, SnippetChosenMultipleView):
    pass


class WordsChooserViewSet(SnippetChooserViewSet):
    """A chooser of snippets with Wagtail's own words, repeated here so that they are in the editor's language.

    Wagtail reads them once, at start.
    """

    choose_one_text = _("Choose")
    choose_another_text = _("Choose another")
    edit_item_text = _("Edit")
    search_tab_label = _("Search")
    base_widget_class = RecordChooser
    choose_view_class = WordsChooseView
    choose_results_view_class = WordsChooseResultsView
    chosen_view_class = WordsChosenView
    chosen_multiple_view_class = WordsChosenMultipleView


class RecordViewSet(SnippetViewSet):
    @property
    def breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Labels “Home” in the editor's language: Wagtail reads the label once, at start, in the server's language."""
        home, *others = super().breadcrumbs_items
        return [{**home, "label": _("Home")}, *others]


class WordsViewSet(RecordViewSet):
    """The admin's views of a snippet that is found by its words, in the list and in the chooser alike.

    `words` holds the field paths that are searched, `related` the relations that are needed to show a row's name, and
    `chooser_columns` the columns that the chooser shows beside the name.
    """

    words: ClassVar[tuple[str, ...]]
    related: ClassVar[tuple[str, ...]] = ()
    chooser_columns: ClassVar[tuple[Any, ...]] = ()

    index_view_class = WordsIndexView
    chooser_viewset_class = WordsChooserViewSet
    chooser_per_page = 20
    list_per_page = 50
    copy_view_enabled = False

    def get_queryset(self, request: Any) -> QuerySet[Any]:
        return self.model._default_manager.select_related(*self.related)

    def choosable(self, user: Any) -> QuerySet[Any]:
        """Returns the rows that the user may choose, in the order in which the chooser offers them."""
        rows = choosable_by(user, self.model)
        return rows.select_related(*self.related) if self.related else rows

    def chosen_title(self, row: Any) -> str:
        """Returns what the form shows as the name of the chosen row."""
        return str(row)

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(**{"words": self.words, **kwargs})


class ReferenceDataPolicy(ModelPermissionPolicy):
    """Permissions for rows that come with the program: nobody, not even a superuser, adds or deletes them by hand."""

    fixed = frozenset({"add", "delete"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in self.fixed and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        left = set(actions) - self.fixed
        return bool(left) and super().user_has_any_permission(user, left)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        return self.user_has_any_permission(user, actions)
