"""What is said of a table decides what a statement depends on."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from content_api.reading import dependencies
from syndication import checks, tags, triggers
from syndication.tags import statement_tags
from tests.conftest import Graphql, Lasting, lasting  # noqa: F401 (a fixture)
from tests.content_api.counting import statements
from tests.content_api.test_operations import CASES, DOCUMENTS
from tests.content_api.trees.operation_tree import Tree
from tests.syndication.tree import every_row


def _tags(*tables: str) -> list[str] | None:
    found = statement_tags(frozenset(tables))
    return None if found is None else sorted(found)


def test_a_page_types_table_stands_for_the_pages_own_rows() -> None:
    names = ("news_newsarticlepage", "wagtailcore_page", "translation_textstate")
    assert _tags(*names) == ["news-article"]
    assert _tags(*names, "wagtailcore_locale") == ["all", "news-article"]


def test_pages_alone_and_rows_that_belong_to_a_page_do_not() -> None:
    assert _tags("wagtailcore_page") == ["page"]
    assert _tags("translation_textstate") == ["page"]
    assert _tags("news_articleproject", "wagtailcore_page") == ["news-article", "page"]


def test_rows_tell_their_kind() -> None:
    assert _tags("media_rendition") == ["image"]
    assert _tags("home_sitechannel", "organisations_contact") == ["contact", "site"]


def test_what_never_changes_adds_nothing() -> None:
    assert _tags() == []
    assert _tags("django_content_type") == []


@pytest.mark.parametrize("table", ["users_user", "wagtailcore_revision", "nowhere"])
def test_what_is_not_public_has_no_tags(table: str) -> None:
    assert _tags(table, "organisations_theme") is None


def test_a_model_that_nobody_has_decided_about_fails_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.check_models_are_decided() == []
    monkeypatch.setattr(tags, "UNREAD", tags.UNREAD - {"wagtailcore.Revision"})

    (error,) = checks.check_models_are_decided()

    assert (error.id, error.obj) == ("verkosto.E006", apps.get_model("wagtailcore.Revision"))


@pytest.fixture(scope="module")
def tree(lasting: Lasting, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tree]:  # noqa: F811
    with lasting(), every_row(tmp_path_factory.mktemp("media")) as made:
        yield made


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_every_table_that_a_document_reads_is_public(graphql: Graphql, tree: Tree, name: str) -> None:
    for case in CASES[name]:
        for statement in statements(graphql, DOCUMENTS[name], **case.variables(tree)):
            assert statement_tags(dependencies.tables_of(statement)) is not None, statement


@pytest.mark.django_db
def test_every_table_has_its_triggers_and_a_second_migrate_makes_none() -> None:
    with connection.cursor() as cursor:
        assert triggers.installed(cursor) == triggers.expected(tags.sources())
        cursor.execute("SELECT max(oid::bigint) FROM pg_trigger")
        newest: Any = cursor.fetchone()
        triggers.install()
        cursor.execute("SELECT max(oid::bigint) FROM pg_trigger")
        assert cursor.fetchone() == newest


@pytest.mark.django_db
def test_a_trigger_that_was_lost_is_made_again_and_one_too_many_removed() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER syndication_update ON organisations_theme")
        # As of a table that no answer is made of any more.
        cursor.execute("CREATE FUNCTION syndication_on_taggit_tag() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'")
        cursor.execute(
            "CREATE TRIGGER syndication_delete AFTER DELETE ON taggit_tag EXECUTE FUNCTION syndication_on_taggit_tag()"
        )
        triggers.install()
        assert triggers.installed(cursor) == triggers.expected(tags.sources())


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "syndication", "--check", "--dry-run", verbosity=0)
