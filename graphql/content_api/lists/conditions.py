"""What the inputs of lists mean: conditions of our own making, each part bounded.

No client names a column or an operator, and no condition looks at what a reader may not see.
"""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any

from django.db.models import Q

from cms.core.languages import UnknownLanguage, language, spoken
from cms.core.visibility import shown_pages
from cms.search.queries import beginnings, text_query
from content_api import ids
from content_api.reading.columns import link_of
from content_api.reading.loading import Locales
from content_api.reading.statements import Slot, Statement, kept
from content_api.type_names import TYPE_NAMES
from engine import limits
from engine.errors import InvalidArgument
from organisations import models as organisation_models
from organisations.models.places import Circle


def bounded(values: Sequence[Any], argument: str) -> Sequence[Any]:
    if len(values) > limits.FILTER_VALUES_MAX:
        raise InvalidArgument(argument, f"at most {limits.FILTER_VALUES_MAX} values, not {len(values)}.")
    return values


def instant(value: datetime, argument: str) -> datetime:
    if value.tzinfo is None:
        raise InvalidArgument(argument, "an instant has an offset, like 2026-01-31T12:00:00+02:00 or …Z.")
    if abs(value.utcoffset() or timedelta()) >= timedelta(hours=16):
        raise InvalidArgument(argument, "no place is sixteen hours from UTC.")  # Nor does PostgreSQL take it.
    return value


def clean(text: str, argument: str) -> str:
    """PostgreSQL takes no null character. Half a surrogate pair is refused with the request."""
    if "\x00" in text:
        raise InvalidArgument(argument, "holds a character that is no text.")
    if len(text) > limits.FILTER_TEXT_MAX_LENGTH:
        raise InvalidArgument(argument, f"at most {limits.FILTER_TEXT_MAX_LENGTH} characters each.")
    return text


def by_slugs(model: Any, name: str, slugs: list[str]) -> Q:
    """Pages that have ticked any of these in the field with this name, which holds themes or target groups."""
    field = model._meta.get_field(name)
    ticked = field.remote_field.through.objects.filter(**{f"{field.m2m_reverse_field_name()}__slug__in": slugs})
    return Q(pk__in=ticked.values(f"{field.m2m_field_name()}_id"))


def _areas_of(codes: list[str], argument: str) -> list[Any]:
    try:
        return organisation_models.Area.objects.with_codes([clean(code, argument) for code in bounded(codes, argument)])
    except organisation_models.UnknownArea as error:
        raise InvalidArgument(argument, str(error)) from None


def _with_areas(model: Any, areas: Any) -> Q:
    links = model._meta.get_field("areas").related_model
    return Q(pk__in=links.objects.filter(area__in=areas).values("page_id"))


def by_areas(model: Any, codes: list[str]) -> Q:
    """Returns the condition for what serves one of these areas."""
    return _with_areas(model, organisation_models.Area.objects.serving(_areas_of(codes, "areas")))


def areas_within(codes: list[str], argument: str) -> Any:
    return organisation_models.Area.objects.within(_areas_of(codes, argument))


def by_areas_within(model: Any, codes: list[str]) -> Q:
    """Returns the condition for what has an area that lies in one of these."""
    return _with_areas(model, areas_within(codes, "within"))


def by_spoken(column: str, tags: Sequence[str], argument: str) -> Q:
    """Returns the condition for what names one of these languages in a list of languages that people speak."""
    try:
        return Q(**{f"{column}__overlap": [spoken(tag) for tag in bounded(tags, argument)]})
    except UnknownLanguage as error:
        raise InvalidArgument(argument, str(error)) from None


def groups_of(global_ids: Sequence[str], type_name: str, argument: str) -> Any:
    """Translation keys of things named by id: any language of one names it."""
    keys = ids.decode_all(bounded(global_ids, argument), type_name, argument)
    return shown_pages().filter(pk__in=keys).values("translation_key")


def by_ids(global_ids: Sequence[str], type_name: str, argument: str) -> Q:
    return Q(translation_key__in=groups_of(global_ids, type_name, argument))


def by_keys(column: str, global_ids: Sequence[str], type_name: str, argument: str) -> Q:
    """Rows whose column names one of these records by its global ID."""
    return Q(**{f"{column}__in": ids.decode_all(bounded(global_ids, argument), type_name, argument)})


def by_linked(model: Any, relation: str, global_ids: Sequence[str], argument: str) -> Q:
    """Pages that a foreign key or a linking row leads from to one of these."""
    field = model._meta.get_field(relation)
    key = field if field.many_to_one else link_of(field)
    groups = groups_of(global_ids, TYPE_NAMES[key.related_model], argument)
    found = Q(**{f"{key.name}__translation_key__in": groups})
    return found if field.many_to_one else Q(pk__in=field.related_model.objects.filter(found).values("page_id"))


def check_point(latitude: float, longitude: float, argument: str) -> None:
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise InvalidArgument(argument, "a latitude is between -90 and 90, a longitude between -180 and 180.")


def circle(latitude: float, longitude: float, kilometres: float, argument: str) -> Circle:
    """Returns the circle around a point; refuses what is no point, or too wide."""
    check_point(latitude, longitude, argument)
    if not 0 < kilometres <= limits.NEAR_KILOMETRES_MAX:
        raise InvalidArgument(argument, f"more than 0 and at most {limits.NEAR_KILOMETRES_MAX} kilometres.")
    return Circle.around(latitude, longitude, kilometres)


def checked_words(words: str) -> str:
    """Returns what stands in a search box, if it is not too much to look for."""
    if len(words) > limits.SEARCH_WORDS_MAX_LENGTH:
        raise InvalidArgument("query", f"at most {limits.SEARCH_WORDS_MAX_LENGTH} characters, not {len(words)}.")
    if (number := beginnings(clean(words, "query"))) > limits.SEARCH_BEGINNINGS_MAX:
        raise InvalidArgument("query", f"at most {limits.SEARCH_BEGINNINGS_MAX} words with *, not {number}.")
    return words


def by_words(words: str, locales: Locales) -> Q:
    """Full text, each entry by the dictionary of its own language."""
    words = checked_words(words)
    return reduce(
        or_,
        (Q(locale__language_code=tag, search_vector=text_query(words, language(tag))) for tag in locales),
    )


def by_fallback(wanted: bool, locales: Locales) -> Q:
    """An entry has words of its own language, so its language decides."""
    in_first = Q(locale__language_code=locales[0])
    return ~in_first if wanted else in_first


def combined(given: Any, own: Callable[[], Q], locales: Locales, depth: int) -> Q:
    """A filter's own conditions with its `and`, `or` and `not`."""
    if depth > limits.FILTER_DEPTH_MAX:
        raise InvalidArgument("filter", f"nested more than {limits.FILTER_DEPTH_MAX} levels deep.")
    condition = own()
    for other in bounded(given.and_ or [], "and"):
        condition &= other.condition(locales, depth + 1)
    if given.or_:
        condition &= reduce(or_, (other.condition(locales, depth + 1) for other in bounded(given.or_, "or")))
    if given.not_:
        condition &= ~given.not_.condition(locales, depth + 1)
    return condition


def without_empty(given: Any) -> Any:
    """The same filter without empty lists, texts and objects, whose parts are asked first; None when nothing is left.

    A search box, a list of ticked boxes or a group of conditions that a form sends empty means no condition, wherever
    it stands: taken as it is, `{not: {}}` would match nothing and `{or: [{…}, {}]}` everything.
    """
    kept = {name: left for name, value in vars(given).items() if (left := _not_empty(value)) is not None}
    return type(given)(**kept) if kept else None


def _not_empty(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, list):
        return [left for item in value if (left := _not_empty(item)) is not None] or None
    return without_empty(value) if dataclasses.is_dataclass(value) else value


# Fields of filters that hold slugs of a vocabulary: their names in the schema, and what one is called.
_SLUGS: dict[str, tuple[str, str, Any]] = {
    "themes": ("themes", "theme", organisation_models.Theme),
    "target_groups": ("targetGroups", "target group", organisation_models.TargetGroup),
}


def check_slugs(given: Any) -> None:
    """Refuses the slug of nothing: misspelt, it would find nothing and look as if there were nothing to find."""
    for name, (argument, _, _) in _SLUGS.items():
        wanted = [slug for part in parts(given) for slug in bounded(getattr(part, name, None) or (), argument)]
        check_vocabulary(name, wanted)


def check_vocabulary(name: str, slugs: Sequence[str]) -> None:
    """Refuses the slug of nothing in the vocabulary with this name, and a list of them that is too long."""
    argument, kind, vocabulary = _SLUGS[name]
    wanted = [clean(slug, argument) for slug in slugs]
    known = _known_slugs(vocabulary, wanted) if wanted else ()
    for slug in wanted:
        if slug not in known:
            raise InvalidArgument(argument, f"There is no {kind} with the slug {slug!r}.")


@kept
def _with_slugs(vocabulary: Any) -> Statement:
    return Statement(vocabulary.objects.filter(slug__any_of=Slot("slugs")), {"slug": "slug"})


def _known_slugs(vocabulary: Any, slugs: Iterable[str]) -> set[str]:
    return {slug for (slug,) in _with_slugs(vocabulary).tuples(slugs=list(set(slugs)))}


def check_size(given: Any) -> None:
    """However it is spelled: a variable may stand for a part of a filter many times."""
    number = sum(1 for _ in islice(parts(given), limits.INPUT_OBJECTS_MAX + 1))
    if number > limits.INPUT_OBJECTS_MAX:
        raise InvalidArgument("filter", f"at most {limits.INPUT_OBJECTS_MAX} parts in all.")


def parts(given: Any) -> Iterator[Any]:
    """A filter and all the filters in it."""
    yield given
    for other in (*(given.and_ or ()), *(given.or_ or ()), *((given.not_,) if given.not_ else ())):
        yield from parts(other)
