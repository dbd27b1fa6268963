"""Events."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from django.db.models import Q

from cms.core.languages import canonical
from content_api.base.areas import Area
from content_api.base.contacts import Contact
from content_api.base.content import Content
from content_api.base.fields import BY_NAME, column, label, moment, related, web_address
from content_api.base.media import Image
from content_api.base.places import Address, attendance_of, location_of, place
from content_api.base.seo import described, describes, moment_of
from content_api.base.vocabulary import Theme
from content_api.content.declaring import content, entries_through, nested, picture, stream
from content_api.content.organisation import Organisation
from content_api.content.project import Project
from content_api.enums import EventStatus
from content_api.lists.conditions import circle
from content_api.lists.connections import Connection
from content_api.lists.filters import AreaFilter, chosen, criterion, instants, linked
from content_api.lists.orders import orders_of
from content_api.streams.blocks import Block
from news.models import EventPage, NewsArticlePage
from organisations.models import TrainingPage
from organisations.models.places import PlaceMixin

if TYPE_CHECKING:
    from content_api.content.news_article import NewsArticle
    from content_api.content.services.training import Training

EventOrder = orders_of(
    EventPage,
    "EventOrder",
    "Order of events.",
    STARTS_AT_ASC="What starts first, first.",
    STARTS_AT_DESC="What starts last, first.",
)


@strawberry.input(description="A point, and how far from it.")
class Near:
    latitude: float = strawberry.field(description="Degrees north, WGS 84.")
    longitude: float = strawberry.field(description="Degrees east, WGS 84.")
    kilometres: float = strawberry.field(description="How far away at most, as the crow flies.")


@strawberry.input(description="Which events. What is left out or empty does not narrow the list.")
class EventFilter(AreaFilter):
    starts_after: datetime | None = instants("starts_at__gt", "Starts after this instant.")
    starts_before: datetime | None = instants("starts_at__lt", "Starts before this instant.")
    ends_after: datetime | None = instants(
        "over_at__gt",
        "Not over at this instant. With `startsBefore` it finds what goes on at some time of a period, also what began "
        "before it.",
    )
    upcoming: bool | None = criterion(
        lambda model, wanted, argument, locales: Q(pk__in=model.objects.upcoming(wanted).values("pk")),
        "Not over yet, or over. An event without an end is over with the day on which it starts, in Helsinki.",
    )
    status: list[EventStatus] | None = chosen("status", "Whether it takes place; any of them.")
    organisers: list[strawberry.ID] | None = linked("organisers", "IDs of organisations that organise it; any of them.")
    projects: list[strawberry.ID] | None = linked("projects", "IDs of projects it belongs to; any of them.")
    near: Near | None = criterion(
        lambda model, point, argument, locales: circle(
            point.latitude, point.longitude, point.kilometres, argument
        ).condition(),
        "Has a map position within so many kilometres of a point.",
    )


@content(
    EventPage,
    order=EventOrder,
    filter=EventFilter,
    description="Something that takes place at a time. Instants have the offset that Helsinki has then.",
)
class Event(Content):
    summary: str = column("One or two sentences for lists and previews.")
    starts_at: datetime = moment("When it starts; of one that takes all day, the midnight that begins its first day.")
    ends_at: datetime | None = moment(
        "When it ends, null where that is not told; of one that takes all day, the midnight that ends its last day.",
        "shown_end",
        reads=("ends_at", "over_at", "is_all_day"),
    )
    is_all_day: bool = column("Only its days count.")
    status: EventStatus = column("Whether it takes place.")
    status_label: str = label("status")
    previous_starts_at: datetime | None = moment(
        "When a postponed event was to start; null of another.",
        "postponed_from",
        reads=("previous_starts_at", "status"),
    )
    place_name: str | None = column("What the place is called.")
    place: Address | None = place("Where it is: an address, a map position or both.")
    online_url: str | None = web_address("Where to take part over the internet.")
    organisers: list[Organisation] = related("Who organises it.")
    projects: list[Project] = related("Projects it belongs to.")
    trainings: Connection[Annotated["Training", BY_NAME]] = nested(
        "Trainings that it is a date of, by title.", entries_through(TrainingPage, "events__event")
    )
    news_articles: Connection[Annotated["NewsArticle", BY_NAME]] = nested(
        "News that tell of it, the newest first.", entries_through(NewsArticlePage, "events__event")
    )
    registration_url: str | None = web_address("Where to register.")
    registration_ends_at: datetime | None = moment("Until when to register.")
    price: str | None = column("What it costs, in words.")
    hero_image: Image | None = picture("Main image.")
    body: list[Block] = stream("The text.")
    areas: list[Area] = related("Whom it is for, by where they live.")
    themes: list[Theme] = related("What it is about.")
    contacts: list[Contact] = related("Whom to ask.")


_STATUSES = {"SCHEDULED": "EventScheduled", "CANCELLED": "EventCancelled"}


def _status(page: Any) -> str:
    """In the words of schema.org: of a postponed event, the new start is known or not."""
    if page.status in _STATUSES:
        return _STATUSES[page.status]
    return "EventRescheduled" if page.postponed_from else "EventPostponed"


@describes(
    EventPage, "starts_at", "ends_at", "is_all_day", "status", "previous_starts_at", "place_name", "online_url",
    *PlaceMixin.place_facts,
)  # fmt: skip
def _describe(page: Any) -> dict[str, Any]:
    location = location_of(page)
    return described(
        page,
        "Event",
        name=page.title,
        startDate=moment_of(page.starts_at, has_times=not page.is_all_day),
        endDate=moment_of(page.ends_at, has_times=not page.is_all_day),
        previousStartDate=moment_of(page.postponed_from, has_times=not page.is_all_day),
        eventStatus=f"https://schema.org/{_status(page)}",
        eventAttendanceMode=attendance_of(location),
        location=location,
        inLanguage=canonical(page.locale_tag),
    )
