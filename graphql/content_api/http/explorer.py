"""A page to try questions on. It loads nothing from anybody else: `make explorer` fetches its parts beforehand."""

from functools import cache

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from content_api.http.negotiation import HTML, media_type
from content_api.http.requests import DOCUMENT_IDS

PARTS = ("react.production.min.js", "react-dom.production.min.js", "graphiql.min.js", "graphiql.min.css")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def is_asked_for(request: HttpRequest) -> bool:
    """By a browser that shows the address; the page has the address's `query` in its editor, ready to be asked. What is
    asked by a key is answered, and where only registered operations are, there is no explorer."""
    if settings.GRAPHQL_ONLY_REGISTERED or media_type(request.headers.get("Accept"), html=True) != HTML:
        return False
    given = request.GET.keys() & {"query", "extensions", *DOCUMENT_IDS}
    return not given or (given == {"query"} and is_built())


def page(request: HttpRequest) -> HttpResponse:
    name = "explorer" if is_built() else "no_explorer"
    response = render(request, f"content_api/{name}.html")
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Accept"])
    return response


@cache
def is_built() -> bool:
    return all(finders.find(f"content_api/explorer/{part}") for part in PARTS)
