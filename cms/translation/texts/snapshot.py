"""Keeps what translators work from as the original is published, in the transaction that publishes it.

wagtail-localize keeps a snapshot of each original, its texts taken apart, and renews it when somebody asks for it, with
several SQL statements for each text. Here it is renewed whenever the original is published, with a constant number: no
translator ever works from a text that is no more, and nobody needs to ask.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet
from django.db.models.signals import post_save
from django.utils import timezone
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    SegmentOverride,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)

from cms.translation.models import StringWords
from cms.translation.texts import carrying
from cms.translation.texts.internals import place_key, string_key, template_key
from cms.translation.texts.values import count_of


def refresh(source: TranslationSource, page: Any, segments: Sequence[Any], *, is_minor: bool) -> None:
    """Makes the snapshot that of `page`, whose texts taken apart are `segments`.

    A text that stays where it was keeps its row, even when others come before it. The translations of those that go are
    carried over (`cms.translation.texts.carrying`), as they are after a minor change.
    """
    source.content_json = _as_json(page)
    source.schema_version = get_schema_version(page._meta.app_label)
    source.object_repr = str(page)[:200]
    source.last_updated_at = timezone.now()
    source.save(update_fields=["content_json", "schema_version", "object_repr", "last_updated_at"])
    places = _places(source, {segment.path for segment in segments})
    _settle_templates(source, segments, places)
    _settle_related(source, segments, places)
    _settle_overridables(source, segments, places)
    _settle_strings(source, segments, places, is_minor=is_minor)


def _as_json(instance: Any) -> str:
    """As wagtail-localize keeps it."""
    if isinstance(instance, ClusterableModel):
        return str(instance.to_json())
    return json.dumps(get_serializable_data_for_fields(instance), cls=DjangoJSONEncoder)


def _keys(there: QuerySet[Any], column: str, wanted: Mapping[Any, Model]) -> dict[Any, int]:
    """The keys of the rows in `there`, by a column of theirs. Those of `wanted` that are missing are made."""
    found = dict(there.values_list(column, "pk"))
    if missing := [row for value, row in wanted.items() if value not in found]:
        # Somebody else may make the same ones at this moment.
        there.model._default_manager.bulk_create(missing, ignore_conflicts=True)
        found = dict(there.values_list(column, "pk"))
    return found


def _places(source: TranslationSource, paths: set[str]) -> dict[str, int]:
    wanted = {
        path: TranslationContext(object_id=source.object_id, path=path, path_id=place_key(path))
        for path in sorted(paths)
    }
    ids = [place.path_id for place in wanted.values()]
    return _keys(TranslationContext.objects.filter(object_id=source.object_id, path_id__in=ids), "path", wanted)


def _settle(
    model: type[Model], source: TranslationSource, wanted: Sequence[Any], key: Callable[[Any], Hashable], *changing: str
) -> tuple[list[Any], list[Any]]:
    """Makes `wanted` the source's rows of this model. Returns the new ones, and those that the caller is to delete.

    A row that is there already with the same key stays. `changing` names the fields that may differ in it.
    """
    manager: Any = model._default_manager
    free: dict[Hashable, list[Any]] = defaultdict(list)
    for row in manager.filter(source=source).order_by("order"):
        free[key(row)].append(row)
    new, changed = [], []
    for row in wanted:
        if not free[key(row)]:
            new.append(row)
            continue
        there = free[key(row)].pop(0)
        if any(getattr(there, name) != getattr(row, name) for name in changing):
            for name in changing:
                setattr(there, name, getattr(row, name))
            changed.append(there)
    manager.bulk_create(new)
    if changed:
        manager.bulk_update(changed, changing)
    return new, [row for rows in free.values() for row in rows]


def _delete(rows: Sequence[Any]) -> None:
    if rows:
        type(rows[0])._default_manager.filter(pk__in=[row.pk for row in rows]).delete()


def _settle_strings(
    source: TranslationSource, segments: Sequence[Any], places: Mapping[str, int], *, is_minor: bool
) -> None:
    texts = [segment for segment in segments if isinstance(segment, StringSegmentValue)]
    keys = _strings(source, {segment.string.data for segment in texts})
    wanted = [
        StringSegment(
            source=source,
            context_id=places[segment.path],
            order=segment.order,
            string_id=keys[segment.string.data],
            attrs=json.dumps(segment.attrs, cls=DjangoJSONEncoder),
        )
        for segment in texts
    ]
    _new, gone = _settle(StringSegment, source, wanted, lambda row: (row.context_id, row.string_id), "order", "attrs")
    if gone:
        rows = StringSegment.objects.filter(pk__in=[row.pk for row in gone])
        carrying.carry_and_delete(source, rows, is_minor=is_minor)


def _strings(source: TranslationSource, words: set[str]) -> dict[str, int]:
    wanted = {text: String(locale_id=source.locale_id, data=text, data_hash=string_key(text)) for text in sorted(words)}
    hashes = [string.data_hash for string in wanted.values()]
    there = String.objects.filter(locale_id=source.locale_id, data_hash__in=hashes)
    keys = _keys(there, "data", wanted)
    note_words(there.filter(counted__isnull=True))
    return keys


def note_words(strings: Iterable[String]) -> None:
    """Keeps how many words these texts have."""
    rows = [StringWords(string=row, words=count_of(row.data)) for row in strings]
    StringWords.objects.bulk_create(rows, ignore_conflicts=True)


def _note_made(instance: String, *, created: bool, raw: bool, **kwargs: Any) -> None:
    if created and not raw:
        note_words([instance])


def connect() -> None:
    """To texts that wagtail-localize makes by itself."""
    post_save.connect(_note_made, sender=String, dispatch_uid="translation.words")


def _settle_templates(source: TranslationSource, segments: Sequence[Any], places: Mapping[str, int]) -> None:
    values = [segment for segment in segments if isinstance(segment, TemplateSegmentValue)]
    known = {template_key(value.template, value.format): value for value in values}
    found = _keys(
        Template.objects.filter(uuid__in=known),
        "uuid",
        {
            key: Template(
                uuid=key,
                template=value.template,
                template_format=value.format,
                string_count=value.string_count,
            )
            for key, value in known.items()
        },
    )
    wanted = [
        TemplateSegment(
            source=source,
            context_id=places[value.path],
            order=value.order,
            template_id=found[template_key(value.template, value.format)],
        )
        for value in values
    ]
    _new, gone = _settle(TemplateSegment, source, wanted, lambda row: (row.context_id, row.template_id), "order")
    _delete(gone)


def _settle_related(source: TranslationSource, segments: Sequence[Any], places: Mapping[str, int]) -> None:
    """Of translatable snippets that a page names. wagtail-localize knows one row for each."""
    wanted = [
        RelatedObjectSegment(
            source=source,
            context_id=places[segment.path],
            order=segment.order,
            object=TranslatableObject.objects.get_or_create(
                content_type=segment.content_type, translation_key=segment.translation_key
            )[0],
        )
        for segment in segments
        if isinstance(segment, RelatedObjectSegmentValue)
    ]
    _new, gone = _settle(RelatedObjectSegment, source, wanted, lambda row: (row.context_id, row.object_id), "order")
    _delete(gone)


def _settle_overridables(source: TranslationSource, segments: Sequence[Any], places: Mapping[str, int]) -> None:
    wanted = [
        OverridableSegment(
            source=source,
            context_id=places[segment.path],
            order=segment.order,
            data_json=json.dumps(segment.data, cls=DjangoJSONEncoder),
        )
        for segment in segments
        if isinstance(segment, OverridableSegmentValue)
    ]
    new, gone = _settle(OverridableSegment, source, wanted, lambda row: (row.context_id, row.data_json), "order")
    _move_overrides(gone, new)
    _delete(gone)


def _move_overrides(gone: Sequence[Any], new: Sequence[Any]) -> None:
    """A language's own document or link goes with the block that it is in, when that is made again elsewhere."""
    there: dict[str, list[int]] = defaultdict(list)
    for row in new:
        there[row.data_json].append(row.context_id)
    moves = {row.context_id: there[row.data_json].pop(0) for row in gone if there[row.data_json]}
    # One value may have been replaced by another in the same place: there the override stays as it is.
    moves = {before: after for before, after in moves.items() if before != after}
    if moves:
        # What an earlier block has left there.
        SegmentOverride.objects.filter(context_id__in=set(moves.values()) - set(moves)).delete()
        overrides = list(SegmentOverride.objects.filter(context_id__in=moves))
        for override in overrides:
            override.context_id = moves[override.context_id]
        SegmentOverride.objects.bulk_update(overrides, ["context_id"])
