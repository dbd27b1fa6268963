"""A Chromium in front of a live server.

The server writes from threads of its own, so these tests commit. After each, the database is made from the template
again: a flush would lose what migrations brought.
"""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import connections
from playwright.sync_api import APIRequestContext, Browser, ConsoleMessage, Page, Playwright, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from cms.dev import chromium

MILLISECONDS = 30_000
# For a whole test: `evaluate` waits without end.
SECONDS = 400
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RESULTS = Path(__file__).resolve().parents[2] / "test-results"
_report = pytest.StashKey[pytest.TestReport]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(SECONDS))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report: Any = yield
    if report.when == "call":
        item.stash[_report] = report
    return report


# Of this module, not of the session as pytest-playwright's own: Playwright keeps an event loop running in the thread,
# and Django refuses its database to every test that runs beside one.
@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    connections.close_all()  # Beside an event loop there are others, and these would outlive their database.
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield playwright


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.HINT)
    expect.set_options(timeout=MILLISECONDS)
    browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS, timeout=4 * MILLISECONDS)
    yield browser
    browser.close()


class _Requests:
    """Counts those that the server is at work on."""

    def __init__(self) -> None:
        self.count = 0
        self.changed = threading.Condition()

    def started(self, **kwargs: Any) -> None:
        with self.changed:
            self.count += 1

    def finished(self, **kwargs: Any) -> None:
        with self.changed:
            self.count -= 1
            self.changed.notify_all()

    def wait_for_the_last(self) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.count <= 0, MILLISECONDS / 1000)


@pytest.fixture
def server(transactional_db: None) -> Iterator[str]:
    """Its address."""
    requests = _Requests()
    request_started.connect(requests.started)
    request_finished.connect(requests.finished)
    live = LiveServer("localhost")
    yield live.url
    requests.wait_for_the_last()
    live.stop()
    request_started.disconnect(requests.started)
    request_finished.disconnect(requests.finished)


def _complaints(page: Page) -> list[str]:
    """What any page or frame of the test was not allowed to load or run, and scripts that failed. Filled as it goes."""
    found: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            found.append(f"{page.url}: {message.text}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: found.append(f"{page.url}: {error}"))
    return found


@pytest.fixture
def page(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(base_url=server, locale="en-GB", viewport={"width": 1280, "height": 800})
    context.set_default_timeout(MILLISECONDS)
    page = context.new_page()
    complaints = _complaints(page)
    yield page
    report = request.node.stash.get(_report, None)
    if report is not None and report.failed:
        RESULTS.mkdir(exist_ok=True)
        page.screenshot(path=RESULTS / f"{request.node.name}.png", full_page=True)
    context.close()
    assert complaints == [], "Something was refused by the content security policy, or a script failed."


Ask = Callable[..., Any]


@pytest.fixture
def ask(playwright: Playwright, server: str) -> Iterator[Ask]:
    """A partner site: the data of an answer over HTTP, without the editor's cookies."""
    client: APIRequestContext = playwright.request.new_context(base_url=server, timeout=MILLISECONDS)

    def ask(query: str, **variables: Any) -> Any:
        answer = client.post("/graphql/", data={"query": query, "variables": variables}).json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    yield ask
    client.dispose()
