"""Fetches the embedded addresses of a page in the background after the page is published."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.fields import StreamField
from wagtail.signals import page_published

from cms.core.text.web_addresses import followable
from home.tasks import fetch_embed


def embedded_addresses(page: Any) -> Iterator[str]:
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for block in getattr(page, field.name).raw_data:
                if block.get("type") == "embed" and isinstance(block.get("value"), dict):
                    url = block["value"].get("url")
                    if followable(url):
                        yield url


@receiver(page_published)
def fetch_embeds(instance: Any, **kwargs: Any) -> None:
    for url in set(embedded_addresses(instance)):
        transaction.on_commit(lambda url=url: fetch_embed.defer(url=url))  # type: ignore[misc]
