"""The questions that partner sites and newsletter tools ask, answered over small trees."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from tests import factories as make
from tests.conftest import Graphql

OPERATIONS = Path(__file__).resolve().parents[2] / "graphql" / "operations"


def _ask(graphql: Graphql, name: str, **variables: Any) -> Any:
    return graphql((OPERATIONS / f"{name}.graphql").read_text(encoding="utf-8"), **variables)


def _linked(page: Any, **relations: list[dict[str, Any]]) -> Any:
    for name, rows in relations.items():
        for row in rows:
            getattr(page, name).create(**row)
    return make.publish(page)


def test_what_is_new_in_an_area_about_a_theme_in_russian_else_english_else_finnish(graphql: Graphql) -> None:
    theme = make.theme("vapaaehtoistoiminta")
    here = {"areas": [{"area": make.area("REGION:11")}]}
    russian = _linked(make.article("Venäjäksi", themes=[theme]), **here)
    make.translate(russian, "ru")
    make.translate(russian, "en")
    make.translate(_linked(make.article("Englanniksi", themes=[theme]), **here), "en")
    _linked(make.article("Suomeksi", themes=[theme]), **here)
    _linked(make.article("Muualla", themes=[theme]), areas=[{"area": make.area("REGION:01")}])
    _linked(make.article("Muusta", themes=[make.theme()]), **here)

    found = _ask(
        graphql,
        "whats-new",
        locales=["ru", "en", "fi"],
        areas=["REGION:11"],
        themes=["vapaaehtoistoiminta"],
        since=(timezone.now() - timedelta(days=1)).isoformat(),
    )["newsArticles"]

    assert {(node["title"], node["language"]["served"], node["language"]["status"]) for node in found["nodes"]} == {
        ("ru: Venäjäksi", "ru", "TRANSLATED"),
        ("en: Englanniksi", "en", "TRANSLATED"),
        ("Suomeksi", "fi", "ORIGINAL"),
    }
    assert found["totalCount"] == 3
    tomorrow = (timezone.now() + timedelta(days=1)).isoformat()
    assert _ask(graphql, "whats-new", locales=["ru"], since=tomorrow)["newsArticles"]["totalCount"] == 0


def _without_ids(data: Any) -> Any:
    """Which differ from run to run."""
    if isinstance(data, list):
        return [_without_ids(value) for value in data]
    if isinstance(data, dict):
        return {name: _without_ids(value) for name, value in data.items() if name != "id"}
    return data


def test_running_projects_in_espoo_with_funder_and_contacts(graphql: Graphql) -> None:
    today = timezone.localdate()
    manager = make.organisation("Yhdistys", home_municipality=make.area("049"))
    running = make.project("Käynnissä", starts_on=today, ends_on=today, managing_organisation=manager)
    _linked(
        running,
        areas=[{"area": make.area("049")}],
        funders=[{"organisation": make.organisation("Rahoittaja", short_name="R")}],
        contacts=[{"contact": make.contact(phone="+358 40 123 4567")}],
    )
    over = make.project("Päättynyt", ends_on=today - timedelta(days=1))
    _linked(over, areas=[{"area": make.area("049")}])
    _linked(make.project("Kuopiossa"), areas=[{"area": make.area("297")}])

    found = _ask(graphql, "running-projects", areas=["049"])["projects"]

    assert found["totalCount"] == 1
    (project,) = found["nodes"]
    assert project["title"] == "Käynnissä"
    assert _without_ids(project["managingOrganisation"]) == {
        "title": "Yhdistys",
        "homeMunicipality": {"code": "049", "name": "Espoo"},
    }
    assert _without_ids(project["funders"]) == [{"title": "Rahoittaja", "shortName": "R"}]
    assert _without_ids(project["contacts"]) == [
        {"name": None, "title": "Projektipäällikkö", "email": "projekti@example.org", "phone": "+358 40 123 4567"}
    ]
    assert project["newsArticles"] == {"totalCount": 0, "nodes": []}


def test_who_serves_in_somali_here_in_the_county_or_in_the_whole_country(graphql: Graphql) -> None:
    for title, tags, code in (
        ("Espoossa", ["so", "fi"], "049"),
        ("Hyvinvointialueella", ["so"], "WELLBEING_COUNTY:03"),
        ("Koko maassa", ["so"], "FI"),
        ("Kuopiossa", ["so"], "297"),
        ("Ei somaliksi", ["ar"], "049"),
    ):
        _linked(make.organisation(title, serves_in=tags), areas=[{"area": make.area(code)}])

    found = _ask(graphql, "served-in-language", tag="so", area="049")["organisations"]

    assert [node["name"] for node in found["nodes"]] == ["Espoossa", "Hyvinvointialueella", "Koko maassa"]
    assert found["totalCount"] == 3


def test_where_we_are_represented_this_year(graphql: Graphql) -> None:
    today = timezone.localdate()
    us, ministry = make.organisation("Me"), make.organisation("Ministeriö")
    now = make.body(name={"fi": "Nyt"}, host=ministry)
    make.representation(us, body=now, role="EXPERT", starts_on=today, ends_on=today)
    before = make.body(name={"fi": "Ennen"}, host_name={"fi": "Virasto"})
    make.representation(us, body=before, ends_on=today - timedelta(days=1))
    make.representation(ministry)

    found = _ask(graphql, "representations", key=str(us.translation_key))["organisation"]["representations"]

    assert {row["body"]["name"]: (row["body"]["hostName"], row["role"], row["isCurrent"]) for row in found} == {
        "Nyt": ("Ministeriö", "EXPERT", True),
        "Ennen": ("Virasto", "MEMBER", False),
    }


def test_positions_in_force_and_what_they_replaced(graphql: Graphql) -> None:
    older = make.position("Vanha")
    make.position("Uusi", supersedes=older, demands=make.stream(("statement", "Lisää tiloja.")))
    make.position("Rauennut", valid_until=timezone.localdate() - timedelta(days=1), adopted_on="2020-01-01")

    found = _ask(graphql, "positions-in-force")["advocacyPositions"]

    assert found["totalCount"] == 1
    (position,) = found["nodes"]
    assert (position["title"], position["demands"], position["isInForce"]) == ("Uusi", ["Lisää tiloja."], True)
    assert _without_ids(position["supersedes"]) == {"title": "Vanha", "isInForce": False}


def test_an_articles_path_leads_to_its_alternates(graphql: Graphql) -> None:
    page = make.article("Uutinen")
    swedish = make.translate(page, "sv")
    make.home("sv")

    content = _ask(graphql, "route", path=swedish.url_path)["route"]["content"]

    assert (content["title"], content["language"]) == (
        "sv: Uutinen",
        {"served": "sv", "status": "TRANSLATED", "isFallback": False},
    )
    assert [(link["locale"], link["path"]) for link in content["translations"]] == [("fi", page.url_path)]
    assert [step["path"] for step in content["breadcrumbs"]] == ["/sv/"]
