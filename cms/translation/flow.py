"""Brings a change of an original into its translations, in the transaction that publishes it.

What holds no words flows at once into every language: a link's target, an image, the level of a heading, the order of
blocks, a block that is gone. Of the words that changed, readers keep the last good translation, which is told to be
behind (docs/decisions/0015).
"""

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Subquery
from modelcluster.models import get_serializable_data_for_fields
from wagtail.models import Locale, Revision
from wagtail.tasks import update_reference_index_task
from wagtail_localize.models import (
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import OverridableSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.search import indexing
from cms.translation.models import Severity, TextState
from cms.translation.texts import applying, building, earlier, extraction, published, snapshot
from cms.translation.texts.alignment import ADDRESS, Text
from cms.translation.texts.links import Links
from cms.translation.texts.published import Judgement, Pair, Segment

# A value of the setting TRANSLATION_MATERIAL_CHANGES.
WITHHELD = "withheld"

# By page: which translation belongs to which text of the original.
Fits = dict[int, dict[Text, Pair]]


def segments_of(translation: Translation) -> list[Segment]:
    """The texts of the snapshot that a translator works from, with their translations, published or not.

    Translations whose original has changed since are left out.
    """
    found = applying.of_each_segment(translation).filter(has_error=False)
    rows = (
        StringSegment.objects.filter(source_id=translation.source_id)
        .exclude(context__path=ADDRESS)
        .order_by("order")
        .values_list(
            "context__path",
            "string__data",
            Subquery(found.values("data")[:1]),
            Subquery(found.values("translation_type")[:1]),
        )
    )
    machine = StringTranslation.TRANSLATION_TYPE_MACHINE
    return [Segment(place, source, words, kind == machine) for place, source, words, kind in rows]


def record_shown(page: Any, translation: Translation) -> Judgement:
    """Notes which words a translated page shows that was just written, and returns what is to be told of it."""
    segments = segments_of(translation)
    pairs = published.as_shown(page, segments, published.read([page.pk]).get(page.pk, []))
    published.write({page.pk: pairs})
    prose = [(segment.place, segment.source) for segment in segments]
    fit = published.fitted(pairs, extraction.texts(prose))
    return published.judge(page, prose, fit, translation.source.locale.language_code)


def flow(page: Any, segments: Sequence[Any], digest: str, severity: Severity) -> None:
    """Brings the snapshot that translators work from, and what readers of other languages see, in line with `page`.

    It is called when the public row of an original has been written: `segments` are the page taken apart, `digest` is
    that of its prose, and `severity` says how much its change matters. The number of SQL statements does not grow with
    the page.
    """
    source = TranslationSource.objects.get_for_instance_or_none(page)
    if source is None:
        return
    pages = _translated_pages(source, page)
    pairs = _pairs(source, pages)
    shown = _shown_overrides(source, pages)
    before = _snapshot(source)
    snapshot.refresh(source, page, segments, is_minor=severity == Severity.MINOR)
    if not pages:
        return
    prose = extraction.strings(segments)
    now = extraction.links(segments)
    fits = {
        target.pk: published.with_links(published.fitted(pairs[target.pk], list(now)), pairs[target.pk], before, now)
        for target in pages
    }
    if severity == Severity.MINOR:
        fits = {key: published.kept_current(fit, before) for key, fit in fits.items()}
    elif severity == Severity.MATERIAL and settings.TRANSLATION_MATERIAL_CHANGES == WITHHELD:
        fits = {key: published.withheld(fit, list(now)) for key, fit in fits.items()}
    own = building.overrides_of(SegmentOverride.objects.filter(pk__in=shown), page)
    for target in pages:
        words = {text: pair.words for text, pair in fits[target.pk].items()}
        building.fill(target, page, segments, words, own.get(target.locale_id, {}))
    _write(pages, prose, digest, _tag(source), fits)


def _snapshot(source: TranslationSource) -> dict[Text, Links]:
    """The texts that translators have worked from, and the links in each."""
    rows = source.stringsegment_set.exclude(context__path=ADDRESS).order_by("order")
    found = rows.values_list("context__path", "string__data", "attrs")
    return {Text(place, words): json.loads(links) or {} for place, words, links in found}


def _translated_pages(source: TranslationSource, page: Any) -> list[Any]:
    """The pages that follow: those that are published and that nobody writes by hand.

    What a restricted original says flows into no translation that everybody may read.
    """
    manager = type(page)._default_manager
    locales = Translation.objects.filter(source=source, enabled=True).values("target_locale")
    found = manager.with_public_row().filter(translation_key=page.translation_key, locale__in=locales)
    if not manager.open().filter(pk=page.pk).exists():
        found = found.exclude(pk__in=manager.open().filter(translation_key=page.translation_key).values("pk"))
    return list(found.select_related("locale", "latest_revision"))


def _tag(source: TranslationSource) -> str:
    return Locale.objects.get(pk=source.locale_id).language_code


def _pairs(source: TranslationSource, pages: Sequence[Any]) -> dict[int, list[Pair]]:
    """What the pages show. Of a page that was last published before this was noted, it is found out now."""
    found = published.read([page.pk for page in pages])
    for page in pages:
        if page.pk not in found:
            translation = Translation.objects.get(source=source, target_locale=page.locale_id)
            is_stale = TextState.objects.filter(page=page, is_stale=True).exists()
            found[page.pk] = earlier.found_out(page, translation, segments_of(translation), is_stale=is_stale)
    return found


def _shown_overrides(source: TranslationSource, pages: Sequence[Any]) -> list[int]:
    """What languages have of their own and their pages show: the rest waits for a translator to publish it."""
    locales = {page.locale_id: page for page in pages}
    rows = list(
        SegmentOverride.objects.filter(
            context__object=source.object_id, locale__in=locales, has_error=False
        ).select_related("context")
    )
    shown = {
        (page.locale_id, _block(segment.path), str(segment.data))
        for page in (locales[locale_id] for locale_id in {row.locale_id for row in rows})
        for segment in extract_segments(page)
        if isinstance(segment, OverridableSegmentValue)
    }
    return [row.pk for row in rows if (row.locale_id, _block(row.context.path), str(row.data)) in shown]


def _block(path: str) -> str:
    """The path of the text that a link is in; another path as it is."""
    return path.partition(".'")[0]


def _write(pages: Sequence[Any], prose: list[tuple[str, str]], digest: str, tag: str, fits: Fits) -> None:
    published.write({page.pk: published.moved(fits[page.pk]) for page in pages})
    _write_rows(pages)
    _write_revisions(pages)
    judged = {page.pk: published.judge(page, prose, fits[page.pk], tag) for page in pages}
    states = list(TextState.objects.filter(page__in=judged))
    shown = {page.pk: extraction.digest(extraction.prose(page)) for page in pages}
    for state in states:
        state.prose_digest = shown[state.pk]
        state.status, state.foreign, state.is_stale = judged[state.pk]
        state.based_on_digest = "" if state.is_stale else digest
    TextState.objects.bulk_update(states, ["status", "foreign", "is_stale", "prose_digest", "based_on_digest"])
    for page in pages:
        # As Wagtail does when a page is saved. Only editors read where something is used: readers need not wait for it.
        name = page._meta.app_label, page._meta.model_name, str(page.pk)
        transaction.on_commit(partial(update_reference_index_task.enqueue, *name))


def _write_rows(pages: Sequence[Any]) -> None:
    model: Any = type(pages[0])
    for page in pages:
        page.settle_title()
        page.draft_title = page.title
    model._default_manager.bulk_update(pages, [*building.translated_fields(model), "sort_title", "draft_title"])
    indexing.write(pages, [page.searchable_text() for page in pages])


def _write_revisions(pages: Sequence[Any]) -> None:
    """Writes the same into the revision that is shown: it would else bring back what is gone when it is published."""
    revisions = []
    for page in pages:
        if page.latest_revision and page.latest_revision_id == page.live_revision_id:
            data: dict[str, Any] = get_serializable_data_for_fields(page)
            texts = {name: data[name] for name in building.translated_fields(type(page))}
            page.latest_revision.content = {**page.latest_revision.content, **texts}
            revisions.append(page.latest_revision)
    if revisions:
        Revision.objects.bulk_update(revisions, ["content"])
