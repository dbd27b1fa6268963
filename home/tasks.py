"""Jobs that keep what readers see in time with the clock and with the world outside."""

from django.core.management import call_command
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from wagtail.embeds.embeds import get_embed


@app.periodic(cron="* * * * *", periodic_id="publish_scheduled")
@app.task(name="home.publish_scheduled", queue="publishing", queueing_lock="publish_scheduled", pass_context=False)
def publish_scheduled(timestamp: int) -> None:
    """Publishes what is due and unpublishes what has expired. Readers stop seeing the expired at the second."""
    call_command("publish_scheduled")


@app.task(name="home.fetch_embed", queue="media", retry=RetryStrategy(max_attempts=4, exponential_wait=10))
def fetch_embed(url: str) -> None:
    """Keeps a service's markup for an embedded address, so that no reader waits for that service."""
    get_embed(url)
