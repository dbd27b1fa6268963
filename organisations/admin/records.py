"""The admin's lists of records, which have no page of their own: contacts, figures, ties, programmes."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.core.admin.snippets import WordsViewSet
from organisations.admin.contacts import ContactViewSet
from organisations.admin.ties import BodyViewSet, MembershipViewSet, RepresentationViewSet
from organisations.models import (
    KeyFigure,
    Programme,
)


class KeyFigureViewSet(WordsViewSet):
    model = KeyFigure
    icon = "order"
    words = ("value", "label", "unit", "source", "source_organisation__title")
    related = ("source_organisation",)
    list_display = [
        "__str__",
        Column("unit", label=_("Unit")),
        Column("as_of", label=_("As of"), sort_key="as_of"),
        Column("source", label=_("Source"), accessor=lambda figure: figure.source or figure.source_organisation),
        UpdatedAtColumn(label=_("Updated")),
    ]


class ProgrammeViewSet(WordsViewSet):
    model = Programme
    icon = "folder-open-inverse"
    words = ("names", "coordinator__title")
    related = ("coordinator",)
    list_display = ["__str__", Column("coordinator", label=_("Coordinator")), Column("url", label=_("Home page"))]


class RecordsGroup(SnippetViewSetGroup):
    menu_label = _("Records")
    menu_name = "records"
    menu_icon = "list-ul"
    menu_order = 160
    items = (
        ContactViewSet,
        KeyFigureViewSet,
        BodyViewSet,
        RepresentationViewSet,
        MembershipViewSet,
        ProgrammeViewSet,
    )
