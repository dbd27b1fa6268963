"""What organisations, projects and positions can be filtered by."""

from collections.abc import Iterator
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from content_api import ids
from organisations.models import Area
from tests import factories as make
from tests.conftest import Graphql, Lasting

QUERIES = {
    name: f"""query ($filter: {kind}Filter) {{
      {name}(filter: $filter, order: [{order}]) {{ totalCount nodes {{ title }} }}
    }}"""
    for name, kind, order in (
        ("organisations", "Organisation", "NAME_ASC"),
        ("projects", "Project", "TITLE_ASC"),
        ("advocacyPositions", "AdvocacyPosition", "TITLE_ASC"),
    )
}


@pytest.fixture(scope="module")
def tree(lasting: Lasting) -> Iterator[SimpleNamespace]:
    with lasting():
        today = timezone.localdate()
        day = timedelta(days=1)
        theme = make.theme("asuminen")
        union = make.organisation("Liitto", kind="UMBRELLA", business_id="0112038-9", last_confirmed_on="2026-01-01")
        member = make.organisation("Yhdistys", serves_in=["fi", "so"], themes=[theme], last_confirmed_on="2026-02-01")
        former = make.organisation("Entinen", kind="COMPANY", serves_in=["ar"])
        make.membership(member, union, since=today, until=today)
        make.membership(former, union, until=today - day)
        make.membership(union, former, since=today + day)
        make.project("Alkava", starts_on=today + day)
        running = make.project("Käynnissä", starts_on=today, ends_on=today, managing_organisation=union, themes=[theme])
        running.funders.create(organisation=member)
        make.publish(running)
        make.project("Päättynyt", starts_on=today - 2 * day, ends_on=today - day, managing_organisation=member)
        make.project("Toistaiseksi")
        older = make.position("Kumottu", adopted_on=date(2025, 1, 1), kind="STATEMENT", themes=[theme])
        newer = make.position("Kumoava", adopted_on=date(2025, 2, 1), supersedes=older)
        newer.addressees.create(organisation=union)
        make.publish(newer)
        make.position("Rauennut", adopted_on=date(2025, 3, 1), valid_until=today - day)
        future = make.position("Tuleva", adopted_on=date(2025, 4, 1), kind="HEARING", valid_from=today + day)
        make.position("Vielä voimassa", adopted_on=date(2025, 5, 1), valid_until=today)
        make.position("Kumotaan", adopted_on=date(2025, 6, 1))
        future.supersedes = make.position("Kumotaan huomenna", adopted_on=date(2025, 7, 1))
        make.publish(future)
        yield SimpleNamespace(union=union, member=member, former=former, position=newer)


pytestmark = pytest.mark.usefixtures("tree")


def _found(graphql: Graphql, root: str, **given: Any) -> list[str]:
    found = graphql(QUERIES[root], filter=given)[root]
    assert found["totalCount"] == len(found["nodes"])
    return [node["title"] for node in found["nodes"]]


@pytest.mark.parametrize(
    ("given", "titles"),
    [
        ({}, ["Entinen", "Liitto", "Yhdistys"]),
        ({"kinds": ["UMBRELLA"]}, ["Liitto"]),
        ({"kinds": ["UMBRELLA", "COMPANY"]}, ["Entinen", "Liitto"]),
        ({"kinds": []}, ["Entinen", "Liitto", "Yhdistys"]),
        ({"themes": ["asuminen"]}, ["Yhdistys"]),
        ({"servesIn": ["so"]}, ["Yhdistys"]),
        ({"servesIn": ["so", "ar"]}, ["Entinen", "Yhdistys"]),
        ({"servesIn": ["sv"]}, []),
        ({"servesIn": []}, ["Entinen", "Liitto", "Yhdistys"]),
        ({"businessId": "0112038-9"}, ["Liitto"]),
        ({"businessId": " 0112038-9 "}, ["Liitto"]),
        ({"businessId": "0112038"}, []),
        ({"confirmedAfter": "2026-01-01"}, ["Yhdistys"]),
        ({"confirmedAfter": "2025-12-31"}, ["Liitto", "Yhdistys"]),
    ],
)
def test_organisations(graphql: Graphql, given: dict[str, Any], titles: list[str]) -> None:
    assert _found(graphql, "organisations", **given) == titles


def test_organisations_by_their_home(graphql: Graphql) -> None:
    for title, code in (("Koti Espoossa", "049"), ("Koti Kuopiossa", "297"), ("Koti Nurmeksessa", "541")):
        make.organisation(title, home_municipality=make.area(code))
    former = Area.objects.get(kind="MUNICIPALITY", code="911")
    make.organisation("Koti Valtimolla", home_municipality=former)
    nurmes = ["Koti Nurmeksessa", "Koti Valtimolla"]

    for codes, titles in (
        (["049"], ["Koti Espoossa"]),
        (["049", "297"], ["Koti Espoossa", "Koti Kuopiossa"]),
        (["541"], nurmes),
        (["911"], nurmes),
        (["REGION:01"], ["Koti Espoossa"]),
        (["WELLBEING_COUNTY:14"], nurmes),
        (["091"], []),
    ):
        assert _found(graphql, "organisations", homeMunicipalities=codes) == titles
    assert _found(graphql, "organisations", **{"not": {"homeMunicipalities": ["FI"]}}) == [
        "Entinen",
        "Liitto",
        "Yhdistys",
    ]


def test_a_home_that_there_is_not_is_refused(graphql: Graphql) -> None:
    for code, message in (
        ("999", "There is no area with the code '999'."),
        ("01", "'01' may be a region or a wellbeing services county: write REGION:01 or WELLBEING_COUNTY:01."),
        ("\x00", "holds a character that is no text."),
    ):
        error = graphql.answer(QUERIES["organisations"], filter={"homeMunicipalities": [code]})["errors"][0]
        assert error["message"] == f"homeMunicipalities: {message}"
        assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": "homeMunicipalities"}


def test_members_are_those_of_today(graphql: Graphql, tree: SimpleNamespace) -> None:
    union, former = (ids.encode("Organisation", page.pk) for page in (tree.union, tree.former))

    assert _found(graphql, "organisations", memberOf=[union]) == ["Yhdistys"]
    assert _found(graphql, "organisations", memberOf=[former]) == []
    assert _found(graphql, "organisations", memberOf=[former, union]) == ["Yhdistys"]


@pytest.mark.parametrize(
    ("given", "titles"),
    [
        ({}, ["Alkava", "Käynnissä", "Päättynyt", "Toistaiseksi"]),
        ({"status": ["UPCOMING"]}, ["Alkava"]),
        ({"status": ["RUNNING"]}, ["Käynnissä", "Toistaiseksi"]),
        ({"status": ["ENDED"]}, ["Päättynyt"]),
        ({"status": ["UPCOMING", "ENDED"]}, ["Alkava", "Päättynyt"]),
        ({"status": []}, ["Alkava", "Käynnissä", "Päättynyt", "Toistaiseksi"]),
        ({"themes": ["asuminen"]}, ["Käynnissä"]),
    ],
)
def test_projects(graphql: Graphql, given: dict[str, Any], titles: list[str]) -> None:
    assert _found(graphql, "projects", **given) == titles


def test_a_projects_status_is_the_one_it_is_found_by(graphql: Graphql) -> None:
    found = graphql("{ projects(order: [TITLE_ASC]) { nodes { status } } }")["projects"]["nodes"]

    assert [node["status"] for node in found] == ["UPCOMING", "RUNNING", "ENDED", "RUNNING"]


def test_projects_by_who_manages_and_who_funds_them(graphql: Graphql, tree: SimpleNamespace) -> None:
    union, member = (ids.encode("Organisation", page.pk) for page in (tree.union, tree.member))

    assert _found(graphql, "projects", managingOrganisations=[union]) == ["Käynnissä"]
    assert _found(graphql, "projects", managingOrganisations=[union, member]) == ["Käynnissä", "Päättynyt"]
    assert _found(graphql, "projects", funders=[member]) == ["Käynnissä"]
    assert _found(graphql, "projects", funders=[union]) == []


IN_FORCE = ["Kumoava", "Kumotaan", "Kumotaan huomenna", "Vielä voimassa"]


@pytest.mark.parametrize(
    ("given", "titles"),
    [
        ({"inForce": True}, IN_FORCE),
        ({"inForce": False}, ["Kumottu", "Rauennut", "Tuleva"]),
        ({"kinds": ["STATEMENT", "HEARING"]}, ["Kumottu", "Tuleva"]),
        ({"themes": ["asuminen"]}, ["Kumottu"]),
        ({"adoptedAfter": "2025-06-01"}, ["Kumotaan huomenna"]),
        ({"adoptedBefore": "2025-02-01"}, ["Kumottu"]),
        ({"adoptedAfter": "2025-01-01", "adoptedBefore": "2025-03-01"}, ["Kumoava"]),
    ],
)
def test_positions(graphql: Graphql, given: dict[str, Any], titles: list[str]) -> None:
    assert _found(graphql, "advocacyPositions", **given) == titles


def test_a_position_says_itself_what_it_is_found_by(graphql: Graphql) -> None:
    found = graphql("{ advocacyPositions(order: [TITLE_ASC]) { nodes { title isInForce } } }")["advocacyPositions"]

    assert [node["title"] for node in found["nodes"] if node["isInForce"]] == IN_FORCE


def test_positions_by_whom_they_are_addressed_to(graphql: Graphql, tree: SimpleNamespace) -> None:
    assert _found(graphql, "advocacyPositions", addressees=[ids.encode("Organisation", tree.union.pk)]) == ["Kumoava"]
    assert _found(graphql, "advocacyPositions", addressees=[ids.encode("Organisation", tree.member.pk)]) == []


@pytest.mark.parametrize(
    ("root", "given", "argument"),
    [
        ("organisations", {"memberOf": ["x"] * 101}, "memberOf"),
        ("organisations", {"servesIn": ["so"] * 101}, "servesIn"),
        ("organisations", {"homeMunicipalities": ["FI"] * 101}, "homeMunicipalities"),
        ("projects", {"managingOrganisations": ["x"] * 101}, "managingOrganisations"),
        ("projects", {"funders": ["x"] * 101}, "funders"),
        ("advocacyPositions", {"addressees": ["x"] * 101}, "addressees"),
    ],
)
def test_more_than_a_hundred_values_are_refused(
    graphql: Graphql, root: str, given: dict[str, Any], argument: str
) -> None:
    error = graphql.answer(QUERIES[root], filter=given)["errors"][0]

    assert error["message"] == f"{argument}: at most 100 values, not 101."


def test_an_id_of_another_type_is_refused(graphql: Graphql, tree: SimpleNamespace) -> None:
    value = ids.encode("AdvocacyPosition", tree.position.pk)
    for root, argument in (
        ("organisations", "memberOf"),
        ("projects", "managingOrganisations"),
        ("projects", "funders"),
        ("advocacyPositions", "addressees"),
    ):
        error = graphql.answer(QUERIES[root], filter={argument: [value]})["errors"][0]
        assert error["message"] == f"{argument}: {value!r} is an ID of AdvocacyPosition, not of Organisation."


def test_a_business_id_that_is_no_text_is_refused(graphql: Graphql) -> None:
    assert graphql.answer(QUERIES["organisations"], filter={"businessId": "\x00"})["errors"][0]["message"] == (
        "businessId: holds a character that is no text."
    )


def test_a_language_nobody_is_served_in_is_refused(graphql: Graphql) -> None:
    message = graphql.answer(QUERIES["organisations"], filter={"servesIn": ["klingon"]})["errors"][0]["message"]

    assert "Unknown language 'klingon'" in message
