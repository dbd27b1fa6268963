"""Jobs that keep what readers see in time with the clock and with the world outside."""

import logging
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from wagtail.embeds.embeds import get_embed
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger(__name__)


def _attempt(job: Callable[..., Any], what: Any, **options: Any) -> None:
    """All or nothing: what fails stays due, and stops nothing else."""
    try:
        with transaction.atomic():
            job(**options)
    except Exception:
        logger.exception("%s of %r has failed.", options["log_action"], what)


@app.periodic(cron="* * * * *", periodic_id="publish_scheduled")
@app.task(name="home.publish_scheduled", queue="publishing", queueing_lock="publish_scheduled", pass_context=False)
def publish_scheduled(timestamp: int) -> None:
    """Publishes what is due and unpublishes what has expired. Readers stop seeing the expired at the second.

    As Wagtail's command of this name, which stops at the first failure and has then lost what failed.
    """
    now = timezone.now()
    snippets = [
        model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    for model in [Page, *snippets]:  # Restricted ones expire too: this asks what is published, not who may read it.
        for expired in model._default_manager.filter(live=True, expire_at__lt=now).order_by("expire_at"):
            _attempt(expired.unpublish, expired, set_expired=True, log_action="wagtail.unpublish.scheduled")
    for revision in Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at"):
        _attempt(revision.publish, revision, log_action="wagtail.publish.scheduled")


@app.task(name="home.fetch_embed", queue="media", retry=RetryStrategy(max_attempts=4, exponential_wait=10))
def fetch_embed(url: str) -> None:
    """Keeps a service's markup for an embedded address, so that no reader waits for that service."""
    get_embed(url)
