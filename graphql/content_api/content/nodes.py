"""Objects by global ID, whatever their type, as far as they are public."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from cms.core.languages import chain
from cms.core.visibility import shown_pages
from content_api import ids
from content_api.content.ties import readable_representations
from content_api.reading import loading
from content_api.reading.addresses import in_own_languages
from content_api.type_names import TYPE_NAMES
from organisations import models as organisation_models


def _representations(keys: Iterable[Any], wish: loading.Wish) -> dict[int, Any]:
    rows = organisation_models.Representation.objects.public().filter(pk__in=keys)
    return {row.pk: row for row in readable_representations(loading.load_rows(rows, wish))}


# Things without a page of their own, as far as they are public.
LOADERS: dict[str, loading.Load] = {
    "Area": loading.areas,
    "Contact": loading.contacts,
    "Document": loading.documents,
    "Image": loading.images,
    "Representation": _representations,
    "TargetGroup": loading.target_groups,
    "Theme": loading.themes,
}


def _pages(keys: list[int], wish: loading.Wish | None) -> dict[int, Any]:
    """Each in its own language, which an id names."""
    identities = list(shown_pages().filter(pk__in=keys).values_list("pk", "content_type_id"))
    return in_own_languages(identities) if wish is None else loading.specific_content(identities, wish)


def find_nodes(values: list[Any], argument: str, wish: loading.Wish | None) -> list[Any]:
    """In the order asked; None for what does not exist, is not public, or is not of this API."""
    identifiers = [ids.decode(value, argument) for value in values]
    keys: dict[str, list[int]] = defaultdict(list)
    for identifier in identifiers:
        keys["Page" if identifier.type_name not in LOADERS else identifier.type_name].append(identifier.pk)
    found: dict[tuple[str, int], Any] = {}
    for kind, wanted in keys.items():
        rows = _pages(wanted, wish) if kind == "Page" else LOADERS[kind](wanted, wish or chain(None))
        found |= {(TYPE_NAMES[type(row)], pk): row for pk, row in rows.items()}
    return [found.get((identifier.type_name, identifier.pk)) for identifier in identifiers]
