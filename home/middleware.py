from django.core.exceptions import DisallowedRedirect
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from cms.core.text.web_addresses import followable
from home.addresses import tells_hidden_page


class PublicRedirectMiddleware(RedirectMiddleware):
    """Redirects as Wagtail does, but never to the address of a page that is not public."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        try:
            redirect = super().process_response(request, response)
        except DisallowedRedirect:  # The address, written past the form, is one that nobody can follow.
            return response
        if redirect is response or not followable(redirect["Location"], here=True):
            return response
        return response if tells_hidden_page(redirect["Location"]) else redirect
