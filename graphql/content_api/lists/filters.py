"""What lists can be filtered by: closed, typed inputs."""

from datetime import date, datetime
from typing import Any, ClassVar, Self

import strawberry
from django.db.models import Q

from content_api.enums import AdvocacyKind, LanguageStatus, OrganisationKind, ProjectStatus
from content_api.lists.conditions import (
    areas_within,
    by_areas,
    by_fallback,
    by_ids,
    by_language_status,
    by_links,
    by_links_within,
    by_slugs,
    by_spoken,
    by_words,
    clean,
    combined,
    groups_of,
    instant,
)
from content_api.reading.loading import Wish
from content_api.scalars import LanguageTag
from engine import limits
from news import models as news_models
from organisations import models as organisation_models

AREAS_HELP = (
    "Keys of areas (`Area.key`); any of them. One matches what serves that area: the municipality itself, its region "
    "and its wellbeing services county, and the whole country. Write 049, FI, REGION:01 or WELLBEING_COUNTY:01."
)
WITHIN_HELP = (
    "Keys of areas, written as in `areas`. Matches what has an area that lies in them: REGION:01 finds what is of the "
    "region, of one of its municipalities or of a wellbeing services county inside it, but not what is of the whole "
    "country."
)


@strawberry.input
class ContentFilter:
    """What every list of content can be filtered by. Conditions act on the entry that is shown."""

    model: ClassVar[Any]

    ids: list[strawberry.ID] | None = strawberry.field(
        default=None, description="Only these, each named by its global ID in any of its languages."
    )
    not_ids: list[strawberry.ID] | None = strawberry.field(
        default=None,
        description="All but these, each named by its global ID in any of its languages: what a page shows already.",
    )
    themes: list[str] | None = strawberry.field(default=None, description="Slugs of themes; any of them.")
    query: str | None = strawberry.field(
        default=None,
        description=(
            "Words to find, in the inflected forms that the language's stemmer knows; quotation marks keep words "
            "together, a minus sign excludes, OR gives a choice. An asterisk after a word finds what begins so: "
            f"kump* finds kumppanuus; at most {limits.SEARCH_BEGINNINGS_MAX} of these."
        ),
    )
    language_status: list[LanguageStatus] | None = strawberry.field(
        default=None, description="What the text that is shown is, an original or a translation; any of them."
    )
    is_fallback: bool | None = strawberry.field(
        default=None, description="Shown in another language than the one asked for first, or not."
    )
    and_: list[Self] | None = strawberry.field(name="and", default=None, description="All of these must match as well.")
    or_: list[Self] | None = strawberry.field(
        name="or", default=None, description="At least one of these must match as well."
    )
    not_: Self | None = strawberry.field(name="not", default=None, description="This must not match.")

    def condition(self, wish: Wish, depth: int = 1) -> Q:
        return combined(self, lambda: self._own(wish), wish, depth)

    def _own(self, wish: Wish) -> Q:
        condition = Q()
        if self.ids is not None:
            condition &= by_ids(self.model, self.ids, "ids")
        if self.not_ids is not None:
            condition &= ~by_ids(self.model, self.not_ids, "notIds")
        if self.themes is not None:
            condition &= by_slugs(self.model, "themes", self.themes)
        if self.query is not None:
            condition &= by_words(self.query)
        if self.language_status is not None:
            condition &= by_language_status(self.language_status)
        if self.is_fallback is not None:
            condition &= by_fallback(self.is_fallback, wish)
        return condition


@strawberry.input
class AreaFilter(ContentFilter):
    """What lists of content with areas can be filtered by as well."""

    area_link: ClassVar[Any]

    areas: list[str] | None = strawberry.field(default=None, description=AREAS_HELP)
    within: list[str] | None = strawberry.field(default=None, description=WITHIN_HELP)

    def _own(self, wish: Wish) -> Q:
        condition = super()._own(wish)
        if self.areas is not None:
            condition &= by_areas(self.area_link, self.areas)
        if self.within is not None:
            condition &= by_links_within(self.area_link, self.within)
        return condition


@strawberry.input(description="Which news articles. What is left out or empty does not narrow the list.")
class NewsArticleFilter(AreaFilter):
    model = news_models.NewsArticlePage
    area_link = news_models.ArticleArea

    organisations: list[strawberry.ID] | None = strawberry.field(
        default=None, description="IDs of organisations it is about; any of them."
    )
    projects: list[strawberry.ID] | None = strawberry.field(
        default=None, description="IDs of projects it is about; any of them."
    )
    date_from: date | None = strawberry.field(
        default=None, description="Dated on this day or later; the date is the article's own, and not its publication."
    )
    date_until: date | None = strawberry.field(default=None, description="Dated on this day or earlier.")
    published_after: datetime | None = strawberry.field(
        default=None, description="First published in its language after this instant."
    )
    published_before: datetime | None = strawberry.field(
        default=None, description="First published in its language before this instant."
    )

    def _own(self, wish: Wish) -> Q:
        condition = super()._own(wish)
        if self.organisations is not None:
            condition &= by_links(
                news_models.ArticleOrganisation, "organisation", self.organisations, "Organisation", "organisations"
            )
        if self.projects is not None:
            condition &= by_links(news_models.ArticleProject, "project", self.projects, "Project", "projects")
        if self.date_from is not None:
            condition &= Q(date__gte=self.date_from)
        if self.date_until is not None:
            condition &= Q(date__lte=self.date_until)
        if self.published_after is not None:
            condition &= Q(first_published_at__gt=instant(self.published_after, "publishedAfter"))
        if self.published_before is not None:
            condition &= Q(first_published_at__lt=instant(self.published_before, "publishedBefore"))
        return condition


@strawberry.input(description="Which projects. What is left out or empty does not narrow the list.")
class ProjectFilter(AreaFilter):
    model = organisation_models.ProjectPage
    area_link = organisation_models.ProjectArea

    target_groups: list[str] | None = strawberry.field(default=None, description="Slugs of target groups; any of them.")
    status: list[ProjectStatus] | None = strawberry.field(
        default=None, description="Computed from the period, in Helsinki's calendar; any of them."
    )
    managing_organisations: list[strawberry.ID] | None = strawberry.field(
        default=None, description="IDs of organisations that manage it; any of them."
    )
    funders: list[strawberry.ID] | None = strawberry.field(
        default=None, description="IDs of organisations that fund it; any of them."
    )

    def _own(self, wish: Wish) -> Q:
        condition = super()._own(wish)
        if self.target_groups is not None:
            condition &= by_slugs(self.model, "target_groups", self.target_groups)
        if self.status is not None:
            projects = organisation_models.ProjectPage.objects.with_status([status.value for status in self.status])
            condition &= Q(pk__in=projects.values("pk"))
        if self.managing_organisations is not None:
            groups = groups_of(self.managing_organisations, "Organisation", "managingOrganisations")
            condition &= Q(managing_organisation__translation_key__in=groups)
        if self.funders is not None:
            condition &= by_links(
                organisation_models.ProjectFunder, "organisation", self.funders, "Organisation", "funders"
            )
        return condition


@strawberry.input(description="Which organisations. What is left out or empty does not narrow the list.")
class OrganisationFilter(AreaFilter):
    model = organisation_models.OrganisationPage
    area_link = organisation_models.OrganisationArea

    kinds: list[OrganisationKind] | None = strawberry.field(
        default=None, description="Kinds of organisation; any of them."
    )
    target_groups: list[str] | None = strawberry.field(default=None, description="Slugs of target groups; any of them.")
    serves_in: list[LanguageTag] | None = strawberry.field(
        default=None, description="Languages in which people are served; any of them."
    )
    home_municipalities: list[str] | None = strawberry.field(
        default=None,
        description=(
            "Keys of areas, written as in `areas`. Matches organisations whose home municipality is one of them or "
            "lies in one, such as a region."
        ),
    )
    member_of: list[strawberry.ID] | None = strawberry.field(
        default=None, description="IDs of organisations it is a member of today; any of them."
    )
    business_id: str | None = strawberry.field(default=None, description="Finnish business ID, NNNNNNN-C.")
    confirmed_after: date | None = strawberry.field(
        default=None, description="Its facts were confirmed after this day."
    )

    def _own(self, wish: Wish) -> Q:
        condition = super()._own(wish)
        if self.kinds is not None:
            condition &= Q(kind__in=[kind.value for kind in self.kinds])
        if self.target_groups is not None:
            condition &= by_slugs(self.model, "target_groups", self.target_groups)
        if self.serves_in is not None:
            condition &= by_spoken(self.serves_in)
        if self.home_municipalities is not None:
            areas = areas_within(self.home_municipalities, "homeMunicipalities")
            condition &= Q(home_municipality__in=areas)
        if self.member_of is not None:
            groups = groups_of(self.member_of, "Organisation", "memberOf")
            current = organisation_models.Membership.objects.current().filter(member_of__translation_key__in=groups)
            condition &= Q(translation_key__in=current.values("member__translation_key"))
        if self.business_id is not None:
            condition &= Q(business_id=clean(self.business_id, "businessId").strip())
        if self.confirmed_after is not None:
            condition &= Q(last_confirmed_on__gt=self.confirmed_after)
        return condition


@strawberry.input(description="Which advocacy positions. What is left out or empty does not narrow the list.")
class AdvocacyPositionFilter(ContentFilter):
    model = organisation_models.AdvocacyPositionPage

    kinds: list[AdvocacyKind] | None = strawberry.field(default=None, description="Kinds of position; any of them.")
    addressees: list[strawberry.ID] | None = strawberry.field(
        default=None, description="IDs of organisations it is addressed to; any of them."
    )
    in_force: bool | None = strawberry.field(default=None, description="In force today, or not.")
    adopted_after: date | None = strawberry.field(default=None, description="Adopted after this day.")
    adopted_before: date | None = strawberry.field(default=None, description="Adopted before this day.")

    def _own(self, wish: Wish) -> Q:
        condition = super()._own(wish)
        if self.kinds is not None:
            condition &= Q(kind__in=[kind.value for kind in self.kinds])
        if self.addressees is not None:
            condition &= by_links(
                organisation_models.PositionAddressee, "organisation", self.addressees, "Organisation", "addressees"
            )
        if self.in_force is not None:
            wanted = organisation_models.AdvocacyPositionPage.objects.in_force(self.in_force)
            condition &= Q(pk__in=wanted.values("pk"))
        if self.adopted_after is not None:
            condition &= Q(adopted_on__gt=self.adopted_after)
        if self.adopted_before is not None:
            condition &= Q(adopted_on__lt=self.adopted_before)
        return condition
