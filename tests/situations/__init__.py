"""The five situations of the domain: entered by a communicator, translated on the desk, read by partner sites."""

import pytest

pytest.register_assert_rewrite("tests.situations.telling")
