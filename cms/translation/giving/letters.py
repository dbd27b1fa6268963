"""Tells somebody by mail that pages were given to them, in the language of their admin.

The mail is sent by a job that begins when the pages are given: one that fails is tried again.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from procrastinate.contrib.django import app
from procrastinate.types import JSONValue
from wagtail.models import Locale

from cms.core.languages import language
from cms.translation.desk import assignment, states
from cms.translation.screen.units import name_of
from cms.users.languages import language_of

# By its name: the module that holds the task imports this room.
TASK, QUEUE = "translation.mail_given", "translation"


def announce(person: Any, locale: Locale, pages: Sequence[UUID], *, by: Any) -> None:
    """In the transaction that gives the pages: with it, the job is there or is not."""
    if pages and person.email:
        keys: list[JSONValue] = [str(key) for key in pages]
        app.configure_task(TASK, queue=QUEUE).defer(user_id=person.pk, locale_id=locale.pk, pages=keys, by=name_of(by))


def send(user_id: int, locale_id: int, pages: Sequence[str], by: str) -> None:
    """Sends one mail, of those of the pages that are still this person's and wait."""
    person: Any = get_user_model().objects.filter(pk=user_id, is_active=True).exclude(email="").first()
    locale = Locale.objects.filter(pk=locale_id).first()
    if person is None or locale is None:
        return
    waiting = states.in_language(locale).filter(translation_key__in=pages, desk_state__in=states.WAITING)
    mine = list(assignment.told(waiting, locale).filter(person=person.pk).order_by("due", "title", "pk"))
    if not mine:
        return
    with override(language_of(person)):
        subject, body = _written(mine, locale, by)
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [person.email])


def _written(pages: list[Any], locale: Locale, by: str) -> tuple[str, str]:
    tag, count = locale.language_code, len(pages)
    subject = ngettext(
        "%(count)d page was given to you to translate", "%(count)d pages were given to you to translate", count
    ) % {"count": count}
    lines = [
        _("%(name)s gave you, to translate into %(language)s:") % {"name": by, "language": language(tag).label},
        "",
    ]
    for page in pages:
        day = _("by %(day)s") % {"day": date_format(page.due, "SHORT_DATE_FORMAT")} if page.due else ""
        lines.append("- " + " · ".join(part for part in (" ".join(page.title.split()), day) if part))
    desk = reverse("translation_desk:language", args=[tag])
    return subject, "\n".join([*lines, "", _("Your desk:"), f"{settings.WAGTAILADMIN_BASE_URL}{desk}?given=mine"])
