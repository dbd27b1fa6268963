"""Reads addresses that people type, and finds what of ours they lead to."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from wagtail.models import Site

from cms.core.visibility import all_pages
from cms.media.models import Document


def page_path(address: str) -> str:
    """Returns the path of an address in the form of `url_path`.

    The path is decoded, has a slash at both ends, and has no query and no fragment. Raises ValueError for what is no
    address.
    """
    path = urlsplit(address).path if "://" in address else address.partition("?")[0].partition("#")[0]
    parts = [part for part in unquote(path, errors="strict").split("/") if part]
    return "/" + "/".join(parts) + ("/" if parts else "")


def _host(address: str) -> str:
    host = urlsplit(address).hostname or ""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


def _is_ours(address: str) -> bool:
    """Whether an address leads to the front end or to the hub, with whatever scheme and port."""
    parts = urlsplit(address)
    if parts.scheme.lower() not in {"", "http", "https"}:
        return False
    if not parts.netloc:
        return True
    own = {_host(settings.FRONTEND_BASE_URL), _host(settings.WAGTAILADMIN_BASE_URL)}
    return _host(address) in own or Site.objects.filter(hostname=_host(address)).exists()


def _as_a_browser_goes(path: str) -> list[str]:
    """Returns the steps of a path as a browser follows them, with `.` and `..` resolved."""
    steps: list[str] = []
    for step in path.replace("\\", "/").split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in {"", "."}:
            steps.append(step)
    return steps


def tells_hidden_page(address: str) -> bool:
    """Whether a link to the address would tell the address of a page or document of ours that is not public.

    It does when it leads to one, or to something below one that is no page.
    """
    address = address.strip().replace("\\", "/")  # Browsers read it in this way.
    try:
        if not _is_ours(address):
            return False
        # An address such as `//host/path` names a host without a scheme.
        steps = _as_a_browser_goes(page_path(f"https:{address}" if address.startswith("//") else address))
    except ValueError:
        return True  # No browser can follow such an address.
    if len(steps) > 1 and steps[0] == "documents" and steps[1].isdecimal():
        return not Document.objects.public().filter(pk__in=[steps[1][:18]]).exists()
    for spelling in {tuple(steps), tuple(step.lower() for step in steps)}:
        paths = ["/" + "/".join(spelling[:end]) + "/" for end in range(1, len(spelling) + 1)]
        there = all_pages().filter(url_path__in=paths, depth__gt=1)
        nearest = max(there.values_list("url_path", flat=True), key=len, default=None)
        is_home_above = nearest is not None and nearest.count("/") == 2 and len(paths) > 1
        if nearest and not is_home_above and not all_pages().public().filter(url_path=nearest).exists():
            return True
    return False
