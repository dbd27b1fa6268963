"""Funding schemes."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import strawberry
from django.db.models import Q
from django.utils import timezone

from cms.core.languages import canonical
from cms.core.text.web_addresses import followable
from content_api.base.areas import Area
from content_api.base.contacts import Contact
from content_api.base.content import Content
from content_api.base.fields import column, related, web_address
from content_api.base.seo import described, describes
from content_api.base.vocabulary import TargetGroup, Theme
from content_api.content.declaring import children, content, sentences, stream
from content_api.content.organisation import Organisation
from content_api.lists.filters import AreaFilter, criterion, linked, ticked
from content_api.lists.orders import orders_of
from content_api.reading import belonging
from content_api.streams.blocks import Block
from organisations import models as organisation_models
from organisations.models import FundingSchemePage
from organisations.models.services.rounds import Window, windows

FundingSchemeOrder = orders_of(FundingSchemePage, "FundingSchemeOrder", "Order of funding schemes.")


@strawberry.input(description="Which funding schemes. What is left out or empty does not narrow the list.")
class FundingSchemeFilter(AreaFilter):
    target_groups: list[str] | None = ticked("target_groups", "Slugs of target groups; any of them.")
    funders: list[strawberry.ID] | None = linked("funder", "IDs of organisations that give the support; any of them.")
    is_open: bool | None = criterion(
        lambda model, wanted, argument, locales: Q(pk__in=model.objects.open_today(wanted).values("pk")),
        "One can apply today, in Helsinki's calendar, or not.",
    )


@strawberry.type(
    description="A round in which one can apply. One that ends earlier in the year than it begins ends in the next."
)
class ApplicationRound:
    year: int | None = strawberry.field(description="The year in which it begins; null: it comes every year.")
    opens_month: int = strawberry.field(description="Month of the first day, 1 to 12.")
    opens_day: int = strawberry.field(description="The first day; of 29 February in another year the 28th.")
    closes_month: int = strawberry.field(description="Month of the last day, 1 to 12.")
    closes_day: int = strawberry.field(description="The last day; of 29 February in another year the 28th.")


def _rounds(rows: Iterable[Any]) -> list[ApplicationRound]:
    names = ("year", "opens_month", "opens_day", "closes_month", "closes_day")
    return [ApplicationRound(**{name: getattr(row, name) for name in names}) for row in rows if row.is_complete]


def _windows(page: Any) -> list[Window]:
    rounds = belonging.children(page, organisation_models.ApplicationRound)
    return windows(rounds, timezone.localdate())


def _of_windows(page: Any, choose: Callable[[Window, date], Any]) -> Any:
    """What is chosen of the first time in which one can apply for which there is something to choose."""
    today = timezone.localdate()
    return next((found for window in _windows(page) if (found := choose(window, today))), None)


@content(
    FundingSchemePage,
    order=FundingSchemeOrder,
    filter=FundingSchemeFilter,
    description="Support that organisations or people can apply for.",
)
class FundingScheme(Content):
    summary: str = column("One or two sentences for lists and previews.")
    funder: Organisation | None = related("Who gives the support.")
    applicants: str | None = column("Who may apply, in words.")
    supported: list[str] = sentences("What is supported, one sentence each.")
    how_to_apply: list[Block] = stream("What to do to get it, step by step.")
    application_url: str | None = web_address("Where to apply.")
    rounds: list[ApplicationRound] = children("When one can apply, as it was agreed.", _rounds)

    @strawberry.field(description="Whether one can apply today, in Helsinki's calendar.")
    def is_open(self) -> bool:
        page: Any = self
        return bool(_of_windows(page, lambda window, today: window.is_open(today)))

    @strawberry.field(description="The next first day on which one can apply, after today; null when none is known.")
    def opens_on(self) -> date | None:
        page: Any = self
        found: date | None = _of_windows(page, lambda window, today: window.opens_on > today and window.opens_on)
        return found

    @strawberry.field(
        description="The last day on which one can apply: of the round that is open, else of the next. Null when none "
        "is known, and when one can apply all the time."
    )
    def closes_on(self) -> date | None:
        page: Any = self
        return next((window.closes_on for window in _windows(page)), None)

    areas: list[Area] = related("Where it is given; empty where that does not matter.")
    themes: list[Theme] = related("What it is about.")
    target_groups: list[TargetGroup] = related("For whom it is.")
    contacts: list[Contact] = related("Whom to ask.")


@describes(FundingSchemePage, "application_url")
def _describe(page: Any) -> dict[str, Any]:
    return described(
        page,
        "MonetaryGrant",
        name=page.title,
        sameAs=followable(page.application_url),
        inLanguage=canonical(page.locale_tag),
    )
