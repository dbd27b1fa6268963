"""In which media type a client wants its answer."""

from functools import lru_cache

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"
HTML = "text/html"


def media_type(accept: str | None, *, html: bool = False) -> str | None:
    """The best of those that we have; None when none is acceptable. Without languages it is JSON."""
    if not accept or not accept.strip():
        return JSON
    return _best(accept[:1000], html)


@lru_cache(maxsize=256)
def _best(accept: str, html: bool) -> str | None:
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    # For equal wishes: what was named rather than meant by a star, then what was named first, then JSON.
    found = []
    for offered in (JSON, GRAPHQL, *([HTML] if html else [])):
        matches = [
            (specificity, quality, -place)
            for place, (name, quality) in enumerate(ranges)
            if (specificity := _match(name, offered))
        ]
        if matches:
            specificity, quality, place = max(matches)
            if quality > 0:
                found.append((quality, specificity, place, offered))
    return max(found, key=lambda row: row[:3])[3] if found else None


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (word.strip().lower() for word in part.split(";"))
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                return name, min(max(float(value), 0.0), 1.0)
            except ValueError:
                return name, 0.0
    return name, 1.0


def _match(name: str, offered: str) -> int:
    if name == offered:
        return 3
    if name == f"{offered.partition('/')[0]}/*":
        return 2
    return 1 if name == "*/*" else 0
