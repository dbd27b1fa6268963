"""A clear page instead of a wait without end, or of a broken one, when the database is away."""

import sys
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template import loader
from django.views import defaults

from cms.core.http.deadlines import watchdog

# The slowest thing that an editor does in one statement takes a fraction of this.
STATEMENT_SECONDS = 15.0
RETRY_SECONDS = 5


class DatabaseMiddleware:
    """Before everything that asks the database; the API has limits of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with watchdog.watching() as watch, connection.execute_wrapper(watch.over_statements(STATEMENT_SECONDS)):
            return self._get_response(request)


def server_error(request: HttpRequest) -> HttpResponse:
    """The handler of whatever nobody else has handled."""
    error = sys.exc_info()[1]
    if not isinstance(error, OperationalError | InterfaceError):
        return defaults.server_error(request)
    if pool := getattr(connection, "pool", None):
        pool.drain()  # What it holds may be as dead.
    return HttpResponse(
        # Without the request: nothing in the page may ask the database.
        loader.get_template("core/unavailable.html").render(),
        status=503,
        headers={"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"},
    )
