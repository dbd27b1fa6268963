"""Reads the demo's texts and facts from `content/*.toml`.

A text is a table of language tag to text; a fact is entered once. Things refer to each other by `key`, and to areas by
their official codes. Where a language is missing from a text, it is missing on the site.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Model
from wagtail.models import Page

from home.models import ContentPage, HomePage
from news.models import EventIndexPage, NewsIndexPage
from organisations import models as organisations

Entry = dict[str, Any]
Texts = dict[str, str]

FOLDER = Path(__file__).parent / "content"
LANGUAGES = ("fi", "sv", "en", "ru")
HOME = "home"
INDEXES: dict[str, type[Any]] = {
    "news": NewsIndexPage,
    "events": EventIndexPage,
    "organisations": organisations.OrganisationIndexPage,
    "projects": organisations.ProjectIndexPage,
    "advocacy": organisations.AdvocacyIndexPage,
    "contributions": organisations.ContributionIndexPage,
    "funding": organisations.FundingIndexPage,
    "trainings": organisations.TrainingIndexPage,
    "volunteering": organisations.VolunteeringIndexPage,
    "network-directory": organisations.NetworkIndexPage,
    "group-directory": organisations.WorkingGroupIndexPage,
    "meetings": organisations.MeetingIndexPage,
    "action-plans": organisations.ActionPlanIndexPage,
}


class ContentError(ValueError):
    """Raised when the content files contradict themselves or the models."""


@dataclass(frozen=True)
class Leaf:
    """A page that is to be made: what it is, where it belongs, and the language in which it was written."""

    key: str
    model: type[Page]
    parent: str
    entry: Entry

    @property
    def source(self) -> str:
        return str(self.entry.get("source", LANGUAGES[0]))

    @property
    def targets(self) -> list[str]:
        """The languages into which the page is translated."""
        return [tag for tag in LANGUAGES if tag in self.entry["title"] and tag != self.source]

    @property
    def case(self) -> str:
        """What is out of the ordinary about the page, or ""."""
        return str(self.entry.get("case", ""))


@cache
def read(name: str) -> dict[str, Any]:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def home() -> Leaf:
    return Leaf(HOME, HomePage, "", read("pages")["home"])


def indexes() -> list[Leaf]:
    return [Leaf(entry["key"], INDEXES[entry["key"]], HOME, entry) for entry in read("pages")["indexes"]]


def leaves() -> list[Leaf]:
    """Returns every page below the home page except the indexes, parents first."""
    special = read("specials")
    pages = [*read("pages")["pages"], *special["pages"]]
    articles = [*read("news")["articles"], *special["articles"]]
    return [
        *(Leaf(entry["key"], ContentPage, entry["parent"], entry) for entry in pages),
        *_below("organisations", _named(read("organisations")["organisations"])),
        *_below("projects", read("projects")["projects"]),
        *_below("network-directory", read("cooperation")["networks"]),
        *_below("group-directory", read("cooperation")["groups"]),
        *_below("action-plans", read("plans")["plans"]),
        *_below("meetings", read("meetings")["meetings"]),
        *_below("events", read("events")["events"]),
        *_below("advocacy", read("advocacy")["positions"]),
        *_below("contributions", read("contributions")["contributions"]),
        *_below("funding", read("services")["funding"]),
        *_below("trainings", read("services")["trainings"]),
        *_below("volunteering", read("services")["volunteering"]),
        *_below("news", articles),
    ]


def _below(index: str, entries: list[Entry]) -> list[Leaf]:
    return [Leaf(entry["key"], INDEXES[index].lists(), index, entry) for entry in entries]


def _named(entries: list[Entry]) -> list[Entry]:
    """Gives each organisation its name as its title."""
    return [
        {"title": entry["name"], **{key: value for key, value in entry.items() if key != "name"}} for entry in entries
    ]


class Shelf:
    """Holds what has been made so far, by model and key."""

    def __init__(self) -> None:
        self._things: dict[tuple[type[Model], str], Any] = {}
        self._pages: dict[str, Page] = {}

    def put(self, key: str, thing: Any) -> None:
        place = type(thing), key
        if place in self._things or (isinstance(thing, Page) and key in self._pages):
            raise ContentError(f"Two things have the key {key!r}.")
        self._things[place] = thing
        if isinstance(thing, Page):
            self._pages[key] = thing

    def get(self, model: type[Any], key: str) -> Any:
        if model is organisations.Area:
            return organisations.Area.objects.with_code(key)
        try:
            return self._things[model, key]
        except KeyError:
            raise ContentError(f"There is no {model.__name__} with the key {key!r}.") from None

    def page(self, key: str) -> Any:
        """Returns a page of whatever type, in the language in which it was written.

        Raises ContentError for an unknown key.
        """
        try:
            return self._pages[key]
        except KeyError:
            raise ContentError(f"There is no page with the key {key!r}.") from None
