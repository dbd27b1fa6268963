"""Thin pages by the ten thousand, made by PostgreSQL: enough for its planner to see what a large site looks like."""

import os
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from wagtail.fields import StreamField
from wagtail.models import Locale, Page

from cms.search.models import PageText
from cms.translation.models import TextState
from news.models import ArticleOrganisation, NewsArticlePage
from organisations.models import AdvocacyPositionPage, OrganisationPage, ProjectPage
from tests.content_api import types

# Of each type, each in three languages. 35,000 are the 420,000 pages of a hundred times the usual content.
GROUPS = int(os.environ.get("LARGE_TREE_GROUPS", "4000"))
LANGUAGES = ("fi", "sv", "en")
LISTED = tuple(of.model for of in types.LISTED)
# The primary key of the first page of each type.
FIRST = {model: 1_000_000 * place for place, model in enumerate(LISTED, 1)}
_FILLED = {"no_index", "sort_title", "sort_first_published", "sort_last_published", "search_vector"}

_DAY = "'2020-01-01'::date + number % 2000"
# What makes questions find few or many; `number` is of the group.
_COLUMNS: dict[Any, dict[str, str]] = {
    OrganisationPage: {
        "kind": "'ASSOCIATION'",
        "business_id": "lpad(number::text, 7, '0') || '-1'",
        "last_confirmed_on": f"CASE WHEN number % 5 > 0 THEN {_DAY} END",
    },
    ProjectPage: {"starts_on": _DAY, "ends_on": f"{_DAY} + 900"},
    AdvocacyPositionPage: {"valid_from": _DAY},
}


# In each text, in one of two hundred, and in three.
_WORDS = "to_tsvector('simple', 'common word' || number %% 200 || ' rare' || number)"
if LONG := int(os.environ.get("LARGE_TREE_WORDS", "0")):
    # As many more words, some of which are in every other text and others in a few.
    _WORDS += (
        " || to_tsvector('simple', (SELECT string_agg('z' || floor(power(random(), 3) * 5000), ' ') "
        f"FROM generate_series(1, {LONG} + number %% 2)))"
    )


def _columns(model: Any) -> dict[str, str]:
    """Something for each column of the model's own that has no default in the database."""
    found: dict[str, str] = {}
    for field in model._meta.local_fields:
        if field.name in _FILLED or field.is_relation or (field.null and field.blank) or not field.column:
            continue
        if isinstance(field, StreamField):
            found[field.column] = "'[]'"
        elif isinstance(field, models.DateField):
            found[field.column] = _DAY
        elif isinstance(field, models.BooleanField):
            found[field.column] = "false"
        elif isinstance(field, ArrayField):
            found[field.column] = "'{fi}'"
        elif isinstance(field, models.CharField | models.TextField):
            found[field.column] = f"'{field.choices[0][0]}'" if field.choices else "''"
    return found | _COLUMNS.get(model, {})


def _execute(statement: str, parameters: list[Any] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def _add_pages(model: Any, first: int) -> None:
    locales = [Locale.objects.get(language_code=tag).pk for tag in LANGUAGES]
    table = model._meta.db_table
    # A row for each group and language; `id` runs on, group by group.
    rows = (
        f"(SELECT number, language, {first} + number * {len(LANGUAGES)} + language - 1 AS id "
        f"FROM generate_series(0, {GROUPS - 1}) number, generate_series(1, {len(LANGUAGES)}) language) AS r"
    )
    _execute(
        "INSERT INTO wagtailcore_page (id, path, depth, numchild, translation_key, locale_id, live, "
        "has_unpublished_changes, first_published_at, last_published_at, expired, locked, title, draft_title, slug, "
        "content_type_id, url_path, show_in_menus, seo_title, search_description) "
        "SELECT id, '0001ZZZZ' || lpad(upper(to_hex(id)), 8, '0'), 4, 0, md5(%s || number)::uuid, "
        "(%s::int[])[language], true, false, now(), now(), false, false, "
        "'Title ' || id, 'Title ' || id, 'title-' || id, %s, "
        f"'/large/title-' || id || '/', false, '', '' FROM {rows}",
        [table, locales, ContentType.objects.get_for_model(model).pk],
    )
    columns = _columns(model)
    _execute(
        f"INSERT INTO {table} (page_ptr_id, no_index, sort_title, sort_first_published, sort_last_published, "
        f"search_vector, {', '.join(columns)}) "
        "SELECT id, false, 'title ' || md5(id::text), now() - id % 1000 * interval '1 hour', now(), "
        "to_tsvector('simple', 'common word' || number % 200 || ' rare' || number), "
        f"{', '.join(columns.values())} FROM {rows}"
    )
    _execute(
        "INSERT INTO search_pagetext (page_id, locale_id, title_words, words, text, made_with) "
        "SELECT id, (%s::int[])[language], to_tsvector('simple', 'title w' || id), "
        f"setweight(to_tsvector('simple', 'title w' || id), 'A') || {_WORDS}, 'Common words', '' FROM {rows}",
        [locales],
    )
    _execute(
        "INSERT INTO translation_textstate "
        '(page_id, source_locale_id, status, is_stale, prose_digest, based_on_digest, "foreign") '
        "SELECT id, %s, CASE WHEN language = 1 THEN 'ORIGINAL' ELSE 'TRANSLATED' END, false, '', '', '{}' "
        f"FROM {rows}",
        [locales[0]],
    )


def create_large_tree() -> None:
    """In a transaction that is rolled back: what listens for changes is not told."""
    tables = [Page, PageText, TextState, ArticleOrganisation, *LISTED]
    for model in tables:
        _execute(f"ALTER TABLE {model._meta.db_table} DISABLE TRIGGER USER")
    for model, first in FIRST.items():
        _add_pages(model, first)
    organisation = FIRST[OrganisationPage]
    count = GROUPS * len(LANGUAGES)
    _execute(
        "INSERT INTO news_articleorganisation (sort_order, page_id, organisation_id) "
        f"SELECT 0, {FIRST[NewsArticlePage]} + n, {organisation} + (n * 7 %% {count}) FROM generate_series(0, %s) n",
        [count - 1],
    )
    _execute(
        f"UPDATE organisations_projectpage SET managing_organisation_id = {organisation} + page_ptr_id %% %s", [count]
    )
    _execute("ANALYZE (SKIP_LOCKED)")
    # Here, and not again at the end of each test: what a savepoint has checked is forgotten with it.
    connection.check_constraints()
