"""Shows a clear page instead of an endless wait or a broken page when the database is away."""

import sys
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template import loader
from django.views import defaults

from cms.core.http.deadlines import watchdog

# The most seconds that a statement may take. The slowest single statement of an editor takes a fraction of this.
STATEMENT_SECONDS = 15.0
RETRY_SECONDS = 5


class DatabaseMiddleware:
    """Limits the time of every statement to the database.

    It stands before everything that asks the database; the API has limits of its own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with watchdog.watching() as watch, connection.execute_wrapper(watch.over_statements(STATEMENT_SECONDS)):
            return self._get_response(request)


def server_error(request: HttpRequest) -> HttpResponse:
    """Handles errors that nobody else has handled.

    When the database is away, it answers 503 with a page that says so.
    """
    error = sys.exc_info()[1]
    if not isinstance(error, OperationalError | InterfaceError):
        return defaults.server_error(request)
    if pool := getattr(connection, "pool", None):
        pool.drain()  # The connections that the pool holds may be dead too.
    return HttpResponse(
        # Rendered without the request: nothing in the page may ask the database.
        loader.get_template("core/unavailable.html").render(),
        status=503,
        headers={"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"},
    )
