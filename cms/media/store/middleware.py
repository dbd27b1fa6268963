from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.media.store.errors import StorageUnavailable


class StorageMiddleware:
    """Shows a page that says that the store does not answer, where a view cannot handle it.

    What the view has begun is undone.
    """

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
