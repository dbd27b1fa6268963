"""The buttons that wagtail-localize adds to menus of pages and snippets, without those for what happens by itself."""

from collections.abc import Iterator
from typing import Any

from wagtail import hooks
from wagtail.models import Page
from wagtail_localize.wagtail_hooks import page_listing_more_buttons, register_snippet_listing_buttons

_MENUS = ("register_page_header_buttons", "register_page_listing_more_buttons")


def _buttons(page: Page, user: Any, *args: Any, **kwargs: Any) -> Iterator[Any]:
    """“Sync translated pages” has the icon `resubmit`: languages follow their original when it is published."""
    for button in page_listing_more_buttons(page, user, *args, **kwargs):
        if button.icon_name != "resubmit":
            yield button


def replace() -> None:
    for menu in _MENUS:
        registered = hooks._hooks[menu]  # noqa: SLF001 (tests/translation/localize/test_buttons.py watches it)
        registered[:] = [(_buttons if hook is page_listing_more_buttons else hook, order) for hook, order in registered]
    # Menus and footers follow their original by themselves, and translators find their texts at the desk.
    registered = hooks._hooks["register_snippet_listing_buttons"]  # noqa: SLF001
    registered[:] = [(hook, order) for hook, order in registered if hook is not register_snippet_listing_buttons]
