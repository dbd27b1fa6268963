"""Bodies in which organisations have seats: who is told of them, and what keeps them."""

from datetime import date
from typing import Any

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from content_api import ids
from organisations.models import Body
from tests import factories as make
from tests.admin import signed_in, text_of
from tests.conftest import Graphql

pytestmark = pytest.mark.django_db
SEATS = """query ($filter: RepresentationFilter, $order: [RepresentationOrder!]) {
  representations(filter: $filter, order: $order) {
    totalCount nodes { organisation { title } body { id name } role startsOn }
  }
}"""
NODE = "query ($id: ID!) { node(id: $id) { ... on Body { name representations { organisation { title } } } } }"


def _seats(graphql: Graphql, **asked: Any) -> list[str]:
    found = graphql(SEATS, **asked)["representations"]
    assert found["totalCount"] == len(found["nodes"])
    return [f"{node['organisation']['title']} in {node['body']['name']}" for node in found["nodes"]]


@pytest.fixture
def board() -> Body:
    """Two of us sit in it, one after the other, and somebody whose page nobody may read."""
    board = make.body(name={"fi": "ETNO"})
    us, them = make.organisation("Me"), make.organisation("Muut")
    make.representation(us, body=board, starts_on=date(2020, 1, 1), ends_on=date(2024, 12, 31))
    make.representation(them, body=board, role="DEPUTY", starts_on=date(2025, 1, 1))
    make.representation(make.organisation("Salainen", live=False), body=board)
    make.representation(us, body=make.body(name={"fi": "Ohjausryhmä"}), role="STEERING_GROUP")
    make.representation(make.organisation("Luonnos", live=False), body=make.body(name={"fi": "Kellari"}))
    return board


@pytest.mark.usefixtures("board")
def test_seats_are_listed_with_the_latest_term_first_and_none_of_somebody_hidden(graphql: Graphql) -> None:
    assert _seats(graphql) == ["Muut in ETNO", "Me in ETNO", "Me in Ohjausryhmä"]
    assert _seats(graphql, order=["STARTS_ON_ASC"]) == ["Me in ETNO", "Muut in ETNO", "Me in Ohjausryhmä"]


def test_where_we_are_represented_in_a_year_by_body(graphql: Graphql, board: Body) -> None:
    nobody = ids.encode("Organisation", make.organisation("Toinen").pk)
    us = ids.encode("Organisation", board.representations.get(starts_on=date(2020, 1, 1)).organisation_id)

    def held(first: str, last: str, **more: Any) -> list[str]:
        return _seats(graphql, filter={"heldFrom": first, "heldTo": last, **more})

    assert held("2024-01-01", "2024-12-31") == ["Me in ETNO", "Me in Ohjausryhmä"]
    assert held("2024-12-31", "2025-01-01") == ["Muut in ETNO", "Me in ETNO", "Me in Ohjausryhmä"]
    assert held("2025-01-01", "2025-12-31", organisations=[us]) == ["Me in Ohjausryhmä"]
    assert held("2020-01-01", "2020-12-31", organisations=[nobody]) == []
    assert _seats(graphql, filter={"bodies": [ids.encode("Body", board.pk)]}) == ["Muut in ETNO", "Me in ETNO"]
    empty = {"organisations": [], "bodies": [""], "roles": [], "and": [{}], "or": [], "not": {}}
    assert _seats(graphql, filter=empty) == ["Muut in ETNO", "Me in ETNO", "Me in Ohjausryhmä"]
    assert _seats(graphql, filter={"not": {"roles": ["MEMBER"]}}) == ["Muut in ETNO", "Me in Ohjausryhmä"]


def test_a_body_is_told_of_while_somebody_public_has_a_seat_in_it(graphql: Graphql, board: Body) -> None:
    cellar = Body.objects.get(name__fi="Kellari")
    assert graphql(NODE, id=ids.encode("Body", cellar.pk)) == {"node": None}
    assert graphql(NODE, id=ids.encode("Body", board.pk))["node"] == {
        "name": "ETNO",
        "representations": [{"organisation": {"title": "Muut"}}, {"organisation": {"title": "Me"}}],
    }

    make.representation(make.organisation("Julkinen"), body=cellar)
    assert graphql(NODE, id=ids.encode("Body", cellar.pk))["node"]["name"] == "Kellari"


@pytest.mark.parametrize(
    "address", ["snippets/organisations/body/delete/{}/", "bulk/organisations/body/delete/?id={}"], ids=["one", "bulk"]
)
def test_a_body_with_seats_is_not_deleted(board: Body, address: str) -> None:
    """Also while Wagtail's index of references does not know the seats yet."""
    client = signed_in("Communicators", name="viestija")
    answer = client.post(f"/admin/{address.format(board.pk)}", follow=True)

    assert "Nothing was deleted: other records still need it." in text_of(answer)
    assert Body.objects.filter(pk=board.pk).exists()


def test_the_list_counts_the_seats_and_finds_by_name(board: Body) -> None:
    client = signed_in("Communicators", name="viestija")
    found = client.get("/admin/snippets/organisations/body/?q=ETNO").context["object_list"]

    assert [(row.pk, row.seats) for row in found] == [(board.pk, 3)]


def test_a_term_that_ends_before_it_starts_is_refused(board: Body) -> None:
    client = signed_in("Communicators", name="viestija")
    term = {"starts_on": "2025-01-01", "ends_on": "2001-01-01"}
    form = nested_form_data({"name_fi": "ETNO", "name_fi_seen": "ETNO", "terms": inline_formset([term])})
    answer = client.post(f"/admin/snippets/organisations/body/edit/{board.pk}/", form)

    assert (answer.status_code, "The end is before the start." in text_of(answer)) == (200, True)
    assert board.terms.count() == 0
