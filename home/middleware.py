from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from home.addresses import tells_hidden_page


class PublicRedirectMiddleware(RedirectMiddleware):
    """Wagtail's, without leading anybody to the address of a page that is not public."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        redirect = super().process_response(request, response)
        if redirect is response:
            return response
        return response if tells_hidden_page(redirect["Location"]) else redirect
