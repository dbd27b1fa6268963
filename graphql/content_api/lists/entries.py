"""How the root of the schema finds entries: lists, single things, whatever has a page, and all pages there are."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

import strawberry
from django.contrib.contenttypes.models import ContentType as ModelType

from cms.core.languages import chain
from cms.core.visibility import published_pages, shown_pages
from content_api import ids
from content_api.kinds import MODELS, ContentType
from content_api.lists.conditions import check_size, check_slugs, without_empty
from content_api.lists.connections import Key, Order, Slice, columns_of, connection
from content_api.lists.filters import Given
from content_api.lists.nearby import ANY_CIRCLE, ANY_POINT, BY_DISTANCE, DISTANCE, Nearby, circle_of, with_distance
from content_api.reading import loading
from content_api.reading.addresses import in_own_languages, normalised, page_at
from content_api.reading.columns import is_page
from content_api.reading.loading import Locales, visible
from content_api.reading.statements import Statement
from content_api.scalars import LanguageTag
from content_api.type_names import TYPE_NAMES
from engine.errors import InvalidArgument
from organisations.models.places import Circle

# A static build reads all pages: along the primary key, nothing is read twice or left out while pages come and go.
BY_KEY: Order = (Key("pk"),)


@strawberry.input(one_of=True, description="Names one thing: give exactly one of the three.")
class ContentBy:
    id: strawberry.Maybe[strawberry.ID] = strawberry.field(description="Its global ID, in any language.")
    path: strawberry.Maybe[str] = strawberry.field(description="Its path, in any language.")
    translation_key: strawberry.Maybe[strawberry.ID] = strawberry.field(
        description="What all its languages share; `translationKey` tells it."
    )


def locales_of(locales: list[LanguageTag] | None) -> Locales:
    try:
        return chain(locales)
    except ValueError as error:
        raise InvalidArgument("locales", str(error)) from None


def optional_locales_of(locales: list[LanguageTag] | None) -> Locales | None:
    """Returns the languages asked for, or None when there are none: then a page's own language counts."""
    return locales_of(locales) if locales is not None else None


def listed(
    model: Any,
    locales: Locales,
    given: Any,
    order: Order,
    part: Slice,
    readable: Callable[[list[Any]], list[Any]] = list,
) -> Any:
    """A connection of a model's entries, best first in these languages, as far as the filter `given` holds.

    One statement for the page; the count is asked only when `totalCount` is.
    """
    given = without_empty(given) if given is not None else None
    if given is not None:
        check_size(given)
        check_slugs(given)
    also = columns_of(order)
    if given is None or given.can_be_kept():
        asked = Given(given) if given is not None else None
        read = loading.reading(_page, model, locales, asked, order, part, also=also)
        rows = loading.together(read.rows(model), locales)
    else:
        rows = loading.load_rows(_page(model, locales, Given(given), order, part), locales, *also)
    return connection(readable(rows), order, part, lambda: _entries(model, locales, given).count())


def listed_nearby(model: Any, locales: Locales, given: Any, point: Nearby, part: Slice, order: Any) -> Any:
    """The same, of what has a map position: the nearest first, so that no other order may be asked for."""
    if order:
        raise InvalidArgument("nearby", "is an order of its own: leave out `order`.")
    given = without_empty(given) if given is not None else None
    if given is not None:
        check_size(given)
        check_slugs(given)
    there, asked = circle_of(point), Given(given) if given is not None else None
    if given is None or given.can_be_kept():
        is_within = there.kilometres is not None
        read = loading.reading(_nearest_to_any, model, locales, asked, is_within, part, computed=(DISTANCE,))
        rows = loading.together(read.rows(model, **asdict(there)), locales)
    else:
        rows = loading.load_rows(_nearest(model, locales, asked, there, part), locales, computed=(DISTANCE,))
    return connection(rows, BY_DISTANCE, part, lambda: with_distance(_entries(model, locales, given), there).count())


def _nearest_to_any(model: Any, locales: Locales, given: Given | None, is_within: bool, part: Slice) -> Any:
    return _nearest(model, locales, given, ANY_CIRCLE if is_within else ANY_POINT, part)


def _nearest(model: Any, locales: Locales, given: Given | None, there: Circle, part: Slice) -> Any:
    found = with_distance(_entries(model, locales, given and given.filter), there)
    return part.narrow(found, BY_DISTANCE)[: part.size + 1]


def _entries(model: Any, locales: Locales, given: Any) -> Any:
    found = model.objects.best_of(locales) if is_page(model) else visible(model)
    return found if given is None else found.filter(given.condition(locales))


def _page(model: Any, locales: Locales, given: Given | None, order: Order, part: Slice) -> Any:
    return part.narrow(_entries(model, locales, given and given.filter), order)[: part.size + 1]


def single(model: Any, by: ContentBy, locales: Any) -> Any:
    """The one entry that `by` names; None when it is not public or can be read in none of the languages."""
    locales = optional_locales_of(locales)
    if by.translation_key is not None:
        return loading.entry_of(model, _group(by), locales or locales_of(None))
    if by.id is not None:
        (pk,) = ids.decode_all([by.id.value], TYPE_NAMES[model], "by.id")
        return loading.entry_named(model, "id", pk, locales)
    path = normalised(by.path.value)  # type: ignore[union-attr]
    if found := loading.entry_named(model, "url_path", path, locales):
        return found
    # An alias has no text of its own.
    return loading.entry_named(model, "id", at[0], locales) if (at := page_at(path)) else None


def _group(by: ContentBy) -> UUID:
    key = str(by.translation_key.value)  # type: ignore[union-attr]
    try:
        return UUID(key)
    except ValueError:
        raise InvalidArgument("by.translationKey", f"{key[:60]!r} is not a UUID.") from None


def content(by: ContentBy, locales: Any) -> Any:
    """Returns one page as `single` does, of whatever type it is."""
    model = _model_named(by)
    return None if model is None else single(model, by, locales)


def _model_named(by: ContentBy) -> Any:
    """Returns the model of the page that is named, or None where there is no such page. Raises InvalidArgument."""
    if by.translation_key is not None:
        pages = published_pages().filter(translation_key=_group(by))
    elif by.id is not None:
        identifier = ids.decode(by.id.value, "by.id")
        models = [model for model, name in TYPE_NAMES.items() if name == identifier.type_name and is_page(model)]
        if not models:
            raise InvalidArgument("by.id", f"is an ID of {identifier.type_name}, which has no page.")
        if len(models) == 1:
            return models[0]
        pages = shown_pages().filter(pk=identifier.pk)
    else:
        at = page_at(normalised(by.path.value))  # type: ignore[union-attr]
        return _model(at[1]) if at else None
    found = pages.values_list("content_type_id", flat=True).first()
    return _model(found) if found else None


def _model(content_type_id: int) -> Any:
    """Returns the page's model; None for a page that is no content of the API, such as the root."""
    model = ModelType.objects.get_for_id(content_type_id).model_class()
    return model if model in TYPE_NAMES else None


def every_page(languages: Sequence[str] | None, types: Sequence[ContentType] | None, part: Slice) -> Any:
    """A connection of all texts that are public: each language of a thing is an entry of its own."""
    pages = shown_pages()
    if languages:
        pages = pages.filter(locale__language_code__in=known_languages(languages))
    models = [model for kind in types or MODELS for model in MODELS[kind]]
    pages = pages.filter(content_type__in=ModelType.objects.get_for_models(*models).values())
    read = Statement(part.narrow(pages, BY_KEY)[: part.size + 1], {"id": "pk", "type": "content_type_id"})
    found = read.values()
    rows = in_own_languages([(row["id"], row["type"]) for row in found])
    return connection([rows[row["id"]] for row in found if row["id"] in rows], BY_KEY, part, lambda: pages.count())


def known_languages(languages: Sequence[str]) -> tuple[str, ...]:
    """Returns the languages of an argument of this name. Raises InvalidArgument for an unknown one."""
    try:
        return chain(languages)
    except ValueError as error:
        raise InvalidArgument("languages", str(error)) from None
