"""Brings generated news to the translators' desk: what wagtail-localize and we keep of each translation."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from cms.translation.texts import extraction, published
from cms.translation.texts.alignment import ADDRESS
from cms.translation.texts.published import Pair
from home.demo.loading import Progress
from news.models import NewsArticlePage


def bring_to_desk(tags: Iterable[str], progress: Progress) -> None:
    """The first language is the one that the others are translated from, text by text as their pages have it."""
    first, *others = tags
    locales = {locale.pk: locale for locale in Locale.objects.filter(language_code__in=others)}
    originals = NewsArticlePage.objects.filter(locale__language_code=first).order_by("pk")
    for original in progress.each(originals.iterator(100), "Translations", originals.count()):
        source, _made = TranslationSource.get_or_create_from_instance(original)
        segments = StringSegment.objects.filter(source=source).exclude(context__path=ADDRESS).order_by("order")
        rows = list(segments.select_related("string", "context"))
        targets = NewsArticlePage.objects.filter(translation_key=original.translation_key, locale__in=locales)
        for page in targets:
            Translation.objects.create(source=source, target_locale=locales[page.locale_id])
            _enter(page, rows)


def _enter(page: Any, segments: list[StringSegment]) -> None:
    there = dict(published.counted(extraction.prose(page)))
    numbered = published.counted((segment.context.path, segment.string.data) for segment in segments)
    words = [there.get(place) for place, _source in numbered]
    StringTranslation.objects.bulk_create(
        [
            StringTranslation(
                translation_of=segment.string,
                context=segment.context,
                locale=page.locale,
                data=text,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
            for segment, text in zip(segments, words, strict=True)
            if text is not None
        ],
        ignore_conflicts=True,
    )
    pairs = [
        Pair(segment.context.path, segment.string.data, text) for segment, text in zip(segments, words, strict=True)
    ]
    published.write({page.pk: pairs})
