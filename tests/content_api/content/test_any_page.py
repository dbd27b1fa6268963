"""What every page has for lists and previews, and the questions for pages of any kind."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from content_api import ids
from tests import factories as make
from tests.conftest import Graphql

TEASER = """
query ($by: ContentBy!, $locales: [LanguageTag!]) {
  content(by: $by, locales: $locales) { __typename type typeLabel title summary image { alt } }
}
"""
PAGES = """
query ($languages: [LanguageTag!], $types: [ContentType!], $first: Int = 100, $after: Cursor) {
  pages(languages: $languages, types: $types, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { path type language { requested served isFallback } }
  }
}
"""


def _index(page: Any) -> Any:
    return page.get_parent().specific


def _teaser(graphql: Graphql, locales: list[str] | None = None, **by: str) -> Any:
    return graphql(TEASER, by=by, locales=locales)["content"]


def test_every_kind_of_page_has_a_teaser(graphql: Graphql) -> None:
    picture = make.image(alt={"fi": "Joukko ihmisiä"})
    pages = {
        "NewsArticle": make.article("Uutinen", ingress="Lyhyesti.", hero_image=picture),
        "ContentPage": make.content_page("Tietoa", ingress="Meistä.", hero_image=picture),
        "Organisation": make.organisation("Yhdistys", summary="Auttaa.", logo=picture),
        "Project": make.project("Hanke", summary="Kehittää."),
        "AdvocacyPosition": make.position("Kanta", summary="Vaatii."),
        "Network": make.network("Verkosto", summary="Yhdistää."),
        "WorkingGroup": make.working_group("Ryhmä", summary="Sopii."),
        "Meeting": make.meeting("Kokous", summary="Päättää."),
        "ActionPlan": make.action_plan("Suunnitelma", summary="Aikoo."),
        "HomePage": make.home(),
        "IndexPage": _index(make.organisation()),
    }

    found = {name: _teaser(graphql, path=page.url_path) for name, page in pages.items()}

    assert {name: teaser["__typename"] for name, teaser in found.items()} == {name: name for name in pages}
    assert {name: (teaser["type"], teaser["typeLabel"], teaser["summary"]) for name, teaser in found.items()} == {
        "NewsArticle": ("NEWS_ARTICLE", "Uutinen", "Lyhyesti."),
        "ContentPage": ("CONTENT_PAGE", "Sisältösivu", "Meistä."),
        "Organisation": ("ORGANISATION", "Organisaatio", "Auttaa."),
        "Project": ("PROJECT", "Hanke", "Kehittää."),
        "AdvocacyPosition": ("ADVOCACY_POSITION", "Kannanotto", "Vaatii."),
        "Network": ("NETWORK", "Verkosto", "Yhdistää."),
        "WorkingGroup": ("WORKING_GROUP", "Työryhmä", "Sopii."),
        "Meeting": ("MEETING", "Kokous", "Päättää."),
        "ActionPlan": ("ACTION_PLAN", "Toimintasuunnitelma", "Aikoo."),
        "HomePage": ("HOME_PAGE", "Etusivu", None),
        "IndexPage": ("INDEX_PAGE", "Organisaatiohakemisto", None),
    }
    assert {name for name, teaser in found.items() if teaser["image"] == {"alt": "Joukko ihmisiä"}} == {
        "NewsArticle", "ContentPage", "Organisation",
    }  # fmt: skip


def test_one_page_of_any_kind_is_named_by_its_id_its_path_or_its_key(graphql: Graphql) -> None:
    index = _index(make.organisation())
    for name, page in {"Project": make.project("Hanke"), "IndexPage": index, "HomePage": make.home()}.items():
        expected = {"__typename": name, "title": page.title}
        for by in (
            {"id": ids.encode(name, page.pk)},
            {"path": page.url_path},
            {"translationKey": str(page.translation_key)},
        ):
            found = _teaser(graphql, ["fi"], **by)
            assert {key: found[key] for key in expected} == expected


def test_the_languages_asked_for_count(graphql: Graphql) -> None:
    page = make.content_page("Tietoa")
    make.translate(page, "sv")

    for by in ({"id": ids.encode("ContentPage", page.pk)}, {"path": page.url_path}):
        assert _teaser(graphql, ["sv", "fi"], **by)["title"] == "sv: Tietoa"
        assert _teaser(graphql, ["en"], **by) is None
        assert _teaser(graphql, None, **by)["title"] == "Tietoa"


@pytest.mark.parametrize(
    "by", [{"path": "/fi/ei-ole/"}, {"path": "/"}, {"translationKey": "00000000-0000-4000-8000-000000000000"}]
)
def test_what_is_not_there_is_null(graphql: Graphql, by: dict[str, str]) -> None:
    found = _teaser(graphql, None, **by)

    assert (found and found["__typename"]) == ("HomePage" if by == {"path": "/"} else None)


def test_what_is_hidden_is_null(graphql: Graphql) -> None:
    page = make.content_page("Tietoa")
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    for by in (
        {"id": ids.encode("ContentPage", page.pk)},
        {"path": page.url_path},
        {"translationKey": str(page.translation_key)},
    ):
        assert _teaser(graphql, None, **by) is None


@pytest.mark.parametrize(
    ("by", "message"),
    [
        ({"id": ids.encode("Theme", 1)}, "by.id: is an ID of Theme, which has no page."),
        ({"id": "x"}, "by.id: 'x' is not an ID of this API."),
        ({"translationKey": "x"}, "by.translationKey: 'x' is not a UUID."),
    ],
)
def test_what_names_no_page_is_refused(graphql: Graphql, by: dict[str, str], message: str) -> None:
    answer = graphql.answer(TEASER, by=by)

    assert [error["message"] for error in answer["errors"]] == [message]
    assert answer["data"] == {"content": None}


def _paths(graphql: Graphql, **variables: Any) -> list[str]:
    return [node["path"] for node in graphql(PAGES, **variables)["pages"]["nodes"]]


def test_every_public_page_is_listed_in_each_of_its_languages(graphql: Graphql) -> None:
    article = make.article("Uutinen")
    swedish = make.translate(article, "sv")
    make.alias(article, "en")
    unfinished = make.article("Kesken")
    copy = make.translate(unfinished, "sv", strings=0)
    make.article("Luonnos", live=False)
    hidden = make.article("Salainen")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")

    news = graphql(PAGES, types=["NEWS_ARTICLE"])["pages"]

    assert [(node["path"], node["language"]["served"]) for node in news["nodes"]] == [
        (article.url_path, "fi"),
        (swedish.url_path, "sv"),
        (unfinished.url_path, "fi"),
        (copy.url_path, "fi"),  # An address that leads to its source's words.
    ]
    assert news["totalCount"] == 4
    assert [node["language"]["isFallback"] for node in news["nodes"]] == [False, False, False, True]
    everything = _paths(graphql)
    assert {"/fi/", _index(article).url_path, article.url_path, swedish.url_path} <= set(everything)
    assert set(_paths(graphql, languages=["sv"])) == {path for path in everything if path.startswith("/sv/")}
    assert _paths(graphql, types=["HOME_PAGE"], languages=["FI"]) == ["/fi/"]


def test_pages_are_walked_to_the_end(graphql: Graphql) -> None:
    for number in range(4):
        make.article(f"Uutinen {number}")
    everything, walked, after = _paths(graphql), [], None

    while True:
        page = graphql(PAGES, first=3, after=after)["pages"]
        walked += [node["path"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert walked == everything


def test_an_unknown_language_of_pages_is_refused(graphql: Graphql) -> None:
    (error,) = graphql.answer(PAGES, languages=["xx"])["errors"]

    assert error["extensions"]["argument"] == "languages"


def test_an_index_page_holds_its_list(graphql: Graphql, count_statements: Callable[..., Any]) -> None:
    for title in ("Öljymäki", "Åbo", "Zeta"):
        make.organisation(title)
    alfa = make.organisation("Alfa")
    index = _index(alfa)
    swedish = make.translate(index, "sv")
    make.translate(alfa, "sv")
    query = """
    query ($path: String!, $locales: [LanguageTag!], $first: Int = 20) {
      content(by: {path: $path}, locales: $locales) {
        ... on IndexPage { lists entries(first: $first) { totalCount pageInfo { hasNextPage } nodes { title } } }
      }
    }
    """

    fi = graphql(query, path=index.url_path)["content"]

    assert fi["lists"] == "ORGANISATION"
    assert [node["title"] for node in fi["entries"]["nodes"]] == ["Alfa", "Zeta", "Åbo", "Öljymäki"]
    assert fi["entries"]["totalCount"] == 4
    entries = graphql(query, path=swedish.url_path, locales=["sv"], first=1)["content"]["entries"]
    assert (entries["totalCount"], entries["nodes"]) == (1, [{"title": "sv: Alfa"}])
    # Without languages, along the page's own language and its fallbacks.
    assert graphql(query, path=swedish.url_path)["content"]["entries"]["totalCount"] == 4
    entries = graphql(query, path=index.url_path, first=1)["content"]["entries"]
    assert (entries["pageInfo"]["hasNextPage"], entries["nodes"]) == (True, [{"title": "Alfa"}])


LABELS = """
query ($locales: [LanguageTag!]) {
  organisations(locales: $locales) { nodes {
    kindLabel channels { kindLabel } representations { roleLabel } areas { kindLabel }
  } }
  projects(locales: $locales) { nodes { statusLabel } }
  advocacyPositions(locales: $locales) { nodes { kindLabel } }
}
"""


@pytest.mark.parametrize(
    ("locales", "expected"),
    [
        (["fi"], ["Kattojärjestö", "Verkkosivusto", "Asiantuntija", "Kunta", "Käynnissä", "Kannanotto"]),
        (["en", "fi"], ["Umbrella organisation", "Website", "Expert", "Municipality", "Running", "Position"]),
        (None, ["Kattojärjestö", "Verkkosivusto", "Asiantuntija", "Kunta", "Käynnissä", "Kannanotto"]),
    ],
)
def test_values_are_told_in_the_readers_words(graphql: Graphql, locales: list[str] | None, expected: list[str]) -> None:
    organisation = make.organisation("Liitto", kind="UMBRELLA")
    organisation.channels.create(kind="WEBSITE", url="https://example.org/")
    organisation.areas.create(area=make.area("049"))
    make.publish(organisation)
    make.representation(organisation, role="EXPERT")
    make.project("Hanke")
    make.position("Kanta", kind="POSITION")

    data = graphql(LABELS, locales=locales)

    (of,) = data["organisations"]["nodes"]
    assert [
        of["kindLabel"],
        of["channels"][0]["kindLabel"],
        of["representations"][0]["roleLabel"],
        of["areas"][0]["kindLabel"],
        data["projects"]["nodes"][0]["statusLabel"],
        data["advocacyPositions"]["nodes"][0]["kindLabel"],
    ] == expected


def test_how_far_to_trust_a_text_is_told_in_words(graphql: Graphql) -> None:
    page = make.article("Uutinen")
    make.translate(page, "sv")
    query = """
    query ($by: ContentBy!, $locales: [LanguageTag!]) {
      content(by: $by, locales: $locales) { language { statusLabel } }
    }
    """

    labels = [
        graphql(query, by={"path": page.url_path}, locales=[tag])["content"]["language"]["statusLabel"]
        for tag in ("fi", "sv")
    ]

    assert labels == ["Alkuperäinen", "Översatt"]


def test_readers_of_any_other_language_are_sent_to_the_first_that_there_is(graphql: Graphql) -> None:
    page = make.article("Uutinen", tag="sv")
    make.translate(page, "en")
    query = "query ($path: String!) { content(by: {path: $path}) { seo { xDefault { locale path } } } }"

    assert graphql(query, path=page.url_path)["content"]["seo"]["xDefault"] == {
        "locale": "sv",
        "path": page.url_path,
    }


def test_a_language_tells_where_its_part_of_the_site_begins(graphql: Graphql) -> None:
    for tag in ("fi", "sv", "en"):
        make.home(tag)
    home = make.home("ru")
    home.live = False
    home.save()

    locales = graphql("{ site { locales { tag path } } }")["site"]["locales"]

    assert {of["tag"]: of["path"] for of in locales} == {"fi": "/fi/", "sv": "/sv/", "en": "/en/", "ru": None}
