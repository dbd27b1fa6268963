"""Who writes a page waits for whoever writes it now, and then reads it as that one left it.

Wagtail reads a page, changes the copy in memory and writes the whole row back. Two of these at the same time, and the
second takes back what the first has written: that a page was published, where it stands, its latest draft
(docs/decisions/0009). Every way of writing pages therefore takes one of these locks before it reads anything. They are
held until the transaction ends.

Which one is chosen at the beginning and never exchanged: two that held the shared lock and both wanted the other would
wait for each other for ever.
"""

from django.db import connection
from wagtail.models import Page

TREE = 726_573_009  # The key of the advisory lock: any number that nothing else locks.


def lock_pages(*page_ids: int) -> None:
    """To write these pages where they stand.

    With them all languages of each: publishing an original writes its facts into every language's row.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [TREE])
    keys = Page._base_manager.filter(pk__in=page_ids).values("translation_key")
    # In one order, so that nobody waits for somebody who waits for them. Rows that refer to a page are not in the way.
    rows = Page._base_manager.filter(translation_key__in=keys).order_by("pk").select_for_update(no_key=True)
    list(rows.values_list("pk", flat=True))


def lock_tree() -> None:
    """To add, move or remove pages: alone, for that writes the rows of parents, siblings and everything below."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TREE])
