"""What people are shown of questions."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Locale, Page

from cms.core.languages import language
from cms.core.text.foreign import direction
from cms.translation import text_state
from cms.translation.models import Question
from cms.translation.screen.labels import label_of
from cms.translation.screen.units import name_of
from cms.translation.texts.values import text_of


def thread(question: Question) -> dict[str, Any]:
    """One question with all that was said about it."""
    return {
        "key": question.pk,
        "language": str(language(question.locale.language_code).label),
        "source": text_of(question.source),
        "isResolved": question.resolved_at is not None,
        "messages": [
            {
                "by": name_of(said.by),
                "at": date_format(timezone.localtime(said.at), "SHORT_DATETIME_FORMAT"),
                "text": said.text,
            }
            for said in question.messages.all()
        ],
    }


def listed(questions: Iterable[Question]) -> list[dict[str, Any]]:
    """With the page of each, and what its text is called there."""
    questions = list(questions)
    keys = {question.object_id for question in questions}
    pages = Page.objects.filter(text_state.originals(), translation_key__in=keys)
    originals = {page.translation_key: page for page in pages.specific()}
    tags = dict(Locale.objects.values_list("pk", "language_code"))
    return [
        {**thread(question), "page": page, "tag": tag, "dir": direction(tag), "label": _label(page, question.place)}
        for question in questions
        if (page := originals.get(question.object_id)) and (tag := tags[page.locale_id])
    ]


def _label(page: Any, place: str) -> str:
    try:
        return str(label_of(page, place))
    except FieldDoesNotExist:
        return ""
