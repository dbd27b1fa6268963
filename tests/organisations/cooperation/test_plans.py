"""Action plans in the admin: entered cell by cell, drafts that are not finished, and what readers see."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.test.utils.form_data import nested_form_data, streamfield

from organisations.models import ActionPlanPage
from tests import factories as make
from tests.admin import signed_in, text_of
from tests.content_api.trees.bodies import plan_goal
from tests.page_editor import changed, save, shown

pytestmark = pytest.mark.django_db
MEASURE = {
    "title": "Tehtävät kuvataan", "text": "Mitä, missä, milloin.", "starts": "2014-h2", "ends": "31.12.2015",
    "status": "DONE", "status_on": "2016-02-29", "status_text": "Valmis",
}  # fmt: skip


@pytest.fixture
def client() -> Client:
    return signed_in("Communicators")


def _list(*values: Any) -> Any:
    return streamfield([("item", value) for value in values])


def _goal(organisation: Any, **measure: str) -> dict[str, Any]:
    who = _list({"organisation": organisation.pk, "role": "Kokoaa"}, {"organisation": "", "role": "Yhdistykset"})
    measures = _list({**MEASURE, **measure, "responsible": who})
    goal = {"title": "Näkyväksi", "sub_goals": _list({"title": "Löytyy helposti", "measures": measures})}
    return nested_form_data({"goals": streamfield([("goal", goal)])})


def _edited(client: Client, page: Any, values: dict[str, Any]) -> Any:
    address = f"/admin/pages/{page.pk}/edit/"
    return address, changed(shown(client, address), values)


def test_the_table_is_entered_and_shown_again_as_it_was(client: Client) -> None:
    page, organisation = make.action_plan("Suunnitelma"), make.organisation("Keskus")
    address, data = _edited(client, page, _goal(organisation))

    assert save(client, address, data, publish=True).status_code == 302

    goal = ActionPlanPage.objects.get(pk=page.pk).goals[0].value
    measure = goal["sub_goals"][0]["measures"][0]
    assert (goal["title"], goal["sub_goals"][0]["title"], measure["title"], measure["text"]) == (
        "Näkyväksi",
        "Löytyy helposti",
        "Tehtävät kuvataan",
        "Mitä, missä, milloin.",
    )
    assert (measure["starts"], measure["ends"], measure["status"]) == ("2014-H2", "2015-12-31", "DONE")
    assert (measure["status_on"].isoformat(), measure["status_text"]) == ("2016-02-29", "Valmis")
    assert [(who["organisation"] and who["organisation"].title, who["role"]) for who in measure["responsible"]] == [
        ("Keskus", "Kokoaa"),
        (None, "Yhdistykset"),
    ]


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ({"starts": "syksy 2014"}, "Write a year, half of one, a month or a day"),
        ({"ends": "2015-02-29"}, "There is no such day: 2015-02-29."),
        ({"starts": "2015-H2", "ends": "2015-06"}, "The end is before the start."),
        ({"status_on": "2015-02-29"}, "Enter a valid date."),
        ({"title": ""}, "This field is required."),
    ],
)
def test_a_draft_keeps_what_is_wrong_and_is_not_published_with_it(
    client: Client, measure: dict[str, str], said: str
) -> None:
    page, organisation = make.action_plan("Suunnitelma", live=False), make.organisation("Keskus")
    address, data = _edited(client, page, _goal(organisation, **measure))

    assert save(client, address, data, by_itself=True).status_code == 200

    again = client.get(address).content.decode()
    for typed in measure.values():
        assert typed in again
    assert client.get(f"/admin/pages/{page.pk}/view_draft/").status_code == 200
    address, data = _edited(client, page, _goal(organisation, **measure))
    assert said in text_of(save(client, address, data, publish=True)).replace("&#x27;", "'")
    assert not ActionPlanPage.objects.get(pk=page.pk).live


def test_a_half_year_may_end_in_a_month_of_it(client: Client) -> None:
    page, organisation = make.action_plan("Suunnitelma"), make.organisation("Keskus")
    address, data = _edited(client, page, _goal(organisation, starts="2015-H2", ends="2015-07"))

    assert save(client, address, data, publish=True).status_code == 302


def test_somebody_is_responsible_or_the_row_is_refused(client: Client) -> None:
    page = make.action_plan("Suunnitelma")
    who = _list({"organisation": "", "role": ""})
    goal = {"title": "T", "sub_goals": _list({"title": "O", "measures": _list({**MEASURE, "responsible": who})})}
    address, data = _edited(client, page, nested_form_data({"goals": streamfield([("goal", goal)])}))

    assert "Choose an organisation, or say who is responsible." in text_of(save(client, address, data, publish=True))


def test_plans_are_listed_with_what_they_belong_to(client: Client) -> None:
    make.action_plan("Suunnitelma", working_group=make.working_group("Teemaryhmä"))
    make.action_plan("Toinen", organisation=make.organisation("Keskus"))

    shown_list = text_of(client.get("/admin/action-plans/"))
    for word in ("Suunnitelma", "Teemaryhmä", "Toinen", "Keskus"):
        assert word in shown_list


def test_the_readable_page_shows_the_table_in_words(client: Client) -> None:
    hidden, known = make.organisation("Salainen", live=False), make.organisation("Keskus")
    page = make.action_plan("Suunnitelma", goals=[plan_goal(hidden, known, title="Näkyväksi")])

    content = text_of(client.get(page.url_path))

    assert "Salainen" not in content
    text = BeautifulSoup(content, "html.parser").get_text(" ", strip=True)
    for expected in (
        "Näkyväksi",
        "Osatavoite",
        "Toimenpide",
        "Keskus : Toteuttaja",
        "vuoden 2014 loppupuoli – 2015",
        "Käynnissä, 31. joulukuuta 2014",
        "Hyvässä vauhdissa.",
    ):
        assert expected in text
