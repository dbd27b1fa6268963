"""Which short texts of records, in several languages in one field, are translated at the desk.

They are those of vocabularies, contacts, key figures, images and settings, and those in rows of pages, like the label
of a channel. Names of areas come from the register; terms are decided on in all languages at once.
"""

from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from wagtail.models import Page

from cms.core.text.localised_text import LocalisedTextField
from cms.translation.texts.row_texts import RowText, parental_keys, row_texts


class TextField(NamedTuple):
    model: type[models.Model]
    field: LocalisedTextField

    @property
    def label(self) -> str:
        """Like “Theme › name”; of a row of a page, by the kind of page."""
        kind = owner(self.model) if self.relation else self.model
        return f"{capfirst(kind._meta.verbose_name)} › {self.field.verbose_name}"

    @property
    def relation(self) -> RowText | None:
        """How a page has the rows; None when they belong to no page."""
        parent = owner(self.model)
        if not issubclass(parent, Page):
            return None
        return next(item for item in row_texts(parent) if item.model is self.model and item.name == self.field.name)

    @property
    def parent(self) -> str:
        """The field by which a row belongs to another."""
        return next(field.name for field in parental_keys(self.model))

    @property
    def key(self) -> str:
        return f"{self.model._meta.label_lower}.{self.field.name}"


@cache
def text_fields() -> dict[str, TextField]:
    """All such fields by their key, in the order of the apps."""
    found = [
        TextField(model, field)
        for model in apps.get_models()
        if not issubclass(model, Page)
        and not getattr(model, "is_reference_data", False)
        and not getattr(model, "is_written_whole", False)
        for field in model._meta.fields
        if isinstance(field, LocalisedTextField)
    ]
    return {item.key: item for item in found}


def owner(model: type[models.Model]) -> Any:
    """The model whose rights decide: of a row that belongs to another, that one."""
    return next((field.related_model for field in parental_keys(model)), model)
