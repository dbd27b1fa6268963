"""A plan and graphql-core give the same answer to the same question, mistakes included."""

import os
import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from graphql import ExecutionResult

from cms.settings import env
from content_api import ids
from content_api.schema import core, schema
from engine.documents import prepare
from engine.execution import Executor
from engine.internals import strawberry_field
from tests import factories as make
from tests.conftest import Lasting
from tests.content_api.trees.bodies import Library
from tests.engine.generating import Generator

NUMBER = int(os.environ.get("GENERATED_DOCUMENTS", "200"))
pytestmark = pytest.mark.django_db

SEED = int(os.environ.get("GENERATED_SEED", "0")) or random.SystemRandom().randrange(1, 10**9)


@pytest.fixture(scope="module")
def things(lasting: Lasting) -> Iterator[tuple[list[str], list[str]]]:
    """IDs and paths of a small tree with something of everything."""
    with lasting():
        theme = make.theme("osallisuus")
        organisation = make.organisation("Yhdistys", themes=[theme], body=Library().body())
        project = make.project("Hanke", managing_organisation=organisation)
        article = make.article("Uutinen", themes=[theme], body=Library().body())
        article.projects.create(project=project)
        article.organisations.create(organisation=organisation)
        article = make.publish(article)
        swedish = make.translate(article, "sv")
        position = make.position("Kanta", adopted_by=organisation)
        make.representation(organisation)
        pages = {
            "Organisation": organisation,
            "Project": project,
            "NewsArticle": article,
            "AdvocacyPosition": position,
        }
        named = [ids.encode(name, page.pk) for name, page in pages.items()]
        named.append(ids.encode("Theme", theme.pk))
        yield named, [page.url_path for page in (*pages.values(), swedish)]


def _told(result: ExecutionResult) -> dict[str, Any]:
    return {"data": result.data, "errors": [error.formatted for error in result.errors or []]}


def test_generated_documents_are_answered_alike(things: tuple[list[str], list[str]]) -> None:
    plan, theirs = Executor(schema, "plan"), Executor(schema, "core")
    answered = with_errors = 0
    for number in range(NUMBER):
        generator = Generator(core, random.Random(f"{SEED}-{number}"), *things)
        text = generator.document()
        prepared = prepare(core, text)
        again = f"Again: GENERATED_SEED={SEED}, document {number}:\n{text}\n{generator.variables}"
        if prepared.errors:
            # What is refused before it is executed, neither answers.
            continue
        operation = prepared.operation(None)
        expected = _told(theirs.execute(operation, generator.variables))

        assert _told(plan.execute(operation, generator.variables)) == expected, again
        assert _told(plan.execute(operation, generator.variables)) == expected, f"The second time. {again}"

        answered += expected["data"] is not None
        with_errors += bool(expected["errors"])
    assert answered >= NUMBER // 3
    assert with_errors >= NUMBER // 20


def test_a_plan_that_is_wrong_is_found(things: tuple[list[str], list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison would see it: a plan that takes the title for the path."""
    assert core.query_type is not None
    of: Any = core.type_map["NewsArticle"]
    text = "{ newsArticles { nodes { title } } }"
    operation = prepare(core, text).operation(None)
    expected = _told(Executor(schema, "core").execute(operation, {}))
    monkeypatch.setattr(strawberry_field(of.fields["title"]), "python_name", "url_path")

    assert _told(Executor(schema, "plan").execute(operation, {})) != expected


def test_another_way_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHQL_EXECUTOR", "both")
    with pytest.raises(ImproperlyConfigured, match="GRAPHQL_EXECUTOR is plan or core, not 'both'"):
        env.choice("GRAPHQL_EXECUTOR", "plan", ("plan", "core"))
