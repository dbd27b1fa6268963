"""Questions to those who wrote a page: who takes part, who is told, and to which text of today a question belongs."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F, Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail_localize.models import StringSegment, Translation

from cms.translation.localize.guards import SUBMIT
from cms.translation.models import Question, QuestionMessage
from cms.translation.text_state import original_of, originals
from cms.translation.texts.alignment import Text, align

LENGTH_MAX = 2_000


def original(object_id: Any) -> Page | None:
    """The page that a question is about."""
    page = Page.objects.filter(translation_key=object_id).first()
    found: Page | None = original_of(page.specific) if page else None
    return found


def may_take_part(question: Question, user: Any) -> bool:
    """Whoever may edit the page in any language: the author, and all who translate it."""
    pages = Page.objects.filter(translation_key=question.object_id)
    return any(page.permissions_for_user(user).can_edit() for page in pages)


def originals_of(user: Any) -> QuerySet[Page]:
    """The originals that the user may edit."""
    pages = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    found: QuerySet[Page] = pages.filter(originals())
    return found


def to_answer(user: Any) -> QuerySet[Question]:
    """Those about pages that the user may answer for."""
    return threads().filter(object_id__in=originals_of(user).values("translation_key"))


def open_count(user: Any) -> int:
    """Of open questions that the user may answer. One SQL statement where nothing is asked."""
    waiting = Question.objects.filter(resolved_at=None)
    return to_answer(user).filter(resolved_at=None).count() if waiting.exists() else 0


def threads() -> QuerySet[Question]:
    """With all that was said, the open first, then the latest."""
    said = Prefetch("messages", QuestionMessage.objects.select_related("by"))
    found = Question.objects.select_related("locale").prefetch_related(said)
    return found.order_by(F("resolved_at").desc(nulls_first=True), "-pk")


def of_texts(translation: Translation) -> tuple[dict[int, list[Question]], list[Question]]:
    """The questions about a page by the keys of its texts, and those about texts that are no more.

    A text is found again as translations are: by its words, by what is like them, or else in its place.
    """
    questions = list(threads().filter(object_id=translation.source.object_id))
    if not questions:
        return {}, []
    segments = list(StringSegment.objects.filter(source_id=translation.source_id).select_related("string", "context"))
    asked = list(dict.fromkeys(Text(question.place, question.source) for question in questions))
    there = [Text(segment.context.path, segment.string.data) for segment in segments]
    became = {asked[match.before]: segments[match.after].pk for match in align(asked, there)}
    found: dict[int, list[Question]] = {}
    lost = []
    for question in questions:
        key = became.get(Text(question.place, question.source))
        if key is None:
            lost.append(question)
        else:
            found.setdefault(key, []).append(question)
    return found, lost


def _checked(text: str) -> str:
    """Raises ValidationError."""
    text = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if not text:
        raise ValidationError(_("Write something first."))
    if len(text) > LENGTH_MAX:
        raise ValidationError(_("Write at most %(limit)d letters.") % {"limit": LENGTH_MAX})
    return text


def ask(translation: Translation, segment: StringSegment, text: str, user: Any) -> QuestionMessage:
    """Raises ValidationError."""
    text = _checked(text)
    question = Question.objects.create(
        object_id=translation.source.object_id,
        place=segment.context.path,
        source=segment.string.data,
        locale=translation.target_locale,
    )
    return QuestionMessage.objects.create(question=question, text=text, by=user)


def reply(question: Question, text: str, user: Any) -> QuestionMessage:
    """Raises PermissionDenied and ValidationError."""
    if not may_take_part(question, user):
        raise PermissionDenied
    return QuestionMessage.objects.create(question=question, text=_checked(text), by=user)


def settle(question: Question, user: Any, *, is_resolved: bool) -> None:
    """Closes a question, or opens it again. Raises PermissionDenied."""
    if not may_take_part(question, user):
        raise PermissionDenied
    Question.objects.filter(pk=question.pk).update(resolved_at=timezone.now() if is_resolved else None)


def told_of(message: QuestionMessage) -> list[Any]:
    """Who gets a mail: all others who have said something, and of what nobody has answered those who wrote the page."""
    spoken = {said.by for said in message.question.messages.select_related("by") if said.by}
    others = _reachable(person for person in spoken if person != message.by)
    if others:
        return others
    page = original(message.question.object_id)
    return _authors(page, message.by) if page else []


def _authors(page: Page, asker: Any) -> list[Any]:
    """Who published the page last, else its owner, else those who coordinate: who may edit it and be written to."""
    published = page.live_revision.user if page.live_revision else None
    backend = "django.contrib.auth.backends.ModelBackend"
    coordinators = get_user_model().objects.with_perm(SUBMIT, include_superusers=False, backend=backend)
    for group in ([published], [page.owner], coordinators):
        people = (person for person in group if person is not None and person != asker)
        if found := [person for person in _reachable(people) if page.permissions_for_user(person).can_edit()]:
            return found
    return []


def _reachable(people: Iterable[Any]) -> list[Any]:
    found: Sequence[Any] = [person for person in people if person.is_active and person.email]
    return sorted(found, key=lambda person: person.pk)
