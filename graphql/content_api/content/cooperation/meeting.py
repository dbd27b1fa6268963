"""Meetings of working groups."""

from datetime import datetime, time
from typing import Any

import strawberry
from django.db.models import Q
from django.utils.dateparse import parse_time

from cms.core.languages import canonical
from content_api.base.content import Content
from content_api.base.fields import column, moment, related, web_address
from content_api.base.language import words_of
from content_api.base.localised import ForeignText, Localised, Text, languages
from content_api.base.media import Document
from content_api.base.places import Address, attendance_of, location_of, place
from content_api.base.seo import described, describes, moment_of
from content_api.base.vocabulary import Theme
from content_api.content.cooperation.working_group import WorkingGroup
from content_api.content.declaring import content, sentences, stream
from content_api.content.organisation import Organisation
from content_api.lists.filters import ContentFilter, criterion, instants, linked
from content_api.lists.orders import orders_of
from content_api.reading.stored_streams import STORED, structs
from content_api.streams.blocks import Block
from engine.selection import needs
from organisations.models import MeetingPage, PlaceMixin

MeetingOrder = orders_of(
    MeetingPage,
    "MeetingOrder",
    "Order of meetings.",
    STARTS_AT_DESC="What starts last, first.",
    STARTS_AT_ASC="What starts first, first.",
)


@strawberry.input(description="Which meetings. What is left out or empty does not narrow the list.")
class MeetingFilter(ContentFilter):
    working_groups: list[strawberry.ID] | None = linked(
        "working_group", "IDs of working groups whose meeting it is; any of them."
    )
    hosts: list[strawberry.ID] | None = linked("hosts", "IDs of organisations that host it; any of them.")
    starts_after: datetime | None = instants("starts_at__gt", "Starts after this instant.")
    starts_before: datetime | None = instants("starts_at__lt", "Starts before this instant.")
    upcoming: bool | None = criterion(
        lambda model, wanted, argument, locales: Q(pk__in=model.objects.upcoming(wanted).values("pk")),
        "Not over yet, or over. A meeting without an end is over with the day on which it starts, in Helsinki.",
    )


@strawberry.type(description="What a meeting deals with at a time.")
class AgendaItem(Localised):
    tag: strawberry.Private[str]
    starts_at: time | None = strawberry.field(description="When it begins, on the clock in Helsinki.")
    ends_at: time | None = strawberry.field(description="When it ends, on the clock in Helsinki.")
    title: str = strawberry.field(description="What it is called.")
    speakers: str | None = strawberry.field(description="Who speaks, in words: organisations and posts.")
    text: str | None = strawberry.field(description="What it is about.")
    foreign: list[ForeignText] = strawberry.field(description="Its words that are in another language.")


def _clock(value: Any) -> time | None:
    """None for what is no time, which only a draft has."""
    try:
        return parse_time(str(value or ""))
    except ValueError:
        return None


def _agenda_item(page: Any, key: Any, part: dict[str, Any]) -> AgendaItem | None:
    """None for one without a title, which only a draft has."""
    texts = {name: str(part.get(name) or "") for name in ("title", "speakers", "text")}
    if not texts["title"]:
        return None
    words = words_of(page)
    shown = [Text(text, name, words.of_text(f"agenda.{key}.{name}")) for name, text in texts.items()]
    return AgendaItem(
        starts_at=_clock(part.get("starts_at")),
        ends_at=_clock(part.get("ends_at")),
        title=texts["title"],
        speakers=texts["speakers"] or None,
        text=texts["text"] or None,
        **languages(shown, words.tag),
    )


@content(
    MeetingPage,
    order=MeetingOrder,
    filter=MeetingFilter,
    description="A meeting of a working group. Instants have the offset that Helsinki has then.",
)
class Meeting(Content):
    summary: str = column("One or two sentences for lists and previews.")
    working_group: WorkingGroup | None = related("The group that meets.")
    starts_at: datetime = moment("When it starts.")
    ends_at: datetime | None = moment("When it ends, null where that is not told.")
    place_name: str | None = column("What the place is called.")
    place: Address | None = place("Where it is: an address, a map position or both.")
    online_url: str | None = web_address("Where to take part over the internet.")
    hosts: list[Organisation] = related("Who hosts it.")

    @strawberry.field(description="What it deals with, in its order.", metadata=needs(f"{STORED}agenda"))
    def agenda(self) -> list[AgendaItem]:
        return [made for key, part in structs(self, "agenda", "agenda_item") if (made := _agenda_item(self, key, part))]

    decisions: list[str] = sentences("What was decided, one sentence each.")
    minutes: list[Block] = stream("What was written down of what was said and agreed.")
    documents: list[Document] = related("Slides and other papers, to download.")
    next_meetings: list["Meeting"] = related("The meetings that follow it, as editors have ordered them.")
    themes: list[Theme] = related("What it is about.")


@describes(MeetingPage, "starts_at", "ends_at", "place_name", "online_url", *PlaceMixin.place_facts)
def _describe(page: Any) -> dict[str, Any]:
    location = location_of(page)
    return described(
        page,
        "Event",
        name=page.title,
        startDate=moment_of(page.starts_at),
        endDate=moment_of(page.ends_at),
        eventAttendanceMode=attendance_of(location),
        location=location,
        inLanguage=canonical(page.locale_tag),
    )
