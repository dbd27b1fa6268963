"""Questions known by the sha256 of their text: those of the folder, and those that clients have sent before."""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from graphql import GraphQLError

from content_api import limits

FOLDER = Path(__file__).resolve().parent.parent / "operations"


class PersistedQueryError(GraphQLError):
    def __init__(self, message: str, code: str) -> None:
        super().__init__(message, extensions={"code": code})


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@cache
def registered() -> Mapping[str, str]:
    """The documents of graphql/operations, by the sha256 of the file."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.graphql"))]
    return {digest(text): text for text in texts}


class Persisted:
    """What clients have sent together with its hash (Apollo's automatic persisted queries).

    Each process has its own, in memory: a client that meets another process is told PERSISTED_QUERY_NOT_FOUND and
    sends the text again, as the protocol has it. So there is nothing to share, nothing to clean and nothing that
    strangers could fill.
    """

    def __init__(self, max_letters: int = limits.PERSISTED_MAX_LETTERS) -> None:
        self._max_letters = max_letters
        self._letters = 0
        self._texts: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> str | None:
        with self._lock:
            if key in self._texts:
                self._texts.move_to_end(key)
            return self._texts.get(key)

    def keep(self, key: str, text: str) -> None:
        with self._lock:
            if key in self._texts:
                return
            self._texts[key] = text
            self._letters += len(text)
            while self._letters > self._max_letters:
                self._letters -= len(self._texts.popitem(last=False)[1])


def hash_given(extensions: Mapping[str, Any]) -> str | None:
    """The sha256 by which a question is asked. Raises PersistedQueryError."""
    given = extensions.get("persistedQuery")
    if given is None:
        return None
    if not isinstance(given, dict) or given.get("version") != 1:
        raise PersistedQueryError("Persisted queries are of version 1.", "PERSISTED_QUERY_NOT_SUPPORTED")
    key = given.get("sha256Hash")
    if not isinstance(key, str):
        raise PersistedQueryError("A persisted query has a sha256Hash.", "BAD_USER_INPUT")
    return key.lower()


def text_of(query: str | None, key: str | None, persisted: Persisted, *, only_registered: bool) -> str:
    """The text of the question. Raises PersistedQueryError."""
    if query is not None and key is not None and digest(query) != key:
        raise PersistedQueryError("The hash is not that of the query.", "PERSISTED_QUERY_HASH_MISMATCH")
    if only_registered:
        name = key or digest(query or "")
        if name in registered():
            return registered()[name]
        raise PersistedQueryError("This site answers registered operations only.", "OPERATION_NOT_REGISTERED")
    if query is not None:
        return query
    if key is None:
        raise PersistedQueryError("There is no query.", "BAD_REQUEST")
    text = registered().get(key) or persisted.get(key)
    if text is None:
        # Clients look for these very words.
        raise PersistedQueryError("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND")
    return text
