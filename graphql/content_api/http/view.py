"""GraphQL over HTTP: https://graphql.github.io/graphql-over-http/draft/"""

import logging
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import orjson
import psycopg
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from graphql import ExecutionResult, GraphQLError, GraphQLFormattedError

from cms.core.http.clients import client_of
from content_api.http import explorer
from content_api.http.negotiation import GRAPHQL, JSON, media_type
from content_api.http.overload import Gate, Overloaded
from content_api.http.persisted import (
    OperationNotRegistered,
    Persisted,
    check_allowed,
    is_registered,
    key_given,
    text_of,
)
from content_api.http.rates import Rates
from content_api.http.registered import REGISTERED
from content_api.http.requests import WARMING, GraphQLRequest, Refused, read_request
from content_api.reading.dependencies import do_not_keep, recorded_answer
from content_api.reading.snapshot import snapshot
from content_api.schema import core, executor
from engine import limits
from engine.documents import Documents, Operation, check_cost
from engine.errors import LimitExceeded, TookTooLong, is_ours, is_request_error, present, timed_out, unavailability
from engine.measuring import check_variables

logger = logging.getLogger(__name__)

RETRY = {"Retry-After": "1"}

documents = Documents(core)
persisted = Persisted()


def graphql_view(request: HttpRequest) -> HttpResponseBase:
    wanted = media_type(request.headers.get("Accept"))
    response: HttpResponseBase
    try:
        if request.method in {"GET", "HEAD"} and explorer.is_asked_for(request):
            return explorer.page(request)
        asked = read_request(request)
        if wanted is None:
            raise Refused(406, f"Answers come as {GRAPHQL} or {JSON}.")
        response = _answer(request, asked, wanted)
    except Refused as refused:
        error = {"message": refused.message, "extensions": {"code": refused.code}}
        response = _response({"errors": [error]}, wanted or JSON, refused.status)
        for name, value in refused.headers.items():
            response[name] = value
    # What is kept for all origins must say so to caches, whoever asked first.
    patch_vary_headers(response, ["Accept", "Origin"] if settings.CORS_ORIGINS else ["Accept"])
    return response


def _answer(request: HttpRequest, asked: GraphQLRequest, wanted: str) -> HttpResponseBase:
    """Raises Refused."""
    # What the cache asks itself, to have it ready, is nobody's to pay.
    is_ours = WARMING in request.META
    payer = Payer(None if is_ours else client_of(request.META))
    response: HttpResponseBase
    try:
        check_variables(asked.variables)
        operation = _operation(asked, payer)
        if is_registered(operation):
            request.META[REGISTERED] = True
        cost = operation.cost.value(asked.variables)
        if cost > limits.COST_MAX:
            payer.pay(limits.DOCUMENT_POINTS)  # To find out what is dear, the document is priced again.
        check_cost(core, operation, asked.variables, cost)
        payer.pay(cost)
    except _NotAnswerable as refusal:
        response = _request_error(refusal.errors, wanted)
    except GraphQLError as error:
        response = _request_error([present(error).formatted], wanted)
    else:
        response = _computed(request, operation, asked.variables, cost, wanted)
    for name, value in payer.headers.items():
        response[name] = value
    return response


def _computed(
    request: HttpRequest, operation: Operation, variables: Mapping[str, Any], cost: int, wanted: str
) -> HttpResponseBase:
    """Raises Refused."""
    extensions = {"cost": {"requested": cost, "maximum": limits.COST_MAX}}

    def compute() -> HttpResponse:
        with snapshot():
            result = executor.execute(operation, variables)
        if cause := unavailability(result.errors or ()):
            raise cause
        return _answered(result, extensions, wanted)

    try:
        with gate().entered():
            return recorded_answer(request, compute)
    except Overloaded:
        raise Refused(503, "Too much is asked at once: try again in a moment.", "OVERLOADED", RETRY) from None
    except (DatabaseError, psycopg.Error):
        logger.exception("No database")
        raise Refused(503, "The database cannot be reached: try again in a moment.", "UNAVAILABLE", RETRY) from None


class Payer:
    """The client of a request, and what it has left. Raises Refused when that is too little."""

    def __init__(self, client: str | None) -> None:
        self._client = client
        self.headers: dict[str, str] = {}
        self.pay(limits.REQUEST_POINTS)

    def pay(self, points: int) -> None:
        standing = rates().take(self._client, points) if self._client is not None else None
        if standing is None:
            return
        self.headers = standing.headers()
        if standing.wait:
            seconds = standing.wait
            headers = {**self.headers, "Retry-After": str(seconds)}
            message = f"You have asked more than this service computes for one client: try again in {seconds} seconds."
            raise Refused(429, message, "RATE_LIMITED", headers)


@cache
def gate() -> Gate:
    return Gate(settings.GRAPHQL_CONCURRENCY)


@cache
def rates() -> Rates:
    return Rates(settings.GRAPHQL_RATE_LIMIT)


class _NotAnswerable(Exception):
    def __init__(self, errors: Sequence[GraphQLFormattedError]) -> None:
        super().__init__()
        self.errors = errors


def _operation(asked: GraphQLRequest, payer: Payer) -> Operation:
    """Raises GraphQLError, Refused or _NotAnswerable."""
    key = key_given(asked)
    text = text_of(asked.query, key, persisted)
    if text not in documents:
        payer.pay(limits.DOCUMENT_POINTS)
    prepared = documents.prepared(text)
    if prepared.errors:
        if settings.GRAPHQL_ONLY_REGISTERED:
            raise OperationNotRegistered
        raise _NotAnswerable(prepared.errors)
    operation = prepared.operation(asked.operation_name)
    check_allowed(operation, asked.query, key, only_registered=settings.GRAPHQL_ONLY_REGISTERED)
    if key is not None and asked.query is not None:
        persisted.keep(key, text)
    return operation


def _answered(result: ExecutionResult, extensions: Mapping[str, Any], wanted: str) -> HttpResponse:
    errors = result.errors or []
    if errors and result.data is None and all(map(is_request_error, errors)):
        return _request_error([present(error).formatted for error in errors], wanted, extensions)
    if timed_out(errors):
        return _nothing(TookTooLong(), extensions, wanted)
    body: dict[str, Any] = {"data": result.data}
    if errors:
        presented = [present(error) for error in errors]
        if any(is_ours(error) for error in presented):
            do_not_keep()
        body["errors"] = [error.formatted for error in presented]
    response = _response({**body, "extensions": extensions}, wanted)
    if len(response.content) > limits.RESPONSE_MAX_BYTES:
        maximum = limits.RESPONSE_MAX_BYTES
        message = f"The answer is larger than {maximum:,} bytes: ask for smaller pages, or for less of each entry."
        error = LimitExceeded("responseBytes", maximum, message, requested=len(response.content))
        return _nothing(error, extensions, wanted)
    return response


def _nothing(error: GraphQLError, extensions: Mapping[str, Any], wanted: str) -> HttpResponse:
    """Execution began and came to nothing, which GraphQL says by null; another time it may succeed."""
    return _response({"data": None, "errors": [error.formatted], "extensions": extensions}, wanted)


def _request_error(
    errors: Sequence[GraphQLFormattedError], wanted: str, extensions: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Nothing was executed, so there is no data. Old clients take anything but 200 for a fault of the network."""
    body: dict[str, Any] = {"errors": errors}
    return _response(
        body | ({"extensions": extensions} if extensions else {}), wanted, 400 if wanted == GRAPHQL else 200
    )


def _response(body: Mapping[str, Any], media: str, status: int = 200) -> HttpResponse:
    text = orjson.dumps(body, default=str)
    return HttpResponse(text, content_type=f"{media}; charset=utf-8", status=status)
