"""A page to try questions on. It loads nothing from anybody else: `make explorer` fetches its parts beforehand."""

from functools import cache

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from content_api.negotiation import HTML, media_type

PARTS = ("react.production.min.js", "react-dom.production.min.js", "graphiql.min.js", "graphiql.min.css")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def is_asked_for(request: HttpRequest) -> bool:
    """By a browser that shows the address, without a question. Where only registered ones are answered, never."""
    return (
        not settings.GRAPHQL_ONLY_REGISTERED
        and not request.GET.keys() & {"query", "extensions"}
        and media_type(request.headers.get("Accept"), html=True) == HTML
    )


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
