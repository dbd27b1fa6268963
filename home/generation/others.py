"""Generates the types of which no list is long: what each must have, and one of each thing that it may refer to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone
from modelcluster.models import get_all_child_relations

from home.generation.library import Library
from home.generation.pages import Body, Facts, Text
from home.generation.words import Prose
from organisations import models as organisations

Columns = dict[str, Any]
# Keys of the originals that were made before, by model.
Made = dict[Any, list[int]]

_DAYS = 1500


@dataclass(frozen=True)
class Kind:
    """A type, the stream that holds its text, and what it must have; `columns` gets the day on which it begins."""

    model: Any
    columns: Callable[[Random, date, Made], Columns]
    stream: str = "body"


def _network(random: Random, day: date, made: Made) -> Columns:
    return {"coordinator_id": random.choice(made[organisations.OrganisationPage]), "founded_year": day.year}


def _group(random: Random, day: date, made: Made) -> Columns:
    kind = random.choice(organisations.WorkingGroupKind.values)
    return {"kind": kind, "network_id": random.choice(made[organisations.NetworkPage])}


def _meeting(random: Random, day: date, made: Made) -> Columns:
    starts_at = timezone.make_aware(datetime.combine(day, time(random.randrange(9, 17))))
    ends_at = starts_at + timedelta(hours=3)
    group = random.choice(made[organisations.WorkingGroupPage])
    return {"working_group_id": group, "starts_at": starts_at, "ends_at": ends_at, "over_at": ends_at}


def _plan(random: Random, day: date, made: Made) -> Columns:
    group = random.choice(made[organisations.WorkingGroupPage])
    return {"working_group_id": group, "starts_on": day, "ends_on": day + timedelta(days=900)}


def _position(random: Random, day: date, made: Made) -> Columns:
    adopted_by = random.choice(made[organisations.OrganisationPage])
    kind = random.choice(organisations.AdvocacyKind.values)
    return {"kind": kind, "adopted_on": day, "adopted_by_id": adopted_by, "valid_from": day}


def _contribution(random: Random, day: date, made: Made) -> Columns:
    kind = random.choice(organisations.ContributionKind.values)
    return {"kind": kind, "year": day.year, "url": "https://example.org/study", "languages": ["ru", "so"]}


def _training(random: Random, day: date, made: Made) -> Columns:
    return {"languages": ["fi", random.choice(["sv", "ru", "so"])], "enrolment_url": "https://example.org/enrol"}


def _funding(random: Random, day: date, made: Made) -> Columns:
    return {"funder_id": random.choice(made[organisations.OrganisationPage])}


def _volunteering(random: Random, day: date, made: Made) -> Columns:
    return {
        "organisation_id": random.choice(made[organisations.OrganisationPage]),
        "starts_on": day,
        "languages": ["fi", random.choice(["sv", "ru", "so"])],
        "is_remote": random.random() < 0.2,
    }


# In the order in which they refer to each other.
KINDS = (
    Kind(organisations.NetworkPage, _network),
    Kind(organisations.WorkingGroupPage, _group),
    Kind(organisations.MeetingPage, _meeting, "minutes"),
    Kind(organisations.ActionPlanPage, _plan),
    Kind(organisations.AdvocacyPositionPage, _position),
    Kind(organisations.ContributionPage, _contribution),
    Kind(organisations.TrainingPage, _training),
    Kind(organisations.FundingSchemePage, _funding, "how_to_apply"),
    Kind(organisations.VolunteerOpportunityPage, _volunteering),
)


class Others:
    def __init__(self, kind: Kind, seed: int, library: Library, made: Made) -> None:
        self._kind = kind
        self._seed = seed
        self._library = library
        self._made = made

    def random(self, number: int) -> Random:
        return Random(f"{self._seed}/{self._kind.model.content_kind}/{number}")

    def facts(self, random: Random) -> Facts:
        today = timezone.localdate()
        day = today - timedelta(days=random.randrange(-100, _DAYS))
        columns = self._kind.columns(random, day, self._made)
        return Facts(columns, list(self._links(random)), min(today, day) - timedelta(days=random.randrange(10)))

    def _links(self, random: Random) -> Iterator[tuple[Any, str, Columns]]:
        model = self._kind.model
        themes: Any = model._meta.get_field("themes")
        for theme in random.sample(self._library.themes, 2):
            yield themes.remote_field.through, f"{themes.m2m_field_name()}_id", {"theme_id": theme}
        for relation in get_all_child_relations(model):
            fields = {field.name for field in relation.related_model._meta.concrete_fields}
            if relation.name not in model.facts:
                continue
            if "organisation" in fields:
                chosen = random.choice(self._made[organisations.OrganisationPage])
                chaired = {"year": random.randint(2010, 2026)} if "year" in fields else {}
                yield relation.related_model, "page_id", {"sort_order": 0, "organisation_id": chosen, **chaired}
            elif "area" in fields:
                area = random.choice(self._library.municipalities)
                yield relation.related_model, "page_id", {"sort_order": 0, "area_id": area}
            elif issubclass(relation.related_model, organisations.ApplicationRound):
                yearly = {"opens_day": 1, "opens_month": 9, "closes_day": 31, "closes_month": 10}
                yield relation.related_model, "page_id", {"sort_order": 0, **yearly}

    def text(self, prose: Prose, random: Random) -> Text:
        summary, body = prose.quote(random), Body(random, self._kind.stream)
        for _ in range(2):
            body.paragraph(prose.paragraph(random))
        columns = {"summary": summary, self._kind.stream: body.stored}
        return Text(prose.title(random), columns, [("summary", summary), *body.strings])
