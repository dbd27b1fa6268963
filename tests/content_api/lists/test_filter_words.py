"""Words are found in every inflected form, by the rules of the entry's own language."""

from collections.abc import Iterator

import pytest

from tests import factories as make
from tests.conftest import Graphql, Lasting
from tests.content_api.trees.bodies import Library, listed, stored

QUERY = """
query ($words: String!, $locales: [LanguageTag!]) {
  newsArticles(locales: $locales, filter: {query: $words}, order: [TITLE_ASC]) { totalCount nodes { title } }
}
"""
REFUSED = "query: holds a character that is no text."


@pytest.fixture(scope="module", autouse=True)
def tree(lasting: Lasting) -> Iterator[None]:
    with lasting():
        make.article("Vapaaehtoistoiminta kasvaa", ingress="Uusia tekijöitä.")
        make.article(
            "Asuminen",
            ingress="Vuokrat nousevat.",
            body=[
                stored("paragraph", "<p>Neuvottelukunta <b>vaati</b> kohtuullisia asuntoja.</p>"),
                stored(
                    "accordion", {"items": listed({"title": "Kuka?", "body": [stored("paragraph", "<p>Liikunta</p>")]})}
                ),
            ],
        )
        make.article("Frivilligarbete växer", tag="sv", ingress="Föreningarna behöver flera.")
        make.article("Volunteers are organising", tag="en", ingress="Their stories.")
        make.article("Добровольцы помогают", tag="ru", ingress="Новые организации.")
        yield


def _found(graphql: Graphql, words: str, *locales: str) -> list[str]:
    found = graphql(QUERY, words=words, locales=list(locales) or None)["newsArticles"]
    assert found["totalCount"] == len(found["nodes"])
    return [node["title"] for node in found["nodes"]]


@pytest.mark.parametrize("words", ["", "  "])
def test_an_empty_search_box_does_not_narrow_the_list(graphql: Graphql, words: str) -> None:
    assert _found(graphql, words, "fi") == ["Asuminen", "Vapaaehtoistoiminta kasvaa"]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("vapaaehtoistoiminnasta", "Vapaaehtoistoiminta kasvaa"),
        ("vapaaehtoistoimintaan", "Vapaaehtoistoiminta kasvaa"),
        ("VAPAAEHTOISTOIMINTA", "Vapaaehtoistoiminta kasvaa"),
        ("tekijöiden", "Vapaaehtoistoiminta kasvaa"),
        ("vuokra", "Asuminen"),
        ("asuntojen", "Asuminen"),
        ("neuvottelukunnalle", "Asuminen"),
        ("liikunnasta", "Asuminen"),
        ("frivilligarbeten", "Frivilligarbete växer"),
        ("förening", "Frivilligarbete växer"),
        ("volunteer", "Volunteers are organising"),
        ("organise", "Volunteers are organising"),
        ("story", "Volunteers are organising"),
        ("добровольцев", "Добровольцы помогают"),
        ("организация", "Добровольцы помогают"),
        ("помогать", "Добровольцы помогают"),
    ],
)
def test_inflected_forms_are_found_in_each_language(graphql: Graphql, words: str, title: str) -> None:
    assert _found(graphql, words) == [title]


def test_all_words_must_stand_in_it_unless_or_is_written(graphql: Graphql) -> None:
    assert _found(graphql, "vuokrat asuntoja") == ["Asuminen"]
    assert _found(graphql, "vuokrat tekijät") == []
    assert _found(graphql, "vuokrat OR kasvaa") == ["Asuminen", "Vapaaehtoistoiminta kasvaa"]


def test_quotation_marks_keep_words_together_and_a_minus_excludes(graphql: Graphql) -> None:
    assert _found(graphql, '"uusia tekijöitä"') == ["Vapaaehtoistoiminta kasvaa"]
    assert _found(graphql, '"tekijöitä uusia"') == []
    assert _found(graphql, "tekijöitä -kasvaa") == []
    assert _found(graphql, "vuokrat -kasvaa") == ["Asuminen"]


@pytest.mark.parametrize("words", ["-", '"', "& | ! ( ) : *", "'; DROP TABLE", "\\", "a" * 200, "<>", "OR"])
def test_what_names_no_word_finds_nothing(graphql: Graphql, words: str) -> None:
    assert _found(graphql, words) == []


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("vapaa*", ["Vapaaehtoistoiminta kasvaa"]),
        ("VAPAA*", ["Vapaaehtoistoiminta kasvaa"]),
        # Longer than its stem.
        ("vapaaehtoistoiminta*", ["Vapaaehtoistoiminta kasvaa"]),
        ("neuv*", ["Asuminen"]),
        ("euv*", []),
        ("neuv* vuok*", ["Asuminen"]),
        ("neuv* kasv*", []),
        ("neuv* OR kasv*", ["Asuminen", "Vapaaehtoistoiminta kasvaa"]),
        ("kasv* or vuokrat asuntoja", ["Asuminen", "Vapaaehtoistoiminta kasvaa"]),
        ("neuv* vuokrat OR tekijöiden", ["Asuminen", "Vapaaehtoistoiminta kasvaa"]),
        ("neuv* -kasvaa", ["Asuminen"]),
        ("vuokrat -neuv*", []),
        ("-neuv*", ["Vapaaehtoistoiminta kasvaa"]),
        ('"uusia tekijöitä" vapaa*', ["Vapaaehtoistoiminta kasvaa"]),
        ('"tekijöitä uusia" vapaa*', []),
        # Between quotation marks an asterisk is none.
        ('"vapaa*"', []),
        ("va*paa", []),
    ],
)
def test_an_asterisk_finds_words_that_begin_so(graphql: Graphql, words: str, titles: list[str]) -> None:
    assert _found(graphql, words, "fi") == titles


def test_the_beginning_of_a_word_may_be_a_word_that_is_not_looked_for_itself(graphql: Graphql) -> None:
    make.article("Onnistuminen")

    assert _found(graphql, "on*", "fi") == ["Onnistuminen"]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("frivil*", "Frivilligarbete växer"),
        ("volunt*", "Volunteers are organising"),
        ("доброво*", "Добровольцы помогают"),
    ],
)
def test_beginnings_are_found_in_each_language(graphql: Graphql, words: str, title: str) -> None:
    assert _found(graphql, words) == [title]


def test_whatever_sign_stands_before_an_asterisk_is_looked_for_and_no_syntax(graphql: Graphql) -> None:
    signs = [chr(code) for code in (*range(33, 127), 0xA0, 0x308, 0x2019, 0x2028, 0x1F600) if not chr(code).isalnum()]
    for sign in signs:
        for words in (f"{sign}*", f"qqq{sign}*", f"{sign}qqq*", f"qqq{sign}qqq*"):
            answer = graphql.answer(QUERY, words=words, locales=["fi"])
            assert "errors" not in answer, (words, answer)
    for words in ("qqq'*", "qqq\\*", "qqq':*|'a*", "'*", "\\*", "qqq')--*", "qqq*:*", "**", "* *", "OR qqq* OR"):
        assert _found(graphql, words, "fi") == [], words


def test_more_than_ten_beginnings_are_refused(graphql: Graphql) -> None:
    assert _found(graphql, "vapaa* " * 10, "fi") == ["Vapaaehtoistoiminta kasvaa"]
    error = graphql.answer(QUERY, words="vapaa* " * 11)["errors"][0]
    assert error["message"] == "query: at most 10 words with *, not 11."
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": "query"}


def test_words_are_looked_for_in_the_languages_asked_for(graphql: Graphql) -> None:
    assert _found(graphql, "volunteer", "fi", "sv") == []
    assert _found(graphql, "volunteer", "fi", "en") == ["Volunteers are organising"]


def test_too_long_a_question_is_refused(graphql: Graphql) -> None:
    error = graphql.answer(QUERY, words="a" * 201)["errors"][0]

    assert error["message"] == "query: at most 200 characters, not 201."


def test_a_character_that_is_no_text_is_refused(graphql: Graphql) -> None:
    assert graphql.answer(QUERY, words="a\x00b")["errors"][0]["message"] == REFUSED


def test_what_a_draft_says_is_not_found(graphql: Graphql) -> None:
    page = make.article("Julkinen")
    page.ingress = "Salaisuus."
    page.save_revision()
    make.article("Salaisuus", live=False)

    assert _found(graphql, "salaisuus") == []


def test_what_is_published_anew_is_found_by_its_new_words_only(graphql: Graphql) -> None:
    page = make.article("Eilinen")
    page.title = "Huominen"
    make.publish(page)

    assert (_found(graphql, "eilinen"), _found(graphql, "huominen")) == ([], ["Huominen"])


def test_every_list_can_be_searched(graphql: Graphql) -> None:
    make.organisation("Yhdistys", summary="Toimintaan tukea.")
    make.project("Hanke", body=Library().body(), summary="Toiminnan aika.")
    make.position("Kanta", demands=[stored("statement", "Toiminnalle tiloja.")])
    query = """query ($words: String!) {
      organisations(filter: {query: $words}) { nodes { title } }
      projects(filter: {query: $words}) { nodes { title } }
      advocacyPositions(filter: {query: $words}) { nodes { title } }
    }"""

    assert graphql(query, words="toiminnasta") == {
        "organisations": {"nodes": [{"title": "Yhdistys"}]},
        "projects": {"nodes": [{"title": "Hanke"}]},
        "advocacyPositions": {"nodes": [{"title": "Kanta"}]},
    }
