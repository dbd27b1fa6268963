from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from content_api.reading import dependencies
from content_api.reading.dependencies import (
    CACHEABLE,
    depending_only_on,
    recorded,
    recorded_answer,
    surrogate_key,
    tables_of,
)
from home.models import GoneAddress
from news.models import NewsArticlePage


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ('SELECT "a"."id" FROM "news_newsarticlepage" "a"', {"news_newsarticlepage"}),
        ("select 1 from home_goneaddress", {"home_goneaddress"}),
        ('SELECT 1 FROM "home_goneaddress", "wagtailcore_page"', {"home_goneaddress", "wagtailcore_page"}),
        ('SELECT EXTRACT(YEAR FROM "t"."date") FROM "home_goneaddress" "t"', {"home_goneaddress"}),
        ("SELECT 'FROM \"wagtailcore_site\"' FROM unnest(%s)", set()),
        ('WITH "best" AS (SELECT 1 FROM "wagtailcore_page") SELECT * FROM "best"', {"wagtailcore_page"}),
        ("WITH b AS MATERIALIZED (SELECT 1) SELECT * FROM b JOIN elsewhere ON true", {"elsewhere"}),
        ("SELECT 1", set()),
    ],
)
def test_tables_that_a_statement_names(sql: str, tables: set[str]) -> None:
    assert tables_of(sql) == tables


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1 FROM elsewhere",
        'INSERT INTO "home_goneaddress" VALUES (1)',
        'SELECT 1 FROM "home_goneaddress" FOR UPDATE',
        'BEGIN; SELECT 1 FROM "home_goneaddress"',
        "VACUUM",
    ],
)
def test_what_no_tag_stands_for_is_not_kept(sql: str) -> None:
    assert dependencies.tags_of(sql) is None


@pytest.mark.parametrize("sql", ["SELECT 1", "SAVEPOINT a", "BEGIN; SET LOCAL statement_timeout = 3000", "ROLLBACK"])
def test_statements_without_rows_add_nothing(sql: str) -> None:
    assert dependencies.tags_of(sql) == frozenset()


def test_an_answer_depends_on_all_and_on_the_kinds_it_read(db: None) -> None:
    with recorded() as read:
        list(NewsArticlePage.objects.all())
    assert read.tags == {"all", "news-article"}
    assert read.is_cacheable


def test_narrowed_statements_depend_on_their_keys_alone(db: None) -> None:
    with recorded() as read, depending_only_on("image:5", "image:6"):
        list(NewsArticlePage.objects.all())
    assert read.tags == {"all", "image:5", "image:6"}


def test_narrowing_ends_with_its_block(db: None) -> None:
    with recorded() as read:
        with depending_only_on("image:5"):
            pass
        list(NewsArticlePage.objects.all())
    assert read.tags == {"all", "news-article"}


def test_nothing_is_recorded_after_the_block(db: None) -> None:
    with recorded() as read:
        pass
    list(NewsArticlePage.objects.all())
    assert read.tags == {"all"}
    dependencies.do_not_keep()
    assert read.is_cacheable


def test_an_answer_that_wrote_is_not_kept(db: None) -> None:
    with recorded() as read:
        GoneAddress.objects.create(path="/fi/poissa/", gone_at=timezone.now())
    assert not read.is_cacheable


def test_an_answer_with_a_failed_statement_is_not_kept(db: None) -> None:
    with recorded() as read, pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    assert not read.is_cacheable


def answered(body: bytes, status: int = 200, compute: Any = lambda: None) -> tuple[Any, Any]:
    request = RequestFactory().get("/graphql/")

    def view() -> HttpResponse:
        compute()
        return HttpResponse(body, status=status)

    response = recorded_answer(request, view)
    return request.META.get(CACHEABLE), response["Surrogate-Key"]


def test_what_an_answer_depends_on_is_told_to_caches(db: None) -> None:
    read = answered(b'{"data":{}}', compute=lambda: list(NewsArticlePage.objects.all()))
    assert read == ({"all", "news-article"}, "all news-article")


@pytest.mark.parametrize(
    ("body", "status"), [(b'{"errors":[]}', 200), (b'{"data":null,"errors":[]}', 200), (b'{"data":{}}', 503)]
)
def test_refusals_are_not_kept(body: bytes, status: int, db: None) -> None:
    assert answered(body, status) == (None, "all")


def test_a_long_surrogate_key_names_kinds() -> None:
    groups = {f"00000000-0000-4000-8000-{number:012d}" for number in range(100)}
    tags = frozenset({"all", "news-article", "image:5", "contact:7", *groups})
    assert surrogate_key(tags) == "all contact image news-article page"
    assert surrogate_key(frozenset({"all", "image:5"})) == "all image:5"
