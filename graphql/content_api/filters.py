"""What lists can be filtered by: closed, typed inputs that become conditions of our own making.

No client names a column or an operator, and no condition looks at what a reader may not see.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any, Self

import strawberry
from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from cms.core.languages import content_languages
from cms.core.visibility import published_pages
from cms.translation.models import TextStatus
from content_api import ids, limits
from content_api.enums import AdvocacyKind, OrganisationKind, ProjectStatus
from content_api.errors import InvalidArgument
from content_api.loading import Wish
from content_api.scalars import LanguageTag
from content_api.types.language import LanguageStatus
from news import models as news_models
from organisations import models as organisation_models

THEMES_HELP = "Slugs of themes; any of them."
AREAS_HELP = (
    "Area codes; any of them. A code matches what serves that area: the municipality itself, its region and its "
    "wellbeing services county, and the whole country. Write 049, FI, REGION:01 or WELLBEING_COUNTY:01."
)
QUERY_HELP = (
    "Words to find, in the inflected forms that the language's stemmer knows; quotation marks keep words together, "
    "a minus sign excludes."
)
AND_HELP = "All of these must match as well."
OR_HELP = "At least one of these must match as well."
NOT_HELP = "This must not match."


def _bounded(values: Sequence[Any], argument: str) -> Sequence[Any]:
    if len(values) > limits.FILTER_VALUES_MAX:
        raise InvalidArgument(argument, f"at most {limits.FILTER_VALUES_MAX} values, not {len(values)}.")
    return values


def _instant(value: datetime, argument: str) -> datetime:
    if value.tzinfo is None:
        raise InvalidArgument(argument, "an instant has an offset, like 2026-01-31T12:00:00+02:00 or …Z.")
    if abs(value.utcoffset() or timedelta()) >= timedelta(hours=16):
        raise InvalidArgument(argument, "no place is sixteen hours from UTC.")  # Nor does PostgreSQL take it.
    return value


def _clean(text: str, argument: str) -> str:
    """PostgreSQL takes neither a null character nor half a surrogate pair."""
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise InvalidArgument(argument, "holds a character that is no text.")
    if len(text) > limits.FILTER_TEXT_MAX_LENGTH:
        raise InvalidArgument(argument, f"at most {limits.FILTER_TEXT_MAX_LENGTH} characters each.")
    return text


def by_themes(model: Any, slugs: list[str]) -> Q:
    field = model._meta.get_field("themes")
    through = field.remote_field.through
    slugs = [_clean(slug, "themes") for slug in _bounded(slugs, "themes")]
    return Q(pk__in=through.objects.filter(theme__slug__in=slugs).values(f"{field.m2m_field_name()}_id"))


def by_areas(link: Any, codes: list[str]) -> Q:
    areas = organisation_models.Area.objects
    try:
        wanted = areas.with_codes([_clean(code, "areas") for code in _bounded(codes, "areas")])
    except organisation_models.UnknownArea as error:
        raise InvalidArgument("areas", str(error)) from None
    if not wanted:
        return Q(pk__in=[])
    return Q(pk__in=link.objects.filter(area__in=areas.serving(wanted)).values("page_id"))


def groups_of(global_ids: Sequence[str], type_name: str, argument: str) -> Any:
    """Translation keys of things named by id: any language of one names it."""
    keys = ids.decode_all(_bounded(global_ids, argument), type_name, argument)
    return published_pages().filter(pk__in=keys).values("translation_key")


def by_links(link: Any, name: str, global_ids: Sequence[str], type_name: str, argument: str) -> Q:
    groups = groups_of(global_ids, type_name, argument)
    return Q(pk__in=link.objects.filter(**{f"{name}__translation_key__in": groups}).values("page_id"))


def by_words(words: str) -> Q:
    """Full text, each entry by the dictionary of its own language."""
    if len(words) > limits.SEARCH_WORDS_MAX_LENGTH:
        raise InvalidArgument("query", f"at most {limits.SEARCH_WORDS_MAX_LENGTH} characters, not {len(words)}.")
    words = _clean(words, "query")
    return reduce(
        or_,
        (
            Q(
                locale__language_code=item.tag,
                search_vector=SearchQuery(words, config=item.search_config, search_type="websearch"),
            )
            for item in content_languages()
        ),
    )


def by_language_status(statuses: list[LanguageStatus], wish: Wish) -> Q:
    """Of the entry as it would be shown to this wish."""
    fallback = ~Q(locale__language_code=wish[0]) | Q(text_state__status=TextStatus.UNTRANSLATED)
    condition = Q(pk__in=[])
    for status in dict.fromkeys(statuses):
        if status is LanguageStatus.FALLBACK:
            condition |= fallback
        else:
            condition |= Q(locale__language_code=wish[0], text_state__status=status.value)
    return condition


def combined(given: Any, own: Callable[[], Q], wish: Wish, depth: int) -> Q:
    """A filter's own conditions with its `and`, `or` and `not`."""
    if depth > limits.FILTER_DEPTH_MAX:
        raise InvalidArgument("filter", f"nested more than {limits.FILTER_DEPTH_MAX} levels deep.")
    condition = own()
    for other in _bounded(given.and_ or [], "and"):
        condition &= other.condition(wish, depth + 1)
    if given.or_:
        condition &= reduce(or_, (other.condition(wish, depth + 1) for other in _bounded(given.or_, "or")))
    if given.not_:
        condition &= ~given.not_.condition(wish, depth + 1)
    return condition


def check_size(given: Any) -> None:
    """However it is spelled: a variable may stand for a part of a filter many times."""
    parts = sum(1 for _ in islice(_parts(given), limits.INPUT_OBJECTS_MAX + 1))
    if parts > limits.INPUT_OBJECTS_MAX:
        raise InvalidArgument("filter", f"at most {limits.INPUT_OBJECTS_MAX} parts in all.")


def _parts(given: Any) -> Iterator[Any]:
    yield given
    for other in (*(given.and_ or ()), *(given.or_ or ()), *((given.not_,) if given.not_ else ())):
        yield from _parts(other)


def filter_key(given: Any) -> Hashable | None:
    """What a filter's condition is made of. None when it is made of what the database says (areas are looked up), or
    of so much that it is not worth keeping."""
    if given is None:
        return ()
    values: list[Hashable] = []
    for name, value in vars(given).items():
        if value is None:
            continue
        if name == "areas":
            return None
        if name in {"and_", "or_", "not_"}:
            inner = [filter_key(other) for other in (value if isinstance(value, list) else [value])]
            if None in inner:
                return None
            values.append((name, tuple(inner)))
        else:
            values.append((name, tuple(value) if isinstance(value, list) else value))
    return tuple(values) if len(str(values)) <= limits.KEPT_FILTER_MAX_LENGTH else None


@strawberry.input(description="Which news articles. What is left out does not narrow the list.")
class NewsArticleFilter:
    themes: list[str] | None = strawberry.field(default=None, description=THEMES_HELP)
    areas: list[str] | None = strawberry.field(default=None, description=AREAS_HELP)
    organisations: list[strawberry.ID] | None = strawberry.field(
        default=None, description="IDs of organisations it is about; any of them."
    )
    projects: list[strawberry.ID] | None = strawberry.field(
        default=None, description="IDs of projects it is about; any of them."
    )
    published_after: datetime | None = strawberry.field(
        default=None, description="First published in its language after this instant."
    )
    published_before: datetime | None = strawberry.field(
        default=None, description="First published in its language before this instant."
    )
    query: str | None = strawberry.field(default=None, description=QUERY_HELP)
    language_status: list[LanguageStatus] | None = strawberry.field(
        default=None, description="How the text that would be shown relates to its source; any of them."
    )
    and_: list[Self] | None = strawberry.field(name="and", default=None, description=AND_HELP)
    or_: list[Self] | None = strawberry.field(name="or", default=None, description=OR_HELP)
    not_: Self | None = strawberry.field(name="not", default=None, description=NOT_HELP)

    def condition(self, wish: Wish, depth: int = 1) -> Q:
        return combined(self, lambda: self._own(wish), wish, depth)

    def _own(self, wish: Wish) -> Q:
        condition = Q()
        if self.themes is not None:
            condition &= by_themes(news_models.NewsArticlePage, self.themes)
        if self.areas is not None:
            condition &= by_areas(news_models.ArticleArea, self.areas)
        if self.organisations is not None:
            condition &= by_links(
                news_models.ArticleOrganisation, "organisation", self.organisations, "Organisation", "organisations"
            )
        if self.projects is not None:
            condition &= by_links(news_models.ArticleProject, "project", self.projects, "Project", "projects")
        if self.published_after is not None:
            condition &= Q(first_published_at__gt=_instant(self.published_after, "publishedAfter"))
        if self.published_before is not None:
            condition &= Q(first_published_at__lt=_instant(self.published_before, "publishedBefore"))
        if self.query is not None:
            condition &= by_words(self.query)
        if self.language_status is not None:
            condition &= by_language_status(self.language_status, wish)
        return condition


@strawberry.input(description="Which projects. What is left out does not narrow the list.")
class ProjectFilter:
    themes: list[str] | None = strawberry.field(default=None, description=THEMES_HELP)
    areas: list[str] | None = strawberry.field(default=None, description=AREAS_HELP)
    status: list[ProjectStatus] | None = strawberry.field(
        default=None, description="Computed from the period, in Helsinki's calendar; any of them."
    )
    managing_organisations: list[strawberry.ID] | None = strawberry.field(
        default=None, description="IDs of organisations that manage it; any of them."
    )
    funders: list[strawberry.ID] | None = strawberry.field(
        default=None, description="IDs of organisations that fund it; any of them."
    )
    query: str | None = strawberry.field(default=None, description=QUERY_HELP)
    and_: list[Self] | None = strawberry.field(name="and", default=None, description=AND_HELP)
    or_: list[Self] | None = strawberry.field(name="or", default=None, description=OR_HELP)
    not_: Self | None = strawberry.field(name="not", default=None, description=NOT_HELP)

    def condition(self, wish: Wish, depth: int = 1) -> Q:
        return combined(self, self._own, wish, depth)

    def _own(self) -> Q:
        condition = Q()
        if self.themes is not None:
            condition &= by_themes(organisation_models.ProjectPage, self.themes)
        if self.areas is not None:
            condition &= by_areas(organisation_models.ProjectArea, self.areas)
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
        if self.query is not None:
            condition &= by_words(self.query)
        return condition


@strawberry.input(description="Which organisations. What is left out does not narrow the list.")
class OrganisationFilter:
    kinds: list[OrganisationKind] | None = strawberry.field(
        default=None, description="Kinds of organisation; any of them."
    )
    themes: list[str] | None = strawberry.field(default=None, description=THEMES_HELP)
    areas: list[str] | None = strawberry.field(default=None, description=AREAS_HELP)
    serves_in: list[LanguageTag] | None = strawberry.field(
        default=None, description="Languages in which people are served; any of them."
    )
    member_of: list[strawberry.ID] | None = strawberry.field(
        default=None, description="IDs of organisations it is a member of today; any of them."
    )
    business_id: str | None = strawberry.field(default=None, description="Finnish business ID, NNNNNNN-C.")
    query: str | None = strawberry.field(default=None, description=QUERY_HELP)
    confirmed_after: date | None = strawberry.field(
        default=None, description="Its facts were confirmed after this day."
    )
    and_: list[Self] | None = strawberry.field(name="and", default=None, description=AND_HELP)
    or_: list[Self] | None = strawberry.field(name="or", default=None, description=OR_HELP)
    not_: Self | None = strawberry.field(name="not", default=None, description=NOT_HELP)

    def condition(self, wish: Wish, depth: int = 1) -> Q:
        return combined(self, self._own, wish, depth)

    def _own(self) -> Q:
        condition = Q()
        if self.kinds is not None:
            condition &= Q(kind__in=[kind.value for kind in self.kinds])
        if self.themes is not None:
            condition &= by_themes(organisation_models.OrganisationPage, self.themes)
        if self.areas is not None:
            condition &= by_areas(organisation_models.OrganisationArea, self.areas)
        if self.serves_in is not None:
            condition &= Q(serves_in__overlap=list(_bounded(self.serves_in, "servesIn")))
        if self.member_of is not None:
            groups = groups_of(self.member_of, "Organisation", "memberOf")
            current = organisation_models.Membership.objects.current().filter(member_of__translation_key__in=groups)
            condition &= Q(translation_key__in=current.values("member__translation_key"))
        if self.business_id is not None:
            condition &= Q(business_id=_clean(self.business_id, "businessId").strip())
        if self.query is not None:
            condition &= by_words(self.query)
        if self.confirmed_after is not None:
            condition &= Q(last_confirmed_on__gt=self.confirmed_after)
        return condition


@strawberry.input(description="Which advocacy positions. What is left out does not narrow the list.")
class AdvocacyPositionFilter:
    kinds: list[AdvocacyKind] | None = strawberry.field(default=None, description="Kinds of position; any of them.")
    themes: list[str] | None = strawberry.field(default=None, description=THEMES_HELP)
    addressees: list[strawberry.ID] | None = strawberry.field(
        default=None, description="IDs of organisations it is addressed to; any of them."
    )
    in_force: bool | None = strawberry.field(default=None, description="In force today, or not.")
    adopted_after: date | None = strawberry.field(default=None, description="Adopted after this day.")
    adopted_before: date | None = strawberry.field(default=None, description="Adopted before this day.")
    query: str | None = strawberry.field(default=None, description=QUERY_HELP)
    and_: list[Self] | None = strawberry.field(name="and", default=None, description=AND_HELP)
    or_: list[Self] | None = strawberry.field(name="or", default=None, description=OR_HELP)
    not_: Self | None = strawberry.field(name="not", default=None, description=NOT_HELP)

    def condition(self, wish: Wish, depth: int = 1) -> Q:
        return combined(self, self._own, wish, depth)

    def _own(self) -> Q:
        condition = Q()
        if self.kinds is not None:
            condition &= Q(kind__in=[kind.value for kind in self.kinds])
        if self.themes is not None:
            condition &= by_themes(organisation_models.AdvocacyPositionPage, self.themes)
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
        if self.query is not None:
            condition &= by_words(self.query)
        return condition
