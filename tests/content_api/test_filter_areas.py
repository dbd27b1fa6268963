"""An area code finds what serves that area: the municipality, its region and county, and the whole country."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests import factories as make
from tests.conftest import Graphql
from tests.content_api.conftest import Lasting

QUERY = """
query ($areas: [String!]) {
  organisations(filter: {areas: $areas}) { totalCount nodes { title } }
  projects(filter: {areas: $areas}) { totalCount }
  newsArticles(filter: {areas: $areas}) { totalCount }
}
"""
PLACES = {
    "Espoo": "049",
    "Kuopio": "297",
    "Nurmes": "541",
    "Uusimaa": "REGION:01",
    "Pohjois-Savo": "REGION:11",
    "Länsi-Uudenmaan hyvinvointialue": "WELLBEING_COUNTY:03",
    "Suomi": "FI",
}


@pytest.fixture(scope="module", autouse=True)
def tree(lasting: Lasting) -> Iterator[None]:
    with lasting():
        for title, code in PLACES.items():
            page = make.organisation(title)
            page.areas.create(area=make.area(code))
            make.publish(page)
        for page in (make.project(), make.article()):
            page.areas.create(area=make.area("REGION:01"))
            make.publish(page)
        make.organisation("Ei missään")
        yield


def _found(graphql: Graphql, *codes: str) -> set[str]:
    found = graphql(QUERY, areas=list(codes))["organisations"]
    assert found["totalCount"] == len(found["nodes"])
    return {node["title"] for node in found["nodes"]}


@pytest.mark.parametrize(
    ("codes", "titles"),
    [
        (["049"], {"Espoo", "Uusimaa", "Länsi-Uudenmaan hyvinvointialue", "Suomi"}),
        (["MUNICIPALITY:049"], {"Espoo", "Uusimaa", "Länsi-Uudenmaan hyvinvointialue", "Suomi"}),
        (["297"], {"Kuopio", "Pohjois-Savo", "Suomi"}),
        (["091"], {"Uusimaa", "Suomi"}),
        (["REGION:01"], {"Uusimaa", "Suomi"}),
        (["WELLBEING_COUNTY:03"], {"Länsi-Uudenmaan hyvinvointialue", "Suomi"}),
        (["FI"], {"Suomi"}),
        (["COUNTRY:FI"], {"Suomi"}),
        (["049", "297"], {"Espoo", "Uusimaa", "Länsi-Uudenmaan hyvinvointialue", "Kuopio", "Pohjois-Savo", "Suomi"}),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, list) else "",
)
def test_a_code_climbs_to_what_serves_the_area(graphql: Graphql, codes: list[str], titles: set[str]) -> None:
    assert _found(graphql, *codes) == titles


def test_the_code_of_an_abolished_municipality_leads_to_its_successor(graphql: Graphql) -> None:
    assert _found(graphql, "911") == _found(graphql, "541") == {"Nurmes", "Suomi"}


def test_projects_and_news_are_found_by_area_too(graphql: Graphql) -> None:
    def counts(code: str) -> tuple[int, int]:
        data = graphql(QUERY, areas=[code])
        return data["projects"]["totalCount"], data["newsArticles"]["totalCount"]

    assert (counts("049"), counts("297")) == ((1, 1), (0, 0))


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (
            "01",
            "areas: '01' may be a region or a wellbeing services county: write REGION:01 or WELLBEING_COUNTY:01.",
        ),
        ("999", "areas: There is no area with the code '999'."),
        ("XX", "areas: There is no area with the code 'XX'."),
        ("REGION:99", "areas: There is no area with the code 'REGION:99'."),
        ("PLANET:01", "areas: There is no area with the code 'PLANET:01'."),
    ],
)
def test_a_code_of_no_area_is_refused(graphql: Graphql, code: str, message: str) -> None:
    errors: list[Any] = graphql.answer(QUERY, areas=[code])["errors"]

    assert {error["message"] for error in errors} == {message}
    assert errors[0]["extensions"] == {"code": "BAD_USER_INPUT", "argument": "areas"}


def test_an_area_tells_what_it_lies_in(graphql: Graphql) -> None:
    query = '{ municipalities(locales: ["sv"]) { code name kind parents { kind code name parents { code } } } }'
    espoo = next(area for area in graphql(query)["municipalities"] if area["code"] == "049")

    assert espoo == {
        "code": "049",
        "name": "Esbo",
        "kind": "MUNICIPALITY",
        "parents": [
            {"kind": "REGION", "code": "01", "name": "Nyland", "parents": [{"code": "FI"}]},
            {
                "kind": "WELLBEING_COUNTY",
                "code": "03",
                "name": "Västra Nylands välfärdsområde",
                "parents": [{"code": "FI"}],
            },
            {"kind": "COUNTRY", "code": "FI", "name": "Finland", "parents": []},
        ],
    }


def test_the_vocabulary_lists_todays_municipalities_and_regions(graphql: Graphql) -> None:
    data = graphql("{ municipalities { code } regions { code } }")

    codes = {area["code"] for area in data["municipalities"]}
    assert (len(codes), "541" in codes, "911" in codes) == (308, True, False)
    assert len(data["regions"]) == 19
