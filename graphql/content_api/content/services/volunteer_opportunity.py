"""Volunteer opportunities."""

from datetime import date
from typing import Any

import strawberry
from django.db.models import Q
from django.utils import timezone

from cms.core.languages import canonical
from content_api.base.areas import Area
from content_api.base.contacts import Contact
from content_api.base.content import Content
from content_api.base.fields import column, related, web_address
from content_api.base.media import Image
from content_api.base.seo import described, describes
from content_api.base.vocabulary import TargetGroup, Theme
from content_api.content.declaring import content, picture, sentences, stream
from content_api.content.organisation import Organisation
from content_api.lists.filters import AreaFilter, compared, criterion, linked, spoken_in, ticked
from content_api.lists.orders import orders_of
from content_api.scalars import LanguageTag
from content_api.streams.blocks import Block
from organisations.models import VolunteerOpportunityPage

VolunteerOpportunityOrder = orders_of(
    VolunteerOpportunityPage,
    "VolunteerOpportunityOrder",
    "Order of volunteer opportunities.",
    STARTS_ON_ASC="Earliest start first; without one, before all others.",
    ENDS_ON_ASC="Earliest end first; without one, last.",
)


@strawberry.input(description="Which volunteer opportunities. What is left out or empty does not narrow the list.")
class VolunteerOpportunityFilter(AreaFilter):
    target_groups: list[str] | None = ticked("target_groups", "Slugs of target groups; any of them.")
    organisations: list[strawberry.ID] | None = linked(
        "organisation", "IDs of organisations that look for volunteers; any of them."
    )
    languages: list[LanguageTag] | None = spoken_in("languages", "Languages in which it is done; any of them.")
    is_remote: bool | None = compared("is_remote", "It can be done from anywhere, or not.")
    open_on: date | None = criterion(
        lambda model, day, argument, locales: Q(pk__in=model.objects.open_on(day).values("pk")),
        "It has begun by this day and is not over.",
    )
    is_over: bool | None = criterion(
        lambda model, wanted, argument, locales: Q(pk__in=model.objects.ended(wanted).values("pk")),
        "Over, by Helsinki's calendar, or not.",
    )


@content(
    VolunteerOpportunityPage,
    order=VolunteerOpportunityOrder,
    filter=VolunteerOpportunityFilter,
    description="Something that volunteers are looked for.",
)
class VolunteerOpportunity(Content):
    summary: str = column("What is done, in one or two sentences.")
    organisation: Organisation | None = related("Who looks for volunteers.")
    is_remote: bool = column("It can be done from anywhere.")
    areas: list[Area] = related("Where it is done.")
    starts_on: date | None = column("First day, where there is one.")
    ends_on: date | None = column("Last day, where there is one.")
    is_over: bool = column("Its last day has passed, by Helsinki's calendar.", reads=("ends_on",))
    schedule: str | None = column("When it is done, in words.")
    skills: str | None = column("What one should be able to do, in words.")
    languages: list[LanguageTag] = column("Languages in which it is done; any of them is enough.")
    support: list[str] = sentences("What volunteers get, one sentence each.")
    sign_up_url: str | None = web_address("Where to sign up.")
    hero_image: Image | None = picture("Main image.")
    body: list[Block] = stream("The text.")
    themes: list[Theme] = related("What it is about.")
    target_groups: list[TargetGroup] = related("For whom it is done.")
    contacts: list[Contact] = related("Whom to ask.")


@describes(VolunteerOpportunityPage, "is_remote", "starts_on", "ends_on", "skills", "schedule", "first_published_at")
def _describe(page: Any) -> dict[str, Any]:
    return described(
        page,
        "JobPosting",
        title=page.title,
        employmentType="VOLUNTEER",
        jobLocationType="TELECOMMUTE" if page.is_remote else None,
        jobStartDate=page.starts_on and page.starts_on.isoformat(),
        validThrough=page.ends_on and page.ends_on.isoformat(),
        skills=page.skills,
        workHours=page.schedule,
        datePosted=timezone.localdate(page.first_published_at).isoformat(),
        inLanguage=canonical(page.locale_tag),
    )
