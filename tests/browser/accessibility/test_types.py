"""Each type of content in Finnish: its list, its editor with all tabs, its page as readers see it. New ones come along.

With WRITE_SCREENSHOTS the pictures are kept in `test-results/types`.
"""

import os
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page
from wagtail import hooks

from cms.translation.admin.listing import TextPageViewSet
from tests import factories as make
from tests.browser.accessibility.axe import faults
from tests.browser.accessibility.screens import sign_in
from tests.browser.conftest import RESULTS
from tests.content_api.trees.bodies import Library
from tests.content_api.trees.referring import Pool, refer
from tests.content_api.types import LISTED

pytestmark = pytest.mark.usefixtures("server")
WIDTHS = (1366, 390)
# Wagtail's own: the rich text's field, the hidden field by which a table copies, the list of headings at the side.
OF_THE_LIBRARIES = (
    """aria-input-field-name ['div[aria-describedby="placeholder""",
    "label ['#HandsontableCopyPaste']",
    "scrollable-region-focusable ['.w-minimap__list']",
)


def _filled() -> dict[Any, Any]:
    """A published page of each type, with something in every field and every relation."""
    pages = {of.model: make.page(of.model) for of in LISTED}
    others = {model: [page] for model, page in pages.items()}
    library = Library()
    records = (
        make.area("049"), make.theme(), make.target_group(), make.programme(), library.contact, library.image,
        library.document,
    )  # fmt: skip
    # What supersedes or is part of another of its type refers to that, and not to itself.
    of_their_own = {
        model: [make.page(model)] for model in pages if model in {of.related_model for of in model._meta.local_fields}
    }
    pool = Pool(of_their_own, {**others, **{type(row): [row] for row in records}}, library.body())
    for model in pages:
        page = model.objects.get(pk=pages[model].pk)
        refer(page, pool)
        pages[model] = make.publish(page)
    return pages


def _looked_at(page: Page, address: str, name: str) -> list[str]:
    """What is wrong with what stands there: by axe at a desk, and what is wider than a desk or a phone."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    return _seen(page, name)


def _seen(page: Page, name: str) -> list[str]:
    found: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        if width == WIDTHS[0]:
            found += [fault for fault in faults(page) if not fault.startswith(OF_THE_LIBRARIES)]
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            found.append(f"{wide} pixels wide, of {width}")
        if os.environ.get("WRITE_SCREENSHOTS"):
            page.set_viewport_size({"width": width, "height": 3000})
            page.screenshot(path=RESULTS / "types" / f"{name}-{width}.png", full_page=True)
    return [f"{name}: {fault}" for fault in found]


def _lists() -> dict[Any, str]:
    hooked = [hook() for hook in hooks.get_hooks("register_admin_viewset")]
    views = [view for found in hooked for view in (found if isinstance(found, list) else [found])]
    return {view.model: view.get_url_name("index") for view in views if isinstance(view, TextPageViewSet)}


def test_every_list(page: Page) -> None:
    pages, lists = _filled(), _lists()
    sign_in(page, "fi")

    wrong = [
        fault for model in pages for fault in _looked_at(page, reverse(lists[model]), f"list-{model._meta.model_name}")
    ]

    assert wrong == []


def test_every_editor(page: Page) -> None:
    pages = _filled()
    sign_in(page, "fi")

    wrong: list[str] = []
    for model, row in pages.items():
        name = f"editor-{model._meta.model_name}"
        page.goto(reverse("wagtailadmin_pages:edit", args=[row.pk]))
        page.evaluate("document.querySelectorAll('[role=tabpanel]').forEach(panel => { panel.hidden = false; })")
        wrong += _seen(page, name)

    assert wrong == []


def test_every_page_as_readers_see_it(page: Page) -> None:
    wrong = [
        fault
        for model, row in _filled().items()
        for fault in _looked_at(page, row.url_path, f"page-{model._meta.model_name}")
    ]

    assert wrong == []
