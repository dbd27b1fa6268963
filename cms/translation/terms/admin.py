"""The list of terms: communicators keep it, translators look things up in it."""

from typing import Any, ClassVar

import django_filters
from django.db.models import Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import InspectView

from cms.core.admin.snippets import WordsIndexView, WordsViewSet
from cms.core.languages import content_languages
from cms.core.text.localised_text import LocalisedText
from cms.translation.models import Term, lines


def _languages() -> list[tuple[str, Any]]:
    return [(item.tag, item.label) for item in content_languages()]


class TermFilterSet(WagtailFilterSet):
    lacking = django_filters.ChoiceFilter(label=_("Not decided in"), choices=_languages, method="without")

    class Meta:
        model = Term
        fields: ClassVar[list[str]] = ["lacking", "is_name"]

    def without(self, terms: QuerySet[Term], name: str, tag: str) -> QuerySet[Term]:
        """The terms that are still to be given a word in a language."""
        return terms.exclude(Q(names__has_key=tag) | Q(is_name=True))


class TermIndexView(WordsIndexView):
    @cached_property
    def columns(self) -> list[Any]:
        """The first is in the user's own language, and that language needs no second one."""
        return [column for column in super().columns if column.name != get_language()]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = [
            *super().header_more_buttons,
            Button(_("Download CSV"), url=reverse("terms:download", args=["csv"]), icon_name="download", priority=90),
            Button(_("Download TBX"), url=reverse("terms:download", args=["tbx"]), icon_name="download", priority=91),
        ]
        if self.user_has_permission("add") and self.user_has_permission("change"):
            buttons.append(Button(_("Upload terms"), url=reverse("terms:upload"), icon_name="upload", priority=92))
        return buttons


class TermInspectView(InspectView):
    """For those who may look and not write."""

    def get_is_name_display_value(self) -> str:
        return gettext("Yes") if self.object.is_name else gettext("No")

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        value = getattr(self.object, field_name)
        if isinstance(value, LocalisedText):
            return _by_language(value)
        return super().get_field_display_value(field_name, field)


def _by_language(texts: LocalisedText) -> SafeString | str:
    rows = (
        (item.native_name, item.tag, ", ".join(lines(texts[item.tag])))
        for item in content_languages()
        if texts.get(item.tag)
    )
    shown = format_html_join("", '<li>{}: <span lang="{}">{}</span></li>', rows)
    return format_html("<ul>{}</ul>", shown) if shown else "–"


class TermViewSet(WordsViewSet):
    model = Term
    icon = "clipboard-list"
    menu_label = _("Terms")
    menu_name = "terms"
    menu_order = 155
    add_to_admin_menu = True
    words = ("names", "admitted", "avoided", "note")
    index_view_class = TermIndexView
    inspect_view_class = TermInspectView
    inspect_view_enabled = True
    inspect_view_fields: ClassVar = ["names", "admitted", "avoided", "is_name", "note"]
    filterset_class = TermFilterSet
    panels: ClassVar = [
        FieldPanel("names"),
        FieldPanel("is_name"),
        FieldPanel("admitted"),
        FieldPanel("avoided"),
        FieldPanel("note"),
    ]
    list_display: ClassVar = [
        "__str__",
        *(
            Column(
                item.tag,
                label=item.native_name,
                accessor=lambda term, tag=item.tag: term.names.get(tag) or ("" if term.is_name else "–"),
            )
            for item in content_languages()
        ),
        Column("is_name", label=_("Stays as it is"), accessor=lambda term: "✓" if term.is_name else ""),
        DateColumn("changed_at", label=_("Changed"), sort_key="changed_at"),
    ]

    def get_queryset(self, request: Any) -> QuerySet[Any]:
        """By the alphabet, of what is shown first."""
        tags = dict.fromkeys([get_language() or "", *(item.tag for item in content_languages())])
        return (
            super()
            .get_queryset(request)
            .order_by(Lower(Coalesce(*(KeyTextTransform(tag, "names") for tag in tags))), "pk")
        )
