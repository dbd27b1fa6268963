"""Answers a form that came without a part of it as the bad request that it is, and not as an error of ours."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext

logger = logging.getLogger(__name__)


class IncompleteFormMiddleware:
    """Forms of rows, as Wagtail's editors have them, look for the key of each row without asking whether it came.

    A browser that broke off or a script of somebody's own leaves it out. The transaction is rolled back by then.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, MultiValueDictKeyError):
            return None
        logger.warning("A form for %s came without %s.", request.path, exception)
        words = gettext("A part of the form did not arrive, and nothing was saved. Go back and send it again.")
        return HttpResponseBadRequest(words, content_type="text/plain; charset=utf-8")
