"""Settings that contradict each other are said by `manage.py check`."""

import pytest
from pytest_django.fixtures import Settings

from cms.users.checks import check_proxies

HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.parametrize(
    ("header", "proxies", "found"), [(None, 0, []), (None, 1, []), (HEADER, 1, []), (HEADER, 0, ["verkosto.E030"])]
)
def test_a_proxy_that_is_trusted_is_counted(
    settings: Settings, header: tuple[str, str] | None, proxies: int, found: list[str]
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = header
    settings.TRUSTED_PROXIES = proxies
    assert [message.id for message in check_proxies()] == found
