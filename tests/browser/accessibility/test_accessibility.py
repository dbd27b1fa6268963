"""The screens of translation by axe-core, at a desk and on a phone. A new screen goes into `screens.SCREENS`."""

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility.axe import faults
from tests.browser.accessibility.screens import SCREENS, Scene, address, sign_in

pytestmark = pytest.mark.usefixtures("server", "dictionaries")


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("tag", ["sv", "ru"])
def test_nothing_is_seriously_wrong_and_nothing_scrolls_sideways(page: Page, tag: str, width: int) -> None:
    scene = Scene(tag)
    page.set_viewport_size({"width": width, "height": 844})
    sign_in(page, tag)
    found = {}
    for screen in SCREENS:
        at = address(screen, scene)
        answer = page.goto(at)
        assert answer is not None
        assert answer.status == 200, at
        screen.act(page)
        wrong = faults(page)
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            wrong.append(f"{wide} pixels wide")
        if wrong:
            found[f"{at} {screen.act.__name__}"] = wrong
    assert found == {}


def test_what_is_wrong_is_found(page: Page) -> None:
    page.set_content('<html lang="fi"><title>Sivu</title><main><h1>Sivu</h1><input><img src="x.png">')

    assert sorted(fault.split()[0] for fault in faults(page)) == ["image-alt", "label"]
