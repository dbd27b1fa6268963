"""Checks what a type of content must declare about itself (docs/adding-a-type.md), so that nobody forgets it."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail import hooks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.fields import TranslatableField, get_translatable_fields

from cms.translation.admin.listing import TextPageViewSet
from cms.translation.pages import ListPageMixin, TextPageMixin


def page_types() -> Iterator[Any]:
    """Yields every model that is a page type of this code base."""
    return (model for model in apps.get_models() if issubclass(model, TextPageMixin) and issubclass(model, Page))


def listed_types() -> Iterator[Any]:
    """Yields the page types that readers and editors see in lists."""
    return (model for model in page_types() if model.orders)


@register("verkosto")
def check_kinds(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"{model.__name__} does not say what kind of content it is.",
            hint='Give the model a `content_kind`, such as content_kind = "event".',
            id="verkosto.E031",
        )
        for model in page_types()
        if not hasattr(model, "content_kind")
    ]


@register("verkosto")
def check_types_in_lists_have_orders(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"{model.lists().__name__} is in the list of {model.__name__}, and has no orders.",
            hint="Give the model `orders` (cms/translation/orders.py); the first is the usual one.",
            id="verkosto.E032",
        )
        for model in page_types()
        if issubclass(model, ListPageMixin) and not model.lists().orders
    ]


@register("verkosto")
def check_orders_have_indexes(**kwargs: Any) -> list[CheckMessage]:
    """Checks that each order has an index: a list that is ordered without one is read from end to end."""
    return [
        Error(
            f"{model.__name__} is ordered by {name} without an index.",
            hint="Let `indexes` of its Meta be list_indexes(…) of the same orders, and make a migration.",
            id="verkosto.E033",
        )
        for model in listed_types()
        for name, order in model.orders.items()
        if not any(index.expressions[:1] == (order.expression(),) for index in model._meta.indexes)
    ]


@register("verkosto")
def check_turns_have_indexes(**kwargs: Any) -> list[CheckMessage]:
    """Checks that `turns` names dates and times with an index.

    Which page turns next is asked several times a second, and a day without a time is no moment.
    """
    return [
        Error(
            f"{model.__name__} turns with {name}, which is no date and time with an index.",
            hint="Make it a DateTimeField with db_index=True. What turns with the day need not be named.",
            id="verkosto.E037",
        )
        for model in page_types()
        for name in model.turns
        if not _is_indexed_moment(model._meta.get_field(name))
    ]


def _is_indexed_moment(field: Any) -> bool:
    is_moment = isinstance(field, models.DateTimeField)
    return is_moment and bool(field.db_index)


@register("verkosto")
def check_lists_have_a_place(**kwargs: Any) -> list[CheckMessage]:
    """Checks that each listed type has a list, and that the list may stand below some page.

    Otherwise nobody could write a page of that type.
    """
    lists = {model.lists(): model for model in page_types() if issubclass(model, ListPageMixin)}
    return [
        Error(
            f"No page may have {model.__name__} below it."
            if model not in lists
            else f"{lists[model].__name__}, the list of {model.__name__}, may stand below no page.",
            hint="Make a list page with ListPageMixin, and name it among the `subpage_types` of the home page.",
            id="verkosto.E034",
        )
        for model in listed_types()
        if model not in lists or not lists[model].allowed_parent_page_models()
    ]


@register("verkosto")
def check_listings(**kwargs: Any) -> list[CheckMessage]:
    """Checks that each listed type has a list in the admin, where editors find its pages of all languages."""
    views = [view for hook in hooks.get_hooks("register_admin_viewset") for view in _as_list(hook())]
    found = {view.model for view in views if isinstance(view, TextPageViewSet)}
    return [
        Error(
            f"{model.__name__} has no list in the admin.",
            hint="Write a TextPageViewSet for it, and register it in wagtail_hooks.py of its app.",
            id="verkosto.E035",
        )
        for model in listed_types()
        if model not in found
    ]


def _as_list(registered: Any) -> list[Any]:
    return list(registered) if isinstance(registered, list | tuple) else [registered]


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
    """Checks that every field of a page is declared to be a fact or prose, so that nobody forgets to say which."""
    return [
        Error(f"{model.__name__}.{field.name} is no text: name it in `facts`.", id="verkosto.E003")
        for model in page_types()
        for field in _own_fields(model)
        if field.name not in model.facts and _is_fact_by_nature(field)
    ]


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
