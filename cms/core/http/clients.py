"""Whose request it is: the one place that says how a client's address is found."""

import ipaddress
from collections.abc import Mapping

from django.conf import settings


def client_of(meta: Mapping[str, str]) -> str:
    """The client's address, IPv6 by its /64: as many of X-Forwarded-For are believed as there are proxies of ours.

    `TRUSTED_PROXIES` says how many. Each adds at the right whom it heard; what stands further left, the client may have
    made up. What is no address is given cut to 60 characters.
    """
    address = meta.get("REMOTE_ADDR", "")
    if proxies := settings.TRUSTED_PROXIES:
        heard = [part.strip() for part in meta.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        if heard:
            address = heard[-min(proxies, len(heard))]
    return _network(address)


def _network(address: str) -> str:
    try:
        of = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return address[:60]
    if isinstance(of, ipaddress.IPv6Address):
        if of.ipv4_mapped:
            return str(of.ipv4_mapped)
        return str(ipaddress.ip_network((of, 64), strict=False))
    return str(of)
