"""Objects by global ID, whatever their type, as far as they are public."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from cms.core.languages import chain, fallbacks
from cms.core.visibility import published_pages
from cms.media import models as media_models
from content_api import ids, loading
from content_api.type_names import TYPE_NAMES
from organisations import models as organisation_models

# Things without a page of their own: what of them is public.
PUBLIC: dict[str, Callable[[], QuerySet[Any]]] = {
    "Area": organisation_models.Area.objects.all,
    "Contact": lambda: organisation_models.Contact.objects.public(),
    "Document": lambda: media_models.Document.objects.public(),
    "Image": lambda: media_models.Image.objects.public(),
    "Representation": lambda: organisation_models.Representation.objects.public(),
    "TargetGroup": organisation_models.TargetGroup.objects.all,
    "Theme": organisation_models.Theme.objects.all,
}


def _pages(keys: list[int]) -> dict[int, Any]:
    identities = list(published_pages().filter(pk__in=keys).values_list("pk", "content_type_id"))
    rows = loading.specific_content(identities, chain(None))
    alike = defaultdict(list)
    for row in rows.values():
        alike[type(row), row.locale_tag].append(row)
    for (_, tag), group in alike.items():
        loading.together(group, (tag, *fallbacks(tag)))
    return rows


def find_nodes(values: list[Any], argument: str) -> list[Any]:
    """In the order asked; None for what does not exist, is not public, or is not of this API."""
    identifiers = [ids.decode(value, argument) for value in values]
    keys: dict[str, list[int]] = defaultdict(list)
    for identifier in identifiers:
        keys["Page" if identifier.type_name not in PUBLIC else identifier.type_name].append(identifier.pk)
    found: dict[tuple[str, int], Any] = {}
    for kind, wanted in keys.items():
        if kind == "Page":
            rows = _pages(wanted)
        else:
            rows = {row.pk: row for row in loading.load_rows(PUBLIC[kind]().filter(pk__in=wanted), chain(None))}
        found |= {(TYPE_NAMES[type(row)], pk): row for pk, row in rows.items()}
    return [found.get((identifier.type_name, identifier.pk)) for identifier in identifiers]
