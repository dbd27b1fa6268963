"""What tests of every room of translation ask for."""

import pytest
from django.test import Client

from tests.admin import signed_in


@pytest.fixture
def swedish() -> Client:
    """Somebody who translates into Swedish, and nothing else."""
    return signed_in("Translators: sv")
