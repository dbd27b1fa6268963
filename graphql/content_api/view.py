"""GraphQL over HTTP: https://graphql.github.io/graphql-over-http/draft/"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from graphql import ExecutionResult, GraphQLError

from content_api import execution, limits
from content_api.cost import check_cost
from content_api.dependencies import recorded_answer
from content_api.documents import Documents, Operation
from content_api.errors import LimitExceeded, TookTooLong, is_request_error, present, timed_out
from content_api.negotiation import GRAPHQL, JSON, media_type
from content_api.operations import Persisted, hash_given, text_of
from content_api.questions import Question, Refused, question_of
from content_api.schema import schema
from content_api.snapshot import snapshot

documents = Documents(schema._schema)
persisted = Persisted()


# Nothing here changes anything and no cookie is read, so there is nothing for a forged request to ride on.
@csrf_exempt
@transaction.non_atomic_requests
def graphql_view(request: HttpRequest) -> HttpResponseBase:
    wanted = media_type(request.headers.get("Accept"))
    response: HttpResponseBase
    try:
        question = question_of(request)
        if wanted is None:
            raise Refused(406, f"Answers come as {GRAPHQL} or {JSON}.")
        response = answer(request, question, wanted)
    except Refused as refused:
        error = {"message": refused.message, "extensions": {"code": refused.code}}
        response = _response({"errors": [error]}, wanted or JSON, refused.status)
        for name, value in refused.headers.items():
            response[name] = value
    patch_vary_headers(response, ["Accept"])
    return response


def answer(request: HttpRequest, question: Question, wanted: str) -> HttpResponseBase:
    """Raises Refused."""
    try:
        operation = _operation(question)
        cost = operation.cost.value(question.variables)
        check_cost(cost)
    except _NotAnswerable as refusal:
        return _request_error(refusal.errors, wanted)
    except GraphQLError as error:
        return _request_error([present(error)], wanted)
    extensions = {"cost": {"requested": cost, "maximum": limits.COST_MAX}}

    def compute() -> HttpResponse:
        with snapshot():
            result = execution.execute(operation, question.variables)
        return _answered(result, extensions, wanted)

    return recorded_answer(request, compute)


class _NotAnswerable(Exception):
    def __init__(self, errors: Sequence[GraphQLError]) -> None:
        super().__init__()
        self.errors = errors


def _operation(question: Question) -> Operation:
    """Raises GraphQLError or _NotAnswerable."""
    key = hash_given(question.extensions)
    text = text_of(question.query, key, persisted, only_registered=settings.GRAPHQL_ONLY_REGISTERED)
    prepared = documents.prepared(text)
    if prepared.errors:
        raise _NotAnswerable(prepared.errors)
    if key is not None and question.query is not None:
        persisted.keep(key, text)
    return prepared.operation(question.operation_name)


def _answered(result: ExecutionResult, extensions: Mapping[str, Any], wanted: str) -> HttpResponse:
    errors = result.errors or []
    if errors and result.data is None and all(map(is_request_error, errors)):
        return _request_error([present(error) for error in errors], wanted, extensions)
    if timed_out(errors):
        return _nothing(TookTooLong(), extensions, wanted)
    body: dict[str, Any] = {"data": result.data}
    if errors:
        body["errors"] = [present(error).formatted for error in errors]
    response = _response({**body, "extensions": extensions}, wanted)
    if len(response.content) > limits.RESPONSE_MAX_BYTES:
        maximum = limits.RESPONSE_MAX_BYTES
        message = f"The answer is larger than {maximum:,} bytes: ask for smaller pages, or for less of each entry."
        return _nothing(LimitExceeded("responseBytes", maximum, message), extensions, wanted)
    return response


def _nothing(error: GraphQLError, extensions: Mapping[str, Any], wanted: str) -> HttpResponse:
    """Execution began and came to nothing, which GraphQL says by null; another time it may succeed."""
    return _response({"data": None, "errors": [error.formatted], "extensions": extensions}, wanted)


def _request_error(
    errors: Sequence[GraphQLError], wanted: str, extensions: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Nothing was executed, so there is no data. Old clients take anything but 200 for a fault of the network."""
    body: dict[str, Any] = {"errors": [error.formatted for error in errors]}
    return _response(
        body | ({"extensions": extensions} if extensions else {}), wanted, 400 if wanted == GRAPHQL else 200
    )


def _response(body: Mapping[str, Any], media: str, status: int = 200) -> HttpResponse:
    text = json.dumps(body, separators=(",", ":"), ensure_ascii=False, default=str)
    return HttpResponse(text, content_type=f"{media}; charset=utf-8", status=status)
