"""Sitemaps for search engines: an index of files, each with so many addresses as they take, and robots.txt.

https://www.sitemaps.org/protocol.html; other languages as https://developers.google.com/search/docs/specialty/international
has them.
"""

from collections.abc import Iterator
from html import escape
from threading import BoundedSemaphore

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from cms.core.languages import canonical
from content_api.sitemap.entries import Entry, entries_of, has_part, parts

_XML = "application/xml; charset=utf-8"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ROBOTS = "User-agent: *\nDisallow: /admin/\nDisallow: /django-admin/\n\nSitemap: {base}/sitemap.xml\n"
# A whole file takes the database some seconds. Readers of pages come first: a process makes one at a time.
_turn = BoundedSemaphore(1)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Leads to the sitemap. What is kept out of search engines says so itself: here it would be listed."""
    return HttpResponse(_ROBOTS.format(base=settings.FRONTEND_BASE_URL), content_type="text/plain; charset=utf-8")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Lists the files that hold something."""
    files = "".join(
        f"<sitemap><loc>{escape(settings.FRONTEND_BASE_URL)}/sitemap-{number + 1}.xml</loc></sitemap>\n"
        for number in parts()
    )
    text = f'{_HEAD}<sitemapindex xmlns="{_NAMESPACE}">\n{files}</sitemapindex>\n'
    return HttpResponse(text, content_type=_XML)


@require_safe
def part(request: HttpRequest, number: int) -> HttpResponseBase:
    """Writes one file, as it is read."""
    if not has_part(number - 1):
        raise Http404
    if not _turn.acquire(blocking=False):
        return HttpResponse("Another sitemap is being made.\n", status=503, headers={"Retry-After": "30"})
    return StreamingHttpResponse(_Lines(number - 1), content_type=_XML)


class _Lines:
    """The lines of one file. The turn is over when all are read, or nobody reads on."""

    def __init__(self, number: int) -> None:
        self._lines = _lines(number)
        self._has_turn = True

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        return next(self._lines)

    def close(self) -> None:
        if self._has_turn:
            self._has_turn = False
            _turn.release()


def _lines(number: int) -> Iterator[str]:
    yield f'{_HEAD}<urlset xmlns="{_NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    for entry in entries_of(number):
        yield _line(entry)
    yield "</urlset>\n"


def _line(entry: Entry) -> str:
    links = [(canonical(address.tag), address.url) for address in entry.languages]
    links += [("x-default", url) for _, url in links[:1]]
    alternates = "".join(f'<xhtml:link rel="alternate" hreflang="{tag}" href="{escape(url)}"/>' for tag, url in links)
    changed = entry.changed_at.isoformat(timespec="seconds")
    return f"<url><loc>{escape(entry.address.url)}</loc><lastmod>{changed}</lastmod>{alternates}</url>\n"
