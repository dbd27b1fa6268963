import pytest

from tests.content_api.response_cache.asking import Asking


@pytest.fixture
def asking() -> Asking:
    return Asking()
