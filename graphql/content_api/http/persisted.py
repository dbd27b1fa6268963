"""Documents that are asked for by a key instead of their text: registered ones, and those that clients have sent."""

from collections import OrderedDict
from threading import Lock

from graphql import GraphQLError

from content_api.http.registered import normalised_key, registry
from content_api.http.requests import GraphQLRequest
from engine import limits
from engine.canonical import digest
from engine.documents import Operation


class PersistedQueryError(GraphQLError):
    def __init__(self, message: str, code: str) -> None:
        super().__init__(message, extensions={"code": code})


class OperationNotRegistered(PersistedQueryError):
    def __init__(self) -> None:
        super().__init__("This site answers registered operations only.", "OPERATION_NOT_REGISTERED")


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


def key_given(asked: GraphQLRequest) -> str | None:
    """The key by which a document is asked for: `documentId`, Relay's `doc_id`, or the hash of Apollo's protocol.

    Raises PersistedQueryError.
    """
    if asked.document_id is not None:
        return normalised_key(asked.document_id)
    given = asked.extensions.get("persistedQuery")
    if given is None:
        return None
    if not isinstance(given, dict) or given.get("version") != 1:
        raise PersistedQueryError("Persisted queries are of version 1.", "PERSISTED_QUERY_NOT_SUPPORTED")
    key = given.get("sha256Hash")
    if not isinstance(key, str):
        raise PersistedQueryError("A persisted query has a sha256Hash.", "BAD_USER_INPUT")
    return normalised_key(key)


def text_of(query: str | None, key: str | None, persisted: Persisted) -> str:
    """The text of the question. Raises PersistedQueryError."""
    if query is not None:
        if key is not None and digest(query) != key and key not in registry().texts:
            raise _mismatch()
        return query
    if key is None:
        raise PersistedQueryError("There is no query.", "BAD_REQUEST")
    text = registry().texts.get(key) or persisted.get(key)
    if text is None:
        # Clients look for these very words, and send the text then.
        raise PersistedQueryError("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND")
    return text


def is_registered(operation: Operation) -> bool:
    return operation.canonical in registry().operations


def check_allowed(operation: Operation, query: str | None, key: str | None, *, only_registered: bool) -> None:
    """Whether an operation may be answered, and is what its key names. Raises PersistedQueryError."""
    # A key of a manifest need not be the text's own hash: then the operation that it names is compared.
    is_hash = query is None or key is None or digest(query) == key
    if not is_hash and operation.canonical not in registry().named(key or ""):
        raise _mismatch()
    if only_registered and not is_registered(operation):
        raise OperationNotRegistered


def _mismatch() -> PersistedQueryError:
    return PersistedQueryError("The hash is not that of the query.", "PERSISTED_QUERY_HASH_MISMATCH")
