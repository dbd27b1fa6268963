"""The admin's lists of memberships and representations."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from cms.core.admin.snippets import WordsViewSet
from organisations.admin.periods import TermFilter, term_column
from organisations.models import (
    Membership,
    Representation,
)


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
        term_column(),
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
        term_column(),
    ]
