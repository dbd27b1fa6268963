import pytest

from tests.conftest import Graphql
from tests.situations.telling import Office


@pytest.fixture
def office(graphql: Graphql) -> Office:
    return Office(graphql)
