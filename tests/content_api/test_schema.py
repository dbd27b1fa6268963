"""The contract: a file that is current, in which everything is described."""

import re
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    build_client_schema,
    build_schema,
    get_introspection_query,
    is_specified_scalar_type,
    lexicographic_sort_schema,
    print_schema,
)

from content_api.management.commands import write_schema
from content_api.schema import schema
from tests.conftest import Graphql

CORE = schema._schema
TYPES = [of for name, of in CORE.type_map.items() if not name.startswith("__") and not is_specified_scalar_type(of)]


def test_the_schema_file_is_current() -> None:
    assert write_schema.SCHEMA_FILE.read_text(encoding="utf-8") == schema.as_str() + "\n", (
        "graphql/schema.graphql is not the schema of the code: run `make schema` and review the difference."
    )


def test_the_check_says_how_to_write_the_file_again(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_schema, "SCHEMA_FILE", tmp_path / "schema.graphql")
    with pytest.raises(CommandError, match="run `make schema` and review the difference"):
        call_command("write_schema", check=True)

    call_command("write_schema")
    call_command("write_schema", check=True)


def _undescribed(of: GraphQLNamedType) -> list[str]:
    missing = [] if of.description else [of.name]
    if isinstance(of, GraphQLObjectType | GraphQLInterfaceType):
        for name, field in of.fields.items():
            missing += [] if field.description else [f"{of.name}.{name}"]
            missing += [f"{of.name}.{name}({key}:)" for key, argument in field.args.items() if not argument.description]
    elif isinstance(of, GraphQLInputObjectType):
        missing += [f"{of.name}.{name}" for name, field in of.fields.items() if not field.description]
    elif isinstance(of, GraphQLEnumType):
        missing += [f"{of.name}.{name}" for name, value in of.values.items() if not value.description]
    return missing


@pytest.mark.parametrize("of", TYPES, ids=lambda of: of.name)
def test_everything_is_described(of: GraphQLNamedType) -> None:
    assert _undescribed(of) == []


def test_descriptions_are_sentences() -> None:
    unfinished = [of.name for of in TYPES if of.description and not of.description.rstrip().endswith((".", "!", "?"))]

    assert [name for name in unfinished if name not in {"DateTime", "Date", "JSON"}] == []


def _sorted(of: GraphQLSchema) -> str:
    return print_schema(lexicographic_sort_schema(of))


def test_the_standard_introspection_is_answered(graphql: Graphql) -> None:
    data = graphql(get_introspection_query(specified_by_url=True, input_value_deprecation=True, one_of=True))

    assert _sorted(build_client_schema(data)) == _sorted(build_schema(schema.as_str()))


def test_there_is_nothing_but_questions() -> None:
    assert CORE.query_type is not None
    assert (CORE.mutation_type, CORE.subscription_type) == (None, None)


def test_every_list_has_the_same_arguments() -> None:
    assert CORE.query_type is not None
    expected = {
        "locales": "[LanguageTag!]",
        "first": "Int",
        "after": "Cursor",
        "last": "Int",
        "before": "Cursor",
    }
    for name, field in CORE.query_type.fields.items():
        if str(field.type).endswith("Connection!"):
            arguments = {key: str(argument.type) for key, argument in field.args.items()}
            assert set(arguments) == {*expected, "filter", "order"}, name
            assert {key: arguments[key] for key in expected} == expected, name


def test_no_name_of_a_type_ends_in_type_and_connections_are_as_relay_has_them() -> None:
    names = {of.name for of in TYPES}

    assert {name for name in names if name.endswith("Type")} == {"ContentType"}
    connections = {name for name in names if name.endswith("Connection")}
    assert {name.replace("Connection", "Edge") for name in connections} <= names
    for name in connections:
        fields = CORE.type_map[name].fields  # type: ignore[attr-defined]
        more = {"counts", "didYouMean", "isCountExact"} if name == "SearchConnection" else set()
        assert set(fields) == {"edges", "nodes", "pageInfo", "totalCount", *more}


def test_every_scalar_of_ours_says_where_it_is_specified() -> None:
    scalars = [of for of in TYPES if isinstance(of, GraphQLScalarType)]

    assert {of.name for of in scalars} == {"Cursor", "Date", "DateTime", "JSON", "LanguageTag", "Time"}
    assert [of.name for of in scalars if not (of.specified_by_url or "").startswith("https://")] == []


FILLERS = {"a", "an", "the", "of", "it", "in", "i", "for", "and", "to", "whether", "which", "what", "on", "at", "by"}


def _words(text: str) -> set[str]:
    """The words of a name or a description, in small letters and without an s at their ends."""
    return {word.lower().rstrip("s") for word in re.findall(r"[A-Za-z][a-z]*", text)} - FILLERS


def test_no_description_only_repeats_a_name() -> None:
    """`slogan: Slogan.` tells nobody anything."""
    repeated = [
        f"{of.name}.{name}: {field.description}"
        for of in TYPES
        if not of.name.endswith(("Connection", "Edge"))
        for name, field in getattr(of, "fields", {}).items()
        if _words(field.description or "") <= _words(re.sub(r"([A-Z])", r" \1", f"{of.name} {name}"))
    ]

    assert repeated == []
