"""Fixtures that every room uses."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction
from django.db.models import Model
from django.db.models.signals import post_migrate
from django.test import Client, TransactionTestCase
from django.utils import translation
from pytest_django.fixtures import Settings
from wagtail import signal_handlers

from cms.core.text import dictionaries as made
from engine import selection
from tests.database import ensure_template, restore_database

TESTS = Path(__file__).resolve().parent
# Files that walk through everything, start servers, wait for them or publish the most pages. They begin first, so that
# the end is not theirs alone; `make test-fast` leaves them out.
SLOW = {
    "browser",
    "clients",
    "content_api/base/test_borrowed_words.py",
    "content_api/base/test_language_status.py",
    "content_api/lists/test_paging.py",
    "content_api/reading/test_snapshot.py",
    "content_api/response_cache/test_hanging.py",
    "content_api/response_cache/test_poolers.py",
    "content_api/response_cache/test_server.py",
    "content_api/test_canaries.py",
    "content_api/test_freshness.py",
    "core/test_stalled_jobs.py",
    "core/test_visibility.py",
    "dev",
    "editing",
    "engine/test_executors.py",
    "home/test_admin_canaries.py",
    "home/test_demo.py",
    "home/test_generation.py",
    "interface",
    "media/test_s3.py",
    "organisations/test_admin.py",
    "recipe",
    "syndication/test_listener.py",
    "syndication/test_matrix.py",
    "translation/test_facts_of_drafts.py",
    "translation/test_inheritance.py",
    "translation/editing/test_unfinished.py",
    "translation/editing/test_wrong_values.py",
}


def pytest_itemcollected(item: pytest.Item) -> None:
    path = item.path.relative_to(TESTS)
    if SLOW & {path.as_posix(), *(parent.as_posix() for parent in path.parents)}:
        item.add_marker(pytest.mark.slow)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_collection_finish() -> None:
    """What is loaded by now stays. To look through it for garbage again and again takes a tenth of the tests' time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


# Of trees that the tests of a module share: building a page takes longer than asking for it.
Lasting = Callable[[], AbstractContextManager[None]]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Test databases are copies of one that has been migrated."""
    database: Any = django_settings.DATABASES["default"]
    database["TEST"]["TEMPLATE"] = ensure_template(os.environ["DATABASE_URL"])


@pytest.fixture(scope="session")
def lasting(django_db_setup: None, django_db_blocker: Any) -> Lasting:
    """For fixtures with the scope of a module: what is built inside stays for its tests and is then rolled back."""

    @contextmanager
    def transaction_around() -> Iterator[None]:
        with django_db_blocker.unblock():
            outer = transaction.atomic()
            outer.__enter__()
        try:
            with django_db_blocker.unblock():
                yield
        finally:
            with django_db_blocker.unblock():
                transaction.set_rollback(True)
                outer.__exit__(None, None, None)
                with connection.cursor() as cursor:
                    # What was rolled back still lies in the tables, and the next module's plans would wade through it.
                    # Another test's ANALYZE may hold the catalogues that all databases share.
                    cursor.execute("VACUUM (ANALYZE, SKIP_LOCKED)")

    return transaction_around


@pytest.fixture(scope="session", autouse=True)
def committed_changes_are_undone() -> Iterator[None]:
    """After a test that commits, Django would empty the tables of models: what migrations have put into them and into
    others would be gone. The database is copied anew instead.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: restore_database())
        yield


@pytest.fixture(scope="session", autouse=True)
def no_reference_index() -> None:
    """Wagtail notes down who refers to what at each save, which takes a tenth of the tests' time and none asks for."""
    signal_handlers.disconnect_reference_index_signal_handlers()
    # Making the test database would bring them back.
    post_migrate.disconnect(signal_handlers.connect_reference_index_signal_handlers)


@pytest.fixture(autouse=True)
def media_folder(settings: Settings, tmp_path: Path) -> Path:
    """Each test has media of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture(scope="session")
def dictionaries() -> None:
    """The dictionaries of lemmas. A clone makes them once."""
    made.build(django_settings.CONTENT_LANGUAGES)


@pytest.fixture(autouse=True)
def interface_language() -> Iterator[None]:
    """Messages are in English, whatever language a request of the test before has left in this thread."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def forgotten_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """A column that a field reads and no `needs` names is loaded row by row, which a test does not let pass.

    Past whatever handles errors: an answer without the field would be taken for a right one.
    """
    load = Model.refresh_from_db

    def refuse(row: Any, *args: Any, **options: Any) -> None:
        if (fields := options.get("fields")) and selection.columns_asked("") is not None:
            pytest.fail(f"{', '.join(fields)} of {type(row).__name__} is read, and named by no `needs`.")
        load(row, *args, **options)

    monkeypatch.setattr(Model, "refresh_from_db", refuse)


class Graphql:
    """Asks over HTTP, as partner sites do."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def response(self, query: str, **variables: Any) -> Any:
        return self.client.post("/graphql/", {"query": query, "variables": variables}, content_type="application/json")

    def answer(self, query: str, **variables: Any) -> dict[str, Any]:
        """The whole answer, errors included."""
        return self.response(query, **variables).json()

    def __call__(self, query: str, **variables: Any) -> Any:
        """The data of an answer that must have no errors."""
        answer = self.answer(query, **variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]


@pytest.fixture
def graphql(db: None) -> Graphql:
    return Graphql(Client())


@pytest.fixture
def count_statements(django_assert_num_queries: Any) -> Callable[..., Any]:
    """`with count_statements(n):` fails with the statements when there are more or fewer."""
    return django_assert_num_queries
