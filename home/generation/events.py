"""Generates events: some are over, most of the others are within half a year, each at a point on the map."""

from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from home.generation.library import Library
from home.generation.pages import Body, Facts, Text
from home.generation.words import Prose
from news.models import EventArea, EventOrganiser, EventPage

_field: Any = EventPage._meta.get_field("themes")
_THEMES = _field.remote_field.through
# Where people are: the first is named oftener than the others.
_TOWNS = (
    ("Espoo", 60.2055, 24.6559),
    ("Espoo", 60.2055, 24.6559),
    ("Tampere", 61.4978, 23.7610),
    ("Turku", 60.4518, 22.2666),
    ("Oulu", 65.0121, 25.4651),
    ("Kuopio", 62.8924, 27.6770),
)
_DAYS = 180
# How far from the middle of its town an event is, in degrees.
_AROUND = 0.1


class Events:
    def __init__(self, seed: int, library: Library, organisations: list[int]) -> None:
        self._seed = seed
        self._library = library
        self._organisations = organisations

    def random(self, number: int) -> Random:
        return Random(f"{self._seed}/event/{number}")

    def facts(self, random: Random) -> Facts:
        today = timezone.localdate()
        day = today + timedelta(days=random.randrange(-_DAYS, _DAYS))
        starts_at = timezone.make_aware(datetime.combine(day, time(random.randrange(9, 19))))
        ends_at = starts_at + timedelta(hours=random.choice([1, 2, 3]))
        city, latitude, longitude = random.choice(_TOWNS)
        links: list[tuple[Any, str, dict[str, Any]]] = [
            (EventOrganiser, "page_id", {"sort_order": 0, "organisation_id": random.choice(self._organisations)}),
            (EventArea, "page_id", {"sort_order": 0, "area_id": random.choice(self._library.municipalities)}),
        ]
        links += [(_THEMES, "eventpage_id", {"theme_id": theme}) for theme in random.sample(self._library.themes, 2)]
        columns = {
            "starts_at": starts_at,
            "ends_at": ends_at,
            "over_at": ends_at,
            "city": city,
            "latitude": latitude + random.uniform(-_AROUND, _AROUND),
            "longitude": longitude + random.uniform(-_AROUND, _AROUND),
            "hero_image_id": random.choice(self._library.images),
        }
        return Facts(columns, links, min(today, day) - timedelta(days=random.randrange(10, 60)))

    def text(self, prose: Prose, random: Random) -> Text:
        summary, place = prose.quote(random), prose.words(random, 2)
        body = Body(random)
        for _ in range(2):
            body.paragraph(prose.paragraph(random))
        columns = {"summary": summary, "place_name": place, "body": body.stored}
        strings = [("summary", summary), ("place_name", place), *body.strings]
        return Text(prose.title(random), columns, strings)
