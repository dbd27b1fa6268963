"""Keeping the change log short."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from syndication.models import Change

# Whoever has been away for longer begins anew.
KEPT = timedelta(days=30)
BATCH = 10_000


@app.periodic(cron="20 3 * * *", periodic_id="forget_changes")
@app.task(name="syndication.forget_changes", queue="upkeep", queueing_lock="forget_changes", pass_context=False)
def forget_changes(timestamp: int) -> int:
    """Removes what is older than `KEPT`, in batches, each in a transaction of its own. Returns how many."""
    old = Change.objects.filter(at__lt=timezone.now() - KEPT).order_by("at").values("pk")
    forgotten = 0
    while number := Change.objects.filter(pk__in=old[:BATCH]).delete()[0]:
        forgotten += number
    return forgotten
