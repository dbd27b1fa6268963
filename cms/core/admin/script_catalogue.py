"""Serves the texts that the admin's scripts show in the browser, in the editor's language.

Wagtail and wagtail-localize each serve the catalogue of their own package. This one is served in place of both: it has
the strings of the two, and our own where ours differ.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response


class _Catalogue(JavaScriptCatalog):
    packages = ["wagtail.admin", "wagtail_localize"]

    def get_paths(self, packages: list[str]) -> list[Any]:
        return [*super().get_paths(packages), *settings.LOCALE_PATHS]  # The last path wins.


_catalogue = _Catalogue.as_view()


def script_catalogue(request: HttpRequest) -> HttpResponse:
    response: HttpResponse = get_localized_response(_catalogue, request)
    return response
