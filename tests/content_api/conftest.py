"""What the tests of the API share."""

import pytest
from django.test import Client

from tests.content_api.content.entering import Enter, entering


@pytest.fixture
def enter(admin_client: Client) -> Enter:
    return entering(admin_client)
