from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from content_api import PATH
from content_api.http.view import graphql_view


class ApiMiddleware:
    """Answers the API before the middleware of the site: it knows no session, no language and no form.

    What stands before it in `MIDDLEWARE` holds for the API too. Nothing in the API changes anything and no cookie is
    read, so there is nothing for a forged request to ride on.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info != PATH:
            return self._get_response(request)
        request.get_host()  # Raises DisallowedHost.
        response = graphql_view(request)
        if not response.streaming and not response.has_header("Content-Length"):
            response.headers["Content-Length"] = str(len(response.content))  # type: ignore[attr-defined]
        return response
