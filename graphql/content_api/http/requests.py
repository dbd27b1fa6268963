"""What a request asks, by GET or POST."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from django.http import HttpRequest

from engine import limits

# In the environment of a request that the cache asks itself, to have the answer ready.
WARMING = "verkosto.warming"
METHODS = "GET, HEAD, POST"
# Names under which clients send a document's key: of the draft of GraphQL over HTTP, and of Relay's documentation.
DOCUMENT_IDS = ("documentId", "doc_id")
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


class Refused(Exception):
    """A request that is no GraphQL request, or that is not answered now."""

    def __init__(
        self, status: int, message: str, code: str = "BAD_REQUEST", headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code
        self.headers = headers or {}


@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    query: str | None
    variables: Mapping[str, Any] = field(default_factory=dict)
    operation_name: str | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)
    # The key of a registered document.
    document_id: str | None = None


def read_request(request: HttpRequest) -> GraphQLRequest:
    """Reads what a request asks. Raises Refused when it is no GraphQL request."""
    if request.method == "POST":
        return _posted(request)
    # The server sends nothing but the headers of an answer to HEAD.
    if request.method in {"GET", "HEAD"}:
        return _got(request)
    raise Refused(405, "Ask by GET or POST.", headers={"Allow": METHODS})


def _posted(request: HttpRequest) -> GraphQLRequest:
    # Only this type: a page of another origin cannot send it without asking first, and no form can at all.
    if request.content_type != "application/json":
        raise Refused(415, "Send application/json.")
    if (request.content_params or {}).get("charset", "utf-8").lower() not in {"utf-8", "utf8"}:
        raise Refused(415, "Send UTF-8.")
    length = request.headers.get("Content-Length") or "0"
    if not (length.isascii() and length.isdecimal()):
        raise Refused(400, "Content-Length is not a number.")
    if len(length) > 9 or int(length) > limits.BODY_MAX_BYTES:
        raise Refused(413, f"The body is larger than {limits.BODY_MAX_BYTES} bytes.")
    return _checked(_read(request.body, "The body"))


def _got(request: HttpRequest) -> GraphQLRequest:
    if len(request.META.get("QUERY_STRING", "")) > limits.ADDRESS_MAX_BYTES:
        message = (
            f"The address is longer than {limits.ADDRESS_MAX_BYTES} bytes: ask by POST, or by the document's hash."
        )
        raise Refused(414, message)
    data: dict[str, Any] = {key: request.GET.get(key) or None for key in ("query", "operationName", *DOCUMENT_IDS)}
    for key in ("variables", "extensions"):
        if text := request.GET.get(key):
            data[key] = _read(text.encode("utf-8", "surrogatepass"), key)
            if not isinstance(data[key], dict):
                raise Refused(400, f"{key} is a JSON object.")
    return _checked(data)


def _read(text: bytes, what: str) -> Any:
    try:
        # A mark of the byte order is no part of the text, but some editors leave one.
        data = json.loads(text.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise Refused(400, f"{what} is not UTF-8.") from None
    except RecursionError:
        raise Refused(400, f"{what} is nested too deeply.") from None
    except ValueError:
        raise Refused(400, f"{what} is not JSON.") from None
    if _SURROGATE.search(text) and not _is_text(data):
        raise Refused(400, f"{what} holds half a surrogate pair, which is no text.")
    return data


def _no_constant(name: str) -> NoReturn:
    """JSON has no NaN and no Infinity."""
    raise ValueError(name)


def _is_text(data: object) -> bool:
    """JSON can spell half a surrogate pair; no answer that quotes it could be sent."""
    try:
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return False
    except RecursionError:
        raise Refused(400, "The body is nested too deeply.") from None
    return True


def _checked(data: Any) -> GraphQLRequest:
    if not isinstance(data, dict):
        raise Refused(400, "The body is a JSON object with a query, not a list or a plain value.")
    texts = [(name, str) for name in ("operationName", *DOCUMENT_IDS)]
    for name, kind in (("variables", dict), ("extensions", dict), *texts):
        if data.get(name) is not None and not isinstance(data[name], kind):
            raise Refused(400, f"{name} is {'an object' if kind is dict else 'a string'} or null.")
    extensions = data.get("extensions") or {}
    query = data.get("query")
    document_id = next((data[name] for name in DOCUMENT_IDS if data.get(name) is not None), None)
    has_key = document_id is not None or "persistedQuery" in extensions
    if not isinstance(query, str) and (query is not None or not has_key):
        raise Refused(400, "The body has no query.")
    return GraphQLRequest(query, data.get("variables") or {}, data.get("operationName"), extensions, document_id)
