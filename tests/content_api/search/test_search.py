"""Whatever was published is found by its words: ranked, marked, counted, and nothing hidden among it."""

from collections.abc import Iterator
from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from cms.search import vocabulary
from cms.search.models import PageText
from engine import limits
from tests import factories as make
from tests.conftest import Graphql, Lasting
from tests.content_api.trees.bodies import stored

QUERY = """
query ($words: String!, $locales: [LanguageTag!], $types: [ContentType!], $areas: [String!], $themes: [String!],
       $first: Int, $after: Cursor, $last: Int, $before: Cursor) {
  search(query: $words, locales: $locales, types: $types, areas: $areas, themes: $themes,
         first: $first, after: $after, last: $last, before: $before) {
    totalCount isCountExact didYouMean
    counts { type count }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    nodes { title }
    edges { cursor highlight titleHighlight node { title language { served } } }
  }
}
"""


def learn() -> None:
    """What is done after each commit; tests roll back."""
    vocabulary.learn(
        (text.locale_id, word)
        for text in PageText.objects.filter(page__live=True).select_related("page")
        for word in vocabulary.words_in(f"{text.page.title} {text.text}")
    )


@pytest.fixture(scope="module", autouse=True)
def tree(lasting: Lasting, dictionaries: None) -> Iterator[None]:
    with lasting():
        make.article("Yhdistyksen kokous", ingress="Tervetuloa kaikki.")
        make.organisation("Kansalaisten talo", summary="Yhdistys auttaa yhdistyksiä <b>joka</b> päivä & yöllä.")
        make.project("Hanke", summary="Liikuntayhdistys tulee mukaan.")
        make.article("Muuta", ingress="Ei mitään.", body=[stored("paragraph", "<p>Yhdistyksille tukea.</p>")])
        make.article("Salaseura kokoontuu", live=False, ingress="Yhdistys Kätkössä.")
        hidden = make.article("Jäsenille", ingress="Yhdistys Piilopirtti.")
        PageViewRestriction.objects.create(page=hidden.page_ptr, restriction_type="login")
        original = make.article("Avustukset haettavissa", ingress="Hae nyt.")
        copy = original.copy_for_translation(make.locale("sv"), copy_parents=True)
        copy.title, copy.ingress = "Bidragen kan sökas", "Föreningarna söker."
        make.publish(copy)
        learn()
        yield


def _search(graphql: Graphql, query: str, **variables: Any) -> Any:
    return graphql(QUERY, words=query, **variables)["search"]


def _titles(graphql: Graphql, query: str, **variables: Any) -> list[str]:
    return [edge["node"]["title"] for edge in _search(graphql, query, **variables)["edges"]]


def test_titles_come_before_texts_and_parts_of_compounds_last(graphql: Graphql) -> None:
    found = _search(graphql, "yhdistys", locales=["fi"])

    assert [node["title"] for node in found["nodes"]] == ["Yhdistyksen kokous", "Kansalaisten talo", "Muuta", "Hanke"]
    assert (found["totalCount"], found["isCountExact"], found["didYouMean"]) == (4, True, None)
    assert found["counts"] == [
        {"type": "NEWS_ARTICLE", "count": 2},
        {"type": "ORGANISATION", "count": 1},
        {"type": "PROJECT", "count": 1},
    ]


def test_found_words_are_marked_in_every_form_and_all_else_is_escaped(graphql: Graphql) -> None:
    edges = _search(graphql, "yhdistykselle", locales=["fi"])["edges"]
    marked = {edge["node"]["title"]: (edge["titleHighlight"], edge["highlight"]) for edge in edges}

    assert marked["Yhdistyksen kokous"][0] == "<mark>Yhdistyksen</mark> kokous"
    assert marked["Muuta"] == ("Muuta", "Ei mitään. <mark>Yhdistyksille</mark> tukea.")
    assert "<mark>Yhdistys</mark> auttaa <mark>yhdistyksiä</mark>" in marked["Kansalaisten talo"][1]
    assert "&lt;b&gt;joka&lt;/b&gt; päivä &amp; yöllä" in marked["Kansalaisten talo"][1]
    assert "<mark>Liikuntayhdistys</mark>" in marked["Hanke"][1]


def test_a_long_text_is_shown_where_the_words_stand(graphql: Graphql) -> None:
    make.article("Pitkä", ingress=f"{'sana ' * 100}pöllö lentää{' loppu' * 100}")

    (edge,) = _search(graphql, "pöllöt", locales=["fi"])["edges"]

    assert edge["highlight"].startswith("…sana ")
    assert edge["highlight"].endswith(" loppu…")
    assert " <mark>pöllö</mark> lentää " in edge["highlight"]
    assert len(edge["highlight"]) < limits.HIGHLIGHT_LENGTH + 20


def test_a_thing_comes_once_in_the_first_language_it_can_be_read_in(graphql: Graphql) -> None:
    assert _titles(graphql, "föreningarna", locales=["sv", "fi"]) == ["Bidragen kan sökas"]
    assert _titles(graphql, "haettavissa", locales=["sv", "fi"]) == []
    assert _titles(graphql, "haettavissa", locales=["fi", "sv"]) == ["Avustukset haettavissa"]
    assert _titles(graphql, "haettavissa OR söker", locales=["fi", "sv"]) == ["Avustukset haettavissa"]


def test_types_areas_and_themes_narrow_it_and_counts_tell_of_all_types(graphql: Graphql) -> None:
    theme, area = make.theme("talous"), make.area("049")
    article = make.article("Tammi kasvaa", themes=[theme])
    article.areas.create(area=area)
    make.publish(article)
    make.organisation("Tammen väki")
    make.article("Tammilehto")

    assert _titles(graphql, "tammi", locales=["fi"], themes=["talous"]) == ["Tammi kasvaa"]
    assert _titles(graphql, "tammi", locales=["fi"], areas=["049"]) == ["Tammi kasvaa"]
    found = _search(graphql, "tammi", locales=["fi"], types=["ORGANISATION"])
    assert [node["title"] for node in found["nodes"]] == ["Tammen väki"]
    assert {"type": "NEWS_ARTICLE", "count": 2} in found["counts"]
    assert graphql.answer(QUERY, words="tammi", themes=["x"])["errors"][0]["extensions"]["argument"] == "themes"
    assert graphql.answer(QUERY, words="tammi", areas=["x"])["errors"][0]["extensions"]["argument"] == "areas"


def test_pages_of_results_follow_each_other_both_ways(graphql: Graphql) -> None:
    everything = _titles(graphql, "yhdistys", locales=["fi"])
    first = _search(graphql, "yhdistys", locales=["fi"], first=3)
    second = _search(graphql, "yhdistys", locales=["fi"], first=3, after=first["pageInfo"]["endCursor"])
    back = _search(graphql, "yhdistys", locales=["fi"], last=2, before=second["pageInfo"]["startCursor"], first=None)

    assert [node["title"] for node in first["nodes"] + second["nodes"]] == everything
    assert [node["title"] for node in back["nodes"]] == everything[1:3]
    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (True, False)
    assert back["pageInfo"]["hasPreviousPage"] is True
    assert first["edges"][2]["cursor"] == first["pageInfo"]["endCursor"]


@pytest.mark.parametrize("cursor", ["", "x", "WzFd", "WyJzZWFyY2giLDEsMiwiMyJd", "W" * 3000])
def test_what_is_no_cursor_of_a_search_is_refused(graphql: Graphql, cursor: str) -> None:
    error = graphql.answer(QUERY, words="yhdistys", after=cursor)["errors"][0]

    assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": "after"}


@pytest.mark.parametrize("query", ["", "  ", "-", '"', "& | !", "xyzzy", "ja"])
def test_what_names_no_word_finds_nothing(graphql: Graphql, query: str) -> None:
    found = _search(graphql, query)

    assert (found["totalCount"], found["edges"], found["counts"], found["isCountExact"]) == (0, [], [], True)


def test_too_long_a_question_is_refused_at_once(graphql: Graphql) -> None:
    error = graphql.answer(QUERY, words='"' * 20_000)["errors"][0]

    assert error["message"] == "query: at most 200 characters, not 20000."


@pytest.mark.parametrize(
    ("query", "meant"),
    [("yhdsitys", "yhdistys"), ("Yhdistyksn kokuos", "yhdistyksen kokous"), ("liikuntayhdistsy", "liikuntayhdistys")],
)
def test_a_mistyped_word_is_guessed_from_public_texts(graphql: Graphql, query: str, meant: str) -> None:
    found = _search(graphql, query, locales=["fi"])

    assert (found["totalCount"], found["didYouMean"]) == (0, meant)
    assert _search(graphql, meant, locales=["fi"])["totalCount"] > 0


@pytest.mark.parametrize("query", ["salaseuar", "Kätkösä", "piilopirttti", "jäsenile", "piilopirtti", "salaseura"])
def test_no_word_of_a_hidden_text_is_suggested_or_found(graphql: Graphql, query: str) -> None:
    found = _search(graphql, query)

    assert (found["totalCount"], found["didYouMean"]) == (0, None)


def test_a_word_is_no_longer_suggested_when_its_last_text_is_withdrawn(graphql: Graphql) -> None:
    page = make.article("Kummitusjuna")
    learn()
    assert _search(graphql, "kumitusjuna")["didYouMean"] == "kummitusjuna"

    page.unpublish()

    assert _search(graphql, "kumitusjuna")["didYouMean"] is None


def test_of_a_word_that_is_everywhere_the_newest_are_ranked_and_the_count_says_so(
    graphql: Graphql, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        make.article(f"Pihlaja {number}")
    assert _search(graphql, "pihlaja", locales=["fi"])["isCountExact"] is True

    monkeypatch.setattr(limits, "SEARCH_RANKED_MAX", 3)
    # In an order of languages of which no statement was made before.
    found = _search(graphql, "pihlaja", locales=["fi", "ru", "en"])

    assert (found["totalCount"], found["isCountExact"]) == (3, False)


def test_what_is_published_anew_is_found_by_its_new_words_only(graphql: Graphql) -> None:
    page = make.article("Eilinen")
    page.title = "Huominen"
    make.publish(page)

    assert (_titles(graphql, "eilinen"), _titles(graphql, "huominen")) == ([], ["Huominen"])
