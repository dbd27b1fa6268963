"""A field names the columns that it reads. One that forgets to is answered row by row, which no test lets pass."""

from collections.abc import Mapping
from typing import Any

import pytest
from graphql import GraphQLField, GraphQLObjectType, is_leaf_type

from content_api.reading.columns import known_columns
from content_api.schema import core, executor, schema
from content_api.type_names import TYPE_NAMES
from engine.selection import COLUMNS
from tests import factories as make
from tests.content_api.types import LISTED
from tests.engine.test_execution import operation_of

pytestmark = pytest.mark.django_db

LISTS = {of.model: of.list for of in LISTED}
# Read whatever is asked.
ALWAYS = {"title"}


def _fields(model: Any) -> dict[str, GraphQLField]:
    of: Any = core.get_type(TYPE_NAMES[model])
    assert isinstance(of, GraphQLObjectType)
    return of.fields


def _metadata(field: GraphQLField) -> Mapping[str, Any]:
    metadata: Mapping[str, Any] = field.extensions["strawberry-definition"].metadata
    return metadata


def _with_columns() -> list[tuple[Any, str]]:
    """Fields that name columns of the model's own: what is computed in the statement cannot be read later."""
    found = []
    for model in LISTS:
        usual_order = next(iter(model.orders.values())).column
        own = {column.attname for column in model._meta.concrete_fields} - ALWAYS - {usual_order}
        for name, field in _fields(model).items():
            columns = _metadata(field).get(COLUMNS, ())
            if set(columns) & own & known_columns(model).keys() and is_leaf_type(_named(field)):
                found.append((model, name))
    return found


def _named(field: GraphQLField) -> Any:
    kind: Any = field.type
    while hasattr(kind, "of_type"):
        kind = kind.of_type
    return kind


@pytest.mark.parametrize(("model", "name"), _with_columns(), ids=lambda value: getattr(value, "__name__", value))
def test_a_forgotten_column_fails_the_test(monkeypatch: pytest.MonkeyPatch, model: Any, name: str) -> None:
    make.page(model)
    document = f"{{ {LISTS[model]}(first: 1) {{ nodes {{ {name} }} }} }}"
    result = executor.execute(operation_of(schema, document), {})
    assert result.errors is None

    monkeypatch.setattr(_fields(model)[name].extensions["strawberry-definition"], "metadata", {})

    with pytest.raises(pytest.fail.Exception, match="is read, and named by no `needs`"):
        executor.execute(operation_of(schema, document), {})


def test_there_are_fields_that_name_their_columns() -> None:
    assert len(_with_columns()) >= 6
