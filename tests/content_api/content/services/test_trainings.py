"""What partner sites learn of trainings, and of the events that are their dates."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from content_api import ids
from tests import factories as make
from tests.conftest import Graphql, Lasting
from tests.content_api.trees.bodies import stored

LIST = "query ($filter: TrainingFilter) { trainings(filter: $filter) { totalCount nodes { title } } }"
ONE = """
query ($by: ContentBy!, $locales: [LanguageTag!]) { training(by: $by, locales: $locales) {
  title languages enrolmentUrl
  modules { title text lang foreign { field lang } }
  organisers { title trainings { nodes { title } } }
  events { title trainings { nodes { title } } }
  seo { jsonLd }
} }
"""


@pytest.fixture(scope="module")
def tree(lasting: Lasting) -> Iterator[SimpleNamespace]:
    with lasting():
        organiser = make.organisation("Keskus")
        now = timezone.now()
        ahead, past = (
            make.event(title, starts_at=now + timedelta(days=days)) for title, days in (("Ilta", 9), ("Mennyt", -9))
        )
        hidden = make.event("Luonnos", starts_at=now + timedelta(days=9), live=False)
        modules = [
            stored("module", {"title": "Alku", "text": "Tehtävät."}),
            {**stored("module", {"title": "Loppu", "text": ""}), "id": "00000000-0000-4000-8000-000000000099"},
        ]
        course = make.training("Kurssi", languages=["fi", "ru"], enrolment_url="https://example.org/", modules=modules)
        course.organisers.create(organisation=organiser)
        for event in (ahead, past, hidden):
            course.events.create(event=event)
        course = make.publish(course)
        over, unseen = make.training("Ollut"), make.training("Tulossa")
        over.events.create(event=past)
        unseen.events.create(event=hidden)
        make.publish(over)
        make.publish(unseen)
        yield SimpleNamespace(organiser=organiser, course=course)


pytestmark = pytest.mark.usefixtures("tree")


def _one(graphql: Graphql, page: Any, **given: Any) -> dict[str, Any]:
    found: dict[str, Any] = graphql(ONE, by={"translationKey": str(page.translation_key)}, **given)["training"]
    return found


def _found(graphql: Graphql, **given: Any) -> list[str]:
    found = graphql(LIST, filter=given)["trainings"]
    assert found["totalCount"] == len(found["nodes"])
    return [node["title"] for node in found["nodes"]]


def test_everything_of_a_training(graphql: Graphql, tree: SimpleNamespace) -> None:
    assert _one(graphql, tree.course) == {
        "title": "Kurssi",
        "languages": ["fi", "ru"],
        "enrolmentUrl": "https://example.org/",
        "modules": [
            {"title": "Alku", "text": "Tehtävät.", "lang": "fi", "foreign": []},
            {"title": "Loppu", "text": None, "lang": "fi", "foreign": []},
        ],
        "organisers": [{"title": "Keskus", "trainings": {"nodes": [{"title": "Kurssi"}]}}],
        "events": [
            {"title": "Ilta", "trainings": {"nodes": [{"title": "Kurssi"}]}},
            {"title": "Mennyt", "trainings": {"nodes": [{"title": "Kurssi"}, {"title": "Ollut"}]}},
        ],
        "seo": {
            "jsonLd": {
                "@context": "https://schema.org",
                "@type": "Course",
                "url": f"{settings.FRONTEND_BASE_URL}{tree.course.url_path}",
                "description": "Ingressi.",
                "name": "Kurssi",
                "availableLanguage": ["fi", "ru"],
                "sameAs": "https://example.org/",
                "inLanguage": "fi",
            }
        },
    }


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, ["Kurssi", "Ollut", "Tulossa"]),
        # A date that nobody may read is none.
        ({"upcoming": True}, ["Kurssi"]),
        ({"upcoming": False}, ["Ollut", "Tulossa"]),
        ({"languages": ["ru"]}, ["Kurssi"]),
        ({"query": "tehtävä"}, ["Kurssi"]),
    ],
)
def test_filters(graphql: Graphql, given: dict[str, Any], found: list[str]) -> None:
    assert _found(graphql, **given) == found


def test_by_who_arranges_it(graphql: Graphql, tree: SimpleNamespace) -> None:
    assert _found(graphql, organisers=[ids.encode("Organisation", tree.organiser.pk)]) == ["Kurssi"]


def test_words_of_a_module_that_nobody_has_translated_say_in_which_language_they_are(
    graphql: Graphql, db: None
) -> None:
    page = make.training("Osittain", modules=[stored("module", {"title": "Alku", "text": "Tehtävät."})])
    make.translate(page, "sv", strings=4)

    (module,) = _one(graphql, page, locales=["sv"])["modules"]

    texts = {"title": module["title"], "text": module["text"]}
    languages = dict.fromkeys(texts, module["lang"]) | {row["field"]: row["lang"] for row in module["foreign"]}
    assert {field: text.startswith("sv: ") for field, text in texts.items()} == {
        field: language == "sv" for field, language in languages.items()
    }
    assert set(languages.values()) == {"fi", "sv"}
