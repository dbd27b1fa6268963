"""Brings what an earlier version has kept of translations to what is kept today, after `migrate`.

Earlier versions renewed the texts that translators work from only when somebody asked for it, noted nowhere what
readers see of a translation, and forgot the translation of a text that changed. A migration cannot mend that: pages are
taken apart by their models, which a migration does not have. It is done page by page, each in a transaction of its own;
what was interrupted goes on at the next `migrate`.
"""

import logging
from typing import Any

from django.apps import apps
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.signals import post_migrate
from wagtail.models import Page
from wagtail_localize.models import String, Translation, TranslationSource
from wagtail_localize.segments.extract import extract_segments

from cms.core.visibility import all_pages
from cms.editing.locks import lock_pages
from cms.translation import flow, text_state
from cms.translation.models import PublishedTexts, Severity, TextState
from cms.translation.snippets import earlier as snippets
from cms.translation.texts import earlier, extraction, published, snapshot

# How many texts are counted together.
_TOGETHER = 1000

logger = logging.getLogger(__name__)


def waiting() -> QuerySet[TranslationSource]:
    """Sources of pages: those whose translations were published unnoted, and those that are behind their original."""
    translations = Translation.objects.filter(enabled=True)
    pages = all_pages().with_public_row().filter(translation_key=OuterRef("source__object_id"))
    targets = pages.filter(locale=OuterRef("target_locale"))
    unnoted = translations.filter(Exists(targets.exclude(pk__in=PublishedTexts.objects.values("page"))))
    originals = pages.filter(locale=OuterRef("source__locale"))
    behind = translations.filter(Exists(originals.filter(last_published_at__gt=OuterRef("source__last_updated_at"))))
    found = TranslationSource.objects.filter(pk__in=unnoted.values("source")) | TranslationSource.objects.filter(
        pk__in=behind.values("source")
    )
    return found.order_by("pk")


@transaction.atomic
def carry_over(source: TranslationSource) -> None:
    """Notes what readers see of a page's translations, and brings texts and translations in line with the original.

    What readers see changes as it does when the original is published: what holds no words follows it.
    """
    pages = Page.objects.filter(translation_key=source.object_id, alias_of=None)
    lock_pages(*pages.values_list("pk", flat=True))
    source = TranslationSource.objects.select_for_update(no_key=True).get(pk=source.pk)
    translations = {row.target_locale_id: row for row in source.translations.filter(enabled=True)}
    stale = set(TextState.objects.filter(page__in=pages, is_stale=True).values_list("page", flat=True))
    published_pages = all_pages().with_public_row().filter(translation_key=source.object_id)
    unnoted = published_pages.filter(locale__in=translations).exclude(pk__in=PublishedTexts.objects.values("page"))
    for page in unnoted.specific():
        translation = translations[page.locale_id]
        segments = flow.segments_of(translation)
        pairs = earlier.found_out(page, translation, segments, is_stale=page.pk in stale)
        published.write({page.pk: pairs})
    original = published_pages.filter(locale=source.locale_id).specific().first()
    if original is not None:
        segments = extract_segments(original)
        flow.flow(original, segments, extraction.digest(extraction.strings(segments)), Severity.NORMAL)
    earlier.offer(source)


def count_words() -> None:
    """Of texts and of originals of which nobody has counted them."""
    uncounted = String.objects.filter(counted__isnull=True).order_by("pk")
    while strings := list(uncounted[:_TOGETHER]):
        snapshot.note_words(strings)
    originals = all_pages().with_public_row().filter(text_state.originals())
    for page in originals.filter(text_state__words__isnull=True).specific().iterator():
        TextState.objects.filter(page=page.pk).update(words=extraction.words_in(extract_segments(page)))


def carry_over_all(using: str = "default", **kwargs: Any) -> None:
    """Does it for all pages that wait, as the receiver of post_migrate."""
    connection = connections[using]
    if PublishedTexts._meta.db_table not in connection.introspection.table_names():
        return
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return  # One app is migrated alone, or the migration goes backwards.
    try:
        snippets.carry_over()
    except Exception:
        logger.exception("Menus and footers could not be carried over")
    count_words()
    for source in waiting().only("object_id", "object_repr"):
        try:
            carry_over(source)
        except Exception:
            # One page that cannot be read is no reason to leave all others as they are.
            logger.exception("The translations of “%s” could not be carried over", source.object_repr)


def connect() -> None:
    """To the last app that is migrated, so that the tables of all apps exist."""
    migrated = [config for config in apps.get_app_configs() if config.models_module]
    post_migrate.connect(carry_over_all, sender=migrated[-1], dispatch_uid="translation.carrying_over")
