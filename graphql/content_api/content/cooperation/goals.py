"""What an action plan says goal by goal: sub-goals, measures, who is responsible, when, and how far it is."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from django.utils.dateparse import parse_date

from cms.core import partial_dates
from cms.core.blocks import MeasureStatus as StatusChoices
from content_api import labels
from content_api.base.fields import BY_NAME
from content_api.base.language import words_of
from content_api.base.localised import ForeignText, Localised, Text, languages
from content_api.enums import DatePrecision, MeasureStatus
from content_api.reading.stored_streams import Raw, entries, integer, struct_of, structs
from content_api.streams.building import library_of
from organisations.models import OrganisationPage

if TYPE_CHECKING:
    from content_api.content.organisation import Organisation


@strawberry.type(description="A date as far as it is known: a year, half of one, a month or a day.")
class PartialDate:
    day: strawberry.Private[partial_dates.PartialDate]
    locales: strawberry.Private[tuple[str, ...]]

    @strawberry.field(description="As 2014, 2014-H1 (the first half of the year), 2014-08 or 2014-08-27.")
    def value(self) -> str:
        return str(self.day)

    @strawberry.field(description="How far it is known.")
    def precision(self) -> DatePrecision:
        return DatePrecision(self.day.precision)

    @strawberry.field(description="The first day that it may mean.")
    def first_day(self) -> date:
        return self.day.first_day

    @strawberry.field(description="The last day that it may mean.")
    def last_day(self) -> date:
        return self.day.last_day

    @strawberry.field(description=labels.HELP.format("It"))
    def label(self) -> str:
        return partial_dates.in_words(self.day, labels.language_of(self.locales))


@strawberry.type(description="Who is responsible for a measure.")
class Responsible(Localised):
    tag: strawberry.Private[str]
    organisation: Annotated["Organisation", BY_NAME] | None = strawberry.field(
        description="The organisation; null where only words say who it is."
    )
    role: str | None = strawberry.field(description="What it does; without an organisation, who is responsible.")


@strawberry.type(description="Something that is done to reach a goal.")
class Measure(Localised):
    tag: strawberry.Private[str]
    title: str = strawberry.field(description="What it is called.")
    text: str | None = strawberry.field(description="What is done, concretely.")
    responsible: list[Responsible] = strawberry.field(description="Who is responsible, with their roles.")
    starts: PartialDate | None = strawberry.field(description="When it starts.")
    ends: PartialDate | None = strawberry.field(description="When it ends.")
    status: MeasureStatus = strawberry.field(description="How far it is.")
    status_label: str = strawberry.field(description=labels.HELP.format("`status`"))
    status_on: date | None = strawberry.field(description="The day that its status is of.")
    status_text: str | None = strawberry.field(description="A word on the status.")
    foreign: list[ForeignText] = strawberry.field(description="Its words that are in another language.")


@strawberry.type(description="A part of a goal.")
class SubGoal(Localised):
    tag: strawberry.Private[str]
    title: str = strawberry.field(description="What is to be reached.")
    measures: list[Measure] = strawberry.field(description="What is done for it.")


@strawberry.type(description="What an action plan is to reach.")
class Goal(Localised):
    tag: strawberry.Private[str]
    title: str = strawberry.field(description="What is to be reached.")
    sub_goals: list[SubGoal] = strawberry.field(description="Its parts.")


def goals_of(page: Any) -> list[Goal]:
    """Returns the goals of an action plan. Whatever has no title, as in a draft, is left out."""
    reader = _Reader(page)
    return [
        Goal(tag=reader.tag(f"{path}.title"), title=goal["title"], sub_goals=list(reader.sub_goals(goal, path)))
        for key, goal in structs(page, "goals", "goal")
        for path in [f"goals.{key}"]
        if goal.get("title")
    ]


def _titled(struct: Raw, name: str, path: str) -> Iterator[tuple[Raw, str]]:
    """Yields the items of a list in a block that have a title, each with its path."""
    for key, value in entries(struct.get(name)):
        if struct_of(value).get("title"):
            yield value, f"{path}.{name}.{key}"


class _Reader:
    def __init__(self, page: Any) -> None:
        self._words = words_of(page)
        self._locales = page.batch.locales
        self._pages = library_of(page).pages

    def tag(self, path: str) -> str:
        return self._words.of_text(path)

    def sub_goals(self, goal: Raw, path: str) -> Iterator[SubGoal]:
        for part, here in _titled(goal, "sub_goals", path):
            measures = [self._measure(measure, there) for measure, there in _titled(part, "measures", here)]
            yield SubGoal(tag=self.tag(f"{here}.title"), title=part["title"], measures=measures)

    def _measure(self, measure: Raw, path: str) -> Measure:
        names = {"title": "title", "text": "text", "status_text": "statusText"}
        texts = [Text(measure.get(name), shown, self.tag(f"{path}.{name}")) for name, shown in names.items()]
        try:
            status = MeasureStatus(measure.get("status"))
        except ValueError:
            status = MeasureStatus("PLANNED")
        return Measure(
            title=measure["title"],
            text=measure.get("text") or None,
            responsible=list(self._responsible(measure, path)),
            starts=self._date(measure.get("starts")),
            ends=self._date(measure.get("ends")),
            status=status,
            status_label=labels.label_of(StatusChoices(status.value), self._locales),
            status_on=_day(measure.get("status_on")),
            status_text=measure.get("status_text") or None,
            **languages(texts, self._words.tag),
        )

    def _responsible(self, measure: Raw, path: str) -> Iterator[Responsible]:
        """Yields who is responsible; who is named and cannot be read is left out, with the role."""
        for key, value in entries(measure.get("responsible")):
            who = struct_of(value)
            organisation = self._pages.get(integer(who.get("organisation")) or 0)
            is_hidden = bool(who.get("organisation")) and not isinstance(organisation, OrganisationPage)
            if is_hidden or not (organisation or who.get("role")):
                continue
            role_tag = self.tag(f"{path}.responsible.{key}.role")
            yield Responsible(tag=role_tag, organisation=organisation, role=who.get("role") or None)

    def _date(self, text: Any) -> PartialDate | None:
        day = partial_dates.known(text)
        return PartialDate(day=day, locales=self._locales) if day else None


def _day(text: Any) -> date | None:
    """None for what is no day, which only a draft has."""
    try:
        return parse_date(text) if isinstance(text, str) else None
    except ValueError:
        return None
