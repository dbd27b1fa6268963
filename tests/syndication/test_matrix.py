"""Whatever may alter a public answer is told: every table that answers are made of, changed in every way."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, models, transaction
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.core.text.localised_text import LocalisedTextField
from tests.conftest import Lasting, lasting  # noqa: F401 (a fixture)
from tests.syndication.told import execute, forget, told
from tests.syndication.tree import LABELS, every_row, expected_tags, live_row, tables_of_labels, tables_of_sources


@pytest.fixture(scope="module", autouse=True)
def tree(lasting: Lasting, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:  # noqa: F811
    with lasting(), every_row(tmp_path_factory.mktemp("media")) as made:
        yield made


@pytest.fixture(autouse=True)
def undone(db: None) -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _another(field: Any, row: Any) -> Any:
    """A value that this field of this row does not have."""
    value = getattr(row, field.attname)
    if isinstance(field, models.ForeignKey):
        others: Any = field.related_model._default_manager
        return others.exclude(pk=value).order_by("-pk").values_list("pk", flat=True).first()
    if isinstance(field, LocalisedTextField):
        return {"fi": "Muutettu"}
    if isinstance(field, StreamField):
        return []
    if field.choices and not callable(field.choices):
        return next(choice for choice, _ in field.flatchoices if choice != value)
    if isinstance(value, bool):
        return not value
    if isinstance(field, models.DateField):
        return (value or timezone.now()) + timedelta(days=1)
    if isinstance(field, models.IntegerField):
        return (value or 0) + 1
    return f"muutettu-{uuid4().hex[:8]}"


def _change(row: Any) -> tuple[Any, Any]:
    """A column of the row's own table, and another value for it."""
    preferred = {"title", "is_stale", "sort_order"}
    fields = [
        field
        for field in row._meta.local_concrete_fields
        if not field.primary_key
        and not isinstance(field, models.FileField | models.UUIDField)
        and field.name not in {"page", "sort_title", "content_type", "locale"}
    ]
    streams = [field for field in fields if isinstance(field, StreamField)]
    plain = [field for field in fields if not field.is_relation and field not in streams]
    field = next(iter([field for field in fields if field.name in preferred] + plain + streams + fields[::-1]))
    return field, _another(field, row)


@pytest.fixture
def row(request: pytest.FixtureRequest) -> Any:
    found = live_row(request.param)
    forget()
    return found


every_table = pytest.mark.parametrize("row", LABELS, indirect=True)


def test_every_table_has_its_case() -> None:
    assert tables_of_labels() == tables_of_sources()


def _save(row: Any) -> None:
    field, value = _change(row)
    setattr(row, field.attname, value)
    row.save()


def _update(row: Any) -> None:
    field, value = _change(row)
    assert type(row).objects.filter(pk=row.pk).update(**{field.attname: value}) == 1


def _bulk_update(row: Any) -> None:
    field, value = _change(row)
    setattr(row, field.attname, value)
    assert type(row).objects.bulk_update([row], [field.name]) == 1


def _update_in_sql(row: Any) -> None:
    field, value = _change(row)
    prepared = field.get_db_prep_save(value, connection)
    execute(f'UPDATE {row._meta.db_table} SET "{field.column}" = %s WHERE {row._meta.pk.column} = %s', prepared, row.pk)


def _delete_in_sql(row: Any) -> None:
    execute(f"DELETE FROM {row._meta.db_table} WHERE {row._meta.pk.column} = %s", row.pk)


def _insert_in_sql(row: Any) -> None:
    table, key = row._meta.db_table, row._meta.pk.column
    execute(f"CREATE TEMPORARY TABLE kept AS SELECT * FROM {table} WHERE {key} = %s", row.pk)
    _delete_in_sql(row)
    forget()
    execute(f"INSERT INTO {table} SELECT * FROM kept")


@every_table
@pytest.mark.parametrize("change", [_save, _update, _bulk_update, _update_in_sql, _delete_in_sql, _insert_in_sql])
def test_a_changed_row_is_told_by_its_tags_and_no_others(row: Any, change: Callable[[Any], None]) -> None:
    expected = expected_tags(row)

    change(row)

    assert told() == expected


@every_table
def test_what_is_written_again_as_it_was_is_not_told(row: Any) -> None:
    field, _ = _change(row)
    execute(f'UPDATE {row._meta.db_table} SET "{field.column}" = "{field.column}"')

    assert told() == set()


@pytest.mark.parametrize("row", [label for label in LABELS if label != "wagtailcore.Collection"], indirect=True)
def test_a_created_row_is_told(row: Any) -> None:
    expected = expected_tags(row)
    if isinstance(row, Page):
        # Its own row and the type's, as treebeard and Django write them.
        _delete_in_sql(row)
        forget()
        row.save_base(raw=True, force_insert=True)
    else:
        _delete_in_sql(row)
        forget()
        row.save(force_insert=True)

    assert told() == expected


@pytest.mark.parametrize("row", LABELS, indirect=True)
def test_a_deleted_row_is_told_with_what_goes_along(row: Any) -> None:
    expected = expected_tags(row)
    row.delete()

    tags = told()
    # A language's home page takes so much along that it is told as everything.
    assert tags >= expected or "all" in tags


def test_the_emptying_of_a_table_changes_everything() -> None:
    forget()
    execute("TRUNCATE home_goneaddress")

    assert told() == {"all"}
