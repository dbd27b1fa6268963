"""GraphQL over HTTP."""

import json
from typing import Any

from cross_web import HTTPException
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from strawberry.django.views import GraphQLView

from content_api import limits
from content_api.dependencies import recorded_answer


def refusal(status: int, message: str) -> JsonResponse:
    return JsonResponse({"errors": [{"message": message, "extensions": {"code": "BAD_REQUEST"}}]}, status=status)


def body_problem(body: bytes) -> str | None:
    """What is wrong with the body of a POST, before anything reads it."""
    try:
        data = json.loads(body.decode("utf-8"))
    except UnicodeDecodeError:
        return "The body is not UTF-8."
    except RecursionError:
        return "The body is nested too deeply."
    except ValueError:
        return "The body is not JSON."
    if not isinstance(data, dict):
        return "The body is a JSON object with a query, not a list or a plain value."
    if not isinstance(data.get("query"), str):
        return "The body has no query."
    for name, kind in (("variables", dict), ("operationName", str), ("extensions", dict)):
        if data.get(name) is not None and not isinstance(data[name], kind):
            return f"{name} is {'an object' if kind is dict else 'a string'} or null."
    return None if is_text(data) else "The body holds half a surrogate pair, which is no text."


def is_text(data: object) -> bool:
    """JSON can spell half a surrogate pair; no answer that quotes it could be sent."""
    try:
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


class ContentApiView(GraphQLView[Any, None]):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            if request.content_type != "application/json":
                return refusal(415, "Send application/json.")
            length = request.headers.get("Content-Length") or "0"
            if not length.isdecimal():
                return refusal(400, "Content-Length is not a number.")
            if int(length) > limits.BODY_MAX_BYTES:
                return refusal(413, f"The body is larger than {limits.BODY_MAX_BYTES} bytes.")
            if problem := body_problem(request.body):
                return refusal(400, problem)
        elif request.method == "GET" and (text := request.GET.get("variables")):
            try:
                variables = json.loads(text)
                if not isinstance(variables, dict) or not is_text(variables):
                    return refusal(400, "variables is a JSON object.")
            except (ValueError, RecursionError):
                return refusal(400, "variables is not JSON.")
        try:
            return recorded_answer(request, lambda: self.run(request=request))
        except HTTPException as error:
            return refusal(error.status_code, error.reason)

    def encode_json(self, data: object) -> str:
        return json.dumps(data, separators=(",", ":"), ensure_ascii=False, default=str)
