"""Deletes records of sign-ins and of failed tries that are no longer needed."""

from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from cms.users.brake import KNOWN_FOR


@app.periodic(cron="40 * * * *", periodic_id="forget_sign_ins")
@app.task(name="users.forget_sign_ins", queue="upkeep", queueing_lock="forget_sign_ins", pass_context=False)
def forget_sign_ins(timestamp: int) -> int:
    """Removes what the brake no longer counts: failures that have cooled off, and old sign-ins.

    Returns the number of rows.
    """
    now = timezone.now()
    failures, _ = AccessAttempt.objects.filter(attempt_time__lte=now - settings.AXES_COOLOFF_TIME).delete()
    sign_ins, _ = AccessLog.objects.filter(attempt_time__lte=now - KNOWN_FOR).delete()
    return failures + sign_ins
