"""The short texts of records as a translator works on them: what is missing, what has changed since, what is done."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import models, transaction
from django.db.models import QuerySet
from wagtail.log_actions import log

from cms.core.admin.choosing import choosable_by, choosable_pages
from cms.core.text.foreign import direction
from cms.core.text.localised_text import LocalisedText, LocalisedTextFormField
from cms.editing.locks import lock_pages
from cms.translation.desk.states import originals
from cms.translation.facts import settle_facts
from cms.translation.models import TextVersion
from cms.translation.records.fields import TextField, owner, text_fields
from cms.translation.screen.labels import Label
from cms.translation.screen.units import Unit, UnitState, name_of
from cms.translation.screen.warnings import warnings
from cms.translation.terms.finding import Terms
from cms.translation.texts.row_texts import marked, original_of

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


class HistoryKey(NamedTuple):
    """By what the history of a text is known: of a page's row, by the page, so that those find it who may read that."""

    object_id: uuid.UUID
    place: str


def history_key(field: TextField, row: Any) -> HistoryKey:
    if field.relation:
        return HistoryKey(_page_of(field, row).translation_key, field.relation.place(row.pk))
    return HistoryKey(uuid.uuid5(_NAMESPACE, f"{field.model._meta.label_lower}.{row.pk}"), field.field.name)


def _page_of(field: TextField, row: Any) -> Any:
    return getattr(row, field.parent)


def rows_for(user: Any, field: TextField) -> QuerySet[Any]:
    """The records whose texts the user may translate: those that the user may choose.

    Of a page's rows, those of originals that readers see: other languages have the same.
    """
    model = owner(field.model)
    if field.relation:
        pages = originals().filter(pk__in=choosable_pages(user).values("pk"))
        rows = field.model._default_manager.filter(**{f"{field.parent}__in": pages.values("pk")})
        return rows.select_related(field.parent)
    if model is field.model:
        return choosable_by(user, model)
    return field.model._default_manager.all()


def units(user: Any, tag: str, limit: int) -> tuple[list[RecordUnit], int]:
    """What waits in a language, at most `limit` texts, and how many wait altogether.

    Two statements for each field, and one for the terms.
    """
    found: list[RecordUnit] = []
    terms = Terms()
    for field in text_fields().values():
        rows = list(rows_for(user, field).exclude(**{field.field.name: {}}).order_by("pk"))
        versions = _last_versions(field, rows, tag)
        made = (unit_of(field, row, tag, versions.get(history_key(field, row)), terms) for row in rows)
        found += [unit for unit in made if unit is not None and unit.is_open]
    return found[:limit], len(found)


def _last_versions(field: TextField, rows: Iterable[Any], tag: str) -> dict[HistoryKey, TextVersion]:
    keys = [history_key(field, row) for row in rows]
    versions = TextVersion.objects.filter(
        object_id__in={key.object_id for key in keys},
        place__in={key.place for key in keys},
        locale__language_code=tag,
    )
    ordered = versions.select_related("by").order_by("at", "pk")
    return {HistoryKey(version.object_id, version.place): version for version in ordered}


def unit_of(field: TextField, row: Any, tag: str, last: TextVersion | None, terms: Terms) -> RecordUnit | None:
    """None when there is nothing to translate from."""
    text: LocalisedText = getattr(row, field.field.name)
    source_tag, source = original_of(text, tag)
    if not source:
        return None
    source, words = marked(source), marked(text.get(tag, ""))
    glossary = terms.between(source_tag, tag)
    is_changed = bool(words and last and last.words == words and last.source != source)
    state = UnitState.CHANGED if is_changed else (UnitState.PUBLISHED if words else UnitState.NEW)
    return RecordUnit(
        key=f"{field.key}.{row.pk}",
        place=field.field.name,
        label=Label(field.label, _names(field, row), field.field),
        source=source,
        words=words,
        state=state,
        version=version_of(text.get(tag, "")),
        was=last.source if is_changed and last else "",
        by=name_of(last.by) if last else "",
        at=last.at if last else None,
        warnings=warnings(source, words, glossary) if words else [],
        glossary=glossary,
        source_tag=source_tag,
        field=field,
        row=row.pk,
    )


def _names(field: TextField, row: Any) -> tuple[str, ...]:
    if not field.relation:
        return (str(row),)
    kind: Any = type(row)
    plain: Any = models.Model
    own = () if kind.__str__ is plain.__str__ else (str(row),)
    return (str(_page_of(field, row)), *own)


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
    found = rows_for(user, field).get(pk=pk)
    if field.relation:
        lock_pages(_page_of(field, found).pk)
    row: Any = field.model._default_manager.select_for_update(of=("self",)).get(pk=pk)
    tag = locale.language_code
    text: LocalisedText = getattr(row, field.field.name)
    if text.get(tag, "") == words and not _waits(field, row, tag):
        return row
    if version is not None and version != version_of(text.get(tag, "")):
        raise Conflict
    form: LocalisedTextFormField = field.field.formfield()
    form.clean(LocalisedText({**text, tag: words}))
    changed = LocalisedText({other: value for other, value in {**text, tag: words}.items() if value})
    _remember(field, row, locale, [text.get(tag, ""), words], user)
    setattr(row, field.field.name, changed)
    row.save(update_fields=[field.field.name])
    if field.relation:
        settle_facts(_page_of(field, row).specific)
    log(
        instance=_page_of(field, row) if field.relation else row, action="wagtail.edit", user=user, content_changed=True
    )
    return row


def _remember(field: TextField, row: Any, locale: Any, texts: list[str], user: Any) -> None:
    """Notes what is saved. Of a page's row also what stood there before: a draft of the page may bring that back."""
    before, now = texts
    key = history_key(field, row)
    source = marked(original_of(getattr(row, field.field.name), locale.language_code)[1])
    there = {"object_id": key.object_id, "place": key.place, "locale": locale, "source": source}
    if field.relation and before and not TextVersion.objects.filter(**there, words=marked(before)).exists():
        TextVersion.objects.create(**there, words=marked(before))
    if now or field.relation:
        TextVersion.objects.create(**there, words=marked(now), by=user)


def _waits(field: TextField, row: Any, tag: str) -> bool:
    unit = current(field, row, tag)
    return unit is not None and unit.is_open


def current(field: TextField, row: Any, tag: str) -> RecordUnit | None:
    """The text as it is kept now."""
    return unit_of(field, row, tag, _last_versions(field, [row], tag).get(history_key(field, row)), Terms())
