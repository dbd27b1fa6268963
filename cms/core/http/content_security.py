"""What a browser may load and run in our pages: one policy for readers, one for the admin (decisions/0007)."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF, UNSAFE_HASHES, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.core.files.storage import default_storage
from django.core.signals import setting_changed
from django.http import HttpRequest
from django.http.response import HttpResponseBase

Policy = dict[str, list[str]]

# The policy where nothing else applies: for readable pages, which run no script at all, and for errors.
READERS: Policy = {
    "default-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "img-src": [SELF],
    "style-src": [SELF],
}
# The policy of the same pages with Wagtail's bar, which only editors see, and of the editor's preview.
READING_EDITORS: Policy = {
    **READERS,
    "connect-src": [SELF],
    "font-src": [SELF],
    "img-src": [SELF, "data:"],
    "script-src": [SELF],
    "style-src": [SELF, UNSAFE_INLINE],
}
# The hash of the only script in an attribute: the chooser of focal points uses "return;" to find out whether there are
# touch events.
_RETURN = "'sha256-i+qr4lq34KgNHiW62lWi9aInEBwiEOrfCzaNPCvkqD8='"
# Wagtail's editor writes styles into the page; its scripts come from files (static/core/start.js).
ADMIN: Policy = {
    **READING_EDITORS,
    "frame-src": [SELF],
    "img-src": [SELF, "data:", "blob:"],
    "manifest-src": [SELF],
    "media-src": [SELF],
    "script-src-attr": [UNSAFE_HASHES, _RETURN],
}
_ADMIN_PATHS = ("/admin/", "/django-admin/")
_UNUSED = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
PERMISSIONS = ", ".join(f"{feature}=()" for feature in _UNUSED)


@lru_cache(maxsize=1)
def media_origin() -> str:
    """Returns the origin of pictures when it is not ours, as with a bucket; else ""."""
    address = urlsplit(default_storage.url("x"))
    return f"{address.scheme}://{address.netloc}" if address.netloc else ""


setting_changed.connect(lambda **_: media_origin.cache_clear(), weak=False)


def _reads_as_editor(request: HttpRequest, response: HttpResponseBase) -> bool:
    user: Any = getattr(request, "user", None)
    return response.status_code == 200 and user is not None and user.has_perm("wagtailadmin.access_admin")


class ContentSecurityMiddleware(CSPMiddleware):
    """Chooses django-csp's policy by the address of the page. A policy that a view has set stays."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if report_only or parts.config is not None:
            return parts
        if request.path_info.startswith(_ADMIN_PATHS):
            policy = ADMIN
        else:
            policy = READING_EDITORS if _reads_as_editor(request, response) else READERS
        origin = media_origin()
        parts.config = {**policy, "img-src": [*policy["img-src"], origin]} if origin else {**policy}
        return parts

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return super().process_response(request, response)
