"""Checks that every field of a page is declared to be a fact or prose, so that nobody forgets to say which."""

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.fields import TranslatableField, get_translatable_fields

from cms.translation.pages import TextPageMixin


def _own_fields(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.get_fields() if field.model is model and getattr(field, "editable", True)]


def _is_fact_by_nature(field: Any) -> bool:
    """Whether the field cannot be prose: what is not a text cannot be translated."""
    if isinstance(field, models.ManyToOneRel):
        return isinstance(field.remote_field, ParentalKey)
    if field.auto_created or getattr(field, "primary_key", False):
        return False
    if isinstance(field, models.URLField | models.EmailField):
        return True
    if isinstance(field, StreamField | RichTextField):
        return False
    return not isinstance(field, models.CharField | models.TextField)


@register("verkosto")
def check_facts(**kwargs: Any) -> list[CheckMessage]:
    errors: list[CheckMessage] = []
    for model in apps.get_models():
        if not issubclass(model, TextPageMixin):
            continue
        for field in _own_fields(model):
            if isinstance(field, models.ManyToOneRel) and not isinstance(field.remote_field, ParentalKey):
                continue
            if field.name not in model.facts and _is_fact_by_nature(field):
                errors.append(
                    Error(f"{model.__name__}.{field.name} is no text: name it in `facts`.", id="verkosto.E003")
                )
    return errors


@register("verkosto")
def check_snippets(**kwargs: Any) -> list[CheckMessage]:
    """Checks that a key by which a snippet is asked for is the same in every language."""
    return [
        Error(f"{model.__name__}.{field.field_name} is a key: synchronise it.", id="verkosto.E004")
        for model in apps.get_models()
        if issubclass(model, TranslatableMixin) and not issubclass(model, Page)
        for field in get_translatable_fields(model)
        if isinstance(field, TranslatableField) and isinstance(field.get_field(model), models.SlugField)
    ]
