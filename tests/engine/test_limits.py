"""Each limit of a document at its edge: as much as is allowed passes, one more is refused by its name."""

from collections.abc import Callable
from typing import Any

import pytest
from graphql import get_introspection_query, parse

from content_api.schema import schema
from engine import limits
from engine.documents import Documents, Prepared, prepare
from engine.errors import LimitExceeded
from engine.measuring import FragmentCycle, Measure, check_size, check_variables, operations_of

SCHEMA = schema._schema


def _pairs(number: int) -> str:
    """45 fields of one name are 990 pairs, and each other name given twice is one more."""
    return "{ a {" + " b" * 45 + "".join(f" c{i} c{i}" for i in range(number - 990)) + "} }"


SHAPES: dict[str, tuple[int, Callable[[int], str]]] = {
    "operations": (limits.OPERATIONS_MAX, lambda n: " ".join(f"query Q{i} {{ b }}" for i in range(n))),
    "aliases": (limits.ALIASES_MAX, lambda n: "{ a {" + "".join(f" a{i}: b" for i in range(n)) + "} }"),
    "directives": (limits.DIRECTIVES_MAX, lambda n: "{ b " + "@skip(if: true) " * n + "}"),
    "inputDepth": (limits.INPUT_DEPTH_MAX, lambda n: f"{{ a(x: {'[' * n}{']' * n}) }}"),
    "inputObjects": (limits.INPUT_OBJECTS_MAX, lambda n: f"{{ a(x: [{'{}' * n}]) }}"),
    "depth": (limits.DEPTH_MAX, lambda n: "{a" * (n - 1) + "{b" + "}" * n),
    "rootFields": (limits.ROOT_FIELDS_MAX, lambda n: "{" + "".join(f" b{i}" for i in range(n)) + "}"),
    "fields": (limits.FIELDS_MAX, lambda n: "{ a {" + "".join(f" b{i}" for i in range(n - 1)) + "} }"),
    "merges": (limits.MERGES_MAX, _pairs),
}


@pytest.mark.parametrize("limit", SHAPES)
def test_a_document_may_be_as_large_as_a_limit_and_no_larger(limit: str) -> None:
    maximum, document = SHAPES[limit]

    check_size(parse(document(maximum)))
    with pytest.raises(LimitExceeded) as refusal:
        check_size(parse(document(maximum + 1)))

    told = {"limit": limit, "maximum": maximum, "requested": maximum + 1}
    assert refusal.value.extensions == {"code": "LIMIT_EXCEEDED", **told}
    assert refusal.value.message.startswith(f"At most {maximum:,} ")
    assert refusal.value.message.endswith(f", not {maximum + 1:,}.")


def _within(levels: int) -> Any:
    value: Any = []
    for _ in range(levels - 1):
        value = [value]
    return value


VARIABLES: dict[str, tuple[int, Callable[[int], Any]]] = {
    "inputDepth": (limits.INPUT_DEPTH_MAX, _within),
    "inputObjects": (limits.INPUT_OBJECTS_MAX, lambda n: [{"a": {}}] * (n // 2) + [{}] * (n % 2)),
    # The variable itself is one.
    "inputValues": (limits.INPUT_VALUES_MAX, lambda n: [{"a": [1] * (n // 2)}, *[1] * (n - n // 2 - 3)]),
}


@pytest.mark.parametrize("limit", VARIABLES)
def test_variables_may_be_as_large_as_a_limit_and_no_larger(limit: str) -> None:
    maximum, value = VARIABLES[limit]

    check_variables({"x": value(maximum)})
    with pytest.raises(LimitExceeded) as refusal:
        check_variables({"x": value(maximum + 1)})

    told = {"limit": limit, "maximum": maximum, "requested": maximum + 1}
    assert refusal.value.extensions == {"code": "LIMIT_EXCEEDED", **told}


def _codes(prepared: Prepared) -> list[tuple[Any, ...]]:
    return [((of := error["extensions"])["code"], of.get("limit"), of.get("maximum")) for error in prepared.errors]


def _tokens(number: int) -> str:
    # { site { … } } and three tokens for each inline fragment's frame are counted by the lexer.
    return (
        "{ site {"
        + "".join(" ...F" for _ in range((number - 13) // 2))
        + " name" * ((number - 13) % 2 + 1)
        + (" } } fragment F on Site { email }")
    )


@pytest.mark.parametrize(("number", "errors"), [(2_000, []), (2_001, [("LIMIT_EXCEEDED", "tokens", 2_000)])])
def test_a_query_has_no_more_words_and_signs_than_allowed(number: int, errors: list[Any]) -> None:
    assert _codes(prepare(SCHEMA, _tokens(number))) == errors


@pytest.mark.parametrize(("more", "errors"), [(0, []), (1, [("LIMIT_EXCEEDED", "queryBytes", 20_000)])])
def test_a_query_has_no_more_bytes_than_allowed(more: int, errors: list[Any]) -> None:
    query = "{ site { name } } #"
    letters = (limits.QUERY_MAX_BYTES - len(query)) // 2 * "ä"  # Two bytes each.
    query += letters + "x" * (limits.QUERY_MAX_BYTES - len((query + letters).encode()) + more)

    assert _codes(prepare(SCHEMA, query)) == errors


@pytest.mark.parametrize("levels", [10, 30, 100])
def test_fragments_that_double_each_other_are_measured_once_each(levels: int) -> None:
    doubling = "{ a { ...F0 } }" + "".join(f"fragment F{i} on A {{ ...F{i + 1} ...F{i + 1} }}" for i in range(levels))
    document = parse(doubling + f"fragment F{levels} on A {{ b }}")

    measure = Measure(document)
    size = measure.size(operations_of(document)[0].selection_set)

    assert size.fields == min(2**levels + 1, 10**9)
    assert measure.steps == 2 * levels + 1 + 2
    assert _codes(prepare(SCHEMA, doubling + f"fragment F{levels} on A {{ b }}"))[0][0] == (
        "BAD_USER_INPUT" if levels == 10 else "LIMIT_EXCEEDED"
    )


@pytest.mark.parametrize(
    "text",
    [
        "{ ...A } fragment A on Query { ...A }",
        "{ ...A } fragment A on Query { ...B } fragment B on Query { site { ...C } } fragment C on Site { ...A }",
        "{ __typename } fragment A on Query { ... { ...B } } fragment B on Query { ...A }",
    ],
)
def test_fragments_that_lead_back_to_themselves_are_refused(text: str) -> None:
    with pytest.raises(FragmentCycle):
        check_size(parse(text))
    assert _codes(prepare(SCHEMA, text)) == [("BAD_USER_INPUT", None, None)]


def test_a_long_chain_of_fragments_needs_no_deep_stack() -> None:
    chain = "".join(f"fragment F{i} on A {{ ...F{i + 1} }}" for i in range(3_000))
    document = parse(f"{{ a {{ ...F0 }} }}{chain}fragment F3000 on A {{ b }}")

    assert Measure(document).size(operations_of(document)[0].selection_set).depth == 2


def test_the_standard_introspection_fits_exactly_once() -> None:
    query = get_introspection_query(specified_by_url=True, input_value_deprecation=True, one_of=True)
    (operation,) = prepare(SCHEMA, query).operations.values()

    assert Measure(operation.document).size(operation.node.selection_set).depth == limits.DEPTH_MAX
    assert limits.COST_MAX / 2 < operation.cost.value({}) <= limits.COST_MAX


def test_introspection_in_circles_is_refused() -> None:
    circle = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"

    assert [error["message"] for error in prepare(SCHEMA, circle).errors] == ["Maximum introspection depth exceeded"]


def test_no_more_mistakes_are_told_than_are_read() -> None:
    errors = prepare(SCHEMA, "{" + " ".join(f"newsArtikels{i}" for i in range(15)) + "}").errors

    assert len(errors) == limits.VALIDATION_ERRORS_MAX + 1
    assert "Too many" in errors[-1]["message"]


def test_a_document_is_prepared_once_while_it_is_remembered() -> None:
    documents = Documents(SCHEMA)

    assert documents.prepared("{ __typename }") is documents.prepared("{ __typename }")
    refused = documents.prepared("{ nothing }")
    assert refused.errors
    assert documents.prepared("{ nothing }") is refused


def test_the_documents_unused_for_longest_are_forgotten() -> None:
    documents = Documents(SCHEMA, max_tokens=3 * 16)
    texts = [f"{{ a{number}: __typename }}" for number in range(4)]
    for text in texts[:3]:
        documents.prepared(text)
    documents.prepared(texts[0])

    documents.prepared(texts[3])

    assert [text in documents for text in texts] == [True, False, True, True]
