"""Objects by global ID, whatever their type, as far as they are public."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from cms.core.languages import chain
from cms.core.visibility import shown_pages
from content_api import ids
from content_api.base.node import Node
from content_api.content.bodies import readable_representations
from content_api.reading import loading
from content_api.reading.addresses import in_own_languages
from content_api.reading.columns import is_page
from content_api.type_names import TYPE_NAMES, TYPES

# What is public only as far as something else is, with what leaves out rows that cannot be answered.
_READABLE: dict[str, Callable[[list[Any]], list[Any]]] = {"Body": list, "Representation": readable_representations}


@cache
def _records() -> Mapping[str, Any]:
    """Models of things without a page of their own that have a global ID, by the name of their type."""
    return {
        name: model
        for model, name in TYPE_NAMES.items()
        if not is_page(model) and name in TYPES and issubclass(TYPES[name], Node)
    }


def _load(name: str, keys: list[int], locales: loading.Locales) -> Mapping[int, Any]:
    model = _records()[name]
    if (readable := _READABLE.get(name)) is None:
        return loading.load(model, keys, locales)
    rows = loading.load_rows(loading.visible(model).filter(pk__in=keys), locales)
    return {row.pk: row for row in readable(rows)}


def _pages(keys: list[int], locales: loading.Locales | None) -> dict[int, Any]:
    """Returns pages by primary key, each in its own language: an ID names a page in one language."""
    identities = list(shown_pages().filter(pk__in=keys).values_list("pk", "content_type_id"))
    return in_own_languages(identities) if locales is None else loading.specific_content(identities, locales)


def find_nodes(values: list[Any], argument: str, locales: loading.Locales | None) -> list[Any]:
    """Returns objects in the order asked, and None for what does not exist, is not public or is not of this API."""
    identifiers = [ids.decode(value, argument) for value in values]
    keys: dict[str, list[int]] = defaultdict(list)
    for identifier in identifiers:
        keys["Page" if identifier.type_name not in _records() else identifier.type_name].append(identifier.pk)
    found: dict[tuple[str, int], Any] = {}
    for kind, wanted in keys.items():
        rows = _pages(wanted, locales) if kind == "Page" else _load(kind, wanted, locales or chain(None))
        found |= {(TYPE_NAMES[type(row)], pk): row for pk, row in rows.items()}
    return [found.get((identifier.type_name, identifier.pk)) for identifier in identifiers]
