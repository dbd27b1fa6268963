"""What axe-core finds wrong with a screen that people with a screen reader, a keyboard or weak sight use."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVE = {"serious", "critical"}
_axe = Axe()


def faults(page: Page) -> list[str]:
    """The serious and critical ones, each with its rule, the part of the screen, and what is to be done."""
    found: Any = _axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{fault['id']} {part['target']}: {part['failureSummary']} {part['html'][:200]}"
        for fault in found
        if fault["impact"] in GRAVE
        for part in fault["nodes"]
    ]
