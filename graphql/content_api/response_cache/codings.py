"""Content codings: which one a client is sent, and the bytes in it."""

import zlib
from functools import lru_cache

import brotli

IDENTITY = "identity"
# Best first, among those that a client likes as much.
OFFERED = ("br", "gzip")
BROTLI_QUALITY = 5
GZIP_LEVEL = 6


@lru_cache(maxsize=512)
def best_coding(accept_encoding: str | None) -> str:
    """The coding for an Accept-Encoding field (RFC 9110, 12.5.3)."""
    if not accept_encoding:
        return IDENTITY
    weights: dict[str, float] = {}
    for part in accept_encoding.lower().split(","):
        name, _, parameters = part.partition(";")
        weights[name.strip()] = _weight(parameters)
    anything = weights.get("*", 0.0)
    best, best_weight = IDENTITY, 0.0
    for coding in OFFERED:
        weight = weights.get(coding, weights.get("x-gzip", anything) if coding == "gzip" else anything)
        if weight > best_weight:
            best, best_weight = coding, weight
    return best if best_weight >= weights.get(IDENTITY, 0.0) else IDENTITY


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def encoded(body: bytes, coding: str) -> bytes:
    if coding == "br":
        return brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY)
    if coding == "gzip":
        compressor = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)
        return compressor.compress(body) + compressor.flush()
    return body
