"""An area finds what serves it: the municipality, its region and county, the whole country; or what lies in it.

Each area tells how it is written."""

from collections.abc import Iterator
from typing import Any

import pytest

from organisations.models import Area
from tests import factories as make
from tests.conftest import Graphql, Lasting

QUERY = """
query ($areas: [String!]) {
  organisations(filter: {areas: $areas}) { totalCount nodes { title } }
  projects(filter: {areas: $areas}) { totalCount }
  newsArticles(filter: {areas: $areas}) { totalCount }
}
"""
WITHIN = QUERY.replace("{areas:", "{within:")
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
    return _titles(graphql(QUERY, areas=list(codes))["organisations"])


def _within(graphql: Graphql, *codes: str) -> set[str]:
    return _titles(graphql(WITHIN, areas=list(codes))["organisations"])


def _titles(found: dict[str, Any]) -> set[str]:
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


COUNTY = "Länsi-Uudenmaan hyvinvointialue"


@pytest.mark.parametrize(
    ("codes", "titles"),
    [
        (["049"], {"Espoo"}),
        (["091"], set()),
        (["REGION:01"], {"Espoo", "Uusimaa", COUNTY}),
        (["REGION:11"], {"Kuopio", "Pohjois-Savo"}),
        (["REGION:12"], {"Nurmes"}),
        (["WELLBEING_COUNTY:03"], {"Espoo", COUNTY}),
        # Its municipalities are those of the region.
        (["WELLBEING_COUNTY:13"], {"Kuopio", "Pohjois-Savo"}),
        (["049", "REGION:11"], {"Espoo", "Kuopio", "Pohjois-Savo"}),
        (["FI"], set(PLACES)),
        (["911"], {"Nurmes"}),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, list) else "",
)
def test_within_descends_to_what_lies_in_the_areas(graphql: Graphql, codes: list[str], titles: set[str]) -> None:
    assert _within(graphql, *codes) == titles


def test_within_a_region_is_its_capital_and_not_the_country(graphql: Graphql) -> None:
    page = make.organisation("Helsinki")
    page.areas.create(area=make.area("091"))
    make.publish(page)

    assert _within(graphql, "REGION:01") == {"Helsinki", "Espoo", "Uusimaa", COUNTY}
    assert _within(graphql, "WELLBEING_COUNTY:90") == {"Helsinki"}


def test_what_has_an_abolished_municipality_lies_where_its_successor_does(graphql: Graphql) -> None:
    page = make.organisation("Valtimo")
    page.areas.create(area=Area.objects.get(kind="MUNICIPALITY", code="911"))
    make.publish(page)

    assert _within(graphql, "541") == _within(graphql, "911") == _within(graphql, "REGION:12") == {"Nurmes", "Valtimo"}


def test_both_area_conditions_of_one_filter_must_hold(graphql: Graphql) -> None:
    query = '{ organisations(filter: {areas: ["049"], within: ["REGION:01"]}) { totalCount nodes { title } } }'

    assert _titles(graphql(query)["organisations"]) == {"Espoo", "Uusimaa", COUNTY}


def test_the_code_of_an_abolished_municipality_leads_to_its_successor(graphql: Graphql) -> None:
    assert _found(graphql, "911") == _found(graphql, "541") == {"Nurmes", "Suomi"}


def test_projects_and_news_are_found_by_area_too(graphql: Graphql) -> None:
    def counts(code: str) -> tuple[int, int]:
        data = graphql(QUERY, areas=[code])
        return data["projects"]["totalCount"], data["newsArticles"]["totalCount"]

    assert (counts("049"), counts("297")) == ((1, 1), (0, 0))
    data = graphql(WITHIN, areas=["REGION:01"])
    assert (data["projects"]["totalCount"], data["newsArticles"]["totalCount"]) == (1, 1)


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
    within = graphql.answer(WITHIN, areas=[code])["errors"]
    assert {error["message"] for error in within} == {message.replace("areas: ", "within: ")}
    assert within[0]["extensions"] == {"code": "BAD_USER_INPUT", "argument": "within"}


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


def test_every_area_tells_what_finds_it() -> None:
    every = {area.key: area for area in Area.objects.current()}

    assert len(every) == Area.objects.current().count() == 350
    assert {area.key for area in Area.objects.with_codes(every)} == set(every)
    assert Area.objects.with_codes(every) == list(every.values())


def test_the_key_of_an_area_is_taken_by_the_filters(graphql: Graphql) -> None:
    kinds = "municipalities { key } regions { key parents { key } } wellbeingCounties { key }"
    data = graphql(f"{{ {kinds} }}")

    keys = {kind: {area["key"] for area in areas} for kind, areas in data.items()}
    assert {"049", "091"} <= keys["municipalities"]
    assert ("REGION:01" in keys["regions"], "WELLBEING_COUNTY:01" in keys["wellbeingCounties"]) == (True, True)
    assert {parent["key"] for area in data["regions"] for parent in area["parents"]} == {"FI"}
    assert _within(graphql, *sorted(keys["regions"])) == set(PLACES) - {"Suomi"}


def test_the_vocabulary_lists_todays_municipalities_and_regions(graphql: Graphql) -> None:
    data = graphql('{ municipalities { code } regions { code } wellbeingCounties(locales: ["fi"]) { code name kind } }')

    codes = {area["code"] for area in data["municipalities"]}
    assert (len(codes), "541" in codes, "911" in codes) == (308, True, False)
    assert len(data["regions"]) == 19
    counties = data["wellbeingCounties"]
    assert (len(counties), {area["kind"] for area in counties}) == (22, {"WELLBEING_COUNTY"})
    assert counties[0] == {"code": "11", "name": "Etelä-Karjalan hyvinvointialue", "kind": "WELLBEING_COUNTY"}
