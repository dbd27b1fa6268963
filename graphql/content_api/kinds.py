"""The kinds of content, as clients name them, and the models that each stands for. Both are the models' own."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

import strawberry
from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import override

from cms.translation.pages import ListPageMixin
from syndication.tags import page_kinds

# Where the model's own plural does not say enough.
_DESCRIPTIONS = {
    "organisation": "Organisations of the directory.",
    "content-page": "Pages such as About us.",
    "index-page": "Pages that lead to a list.",
    "home-page": "The home page of each language.",
}


def _models() -> dict[str, tuple[Any, ...]]:
    found: dict[str, tuple[Any, ...]] = {}
    for label, kind in page_kinds().items():
        found[kind] = (*found.get(kind, ()), apps.get_model(label))
    return found


def _name(kind: str) -> str:
    return kind.upper().replace("-", "_")


def _description(kind: str, models: tuple[Any, ...]) -> str:
    with override("en"):
        return _DESCRIPTIONS.get(kind) or f"{capfirst(str(models[0]._meta.verbose_name_plural))}."


_BY_KIND = _models()
_MEMBERS = {
    _name(kind): strawberry.enum_value(_name(kind), description=_description(kind, models))
    for kind, models in _BY_KIND.items()
}
_made: Any = Enum("ContentType", _MEMBERS)  # type: ignore[misc]
ContentType: Any = strawberry.enum(_made, description="Kinds of content: what has a page of its own.")
MODELS: Mapping[Any, tuple[Any, ...]] = {ContentType[_name(kind)]: models for kind, models in _BY_KIND.items()}
KINDS: Mapping[Any, Any] = {model: kind for kind, models in MODELS.items() for model in models}
# An index page's model, and what it leads to.
LISTS: Mapping[Any, Any] = {
    model: KINDS[model.lists()]
    for model in KINDS
    # What has no kind, a system check finds.
    if issubclass(model, ListPageMixin) and model.lists() in KINDS
}
