from urllib.parse import unquote, urlsplit

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from cms.core.visibility import all_pages


class PublicRedirectMiddleware(RedirectMiddleware):
    """Wagtail's, without leading anybody to the address of a page that is not public."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        redirect = super().process_response(request, response)
        if redirect is response:
            return response
        pages = all_pages().filter(url_path=unquote(urlsplit(redirect["Location"]).path))
        return response if pages.exists() and not pages.public().exists() else redirect
