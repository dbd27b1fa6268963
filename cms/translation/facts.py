"""Copies facts between languages, so that the original's published facts stand in every language's row.

Facts are entered once. Readers, filters and indexes then look at one row. The copy is made in the transaction that
writes the row, so there is no moment in which two languages disagree (docs/decisions/0002).
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey

from cms.translation.text_state import source_locale_id
from cms.translation.texts import row_texts


def _columns(model: type[models.Model], names: Iterable[str]) -> list[str]:
    """Returns the attribute names of the facts that are plain columns."""
    fields = (model._meta.get_field(name) for name in names)
    return [field.attname for field in fields if isinstance(field, models.Field) and not field.many_to_many]


def _copy_children(relation: models.ManyToOneRel, source_id: int, target_ids: list[int]) -> None:
    child_model: Any = relation.related_model
    parent = relation.field.attname
    child_model._default_manager.filter(**{f"{parent}__in": target_ids}).delete()
    names = [
        field.attname
        for field in child_model._meta.concrete_fields
        if not field.primary_key and field.attname != parent
    ]
    rows = list(child_model._default_manager.filter(**{parent: source_id}).values(*names))
    child_model._default_manager.bulk_create(
        child_model(**row, **{parent: target_id}) for target_id in target_ids for row in rows
    )


def _copy_many_to_many(field: Any, source_id: int, target_ids: list[int]) -> None:
    through: Any = field.remote_field.through
    parent, other = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    through._default_manager.filter(**{f"{parent}__in": target_ids}).delete()
    chosen = list(through._default_manager.filter(**{parent: source_id}).values_list(other, flat=True))
    through._default_manager.bulk_create(
        through(**{parent: target_id, other: value}) for target_id in target_ids for value in chosen
    )


def copy_facts(model: Any, source_id: int, target_ids: list[int]) -> None:
    """Copies the facts of the source's public row to the targets.

    It takes a constant number of statements for each fact.
    """
    if not target_ids or not model.facts:
        return
    columns = _columns(model, model.facts)
    if columns:
        values = model._default_manager.filter(pk=source_id).values(*columns).get()
        model._default_manager.filter(pk__in=target_ids).update(**values)
    for name in model.facts:
        field = model._meta.get_field(name)
        if isinstance(field, models.ManyToOneRel) and isinstance(field.remote_field, ParentalKey):
            _copy_children(field, source_id, target_ids)
        elif isinstance(field, models.ManyToManyField):
            _copy_many_to_many(field, source_id, target_ids)


def take_from_row(page: Any) -> None:
    """Replaces the facts of a page that was built from a revision by those of its row in the database."""
    model = type(page)
    row = model._base_manager.get(pk=page.pk)
    for name in model.facts:
        field: Any = model._meta.get_field(name)
        if field.one_to_many or field.many_to_many:
            setattr(page, name, list(getattr(row, name).all()))
        else:
            setattr(page, field.attname, getattr(row, field.attname))


def settle_facts(page: Any) -> None:
    """Brings the facts of all languages into line after the public row of a live page has been written.

    An original gives its facts to every other language. A translation takes the facts of the original or, while that is
    not public, those of a public sibling: what a draft or a restricted original says is no fact for everybody.
    """
    model = type(page)
    siblings = model._default_manager.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    is_open = model._default_manager.open().filter(pk=page.pk).exists()
    source_locale = source_locale_id(page)
    if source_locale == page.locale_id:
        row_texts.put_back(page)
        if not is_open:
            # The page is restricted: its facts are for those who may read it, so no public translation takes them over.
            siblings = siblings.exclude(pk__in=siblings.open().values("pk"))
        copy_facts(model, page.pk, list(siblings.values_list("pk", flat=True)))
        return
    givers = siblings.published() if is_open else siblings.with_public_row()
    live: dict[int, int] = dict(givers.values_list("locale_id", "pk"))
    holder = live.get(source_locale) or next(iter(sorted(live.values())), None)
    if holder is not None:
        copy_facts(model, holder, [page.pk])
