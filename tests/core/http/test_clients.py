"""Whose request it is."""

import pytest
from pytest_django.fixtures import Settings

from cms.core.http.clients import client_of


@pytest.mark.parametrize(
    ("forwarded", "proxies", "client"),
    [
        ("", 0, "192.0.2.1"),
        ("198.51.100.7", 0, "192.0.2.1"),
        ("198.51.100.7", 1, "198.51.100.7"),
        ("made-up, 198.51.100.7", 1, "198.51.100.7"),
        ("made-up, 198.51.100.7, 203.0.113.9", 2, "198.51.100.7"),
        ("198.51.100.7", 2, "198.51.100.7"),
        ("", 1, "192.0.2.1"),
        (" , ", 1, "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", 1, "2001:db8:1:2::/64"),
        ("::ffff:198.51.100.7", 1, "198.51.100.7"),
        ("x" * 500, 1, "x" * 60),
    ],
)
def test_a_client_is_whom_the_outermost_trusted_proxy_heard(
    settings: Settings, forwarded: str, proxies: int, client: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert client_of({"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": forwarded}) == client
