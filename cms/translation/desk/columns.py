"""The columns of one language's desk."""

from typing import Any

from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, LocaleColumn, StatusTagColumn
from wagtail.models import Page

from cms.core.text.foreign import direction
from cms.core.visibility import was_never_published
from cms.translation.desk.states import DeskState


class TitleColumn(Column):
    cell_template_name = "translation/desk/title_cell.html"

    def get_cell_context_data(self, instance: Page, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        context["is_draft"] = was_never_published(instance)
        context["url"] = None if context["is_draft"] else instance.get_url(parent_context["request"])
        context["language"] = instance.locale.language_code
        context["direction"] = direction(instance.locale.language_code)
        return context


class ActionColumn(Column):
    """A button that begins, or a link that goes on."""

    cell_template_name = "translation/desk/action_cell.html"

    def __init__(self, tag: str) -> None:
        super().__init__("action", label=gettext_lazy("Work"), width="15%")
        self.tag = tag

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        context["csrf_token"] = get_token(parent_context["request"])
        context["original"] = instance
        must_start = instance.target_id is None or (instance.is_untouched and not instance.is_managed)
        context["is_done"] = instance.desk_state == DeskState.UP_TO_DATE
        context["post_url"] = context["edit_url"] = ""
        if must_start:
            context["post_url"] = reverse("translation_desk:start", args=[self.tag, instance.pk])
        else:
            context["edit_url"] = reverse("wagtailadmin_pages:edit", args=[instance.target_id])
        return context


class TickColumn(Column):
    """A box to choose pages that are given to somebody, or whose texts are taken along as files."""

    cell_template_name = "translation/desk/tick_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "original": instance}


class GivenColumn(Column):
    """Who translates it, and by which day."""

    cell_template_name = "translation/desk/given_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "original": instance, "is_late": bool(instance.due and instance.due < timezone.localdate())}


class WordsColumn(Column):
    """How many words there are to translate. Of what is written by hand nobody knows, which is said."""

    cell_template_name = "translation/desk/words_cell.html"


def columns(tag: str) -> list[BaseColumn]:
    return [
        TitleColumn("title", label=_("Title"), sort_key="title"),
        Column("type", label=_("Type"), accessor="page_type_display_name", width="12%"),
        LocaleColumn(label=_("Original"), width="8%"),
        DateColumn("last_published_at", label=_("Changed"), sort_key="last_published_at", width="10%"),
        StatusTagColumn(
            "desk_state",
            label=_("State"),
            accessor=lambda page: DeskState(page.desk_state).label,
            primary=lambda page: page.desk_state != DeskState.UP_TO_DATE,
            sort_key="desk_state",
            width="13%",
        ),
        WordsColumn("words", label=_("Words"), sort_key="words", width="7%"),
        Column(
            "waits_since",
            label=_("Waits for"),
            accessor=lambda page: timesince(page.waits_since, depth=1) if page.waits_since else "",
            sort_key="waits_since",
            width="8%",
        ),
        GivenColumn("due", label=_("Given to"), sort_key="due", width="12%"),
        ActionColumn(tag),
        TickColumn("tick", label=_("Choose"), width="5%"),
    ]
