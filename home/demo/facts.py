"""Writes the facts of an entry into a page. The model itself tells which fields are facts."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db import models
from django.utils import timezone
from wagtail.models import Page

from home.demo.content import ContentError, Entry, Leaf, Shelf
from home.demo.prose import PLAIN, STREAMS

_ABOUT = {"key", "parent", "source", "partial", "case"}


def write_columns(page: Page, entry: Entry) -> None:
    """Writes the facts that refer to nothing else."""
    for name in page.facts:
        if name in entry and not page._meta.get_field(name).is_relation:
            value = entry[name]
            is_moment = isinstance(page._meta.get_field(name), models.DateTimeField)
            setattr(page, name, _moment(value) if is_moment else value)


def _moment(value: datetime | str) -> datetime:
    """Returns a time of our time zone: as it is written, or so many days after today, like `+9 17:30`."""
    if isinstance(value, str):
        days, _space, clock = value.partition(" ")
        value = datetime.combine(timezone.localdate() + timedelta(days=int(days)), time.fromisoformat(clock))
    return timezone.make_aware(value)


def write_relations(page: Page, entry: Entry, shelf: Shelf) -> None:
    for name in page.facts:
        field = page._meta.get_field(name)
        if name not in entry or not field.is_relation:
            continue
        value = entry[name]
        if isinstance(field, models.ForeignKey):
            setattr(page, name, shelf.get(field.related_model, value))
        elif isinstance(field, models.ManyToManyField):
            getattr(page, name).set([shelf.get(field.related_model, key) for key in value])
        else:
            child = field.related_model
            rows = [_child(child, field.field.name, row, shelf) for row in value]
            for order, row in enumerate(rows):
                row.sort_order = order
                row.full_clean(exclude=[field.field.name])
            getattr(page, name).set(rows)


def _child(model: Any, parent: str, row: Any, shelf: Shelf) -> Any:
    """Makes a child row from a key, or from a table of the child's own fields."""
    links = {
        field.name: field.related_model
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.name != parent
    }
    if isinstance(row, str):
        (link,) = links
        row = {link: row}
    return model(**{name: shelf.get(links[name], value) if name in links else value for name, value in row.items()})


def check_names(leaf: Leaf) -> None:
    """Raises ContentError for a name that the page does not have.

    Otherwise a fact with a misspelt name would silently be missing.
    """
    known = {*_ABOUT, *PLAIN, *STREAMS, *getattr(leaf.model, "facts", ()), "expire_at"}
    if unknown := leaf.entry.keys() - known:
        raise ContentError(f"{leaf.key}: {', '.join(sorted(unknown))} is nothing a {leaf.model.__name__} has.")
