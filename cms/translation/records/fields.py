"""Which short texts of records, in several languages in one field, are translated at the desk.

They are those of vocabularies, contacts, key figures, images and settings. A page's own rows are facts of the page and
are edited with it; names of areas come from the register.
"""

from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from cms.core.text.localised_text import LocalisedTextField, is_of_page


class TextField(NamedTuple):
    model: type[models.Model]
    field: LocalisedTextField

    @property
    def label(self) -> str:
        """Like “theme › name”."""
        kind = str(self.model._meta.verbose_name)
        return f"{kind[:1].upper()}{kind[1:]} › {self.field.verbose_name}"

    @property
    def key(self) -> str:
        return f"{self.model._meta.label_lower}.{self.field.name}"


@cache
def text_fields() -> dict[str, TextField]:
    """By key, in the order of the apps."""
    found = [
        TextField(model, field)
        for model in apps.get_models()
        if not issubclass(model, Page) and not is_of_page(model) and not getattr(model, "is_reference_data", False)
        for field in model._meta.fields
        if isinstance(field, LocalisedTextField)
    ]
    return {item.key: item for item in found}


def owner(model: type[models.Model]) -> Any:
    """The model whose rights decide: of a row that belongs to another, that one."""
    parent = next((field for field in model._meta.fields if isinstance(field, ParentalKey)), None)
    return parent.related_model if parent else model
