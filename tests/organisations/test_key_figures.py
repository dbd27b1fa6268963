"""A figure shows its newest value and keeps those before it, whoever writes what in whatever order."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from organisations.models import KeyFigure
from tests import factories as make
from tests.admin import signed_in, text_of
from tests.conftest import Graphql

pytestmark = pytest.mark.django_db
FIELDS = "value asOf source sourceUrl sourceOrganisation { title }"


@pytest.fixture
def communicator() -> Client:
    return signed_in("Communicators", name="viestija")


@pytest.fixture
def figure() -> KeyFigure:
    return make.key_figure(value="59 610", as_of=date(2021, 12, 31), source_url="https://espoo.fi/")


def _save(
    client: Client, figure: KeyFigure, value: str, as_of: str, *earlier: dict[str, Any], known: int = 0, seen: str = ""
) -> Any:
    """Saves the form as it was opened just now, or when `seen` was shown."""
    form = {
        "opened_with": seen or KeyFigure.objects.get(pk=figure.pk).shown,
        "value": value,
        "as_of": as_of,
        "label_fi": "vieraskielistä",
        "label_fi_seen": "vieraskielistä",
        "source": "espoo.fi",
        "earlier": inline_formset(list(earlier), initial=known),
    }
    return client.post(f"/admin/snippets/organisations/keyfigure/edit/{figure.pk}/", nested_form_data(form))


def _kept(figure: KeyFigure) -> list[tuple[str, date]]:
    return list(KeyFigure.objects.get(pk=figure.pk).earlier.values_list("value", "as_of"))


def _shown(figure: KeyFigure) -> tuple[str, date | None]:
    stored = KeyFigure.objects.get(pk=figure.pk)
    return stored.value, stored.as_of


def test_a_value_of_a_later_day_keeps_the_one_before(communicator: Client, figure: KeyFigure) -> None:
    assert _save(communicator, figure, "63 000", "2022-12-31").status_code == 302

    assert _shown(figure) == ("63 000", date(2022, 12, 31))
    assert _kept(figure) == [("59 610", date(2021, 12, 31))]


def test_a_correction_of_the_same_day_or_of_a_day_mistyped_keeps_nothing(
    communicator: Client, figure: KeyFigure
) -> None:
    assert _save(communicator, figure, "59 611", "2021-12-31").status_code == 302
    assert _save(communicator, figure, "59 611", "2020-12-31").status_code == 302

    assert _shown(figure) == ("59 611", date(2020, 12, 31))
    assert _kept(figure) == []


@pytest.mark.parametrize(("value", "as_of"), [("59 610", "2021-12-31"), ("61 000", "2022-06-30"), ("64 000", "")])
def test_a_tab_that_was_open_while_the_value_was_replaced_takes_nothing_back(
    communicator: Client, figure: KeyFigure, value: str, as_of: str
) -> None:
    opened_with = figure.shown
    _save(communicator, figure, "63 000", "2022-12-31")

    answer = _save(communicator, figure, value, as_of, seen=opened_with)

    assert answer.status_code == 200
    assert "Somebody has given this figure another value meanwhile." in text_of(answer)
    assert _shown(figure) == ("63 000", date(2022, 12, 31))
    assert _kept(figure) == [("59 610", date(2021, 12, 31))]


def test_the_form_carries_what_it_was_opened_with(communicator: Client, figure: KeyFigure) -> None:
    shown = communicator.get(f"/admin/snippets/organisations/keyfigure/edit/{figure.pk}/").content.decode()
    assert 'name="opened_with" value="59 610 2021-12-31"' in shown


def test_a_value_that_the_editor_keeps_by_hand_is_not_kept_twice(communicator: Client, figure: KeyFigure) -> None:
    by_hand = {"value": "59 600", "as_of": "2021-12-31", "source": "espoo.fi"}
    assert _save(communicator, figure, "63 000", "2022-12-31", by_hand).status_code == 302

    assert _kept(figure) == [("59 600", date(2021, 12, 31))]


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2020-12-31", "An earlier value is of this day or of a later one."),
        ("2021-12-31", "An earlier value is of this day or of a later one."),
        ("", "It has earlier values: say of which day this one is."),
    ],
)
def test_the_value_shown_is_the_newest(communicator: Client, figure: KeyFigure, as_of: str, said: str) -> None:
    answer = _save(communicator, figure, "1", as_of, {"value": "2", "as_of": "2021-12-31", "source": "espoo.fi"})

    assert (answer.status_code, said in text_of(answer)) == (200, True)
    assert (_shown(figure), _kept(figure)) == (("59 610", date(2021, 12, 31)), [])


def test_an_earlier_value_that_is_deleted_in_the_same_form_does_not_count(
    communicator: Client, figure: KeyFigure
) -> None:
    row = make.earlier_value(figure, "70 000", date(2020, 1, 1))
    dropped = {"id": row.pk, "value": "70 000", "as_of": "2020-01-01", "source": "espoo.fi", "DELETE": "on"}

    assert _save(communicator, figure, "59 610", "2019-12-31", dropped, known=1).status_code == 302

    assert _kept(figure) == []


def test_an_earlier_value_has_a_source_as_every_number(communicator: Client, figure: KeyFigure) -> None:
    answer = _save(communicator, figure, "59 610", "2021-12-31", {"value": "1", "as_of": "2020-01-01", "source": ""})

    assert answer.status_code == 200
    assert "A number without a source cannot be trusted: name one." in text_of(answer)


def test_readers_are_told_what_it_was_before_and_no_name_that_is_hidden(graphql: Graphql, figure: KeyFigure) -> None:
    city, hidden = make.organisation("Espoo"), make.organisation("Salainen", live=False)
    make.earlier_value(figure, "55 000", date(2019, 12, 31), source="", source_organisation=city)
    make.earlier_value(figure, "57 000", date(2020, 12, 31), source="", source_organisation=hidden)
    make.key_figure(value="7", as_of=date(2018, 1, 1), source="", source_organisation=city)
    make.key_figure(value="1")

    query = f"query ($filter: KeyFigureFilter) {{ keyFigures(filter: $filter) {{ totalCount nodes {{ {FIELDS} "
    query += f"earlierValues {{ {FIELDS} }} }} }} }}"
    found = graphql(query)["keyFigures"]

    assert [(node["value"], node["asOf"]) for node in found["nodes"]] == [
        ("59 610", "2021-12-31"), ("7", "2018-01-01"), ("1", None),
    ]  # fmt: skip
    assert found["totalCount"] == 3
    nothing = {"sourceUrl": None, "sourceOrganisation": None}
    assert found["nodes"][0]["earlierValues"] == [
        {"value": "57 000", "asOf": "2020-12-31", "source": None, **nothing},
        {
            "value": "55 000",
            "asOf": "2019-12-31",
            "source": "Espoo",
            "sourceUrl": None,
            "sourceOrganisation": {"title": "Espoo"},
        },
    ]
    assert found["nodes"][1]["source"] == "Espoo"
    narrowed = graphql(query, filter={"asOfFrom": "2018-01-01", "asOfTo": "2018-12-31"})["keyFigures"]["nodes"]
    assert [node["value"] for node in narrowed] == ["7"]
