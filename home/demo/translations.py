"""Translates as a translator would who types every text into wagtail-localize's editor.

wagtail-localize then makes the page in steps that suit an editor: a copy of the original, the texts in it, a draft, the
publication. For two hundred pages that takes a minute longer than writing each page down as those steps would leave it.
A test has wagtail-localize make pages of every type again and finds nothing changed.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import connection
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationLog, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.translation.localize import publication
from cms.translation.models import TextVersion
from cms.translation.snippets import following
from cms.translation.texts.alignment import ADDRESS
from cms.users.models import User
from home.demo.content import ContentError, Leaf, Shelf
from home.demo.facts import write_columns, write_relations
from home.demo.prose import MISSING, Writer


def page_in(leaf: Leaf, tag: str, shelf: Shelf) -> Page:
    """Returns an unsaved page with the texts in another language: what a translator has on paper."""
    twin = leaf.model()
    writer = Writer(shelf, tag, leaf.key)
    writer.write_plain(twin, leaf.entry)
    writer.write_streams(twin, leaf.entry)
    return twin


def enter(source: TranslationSource, twin: Any, locale: Locale, translator: User) -> None:
    """Stores each text of `twin` as the translation of the segment in the same place.

    Raises ContentError when the segments of the two do not match, or their links differ.
    """
    theirs = [segment for segment in extract_segments(twin) if isinstance(segment, StringSegmentValue)]
    ours = source.stringsegment_set.order_by("order").select_related("context", "string")
    rows: dict[tuple[int, int], StringTranslation] = {}
    for segment, translated in zip(ours, theirs, strict=True):
        if segment.context.path != translated.path:
            raise ContentError(f"{source}: {translated.path} stands where {segment.context.path} does.")
        if MISSING in translated.string.data:
            continue
        if json.loads(segment.attrs) != translated.attrs:
            raise ContentError(
                f"Other links in {locale.language_code} than in “{segment.string.data}”: {translated.string.data}"
            )
        rows[segment.string_id, segment.context_id] = StringTranslation(
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            locale=locale,
            data=translated.string.data,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            last_translated_by=translator,
        )
    _remember(source, rows.values())
    # A text that is there already and has changed is overwritten.
    StringTranslation.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=["data", "last_translated_by", "updated_at", "has_error", "field_error"],
    )


def _remember(source: TranslationSource, rows: Iterable[StringTranslation]) -> None:
    """Notes the texts as the translators' memory. An address is none."""
    segments = source.stringsegment_set.exclude(context__path=ADDRESS).select_related("context", "string")
    texts = {(segment.string_id, segment.context_id): segment for segment in segments}
    TextVersion.objects.bulk_create(
        TextVersion(
            object_id=source.object_id,
            locale=row.locale,
            place=texts[key].context.path,
            source=texts[key].string.data,
            words=row.data,
            by=row.last_translated_by,
        )
        for row in rows
        if (key := (row.translation_of_id, row.context_id or 0)) in texts
    )


def translate(leaf: Leaf, tag: str, shelf: Shelf, translator: User) -> None:
    original = shelf.page(leaf.key)
    locale = Locale.objects.get(language_code=tag)
    source, _ = TranslationSource.get_or_create_from_instance(original)
    enter(source, page_in(leaf, tag, shelf), locale, translator)
    if original.has_translation(locale):
        publish(source, locale, translator)
    else:
        _write_down(leaf, source, locale, shelf, translator)


def _write_down(leaf: Leaf, source: TranslationSource, locale: Locale, shelf: Shelf, translator: User) -> None:
    Translation.objects.create(source=source, target_locale=locale)
    original = shelf.page(leaf.key)
    page = leaf.model(locale=locale, translation_key=original.translation_key, owner=translator, live=False)
    # Texts that are missing are replaced by the original's.
    writer = Writer(shelf, locale.language_code, leaf.key, fallback=leaf.source)
    writer.write_plain(page, leaf.entry)
    writer.write_streams(page, leaf.entry)
    write_columns(page, leaf.entry)
    write_relations(page, leaf.entry, shelf)
    original.get_parent().get_translation(locale).specific.add_child(instance=page)
    revision = page.save_revision(user=translator)
    revision.publish(user=translator, skip_permission_checks=True)
    TranslationLog.objects.create(source=source, locale=locale, revision=revision)


def publish(source: TranslationSource, locale: Locale, translator: User) -> None:
    """Publishes a page as it is translated, or builds a menu or footer."""
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=locale)
    if issubclass(source.specific_content_type.model_class(), Page):
        publication.publish(translation, translator)
    else:
        following.build(translation, source.get_source_instance())


def refresh_statistics() -> None:
    """Tells PostgreSQL how tables have grown in this transaction, which it would notice only after the end.

    Without this, joins are planned for empty tables and take longer with each page.
    """
    with connection.cursor() as cursor:
        for label in ("wagtailcore", "wagtail_localize", "home", "news", "organisations", "translation"):
            for model in apps.get_app_config(label).get_models():
                cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
