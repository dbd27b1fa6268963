"""Tells people by mail that they were asked or answered, each in the language of their admin.

The mail is sent by a job that begins when the question is saved: one that fails is tried again, and loses no question.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate.contrib.django import app
from wagtail.models import Page

from cms.core.languages import language
from cms.translation.models import QuestionMessage
from cms.translation.questions import asking
from cms.translation.screen.units import name_of
from cms.translation.texts.values import text_of
from cms.users.languages import language_of

# By its name: the module that holds the task imports this room.
TASK, QUEUE = "translation.mail_question", "translation"


def announce(message: QuestionMessage) -> None:
    """In the transaction that saves the message: with it, the jobs are there or are not."""
    for person in asking.told_of(message):
        app.configure_task(TASK, queue=QUEUE).defer(message_id=message.pk, user_id=person.pk)


def send(message_id: int, user_id: int) -> None:
    """Sends one mail, unless there is nobody to tell any more, or nothing, or they may not read the page now."""
    message = QuestionMessage.objects.select_related("question__locale", "by").filter(pk=message_id).first()
    person: Any = get_user_model().objects.filter(pk=user_id, is_active=True).exclude(email="").first()
    if message is None or person is None or not asking.may_take_part(message.question, person):
        return
    page = asking.original(message.question.object_id)
    if page is None:
        return
    with override(language_of(person)):
        subject, body = _written(message, page, person)
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [person.email])


def _written(message: QuestionMessage, page: Page, person: Any) -> tuple[str, str]:
    question = message.question
    title = " ".join(page.title.split())
    is_first = not question.messages.filter(pk__lt=message.pk).exists()
    subject = _("A translator asks about “%(title)s”") if is_first else _("An answer about “%(title)s”")
    who = _("%(name)s, on the translation into %(language)s, about this text:") % {
        "name": name_of(message.by),
        "language": language(question.locale.language_code).label,
    }
    lines = [who, "", text_of(question.source), "", message.text, "", _("Answer here:"), _link(message, page, person)]
    return subject % {"title": title}, "\n".join(str(line) for line in lines)


def _link(message: QuestionMessage, page: Page, person: Any) -> str:
    """To the list of questions for who may edit the original, else to the translation."""
    question = message.question
    address = f"{reverse('translation_desk:questions')}?page={page.pk}"
    if not page.permissions_for_user(person).can_edit():
        target = Page.objects.filter(translation_key=question.object_id, locale=question.locale).first()
        address = reverse("wagtailadmin_pages:edit", args=[target.pk]) if target else address
    return f"{settings.WAGTAILADMIN_BASE_URL}{address}#question-{question.pk}"
