"""What partner sites learn of action plans, cell by cell."""

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from content_api import ids
from organisations.models import ActionPlanPage
from tests import factories as make
from tests.conftest import Graphql, Lasting
from tests.content_api.trees.bodies import listed, plan_goal, stored

LIST = """
query ($filter: ActionPlanFilter, $order: [ActionPlanOrder!]) {
  actionPlans(filter: $filter, order: $order) { totalCount nodes { title } }
}
"""
GOALS = """
query ($by: ContentBy!, $locales: [LanguageTag!]) { actionPlan(by: $by, locales: $locales) { goals {
  title lang subGoals { title lang measures {
    title text lang foreign { field lang } status statusOn statusText
    starts { value precision firstDay lastDay label } ends { value }
    responsible { role organisation { title } lang } } } } } }
"""


@pytest.fixture(scope="module")
def tree(lasting: Lasting) -> Iterator[SimpleNamespace]:
    with lasting():
        group, network, organisation = make.working_group(), make.network(), make.organisation("Yhdistys")
        old = make.action_plan("Vanha", working_group=group, starts_on=date(2014, 1, 1), ends_on=date(2017, 12, 31))
        current = make.action_plan("Nykyinen", network=network, starts_on=date(2018, 1, 1))
        open_one = make.action_plan("Avoin", organisation=organisation, themes=[make.theme("nuoret")])
        make.action_plan("Luonnos", working_group=group, live=False)
        yield SimpleNamespace(
            group=group, network=network, organisation=organisation, old=old, current=current, open_one=open_one
        )


def _found(graphql: Graphql, order: list[str] | None = None, **given: Any) -> list[str]:
    found = graphql(LIST, filter=given, order=order)["actionPlans"]
    assert found["totalCount"] == len(found["nodes"])
    return [node["title"] for node in found["nodes"]]


def _goals(graphql: Graphql, page: Any, tag: str = "fi") -> Any:
    by = {"translationKey": str(page.translation_key)}
    return graphql(GOALS, by=by, locales=[tag])["actionPlan"]["goals"]


def _measure(graphql: Graphql, page: Any, tag: str = "fi") -> Any:
    return _goals(graphql, page, tag)[0]["subGoals"][0]["measures"][0]


def test_filters_and_orders(graphql: Graphql, tree: SimpleNamespace) -> None:
    assert _found(graphql) == ["Nykyinen", "Vanha", "Avoin"]
    assert _found(graphql, ["STARTS_ON_ASC"]) == ["Vanha", "Nykyinen", "Avoin"]
    assert _found(graphql, workingGroups=[ids.encode("WorkingGroup", tree.group.pk)]) == ["Vanha"]
    assert _found(graphql, networks=[ids.encode("Network", tree.network.pk)]) == ["Nykyinen"]
    assert _found(graphql, organisations=[ids.encode("Organisation", tree.organisation.pk)]) == ["Avoin"]
    assert _found(graphql, themes=["nuoret"]) == ["Avoin"]
    assert _found(graphql, runningOn="2017-12-31") == ["Vanha", "Avoin"]
    assert _found(graphql, runningOn="2018-01-01") == ["Nykyinen", "Avoin"]


def test_a_group_lists_its_plans_and_search_engines_are_told_the_period(
    graphql: Graphql, tree: SimpleNamespace
) -> None:
    found = graphql(
        "query ($by: ContentBy!) { workingGroup(by: $by) { actionPlans { nodes { title seo { jsonLd } } } } }",
        by={"path": tree.group.url_path},
    )["workingGroup"]["actionPlans"]["nodes"]
    assert [node["title"] for node in found] == ["Vanha"]
    assert found[0]["seo"]["jsonLd"]["temporalCoverage"] == "2014-01-01/2017-12-31"


def test_every_cell_of_the_table(graphql: Graphql) -> None:
    page = make.action_plan("Suunnitelma", goals=[plan_goal(make.organisation("Järjestö"))])
    assert _goals(graphql, page) == [
        {
            "title": "Tavoite",
            "lang": "fi",
            "subGoals": [
                {
                    "title": "Osatavoite",
                    "lang": "fi",
                    "measures": [
                        {
                            "title": "Toimenpide",
                            "text": "Mitä tehdään.",
                            "lang": "fi",
                            "foreign": [],
                            "status": "RUNNING",
                            "statusOn": "2014-12-31",
                            "statusText": "Hyvässä vauhdissa.",
                            "starts": {
                                "value": "2014-H2",
                                "precision": "HALF_YEAR",
                                "firstDay": "2014-07-01",
                                "lastDay": "2014-12-31",
                                "label": "vuoden 2014 loppupuoli",
                            },
                            "ends": {"value": "2015"},
                            "responsible": [
                                {"role": "Toteuttaja", "organisation": {"title": "Järjestö"}, "lang": "fi"}
                            ],
                        }
                    ],
                }
            ],
        }
    ]


def test_facts_are_the_same_in_every_language_and_follow_the_original(graphql: Graphql) -> None:
    first, second = make.organisation("Järjestö"), make.organisation("Toinen")
    make.translate(first, "sv")
    goal = plan_goal(first)
    page = make.action_plan("Suunnitelma", goals=[goal])
    make.translate(page, "sv")
    told = _measure(graphql, page, "sv")
    assert (told["title"], told["text"], told["statusText"], told["lang"]) == (
        "sv: Toimenpide",
        "sv: Mitä tehdään.",
        "sv: Hyvässä vauhdissa.",
        "sv",
    )
    assert told["responsible"] == [{"role": "sv: Toteuttaja", "organisation": {"title": "sv: Järjestö"}, "lang": "sv"}]
    assert told["starts"]["label"] == "andra halvåret 2014"

    page = ActionPlanPage.objects.get(pk=page.pk)
    measure = goal["value"]["sub_goals"][0]["value"]["measures"][0]["value"]
    measure |= {"starts": "2015-09", "ends": "", "status": "DONE", "status_on": "2016-02-29"}
    measure["responsible"] += listed({"organisation": second.pk, "role": ""})
    page.goals = [goal]
    make.publish(page)

    told = _measure(graphql, page, "sv")
    assert (told["status"], told["statusOn"], told["starts"]["value"], told["ends"]) == (
        "DONE",
        "2016-02-29",
        "2015-09",
        None,
    )
    assert [who["organisation"]["title"] for who in told["responsible"]] == ["sv: Järjestö", "Toinen"]
    assert told["title"] == "sv: Toimenpide"


def test_who_cannot_be_read_is_left_out_and_words_alone_stand(graphql: Graphql) -> None:
    goal = plan_goal(make.organisation(live=False), make.organisation("Julkinen"))
    measure = goal["value"]["sub_goals"][0]["value"]["measures"][0]["value"]
    measure["responsible"] += listed({"organisation": None, "role": "Yhdistykset vuorotellen"})
    page = make.action_plan("Suunnitelma", goals=[goal])

    responsible = _measure(graphql, page)["responsible"]

    assert [(who["organisation"], who["role"]) for who in responsible] == [
        ({"title": "Julkinen"}, "Toteuttaja"),
        (None, "Yhdistykset vuorotellen"),
    ]


@pytest.mark.parametrize(
    ("stored_measure", "told"),
    [
        ({"starts": "syksyllä", "status_on": "2015-02-29", "status": "?"}, {"starts": None, "statusOn": None}),
        ({"starts": 2014, "status_on": 5, "status": None}, {"starts": None, "statusOn": None}),
    ],
)
def test_what_an_earlier_release_may_have_stored_does_not_fail_the_answer(
    graphql: Graphql, stored_measure: dict[str, Any], told: dict[str, Any]
) -> None:
    page = make.action_plan("Suunnitelma")
    broken = [plan_goal(**stored_measure), stored("goal", "?"), stored("goal", {"title": "Vain", "sub_goals": 7})]
    ActionPlanPage.objects.filter(pk=page.pk).update(goals=broken)

    goals = _goals(graphql, page)

    assert [goal["title"] for goal in goals] == ["Tavoite", "Vain"]
    measure = goals[0]["subGoals"][0]["measures"][0]
    assert {name: measure[name] for name in told} == told
    assert measure["status"] == "PLANNED"
