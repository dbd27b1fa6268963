"""To whom the pages of a desk are given, and by which day they are to be done."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import CharField, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim
from django.utils import timezone
from wagtail.models import Locale, Page

from cms.translation.desk.languages import people_for
from cms.translation.models import Assignment


def told(pages: QuerySet[Any], locale: Locale) -> QuerySet[Any]:
    """Annotates `person` (a user's key), `given_to` (their name) and `due` of the pages in a language.

    One who may not translate into it any more has nothing: the page is nobody's again. A day is met by whatever
    publishes the translation next, and then counts no longer; the person stays who translates it.
    """
    mine = Assignment.objects.filter(object_id=OuterRef("translation_key"), locale=locale)
    given = mine.filter(person__in=people_for(locale).values("pk"))
    return pages.annotate(
        person=Subquery(given.values("person")),
        given_to=Subquery(given.annotate(name=_name()).values("name"), output_field=CharField()),
        due=Subquery(mine.exclude(_is_met()).values("due"), output_field=DateField()),
    )


def _name() -> Any:
    """What `name_of` says of a user, in SQL."""
    whole = Trim(Concat("person__first_name", Value(" "), "person__last_name"))
    return Coalesce(NullIf(whole, Value("")), F("person__username"))


def _is_met() -> Q:
    published = Page.objects.filter(
        translation_key=OuterRef("object_id"), locale=OuterRef("locale"), last_published_at__gte=OuterRef("at")
    )
    return Q(Exists(published))


def for_person(pages: QuerySet[Any], person: Any) -> QuerySet[Any]:
    """Of the pages that `told` has annotated, those that somebody is to do: theirs and nobody's."""
    return pages.filter(Q(person__isnull=True) | Q(person=person.pk))


@transaction.atomic
def give(pages: Iterable[UUID], locale: Locale, person: Any, due: date | None) -> list[UUID]:
    """Gives pages, by their translation keys, to a person (None: to nobody), to be done by a day (None: by none).

    Returns the keys of those that were not that person's before.
    """
    keys = list(pages)
    if person is None and due is None:
        Assignment.objects.filter(object_id__in=keys, locale=locale).delete()
        return []
    had = set(
        Assignment.objects.filter(object_id__in=keys, locale=locale, person=person).values_list("object_id", flat=True)
    )
    Assignment.objects.bulk_create(
        [Assignment(object_id=key, locale=locale, person=person, due=due, at=timezone.now()) for key in keys],
        update_conflicts=True,
        unique_fields=["object_id", "locale"],
        update_fields=["person", "due", "at"],
    )
    return [key for key in keys if key not in had]
