"""Search engines are told of every public text, in all its languages, and of nothing else."""

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from wagtail.models import Page, PageViewRestriction

from content_api.http import sitemaps
from engine import limits
from tests import factories as make
from tests.conftest import Graphql, Lasting

QUERY = """
query ($languages: [LanguageTag!], $first: Int, $after: Cursor) {
  sitemap(languages: $languages, first: $first, after: $after) {
    totalCount pageInfo { endCursor hasNextPage }
    nodes { locale path url lastPublishedAt hreflang { locale path url } }
  }
}
"""
BASE = "https://www.example.org"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(scope="module", autouse=True)
def tree(lasting: Lasting) -> Iterator[None]:
    with lasting():
        article = make.article("Uutinen & muuta", slug="uutinen")
        make.translate(article, "sv")
        make.translate(article, "en", strings=0)
        make.alias(article, "ru")
        make.article("Piilossa hakukoneilta", slug="ei-hakuun", no_index=True)
        make.article("Luonnos", slug="luonnos", live=False)
        hidden = make.article("Jäsenille", slug="jasenille")
        PageViewRestriction.objects.create(page=hidden.page_ptr, restriction_type="login")
        yield


@pytest.fixture(autouse=True)
def base(settings: Settings) -> None:
    settings.FRONTEND_BASE_URL = BASE


def _found(graphql: Graphql) -> Any:
    return graphql(QUERY, first=100)["sitemap"]


def test_every_public_text_is_there_with_its_languages(graphql: Graphql) -> None:
    found = _found(graphql)
    by_path = {node["path"]: node for node in found["nodes"]}
    (path,) = [path for path in by_path if path.endswith("/uutinen/") and path.startswith("/fi/")]
    entry = by_path[path]

    assert found["totalCount"] == len(found["nodes"])
    assert [link["locale"] for link in entry["hreflang"]] == ["fi", "sv"]
    assert entry["hreflang"][0]["url"] == entry["url"] == f"{BASE}{path}"
    assert by_path[entry["hreflang"][1]["path"]]["hreflang"] == entry["hreflang"]
    assert {node["locale"] for node in graphql(QUERY, languages=["sv"])["sitemap"]["nodes"]} == {"sv"}


def test_what_is_hidden_kept_out_or_shows_anothers_words_is_not_there(graphql: Graphql) -> None:
    paths = " ".join(node["path"] for node in _found(graphql)["nodes"])

    assert not any(slug in paths for slug in ("ei-hakuun", "luonnos", "jasenille"))
    assert "/en/" not in paths.replace("/en/ ", "")
    assert "uutinen" not in " ".join(path for path in paths.split() if path.startswith(("/en/", "/ru/")))


def test_its_pages_follow_each_other(graphql: Graphql) -> None:
    whole = [node["path"] for node in _found(graphql)["nodes"]]
    read: list[str] = []
    info: dict[str, Any] = {"endCursor": None, "hasNextPage": True}
    while info["hasNextPage"]:
        found = graphql(QUERY, first=2, after=info["endCursor"])["sitemap"]
        read += [node["path"] for node in found["nodes"]]
        info = found["pageInfo"]

    assert read == whole


def _xml(client: Client, path: str) -> ElementTree.Element:
    answer: Any = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return ElementTree.fromstring(_read(answer))


def _read(answer: Any) -> bytes:
    """Reads it to its end: Django's test client closes it then, but not its database."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def _locations(root: ElementTree.Element) -> list[str]:
    return [found.text or "" for found in root.iterfind(".//s:loc", NAMES)]


def test_the_files_hold_the_same_split_where_search_engines_want_it(
    graphql: Graphql, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SITEMAP_ADDRESSES_MAX", 3)
    monkeypatch.setattr(limits, "SITEMAP_ROWS", 2)

    files = _locations(_xml(client, "/sitemap.xml"))
    parts = [_locations(_xml(client, file.removeprefix(BASE))) for file in files]

    assert len(files) > 1
    assert all(0 < len(part) <= 3 for part in parts)
    assert [url for part in parts for url in part] == [node["url"] for node in _found(graphql)["nodes"]]


def test_each_address_names_its_languages_and_its_change(graphql: Graphql, client: Client) -> None:
    (file,) = _locations(_xml(client, "/sitemap.xml"))
    root = _xml(client, file.removeprefix(BASE))
    (url,) = [url for url in root.iterfind("s:url", NAMES) if (url.findtext("s:loc", "", NAMES)).endswith("/uutinen/")]
    links = [(link.get("hreflang"), link.get("href")) for link in url.iterfind("x:link", NAMES)]

    assert [tag for tag, _ in links] == ["fi", "sv", "x-default"]
    assert links[0][1] == links[2][1] == url.findtext("s:loc", "", NAMES)
    page = Page.objects.get(slug="uutinen", locale__language_code="fi")
    assert url.findtext("s:lastmod", "", NAMES) == page.last_published_at.isoformat(timespec="seconds")


@pytest.mark.parametrize("number", [0, 7, 10**30])
def test_a_file_that_there_is_not_is_not_found(client: Client, number: int) -> None:
    assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_one_file_is_made_at_a_time(client: Client) -> None:
    first = client.get("/sitemap-1.xml")
    refused = client.get("/sitemap-1.xml")
    _read(first)

    assert (refused.status_code, refused["Retry-After"]) == (503, "30")
    for ask in (client.head, client.get):
        again = ask("/sitemap-1.xml")
        _read(again)
        assert again.status_code == 200
    assert sitemaps._turn.acquire(blocking=False)
    sitemaps._turn.release()


def test_robots_are_led_to_the_sitemap(client: Client) -> None:
    answer = client.get("/robots.txt")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().endswith(f"\n\nSitemap: {BASE}/sitemap.xml\n")
    assert "Disallow: /admin/\n" in answer.content.decode()
