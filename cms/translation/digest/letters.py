"""The weekly mail: what waits in a translator's languages, with links, in the language of her admin."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Count, QuerySet, Sum
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import ngettext, override
from wagtail.models import Locale

from cms.core.languages import language
from cms.translation.desk import assignment, states
from cms.translation.desk.languages import languages_for
from cms.translation.desk.orders import FIRST, ordered
from cms.translation.desk.states import DeskState
from cms.translation.digest import weekly
from cms.translation.records import texts as records
from cms.users.languages import language_of

# Of the pages of one language that a mail names.
NAMED = 10


@dataclass(frozen=True)
class Line:
    title: str
    state: str
    since: str
    due: date | None
    is_mine: bool
    words: int | None
    url: str


@dataclass(frozen=True)
class Part:
    """One language: the pages that are done first, and how much waits altogether."""

    name: str
    lines: list[Line]
    pages: int
    words: int
    labels: int
    url: str
    labels_url: str

    @property
    def more(self) -> int:
        return self.pages - len(self.lines)


def send(user_id: int) -> None:
    """Writes to one translator, unless nothing waits, or she wants or may have no mail any more."""
    person = weekly.people().filter(pk=user_id).first()
    if person is None or not weekly.is_wanted(person):
        return
    with override(language_of(person)):
        parts = [part for tag, locale in languages_for(person).items() if (part := _part(person, tag, locale))]
        if not parts:
            return
        count = sum(part.pages for part in parts)
        labels = sum(part.labels for part in parts)
        subject = (
            ngettext("%(count)d page waits for a translator", "%(count)d pages wait for a translator", count)
            if count
            else ngettext("%(count)d label waits for a translator", "%(count)d labels wait for a translator", labels)
        ) % {"count": count or labels}
        context = {"person": person, "parts": parts, "stop": _absolute(reverse("translation_desk:digest"))}
        text = render_to_string("translation/digest/letter.txt", context)
        html = render_to_string("translation/digest/letter.html", context)
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [person.email], html_message=html)


def _part(person: Any, tag: str, locale: Locale) -> Part | None:
    told = assignment.told(states.in_language(locale).filter(desk_state__in=states.WAITING), locale)
    waiting = assignment.for_person(told, person)
    counted = waiting.aggregate(pages=Count("pk"), total=Sum("words"))
    _units, labels = records.units(person, tag, 0)
    if not counted["pages"] and not labels:
        return None
    desk = reverse("translation_desk:language", args=[tag])
    return Part(
        name=str(language(tag).label),
        lines=[_line(page, desk) for page in _theirs_first(waiting)],
        pages=counted["pages"],
        words=counted["total"] or 0,
        labels=labels,
        url=_absolute(desk),
        labels_url=_absolute(reverse("translation_desk:records", args=[tag])),
    )


def _theirs_first(waiting: QuerySet[Any]) -> list[Any]:
    """What was given to them, then what is nobody's: as many as a mail names."""
    found: list[Any] = []
    for is_nobodys in (False, True):
        found += ordered(waiting.filter(person__isnull=is_nobodys), FIRST)[: NAMED - len(found)]
    return found


def _line(page: Any, desk: str) -> Line:
    """A translation that is begun is led to; another is begun at the desk."""
    edit = reverse("wagtailadmin_pages:edit", args=[page.target_id]) if page.is_managed and page.target_id else desk
    return Line(
        title=page.title,
        state=str(DeskState(page.desk_state).label),
        due=page.due,
        is_mine=page.person is not None,
        since=timesince(page.waits_since, depth=1) if page.waits_since else "",
        words=page.words,
        url=_absolute(edit),
    )


def _absolute(address: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL}{address}"
