"""The change log keeps a month."""

from datetime import timedelta

import pytest
from django.utils import timezone

from syndication import tasks
from syndication.models import Change


@pytest.mark.django_db
def test_what_is_older_than_a_month_is_forgotten_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    Change.objects.all().delete()
    now = timezone.now()
    for number, days in enumerate((45, 40, 31, 29, 0)):
        Change.objects.create(transaction=number, at=now - timedelta(days=days), tags=["theme"])
    monkeypatch.setattr(tasks, "BATCH", 2)

    assert tasks.forget_changes(timestamp=0) == 3

    assert list(Change.objects.order_by("pk").values_list("pk", flat=True)) == [3, 4]
