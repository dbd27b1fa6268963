from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.media.store.errors import StorageUnavailable


class StorageMiddleware:
    """Where a view can do nothing about a store that does not answer, a person is told so. What it began is undone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, StorageUnavailable):
            return None
        response = render(request, "media/no_storage.html", status=503)
        response["Retry-After"] = "10"
        return response
