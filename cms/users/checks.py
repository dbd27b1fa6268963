"""Checks settings that would make the brake on signing in stop the wrong people."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register("verkosto")
def check_proxies(**kwargs: Any) -> list[CheckMessage]:
    if settings.SECURE_PROXY_SSL_HEADER is None or settings.TRUSTED_PROXIES:
        return []
    return [
        Error(
            "TRUST_X_FORWARDED_PROTO says that a proxy stands in front, and TRUSTED_PROXIES that none does.",
            hint="Set TRUSTED_PROXIES to their number: all visitors have the proxy's address otherwise, "
            "and a few wrong passwords of one would keep everybody from signing in.",
            id="verkosto.E030",
        )
    ]
