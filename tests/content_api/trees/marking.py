"""Rows in which every text is one word: a canary where nobody may see it."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField

from cms.core.text.localised_text import LocalisedTextField

CANARY = "KANARIA"


def block(name: str, value: Any) -> dict[str, Any]:
    return {"type": name, "value": value, "id": str(uuid.uuid4())}


def _stream(field: StreamField) -> list[dict[str, Any]]:
    if "module" in field.stream_block.child_blocks:
        return [block("module", {"title": CANARY, "text": CANARY})]
    if "heading" not in field.stream_block.child_blocks:
        return [block("statement", CANARY)]
    return [
        block("heading", {"text": CANARY, "level": "2"}),
        block("paragraph", f"<p>{CANARY}</p>"),
        block("quote", {"text": CANARY, "speaker": CANARY, "role": CANARY}),
    ]


def mark(row: Any) -> None:
    """Puts the canary into every text of a row's own and inherited columns."""
    for column in row._meta.concrete_fields:
        if not column.editable or column.name in {"content_type", "path", "slug", "url_path"}:
            continue
        if isinstance(column, LocalisedTextField):
            setattr(row, column.name, dict.fromkeys(settings.CONTENT_LANGUAGES, CANARY))
        elif isinstance(column, StreamField):
            setattr(row, column.name, _stream(column))
        elif isinstance(column, models.EmailField):
            setattr(row, column.name, f"{CANARY}@example.org")
        elif isinstance(column, models.URLField):
            setattr(row, column.name, f"https://{CANARY}.example/")
        elif isinstance(column, models.CharField | models.TextField) and not column.choices:
            setattr(row, column.name, CANARY[: getattr(column, "max_length", None) or 20])


def mark_children(page: Any) -> None:
    """Rows that are nothing but the page's own: addresses, channels."""
    for relation in page._meta.related_objects:
        if is_child(relation) and not references(relation.related_model):
            row = relation.related_model()
            mark(row)
            setattr(page, relation.name, [row])


def is_child(relation: Any) -> bool:
    """Rows that are edited with the page, and are not Wagtail's."""
    parental = isinstance(relation.field, ParentalKey)
    return parental and not relation.related_model._meta.app_label.startswith("wagtail")


def references(model: type[models.Model]) -> list[Any]:
    """Columns of a child that lead to something else than its page."""
    columns = model._meta.concrete_fields
    return [of for of in columns if isinstance(of, models.ForeignKey) and not isinstance(of, ParentalKey)]
