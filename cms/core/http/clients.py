"""Finds the address of the client that sent a request. It is done here and nowhere else."""

import ipaddress
from collections.abc import Mapping

from django.conf import settings


def client_of(meta: Mapping[str, str]) -> str:
    """Returns the client's address, for IPv6 the /64 network it belongs to.

    `TRUSTED_PROXIES` says how many proxies of ours stand in front, and as many entries of X-Forwarded-For are believed.
    Each proxy adds at the right whom it heard; what stands further left may be made up by the client. What is no
    address is returned as it is, cut to 60 characters.
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
