"""Fixtures that every room uses."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db.models import Model
from django.db.models.signals import post_migrate
from django.test import Client
from django.utils import translation
from pytest_django.fixtures import Settings
from wagtail import signal_handlers

from engine import selection as asked
from tests.database import ensure_template


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Test databases are copies of one that has been migrated."""
    database: Any = django_settings.DATABASES["default"]
    database["TEST"]["TEMPLATE"] = ensure_template(os.environ["DATABASE_URL"])


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
        if (fields := options.get("fields")) and asked.columns_asked("") is not None:
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
