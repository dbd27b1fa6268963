"""Pages that refer to whatever they can refer to: to what nobody may see, and to what everybody may."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from wagtail.fields import StreamField

from cms.core.text.localised_text import LocalisedTextField
from organisations.models import OrganisationPage
from tests.content_api.trees.bodies import plan_goal
from tests.content_api.trees.marking import block, is_child, references

WORD = "Sana"


@dataclass(frozen=True)
class Pool:
    """Rows to refer to, `hidden` and `public`, by model."""

    hidden: Mapping[Any, list[Any]]
    public: Mapping[Any, list[Any]]
    body: list[dict[str, Any]]

    def all(self, model: Any) -> list[Any]:
        return [*self.hidden.get(model, []), *self.public[model]]

    def one(self, model: Any, *, hidden: bool) -> Any:
        return (self.hidden.get(model) if hidden else None) or self.public[model]


def refer(page: Any, pool: Pool, *, to_hidden: bool = False) -> None:
    """Fills every relation of a page. Where there is room for one, `to_hidden` says to which.

    A page cannot refer to itself: there it is the other way round.
    """
    for field in page._meta.local_fields:
        if isinstance(field, StreamField):
            setattr(page, field.name, _blocks(field.stream_block.child_blocks, pool))
        elif isinstance(field, models.ForeignKey) and not field.remote_field.parent_link:
            is_own = field.related_model is type(page)
            setattr(page, field.name, pool.one(field.related_model, hidden=to_hidden is not is_own)[0])
    for field in page._meta.local_many_to_many:
        setattr(page, field.name, pool.all(field.related_model))
    for relation in page._meta.related_objects:
        if is_child(relation):
            setattr(page, relation.name, list(_children(relation.related_model, pool)))


def _blocks(kinds: Mapping[str, Any], pool: Pool) -> list[dict[str, Any]]:
    if "heading" in kinds:
        return pool.body
    parts = {
        "module": {"title": WORD, "text": WORD},
        "agenda_item": {"starts_at": "13:00", "ends_at": None, "title": WORD, "speakers": WORD, "text": WORD},
        "statement": "Vaade.",
    }
    if "goal" in kinds:
        return [plan_goal(*pool.all(OrganisationPage))]
    return [block(name, parts[name]) for name in kinds]


def referred_back(page: Any, hidden: list[Any]) -> None:
    """Hidden pages of the same type refer to `page` where they can: what leads back from it must not tell of them."""
    for field in page._meta.local_fields:
        if isinstance(field, models.ForeignKey) and field.related_model is type(page):
            referring = {row.pk for row in hidden} - {getattr(page, field.attname)}  # No two are part of each other.
            field.related_model._default_manager.filter(pk__in=referring).update(**{field.name: page})


def _children(model: Any, pool: Pool) -> Iterator[Any]:
    columns = references(model)
    if not columns:
        yield _plain(model())
    for column in columns:
        for row in pool.all(column.related_model):
            yield _plain(model(**{column.name: row}))


def _plain(row: Any) -> Any:
    """With words wherever the row takes any, and numbers where it must have one."""
    for column in row._meta.concrete_fields:
        if isinstance(column, LocalisedTextField):
            setattr(row, column.name, {"fi": WORD})
        elif isinstance(column, models.URLField):
            setattr(row, column.name, "https://example.org/")
        elif type(column) is models.CharField and not column.choices and len(column.validators) == 1:
            setattr(row, column.name, WORD[: column.max_length])
        elif isinstance(column, models.PositiveSmallIntegerField) and not column.blank:
            lowest = (of.limit_value for of in column.validators if isinstance(of, MinValueValidator))
            setattr(row, column.name, max([1, *lowest]))
    return row
