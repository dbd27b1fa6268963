"""The table of docs/graphql-api.md: what a partner site is told of a translation when its original changes.

Each cell is done and asked.
"""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from wagtail_localize.models import StringTranslation, Translation

from cms.translation.localize import publication
from cms.translation.models import Severity
from cms.translation.review import rules
from cms.translation.texts import applying
from news.models import NewsArticlePage
from tests import factories as make
from tests.conftest import Graphql

pytestmark = pytest.mark.django_db
QUERY = """
query ($by: ContentBy!, $locales: [LanguageTag!]!) {
  newsArticle(by: $by, locales: $locales) { title date language { served status isFallback isStale } }
}
"""
DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "graphql-api.md"


def _partly(page: Any) -> None:
    make.translate(page, "sv", strings=1)


def _by_machine(page: Any) -> None:
    make.translate(page, "sv", live=False)
    StringTranslation.objects.update(translation_type="machine")
    make.translate(page, "sv", strings=0)


def _approved(page: Any) -> None:
    """In a language that is reviewed, which the test makes Swedish."""
    make.translate(page, "sv", live=False)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    assert publication.publish_when_sound(translation, None), "it waits for an approval"
    reader = make.user("tarkastaja", "Administrators")
    for segment in applying.segments_by_text(translation).values():
        rules.approve(translation, segment, applying.version_of(applying.row_of(translation, segment)), reader)
    assert publication.publish_when_sound(translation, None) == []


def _stopped(page: Any) -> None:
    make.translate(page, "sv")
    Translation.objects.update(enabled=False)


def _alias(page: Any) -> None:
    make.home("sv")
    make.alias(page, "sv")


STATES: dict[str, Callable[[Any], Any]] = {
    "none": lambda page: None,
    "draft": lambda page: make.translate(page, "sv", live=False),
    "partly translated": _partly,
    "translated": lambda page: make.translate(page, "sv"),
    "by machine": _by_machine,
    "approved": _approved,
    "written by hand": _stopped,
    "alias": _alias,
}


def _publish(page: Any, **fields: Any) -> Any:
    page = NewsArticlePage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    return make.publish(page)


def _unpublish(page: Any) -> None:
    NewsArticlePage.objects.get(pk=page.pk).unpublish()


def _restore(page: Any) -> None:
    _unpublish(page)
    _publish(page)


def _change_words(page: Any, severity: Severity) -> None:
    _publish(page, title="Uusi otsikko", ingress="Uusi ingressi.", severity=severity)


EVENTS: dict[str, Callable[[Any], Any]] = {
    "as it is": lambda page: None,
    "words changed": lambda page: _change_words(page, Severity.NORMAL),
    "a minor change": lambda page: _change_words(page, Severity.MINOR),
    "a material change": lambda page: _change_words(page, Severity.MATERIAL),
    "a fact changed": lambda page: _publish(page, date=date(2026, 2, 1)),
    "withdrawn": _unpublish,
    "withdrawn, published again": _restore,
    "deleted": lambda page: NewsArticlePage.objects.get(pk=page.pk).delete(),
}


def _told(found: Any) -> str:
    if found is None:
        return "–"
    language = found["language"]
    words = [language["served"], language["status"]]
    words += [name for name in ("isFallback", "isStale") if language[name]]
    return " ".join(words)


def _table() -> dict[tuple[str, str], str]:
    text = DOCUMENT.read_text(encoding="utf-8")
    (table,) = re.findall(r"^\| Swedish is \|.*\n(?:\|.*\n)+", text, re.MULTILINE)
    lines = [line for line in table.splitlines() if not line.startswith("|---")]
    head, *rows = [[cell.strip().strip("*`") for cell in line.strip("|").split("|")] for line in lines]
    return {(row[0], event): cell for row in rows for event, cell in zip(head[1:], row[1:], strict=True)}


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("state", STATES)
def test_what_is_told_is_what_the_table_says(graphql: Graphql, settings: Any, state: str, event: str) -> None:
    settings.TRANSLATION_REVIEW_LANGUAGES = ["sv"] if state == "approved" else []
    page = make.article("Uutinen", date=date(2026, 1, 1))
    key = str(page.translation_key)
    STATES[state](page)

    EVENTS[event](page)

    cell = _table()[state, event]
    assert _told(_asked(graphql, key, "sv", "fi")) == cell
    # In the middle of a chain it is the same, and a fallback.
    make.locale("en")
    assert _told(_asked(graphql, key, "en", "sv", "fi")) == _as_fallback(cell)


def _asked(graphql: Graphql, key: str, *locales: str) -> Any:
    return graphql(QUERY, by={"translationKey": key}, locales=locales)["newsArticle"]


def _as_fallback(cell: str) -> str:
    if cell == "–" or "isFallback" in cell:
        return cell
    served, status, *rest = cell.split()
    return " ".join([served, status, "isFallback", *rest])


def test_the_table_has_every_state_and_event() -> None:
    assert set(_table()) == {(state, event) for state in STATES for event in EVENTS}
