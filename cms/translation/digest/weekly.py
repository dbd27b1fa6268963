"""Who gets a weekly mail of what waits, and when."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app

from cms.translation.models import Digest
from cms.users.roles import translators

# By its name: the module that holds the task imports this room.
TASK, QUEUE = "translation.mail_digest", "translation"


def people() -> QuerySet[Any]:
    """Translators who can be written to. Those who may translate, but are there for something else, get no mail."""
    groups = [translators(tag) for tag in settings.CONTENT_LANGUAGES]
    found = get_user_model().objects.filter(is_active=True, groups__name__in=groups).exclude(email="")
    return found.order_by("pk").distinct()


def is_wanted(user: Any) -> bool:
    return not Digest.objects.filter(user=user, is_wanted=False).exists()


def want(user: Any, wanted: bool) -> None:
    Digest.objects.update_or_create(user=user, defaults={"is_wanted": wanted})


def begin() -> None:
    """Begins a mail for everybody who has had none this week. Done twice, or by two at once, it begins one."""
    monday = _monday(timezone.localdate())
    has_had = Digest.objects.filter(Q(week__gte=monday) | Q(is_wanted=False)).values("user")
    for person in people().exclude(pk__in=has_had):
        with transaction.atomic():
            Digest.objects.get_or_create(user=person)
            mine = Digest.objects.filter(Q(week=None) | Q(week__lt=monday), user=person, is_wanted=True)
            if mine.update(week=monday):
                # With the note that it is begun, the job is there or is not.
                app.configure_task(TASK, queue=QUEUE).defer(user_id=person.pk)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
