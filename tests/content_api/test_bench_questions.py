"""The questions that are measured are questions of the schema."""

import pytest
from graphql import parse, validate

from cms.dev.bench.questions import documents
from content_api.schema import schema


@pytest.mark.parametrize("name", sorted(documents()))
def test_a_measured_question_is_valid(name: str) -> None:
    assert validate(schema._schema, parse(documents()[name])) == []
