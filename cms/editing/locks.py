"""Locks under which pages are written: a writer waits for the one before, and then reads what that one has left.

Wagtail reads a page, changes the copy in memory and writes the whole row back. When two writers do so at the same time,
the second takes back what the first has written: that a page was published, where it stands, its latest draft
(docs/decisions/0009). Every way of writing pages therefore takes one of these locks before it reads anything. The locks
are held until the transaction ends.

A transaction chooses one of the two locks at its beginning and never exchanges it: two transactions that held the
shared lock and both wanted the other would wait for each other for ever.
"""

from django.db import connection
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

TREE = 726_573_009  # The key of the advisory lock: any number that nothing else locks.


def lock_pages(*page_ids: int) -> None:
    """Locks pages that are to be written but stay where they are in the tree.

    All languages of each page are locked with it: publishing an original writes its facts into every language's row.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [TREE])
    keys = Page._base_manager.filter(pk__in=page_ids).values("translation_key")
    # The rows are locked in one order, so that no two transactions wait for each other. Rows that refer to a page can
    # still be written meanwhile.
    rows = Page._base_manager.filter(translation_key__in=keys).order_by("pk").select_for_update(no_key=True)
    list(rows.values_list("pk", flat=True))


def lock_tree() -> None:
    """Locks the whole tree, to add, move or remove pages.

    Nobody else writes pages meanwhile, because such a change writes the rows of parents, siblings and everything below.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TREE])


def lock_texts(translation: Translation) -> None:
    """Locks the texts of an original: nobody exchanges them between the look at one and the saving of its translation.

    `translation.source` is then what the one before has left. Who needs a lock of pages too takes that one first.
    """
    rows = TranslationSource.objects.select_related("locale").select_for_update(of=("self",), no_key=True)
    translation.source = rows.filter(pk=translation.source_id).first() or translation.source
