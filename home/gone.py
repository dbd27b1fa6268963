"""Remembers the addresses of what is no longer public."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from cms.core.visibility import all_pages
from home.models import GoneAddress


def _remember(paths: list[str]) -> None:
    now = timezone.now()
    GoneAddress.objects.bulk_create(
        [GoneAddress(path=path, gone_at=now) for path in paths],
        update_conflicts=True,
        unique_fields=["path"],
        update_fields=["gone_at"],
    )


@receiver(page_unpublished)
def remember_unpublished(instance: Page, **kwargs: Any) -> None:
    """Remembers the address of an unpublished page that readers could see.

    Of what nobody could read, it is not admitted that it existed.
    """
    _remember(list(all_pages().public_until_withdrawn().filter(pk=instance.pk).values_list("url_path", flat=True)))


@receiver(page_published)
def forget_published(instance: Page, **kwargs: Any) -> None:
    GoneAddress.objects.filter(path=instance.url_path).delete()


@receiver(pre_delete)
def remember_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Page) and sender is not Page:
        _remember(list(all_pages().public().filter(pk=instance.pk).values_list("url_path", flat=True)))
