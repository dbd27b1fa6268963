"""What has changed, in the words of `syndication.tags`."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """What one transaction has altered of what is public; written by triggers, in that transaction.

    Rows become visible in the order of commits, not of their numbers. A reader takes those that its last snapshot did
    not show (`syndication.listener`), or goes by number below `pg_snapshot_xmin(pg_current_snapshot())`: no transaction
    below it is still open.
    """

    # PostgreSQL's 64-bit number of the transaction (xid8). It never comes back in one cluster.
    transaction = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    tags = ArrayField(models.TextField())

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")

    def __str__(self) -> str:
        return f"{self.transaction}: {' '.join(self.tags)}"
