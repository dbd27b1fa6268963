"""Decides which addresses may be followed.

The one rule is asked when an address is written, and again whenever one leaves the hub.
"""

import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Characters some of which browsers leave out of an address before they follow what remains.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_AROUND = "".join(map(chr, range(0x21)))


def followable(address: Any, *, here: bool = False) -> str:
    """Returns the address when it is one of http, https, mailto or tel, else "".

    `here` also allows paths and fragments of our own. Nothing else is followed, nor is anything that a browser might
    take for something else than it looks like.
    """
    text = address.strip(_AROUND) if isinstance(address, str) else ""
    if not text or _CONTROL.search(text):
        return ""
    if here and (text[0] == "#" or (text[0] == "/" and text[1:2] not in {"/", "\\"})):
        return text
    scheme = _SCHEME.match(text)
    if scheme is None:
        return ""
    if scheme[1].lower() in {"mailto", "tel"}:
        return text if text[scheme.end() :] else ""
    return text if scheme[1].lower() in {"http", "https"} and _has_host(text, scheme.end()) else ""


def _has_host(text: str, start: int) -> bool:
    try:
        return text.startswith("//", start) and bool(urlsplit(text).hostname)
    except ValueError:
        return False


def validate_web_address(value: str) -> None:
    """Raises ValidationError for an address that may not be followed.

    It replaces Django's rule, which it asks first, because that accepts ftp too.
    """
    URLValidator()(value)
    if not followable(value):
        raise ValidationError(
            _("This is no web address that can be linked to: begin with https:// or http://."), code="web_address"
        )


class WebAddressField(models.URLField):  # type: ignore[type-arg]
    """A field for an address that readers may follow. To the database and to migrations it is a `URLField`."""

    default_validators = [validate_web_address]

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs


_ADDRESSES = {"src", "href", "xlink:href", "action", "formaction", "data", "poster", "cite", "background", "ping"}
# Elements that run something or change the page around them, and those inside which browsers read markup otherwise than
# `HTMLParser` does.
_UNWANTED = {
    "applet", "base", "embed", "form", "link", "math", "meta", "noscript", "object", "plaintext", "style", "svg",
    "template", "textarea", "title", "xmp",
}  # fmt: skip


class _MarkupReader(HTMLParser):
    """Looks for anything that would run in the page in which the markup is embedded."""

    def __init__(self) -> None:
        super().__init__()
        self.is_harmless = True
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_script = tag == "script"
        for name, value in attrs:
            if name in _ADDRESSES:
                text = value or ""
                # Services write //example.org to mean "over the protocol that the page came by".
                self.is_harmless &= bool(followable(f"https:{text}" if text.startswith("//") else text, here=True))
            elif name.startswith("on") or name == "srcdoc":
                self.is_harmless = False
        self.is_harmless &= tag not in _UNWANTED

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # To browsers `<script/>` is an opening tag.

    def handle_comment(self, data: str) -> None:
        self.is_harmless = False  # Browsers may end a comment earlier.

    def handle_decl(self, decl: str) -> None:
        self.is_harmless = False

    def unknown_decl(self, data: str) -> None:
        self.is_harmless = False

    def handle_pi(self, data: str) -> None:
        self.is_harmless = False

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        self.is_harmless &= not (self._in_script and data.strip())


def embeddable_markup(markup: Any) -> str:
    """Returns a service's markup when it holds only frames, text and scripts given by their addresses; else ""."""
    if not isinstance(markup, str):
        return ""
    reader = _MarkupReader()
    reader.feed(markup)
    reader.close()
    return markup if reader.is_harmless else ""
