"""Lists and choosers of the records around organisations: contacts, figures, ties, vocabulary, areas."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db import models
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, StatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.core.admin.snippets import WordsViewSet
from cms.core.languages import content_languages
from organisations.models import (
    Area,
    AreaKind,
    Contact,
    KeyFigure,
    Membership,
    Programme,
    Representation,
    TargetGroup,
    Theme,
)


class Consent(models.TextChoices):
    """What stands between a contact and its readers today."""

    POST = "POST", _("A post: always shown")
    IN_FORCE = "IN_FORCE", _("Consent in force: shown")
    NOT_YET = "NOT_YET", _("No consent yet: hidden")
    RUN_OUT = "RUN_OUT", _("Consent has run out: hidden")


def consent_of(contact: Contact) -> Consent:
    today = timezone.localdate()
    if not contact.name:
        return Consent.POST
    if contact.consent_given_on is None or contact.consent_given_on > today:
        return Consent.NOT_YET
    if contact.consent_expires_on and contact.consent_expires_on < today:
        return Consent.RUN_OUT
    return Consent.IN_FORCE


class Term(models.TextChoices):
    CURRENT = "current", _("Current")
    UPCOMING = "upcoming", _("Upcoming")
    ENDED = "ended", _("Ended")


def term_of(tie: Membership | Representation) -> Term:
    today = timezone.localdate()
    starts, ends = (tie.since, tie.until) if isinstance(tie, Membership) else (tie.starts_on, tie.ends_on)
    if starts and starts > today:
        return Term.UPCOMING
    return Term.ENDED if ends and ends < today else Term.CURRENT


def _term_column() -> StatusTagColumn:
    return StatusTagColumn(
        "term",
        label=_("State"),
        accessor=lambda tie: term_of(tie).label,
        primary=lambda tie: term_of(tie) == Term.CURRENT,
    )


class ConsentFilter(django_filters.ChoiceFilter):
    def filter(self, queryset: Any, value: str) -> Any:
        shown = Contact.objects.public()
        today = timezone.localdate()
        if value == "shown":
            return queryset.filter(pk__in=shown)
        if value == "expired":
            return queryset.exclude(name="").filter(consent_expires_on__lt=today)
        return queryset.exclude(pk__in=shown) if value == "hidden" else queryset


class ContactFilterSet(WagtailFilterSet):
    shown = ConsentFilter(
        label=_("Readers"),
        choices=[("shown", _("See it")), ("hidden", _("Do not see it")), ("expired", _("The consent has run out"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Contact
        fields: ClassVar[list[str]] = []


def _is_shown(contact: Contact) -> bool:
    return consent_of(contact) in {Consent.POST, Consent.IN_FORCE}


def _consent_column() -> StatusTagColumn:
    return StatusTagColumn(
        "consent",
        label=_("Shown to readers"),
        accessor=lambda contact: consent_of(contact).label,
        primary=_is_shown,
    )


class ContactViewSet(WordsViewSet):
    model = Contact
    icon = "mail"
    words = ("title", "name", "email", "phone", "organisation__title")
    related = ("organisation",)
    filterset_class = ContactFilterSet
    ordering = ("name", "organisation__title", "id")
    list_display = [
        "__str__",
        Column("email", label=_("E-mail"), sort_key="email"),
        Column("phone", label=_("Telephone")),
        _consent_column(),
        Column("consent_expires_on", label=_("Consent expires on"), sort_key="consent_expires_on"),
    ]
    chooser_columns = (_consent_column(),)

    def chosen_title(self, row: Contact) -> str:
        return str(row) if _is_shown(row) else f"{row} – {consent_of(row).label}"


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


class TermFilter(django_filters.ChoiceFilter):
    """By the period between the fields `starts` and `ends`."""

    def __init__(self, starts: str, ends: str, **kwargs: Any) -> None:
        self.starts, self.ends = starts, ends
        super().__init__(
            label=_("Period"),
            choices=Term.choices,
            empty_label=_("All"),
            widget=forms.RadioSelect,
            **kwargs,
        )

    def filter(self, queryset: Any, value: str) -> Any:
        if not value:
            return queryset
        today = timezone.localdate()
        # An open end compares as NULL, which `Case` passes by and `~Q` would not.
        term = Case(
            When(**{f"{self.starts}__gt": today}, then=Value(Term.UPCOMING.value)),
            When(**{f"{self.ends}__lt": today}, then=Value(Term.ENDED.value)),
            default=Value(Term.CURRENT.value),
        )
        return queryset.alias(_term=term).filter(_term=value)


class MembershipFilterSet(WagtailFilterSet):
    term = TermFilter("since", "until")

    class Meta:
        model = Membership
        fields: ClassVar[list[str]] = []


class MembershipViewSet(WordsViewSet):
    model = Membership
    icon = "group"
    words = ("member__title", "member_of__title")
    related = ("member", "member_of")
    filterset_class = MembershipFilterSet
    list_display = [
        "__str__",
        Column("since", label=_("Since"), sort_key="since"),
        Column("until", label=_("Until"), sort_key="until"),
        _term_column(),
    ]


class RepresentationFilterSet(WagtailFilterSet):
    term = TermFilter("starts_on", "ends_on")

    class Meta:
        model = Representation
        fields: ClassVar[list[str]] = ["role"]


class RepresentationViewSet(WordsViewSet):
    model = Representation
    icon = "user"
    words = ("body", "host_name", "role_title", "organisation__title", "host__title")
    related = ("organisation", "host")
    filterset_class = RepresentationFilterSet
    list_display = [
        "__str__",
        "role",
        Column("host", label=_("Host"), accessor=lambda seat: seat.host or seat.host_name),
        Column("starts_on", label=_("Term starts"), sort_key="starts_on"),
        Column("ends_on", label=_("Term ends"), sort_key="ends_on"),
        _term_column(),
    ]


class ProgrammeViewSet(WordsViewSet):
    model = Programme
    icon = "folder-open-inverse"
    words = ("names", "coordinator__title")
    related = ("coordinator",)
    list_display = ["__str__", Column("coordinator", label=_("Coordinator")), Column("url", label=_("Home page"))]


class _VocabularyViewSet(WordsViewSet):
    words = ("slug", "names")
    list_display = [
        "__str__",
        "slug",
        Column("languages", label=_("Named in"), accessor=lambda word: ", ".join(word.names)),
    ]


class ThemeViewSet(_VocabularyViewSet):
    model = Theme
    icon = "tag"


class TargetGroupViewSet(_VocabularyViewSet):
    model = TargetGroup
    icon = "group"


class AreaFilterSet(WagtailFilterSet):
    current = django_filters.BooleanFilter(
        label=_("In force"), field_name="valid_until", lookup_expr="isnull", widget=forms.NullBooleanSelect
    )

    class Meta:
        model = Area
        fields: ClassVar[list[str]] = ["kind", "current"]


class AreaViewSet(WordsViewSet):
    """Reference data: only names in further languages are entered by hand (see `ReferenceDataPolicy`)."""

    model = Area
    icon = "globe"
    words = ("code", "names")
    related = ("region", "county", "successor")
    filterset_class = AreaFilterSet
    panels = [
        FieldPanel("names"),
        FieldPanel("kind", read_only=True),
        FieldPanel("code", read_only=True),
        FieldPanel("region", read_only=True),
        FieldPanel("county", read_only=True),
        FieldPanel("valid_until", read_only=True),
        FieldPanel("successor", read_only=True),
    ]
    list_display = [
        "__str__",
        "kind",
        "code",
        Column("region", label=_("Region")),
        Column("valid_until", label=_("Abolished on"), sort_key="valid_until"),
    ]

    def choosable(self, user: Any) -> QuerySet[Any]:
        """Municipalities of today first, by name; abolished ones last."""
        tags = [get_language() or "", *(item.tag for item in content_languages())]
        abolished = When(valid_until__isnull=False, then=Value(1))
        municipality = When(kind=AreaKind.MUNICIPALITY, then=Value(0))
        return (
            super()
            .choosable(user)
            .order_by(
                Case(abolished, default=Value(0), output_field=IntegerField()),
                Case(municipality, default=Value(1), output_field=IntegerField()),
                Coalesce(*(KeyTextTransform(tag, "names") for tag in dict.fromkeys(tags))),
                "code",
            )
        )


class RecordsGroup(SnippetViewSetGroup):
    menu_label = _("Records")
    menu_name = "records"
    menu_icon = "list-ul"
    menu_order = 160
    items = (ContactViewSet, KeyFigureViewSet, RepresentationViewSet, MembershipViewSet, ProgrammeViewSet)


class VocabularyGroup(SnippetViewSetGroup):
    menu_label = _("Vocabulary")
    menu_name = "vocabulary"
    menu_icon = "tag"
    menu_order = 170
    items = (ThemeViewSet, TargetGroupViewSet, AreaViewSet)
