"""What partner sites learn of networks and working groups: who belongs to them, today and before."""

from collections.abc import Iterator
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset

from content_api import ids
from organisations.models import NetworkMember, WorkingGroupPage
from tests import factories as make
from tests.conftest import Graphql, Lasting
from tests.content_api.content.entering import Enter, add_page, links, stream, texts
from tests.content_api.counting import statements

TODAY = date(2027, 3, 15)
NETWORKS = "query ($filter: NetworkFilter) { networks(filter: $filter) { totalCount nodes { title } } }"
GROUPS = "query ($filter: WorkingGroupFilter) { workingGroups(filter: $filter) { totalCount nodes { title } } }"
MEMBERS = """
query ($by: ContentBy!, $former: Boolean!) {
  network(by: $by) { members(includeFormer: $former) { organisation { title } role since until lang } }
}
"""
OF_ORGANISATION = """
query ($by: ContentBy!, $locales: [LanguageTag!]) {
  organisation(by: $by, locales: $locales) { networks { title } }
}
"""


def _formset(*rows: dict[str, Any]) -> dict[str, Any]:
    return inline_formset(list(rows))


@pytest.fixture(scope="module")
def tree(lasting: Lasting) -> Iterator[SimpleNamespace]:
    with lasting():
        names = {name: make.organisation(name) for name in ("Hyte", "Nyt", "Ennen", "Myöhemmin")}
        above = make.network("Neuvottelukunta", coordinator=names["Hyte"])
        network = make.network("Hautomo", coordinator=names["Hyte"], parent_network=above)
        network.members.create(organisation=names["Nyt"], role={"sv": "Medlem"}, since=TODAY, until=TODAY)
        network.members.create(organisation=names["Ennen"], until=TODAY - timedelta(1))
        network.members.create(organisation=names["Myöhemmin"], since=TODAY + timedelta(1))
        network.areas.create(area=make.area("049"))
        network = make.publish(network)
        project = make.project("Sakke")
        group = make.working_group("Teemaryhmä", network=network)
        regional = make.working_group("Jerry", kind="REGIONAL", project=project)
        own = make.working_group("Oma", organisation=names["Hyte"])
        yield SimpleNamespace(
            **names, above=above, network=network, project=project, group=group, regional=regional, own=own
        )


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


pytestmark = pytest.mark.usefixtures("tree", "db")


def _by(page: Any) -> dict[str, str]:
    return {"translationKey": str(page.translation_key)}


def _titles(found: Any) -> list[str]:
    assert found.get("totalCount", len(found["nodes"])) == len(found["nodes"])
    return [node["title"] for node in found["nodes"]]


def test_members_are_those_of_today_and_former_ones_on_request(graphql: Graphql, tree: SimpleNamespace) -> None:
    now = {"organisation": {"title": "Nyt"}, "role": "Medlem", "since": "2027-03-15", "until": "2027-03-15"}
    ahead = {"organisation": {"title": "Ennen"}, "role": None, "since": None, "until": "2027-03-14"}

    found = {
        former: graphql(MEMBERS, by=_by(tree.network), former=former)["network"]["members"] for former in (False, True)
    }

    assert found[False] == [{**now, "lang": "sv"}]
    assert [{key: row[key] for key in row if key != "lang"} for row in found[True]] == [now, ahead]


def test_an_organisation_lists_networks_of_today_and_those_it_coordinates(
    graphql: Graphql, tree: SimpleNamespace
) -> None:
    expected = {"Hyte": ["Hautomo", "Neuvottelukunta"], "Nyt": ["Hautomo"], "Ennen": [], "Myöhemmin": []}

    for name, titles in expected.items():
        found = graphql(OF_ORGANISATION, by=_by(getattr(tree, name)))["organisation"]["networks"]
        assert [network["title"] for network in found] == titles


@pytest.mark.parametrize("first", [1, 2, 4])
def test_an_organisations_networks_cost_the_same_for_many(graphql: Graphql, first: int) -> None:
    document = "query ($first: Int) { organisations(first: $first) { nodes { networks { title } } } }"
    graphql(document, first=first)

    assert len(statements(graphql, document, first=first)) == 4


def test_a_membership_across_languages_is_one(graphql: Graphql, tree: SimpleNamespace) -> None:
    swedish = make.translate(tree.network, "sv")

    found = graphql(OF_ORGANISATION, by=_by(tree.Nyt), locales=["sv", "fi"])["organisation"]["networks"]

    assert [network["title"] for network in found] == [swedish.title]


def test_networks_are_found_by_who_belongs_to_them(graphql: Graphql, tree: SimpleNamespace) -> None:
    def found(**given: Any) -> list[str]:
        return _titles(graphql(NETWORKS, filter=given)["networks"])

    assert found() == ["Hautomo", "Neuvottelukunta"]
    assert found(members=[ids.encode("Organisation", tree.Nyt.pk)]) == ["Hautomo"]
    assert found(members=[ids.encode("Organisation", tree.Ennen.pk)]) == []
    assert found(members=[ids.encode("Organisation", tree.Myöhemmin.pk)]) == []
    assert found(coordinators=[ids.encode("Organisation", tree.Hyte.pk)]) == ["Hautomo", "Neuvottelukunta"]
    assert found(areas=["049"]) == ["Hautomo"]
    assert found(query="hautomo") == ["Hautomo"]


def test_groups_are_found_by_what_they_belong_to(graphql: Graphql, tree: SimpleNamespace) -> None:
    def found(**given: Any) -> list[str]:
        return _titles(graphql(GROUPS, filter=given)["workingGroups"])

    assert found() == ["Jerry", "Oma", "Teemaryhmä"]
    assert found(kinds=["REGIONAL"]) == ["Jerry"]
    assert found(networks=[ids.encode("Network", tree.network.pk)]) == ["Teemaryhmä"]
    assert found(projects=[ids.encode("Project", tree.project.pk)]) == ["Jerry"]
    assert found(organisations=[ids.encode("Organisation", tree.Hyte.pk)]) == ["Oma"]


def test_what_belongs_to_something_is_listed_there(graphql: Graphql, tree: SimpleNamespace) -> None:
    network = graphql(
        "query ($by: ContentBy!) { network(by: $by) { parent { title networks { nodes { title } } } "
        "workingGroups { nodes { title network { title } } } } }",
        by=_by(tree.network),
    )["network"]
    assert network == {
        "parent": {"title": "Neuvottelukunta", "networks": {"nodes": [{"title": "Hautomo"}]}},
        "workingGroups": {"nodes": [{"title": "Teemaryhmä", "network": {"title": "Hautomo"}}]},
    }
    for name, page, title in (("project", tree.project, "Jerry"), ("organisation", tree.Hyte, "Oma")):
        document = f"query ($by: ContentBy!) {{ {name}(by: $by) {{ workingGroups {{ nodes {{ title }} }} }} }}"
        assert _titles(graphql(document, by=_by(page))[name]["workingGroups"]) == [title]


def test_what_search_engines_are_told(graphql: Graphql, tree: SimpleNamespace) -> None:
    for name, page in (("network", tree.network), ("workingGroup", tree.group)):
        found = graphql(f"query ($by: ContentBy!) {{ {name}(by: $by) {{ seo {{ jsonLd }} }} }}", by=_by(page))
        told = found[name]["seo"]["jsonLd"]
        assert (told["@type"], told["name"]) == ("Organization", page.title)


def test_everything_of_a_network_is_entered_and_read_back(
    enter: Enter, graphql: Graphql, tree: SimpleNamespace
) -> None:
    theme, contact = make.theme("osallisuus"), make.contact()
    row = {"organisation": tree.Nyt.pk, **texts("role", fi="Jäsen"), "since": "2020-01-01", "until": "", "ORDER": 1}
    add_page(
        enter,
        "organisations.networkpage",
        tree.network.get_parent(),
        {
            "title": "Uusi verkosto",
            "summary": "Tuo yhteen.",
            "body": stream(("heading", {"text": "Toiminta", "level": "2"})),
            "coordinator": tree.Hyte.pk,
            "founded_year": 2017,
            "parent_network": tree.above.pk,
            "parent_organisation": tree.Ennen.pk,
            "themes": [theme.pk],
            "members": _formset(row),
            "chairs": _formset({"organisation": tree.Hyte.pk, "year": 2023, "ORDER": 1}),
            "areas": links("area", make.area("049")),
            "channels": _formset(
                {"kind": "WEBSITE", "url": "https://example.org/", **texts("label", fi="Sivut"), "ORDER": 1}
            ),
            "contacts": links("contact", contact),
        },
    )
    fields = """
        title summary foundedYear coordinator { title } parent { title } parentOrganisation { title }
        members { organisation { title } role since until } chairs { year organisation { title } }
        areas { code } themes { slug } channels { kind url label } contacts { id } body { ... on HeadingBlock { text } }
    """
    found = graphql(f'{{ networks(filter: {{ query: "uusi" }}) {{ nodes {{ {fields} }} }} }}')["networks"]["nodes"]
    assert found == [
        {
            "title": "Uusi verkosto",
            "summary": "Tuo yhteen.",
            "foundedYear": 2017,
            "coordinator": {"title": "Hyte"},
            "parent": {"title": "Neuvottelukunta"},
            "parentOrganisation": {"title": "Ennen"},
            "members": [{"organisation": {"title": "Nyt"}, "role": "Jäsen", "since": "2020-01-01", "until": None}],
            "chairs": [{"year": 2023, "organisation": {"title": "Hyte"}}],
            "areas": [{"code": "049"}],
            "themes": [{"slug": "osallisuus"}],
            "channels": [{"kind": "WEBSITE", "url": "https://example.org/", "label": "Sivut"}],
            "contacts": [{"id": ids.encode("Contact", contact.pk)}],
            "body": [{"text": "Toiminta"}],
        }
    ]


def test_everything_of_a_group_is_entered_and_read_back(enter: Enter, graphql: Graphql, tree: SimpleNamespace) -> None:
    theme = make.theme("osallisuus")
    add_page(
        enter,
        "organisations.workinggrouppage",
        tree.group.get_parent(),
        {
            "title": "Uusi ryhmä",
            "summary": "Sopii asioista.",
            "body": stream(("heading", {"text": "Toiminta", "level": "2"})),
            "kind": "REGIONAL",
            "network": tree.network.pk,
            "project": tree.project.pk,
            "organisation": tree.Hyte.pk,
            "chair": tree.Nyt.pk,
            "members": links("organisation", tree.Ennen, tree.Nyt),
            "themes": [theme.pk],
            "areas": links("area", make.area("049")),
            "channels": _formset({"kind": "OTHER", "url": "https://example.org/", "ORDER": 1}),
            "contacts": links("contact"),
        },
    )
    fields = """
        title summary kind kindLabel network { title } project { title } organisation { title } chair { title }
        members { title } areas { code } themes { slug } channels { kind } body { ... on HeadingBlock { text } }
    """
    found = graphql(f'{{ workingGroups(filter: {{ query: "uusi" }}) {{ nodes {{ {fields} }} }} }}')
    assert found["workingGroups"]["nodes"] == [
        {
            "title": "Uusi ryhmä",
            "summary": "Sopii asioista.",
            "kind": "REGIONAL",
            "kindLabel": "Alueellinen ryhmä",
            "network": {"title": "Hautomo"},
            "project": {"title": "Sakke"},
            "organisation": {"title": "Hyte"},
            "chair": {"title": "Nyt"},
            "members": [{"title": "Ennen"}, {"title": "Nyt"}],
            "areas": [{"code": "049"}],
            "themes": [{"slug": "osallisuus"}],
            "channels": [{"kind": "OTHER"}],
            "body": [{"text": "Toiminta"}],
        }
    ]


def test_the_database_says_of_every_membership_what_the_page_says(tree: SimpleNamespace) -> None:
    current = set(NetworkMember.objects.current().values_list("pk", flat=True))

    assert current == {row.pk for row in NetworkMember.objects.all() if row.is_current}
    assert len(current) == WorkingGroupPage.objects.filter(kind="REGIONAL").count() == 1
