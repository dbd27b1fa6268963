"""The admin's lists of memberships, bodies and representations."""

from typing import Any, ClassVar

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from cms.core.admin.snippets import WordsViewSet
from organisations.admin.periods import TermFilter, term_column
from organisations.models import Body, Membership, Representation


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


def host_of(body: Body) -> Any:
    """Returns the body's host, or the name written for one that is not in the directory."""
    return body.host or body.host_name


class BodyViewSet(WordsViewSet):
    model = Body
    icon = "site"
    words = ("name", "host_name", "host__title")
    related = ("host",)
    list_display = [
        "__str__",
        Column("host", label=_("Host"), accessor=host_of),
        Column("seats", label=_("Representations"), sort_key="seats"),
    ]
    chooser_columns = (Column("host", label=_("Host"), accessor=host_of),)

    def get_queryset(self, request: Any) -> QuerySet[Any]:
        return super().get_queryset(request).annotate(seats=Count("representations"))


class RepresentationFilterSet(WagtailFilterSet):
    term = TermFilter("starts_on", "ends_on")

    class Meta:
        model = Representation
        fields: ClassVar[list[str]] = ["role"]


class RepresentationViewSet(WordsViewSet):
    model = Representation
    icon = "user"
    words = ("body__name", "body__host_name", "role_title", "organisation__title", "body__host__title")
    related = ("organisation", "body__host")
    filterset_class = RepresentationFilterSet
    list_display = [
        "__str__",
        "role",
        Column("host", label=_("Host"), accessor=lambda seat: host_of(seat.body)),
        Column("starts_on", label=_("Term starts"), sort_key="starts_on"),
        Column("ends_on", label=_("Term ends"), sort_key="ends_on"),
        term_column(),
    ]
