"""The short texts of records as a translator works on them: what is missing, what has changed since, what is done."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from wagtail.log_actions import log
from wagtail_localize.strings import StringValue

from cms.core.admin.choosing import choosable_by
from cms.core.languages import full_chain
from cms.core.text.foreign import direction
from cms.core.text.localised_text import LocalisedText, LocalisedTextFormField
from cms.translation.models import TextVersion
from cms.translation.records.fields import TextField, owner, text_fields
from cms.translation.screen.labels import Label
from cms.translation.screen.units import Unit, UnitState
from cms.translation.screen.warnings import warnings

_NAMESPACE = uuid.UUID("0d7c4d0e-5d0d-4f0c-8f9a-6b1b6b2c7a11")


@dataclass(frozen=True)
class RecordUnit(Unit):
    """One text of one record. `key` names model, field and row; `source_tag` is the language to translate from."""

    source_tag: str = ""
    field: TextField | None = None
    row: int = 0

    @property
    def source_dir(self) -> str:
        return direction(self.source_tag)


def history_key(field: TextField, pk: Any) -> uuid.UUID:
    """By what the history of a record's texts is known, as pages' is by their translation key."""
    return uuid.uuid5(_NAMESPACE, f"{field.model._meta.label_lower}.{pk}")


def rows_for(user: Any, field: TextField) -> QuerySet[Any]:
    """The records whose texts the user may translate: those that the user may choose."""
    model = owner(field.model)
    if model is field.model:
        return choosable_by(user, model)
    return field.model._default_manager.all()


def original_of(text: LocalisedText, tag: str) -> tuple[str, str]:
    """The text to translate from and its language: the nearest language that has one."""
    for other in full_chain([tag]):
        if other != tag and text.get(other):
            return other, text[other]
    return "", ""


def units(user: Any, tag: str, limit: int) -> tuple[list[RecordUnit], int]:
    """What waits in a language, at most `limit` texts, and how many wait altogether. Two statements for each field."""
    found: list[RecordUnit] = []
    for field in text_fields().values():
        rows = list(rows_for(user, field).exclude(**{field.field.name: {}}).order_by("pk"))
        versions = _last_versions(field, [row.pk for row in rows], tag)
        made = (unit_of(field, row, tag, versions.get(history_key(field, row.pk))) for row in rows)
        found += [unit for unit in made if unit is not None and unit.is_open]
    return found[:limit], len(found)


def _last_versions(field: TextField, keys: Iterable[Any], tag: str) -> dict[uuid.UUID, TextVersion]:
    versions = TextVersion.objects.filter(
        object_id__in=[history_key(field, key) for key in keys], place=field.field.name, locale__language_code=tag
    )
    return {version.object_id: version for version in versions.select_related("by").order_by("at")}


def marked(plain: str) -> str:
    """A plain text as texts of pages are kept: what would be markup in it is escaped."""
    return str(StringValue.from_plaintext(plain).data) if plain else ""


def unit_of(field: TextField, row: Any, tag: str, last: TextVersion | None) -> RecordUnit | None:
    """None when there is nothing to translate from."""
    text: LocalisedText = getattr(row, field.field.name)
    source_tag, source = original_of(text, tag)
    if not source:
        return None
    source, words = marked(source), marked(text.get(tag, ""))
    is_changed = bool(words and last and last.words == words and last.source != source)
    state = UnitState.CHANGED if is_changed else (UnitState.PUBLISHED if words else UnitState.NEW)
    return RecordUnit(
        key=f"{field.key}.{row.pk}",
        place=field.field.name,
        label=Label(field.label, (str(row),), field.field),
        source=source,
        words=words,
        state=state,
        version=version_of(text.get(tag, "")),
        was=last.source if is_changed and last else "",
        by=str(last.by.get_full_name() or last.by.get_username()) if last and last.by else "",
        at=last.at if last else None,
        warnings=warnings(source, words, tag) if words else [],
        source_tag=source_tag,
        field=field,
        row=row.pk,
    )


def version_of(words: str) -> str:
    """What tells whether somebody has written since; "" where nothing is written yet."""
    return str(uuid.uuid5(_NAMESPACE, words)) if words else ""


class Conflict(Exception):
    """Somebody else has written since."""


@transaction.atomic
def save(user: Any, field: TextField, pk: int, locale: Any, words: str, version: str | None) -> Any:
    """Writes one language of one text, and returns the record. Other languages and fields stay as they are.

    Raises ValidationError, Conflict, and the model's DoesNotExist for a record that the user may not translate.
    """
    rows_for(user, field).get(pk=pk)
    row: Any = field.model._default_manager.select_for_update().get(pk=pk)
    tag = locale.language_code
    text: LocalisedText = getattr(row, field.field.name)
    if text.get(tag, "") == words and not _waits(field, row, tag):
        return row
    if version is not None and version != version_of(text.get(tag, "")):
        raise Conflict
    form: LocalisedTextFormField = field.field.formfield()
    form.clean(LocalisedText({**text, tag: words}))
    changed = LocalisedText({other: value for other, value in {**text, tag: words}.items() if value})
    setattr(row, field.field.name, changed)
    row.save(update_fields=[field.field.name])
    if words:
        TextVersion.objects.create(
            object_id=history_key(field, pk),
            locale=locale,
            place=field.field.name,
            source=marked(original_of(changed, tag)[1]),
            words=marked(words),
            by=user,
        )
    log(instance=row, action="wagtail.edit", user=user, content_changed=True)
    return row


def _waits(field: TextField, row: Any, tag: str) -> bool:
    last = _last_versions(field, [row.pk], tag).get(history_key(field, row.pk))
    unit = unit_of(field, row, tag, last)
    return unit is not None and unit.is_open


def current(field: TextField, row: Any, tag: str) -> RecordUnit | None:
    """The text as it is kept now."""
    return unit_of(field, row, tag, _last_versions(field, [row.pk], tag).get(history_key(field, row.pk)))
