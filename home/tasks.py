"""Jobs that keep what readers see in time with the clock and with the world outside."""

import logging
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from wagtail.embeds.embeds import get_embed
from wagtail.models import DraftStateMixin, Page, Revision

from cms.editing.locks import lock_pages
from cms.editing.models import OpenEditor

logger = logging.getLogger(__name__)


def _attempt(action: str, due: QuerySet[Any], page_id: int | None, **options: Any) -> None:
    """Calls the action of a row that is due, all or nothing: a row that fails stays due and stops no other.

    `due` selects one row. It is read when it is our turn to write the page, because an editor may have decided
    otherwise since. `page_id` is the page to lock; None for what is no page.
    """
    try:
        with transaction.atomic():
            if page_id is not None:
                lock_pages(page_id)
            if (found := due.first()) is not None:
                getattr(found, action)(**options)
    except Exception:
        logger.exception("%s of %r has failed.", options["log_action"], due.first())


def _page_of(revision: Revision) -> int | None:
    model = revision.base_content_type.model_class()
    return int(revision.object_id) if model is not None and issubclass(model, Page) else None


@app.periodic(cron="* * * * *", periodic_id="publish_scheduled")
@app.task(name="home.publish_scheduled", queue="publishing", queueing_lock="publish_scheduled", pass_context=False)
def publish_scheduled(timestamp: int) -> None:
    """Publishes what is due and unpublishes what has expired. Readers stop seeing what has expired at that second.

    It does what Wagtail's command of this name does, which stops at the first failure and has then lost what failed.
    """
    now = timezone.now()
    snippets = [
        model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    for model in [Page, *snippets]:  # Restricted ones expire too: this asks what is published, not who may read it.
        expired = model._default_manager.filter(live=True, expire_at__lt=now)
        for key in list(expired.order_by("expire_at").values_list("pk", flat=True)):
            page_id = key if model is Page else None
            _attempt(
                "unpublish",
                expired.filter(pk=key),
                page_id,
                set_expired=True,
                log_action="wagtail.unpublish.scheduled",
            )
    ready = Revision.objects.filter(approved_go_live_at__lt=now)
    for revision in ready.order_by("approved_go_live_at").select_related("base_content_type"):
        _attempt("publish", ready.filter(pk=revision.pk), _page_of(revision), log_action="wagtail.publish.scheduled")
    OpenEditor.objects.long_unused().delete()


@app.task(name="home.fetch_embed", queue="media", retry=RetryStrategy(max_attempts=4, exponential_wait=10))
def fetch_embed(url: str) -> None:
    """Keeps a service's markup for an embedded address, so that no reader waits for that service."""
    get_embed(url)
