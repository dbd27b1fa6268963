"""From link to link through the admin, as somebody who tries everything once.

Addresses that differ only in which page, record or filter they name show the same words: one of each kind is visited.
"""

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve
from wagtail.models import Page

from tests.interface.words import read

# Left alone: what signs out, takes only what is sent to it, or answers scripts.
_LEFT_OUT = {
    "translation_desk:start",
    "translation_desk:update",
    "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_editing_sessions:release",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
}
# Each type of page has words of its own here; elsewhere only its state matters.
_OF_A_TYPE = {"wagtailadmin_pages:add", "wagtailadmin_pages:edit"}


@dataclass(frozen=True)
class Screen:
    address: str
    texts: frozenset[str]


class Walk:
    """`language` is that of the signed-in user. `kinds` are the screens seen, by what was resolved.

    A brief walk sees each view once, and each editor once for each type of page.
    """

    def __init__(self, client: Client, language: str, *, brief: bool = False) -> None:
        self.client, self.language, self.brief = client, language, brief
        self.kinds: dict[Any, str] = {}
        self.failed: list[str] = []
        self._waiting: deque[str] = deque()
        self._pages: dict[str, tuple[Any, Any]] = {}

    def screens(self, *starts: str) -> Iterator[Screen]:
        for start in starts:
            self._note(start, "/admin/")
        while self._waiting:
            address = self._waiting.popleft()
            response = self.client.get(address)
            while response.status_code in {301, 302}:
                target = urljoin(address, response["location"])
                if not self._note(target, address, wait=False):
                    break
                address, response = target, self.client.get(target)
            if response.status_code >= 500:
                self.failed.append(address)
            if response.status_code == 200 and (html := _html(response)):
                texts, addresses = read(html, self.language)
                for further in addresses:
                    self._note(further, address)
                yield Screen(address, frozenset(texts))

    def _note(self, address: str, base: str, *, wait: bool = True) -> bool:
        """False for what is outside, or was seen."""
        parts = urlsplit(urljoin(base, address))
        if parts.netloc not in {"", "testserver"} or not parts.path.startswith("/admin/"):
            return False
        kind = self._kind(parts.path, parts.query)
        if kind is None or kind in self.kinds:
            return False
        query = parts.query or ("id=all" if parts.path.startswith("/admin/bulk/") else "")
        target = parts.path + (f"?{query}" if query else "")
        self.kinds[kind] = target
        if wait:
            self._waiting.append(target)
        return True

    def _kind(self, path: str, query: str) -> Any:
        try:
            match = resolve(path)
        except Resolver404:
            return None
        named = dict(parse_qsl(query))
        if match.view_name in _LEFT_OUT or "export" in named or match.view_name.endswith("results"):
            return None
        whole = match.view_name in _OF_A_TYPE
        if self.brief and not whole:
            return match.view_name
        options = frozenset(named) - {"p", "ordering", "next", "q"}
        values = [*match.args, *(value for _name, value in sorted(match.kwargs.items()))]
        return match.view_name, tuple(self._thing(str(value), whole=whole) for value in values), options

    def _thing(self, value: str, *, whole: bool) -> Any:
        """What of an address's part makes it another screen: for a page its state, for a word the word."""
        if not value.isdecimal():
            return value
        if value not in self._pages:
            page = Page.objects.filter(pk=value).select_related("content_type").first()
            state = page and (page.alias_of_id is None, page.live, page.locked)
            self._pages[value] = (state, page and page.content_type.model)
        return self._pages[value] if whole else self._pages[value][0]


def _html(response: Any) -> str:
    kind = response.headers.get("content-type", "")
    if kind.startswith("text/html"):
        return response.content.decode()
    if kind.startswith("application/json"):  # A dialogue.
        value = json.loads(response.content)
        return str(value.get("html", "")) if isinstance(value, dict) else ""
    return ""
