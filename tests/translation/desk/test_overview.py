"""How far every language is: counts by type and state, as a table and as CSV."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.translation.desk import overview
from cms.translation.desk.languages import home_pages
from cms.translation.desk.states import DeskState
from cms.translation.models import TextState
from news.models import NewsArticlePage
from tests import factories
from tests.admin import is_refused, signed_in, text_of

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/translations/overview/"


def _news(tag: str) -> dict[DeskState, int]:
    locales = {code: page.locale for code, page in home_pages().items()}
    found = [row for row in overview.rows(locales) if (row.tag, row.kind) == (tag, "News article")]
    return found[0].counts if found else {}


def test_each_original_is_counted_once_in_each_language() -> None:
    factories.home("sv")
    factories.home("en")
    translated, stale, draft = (factories.article() for _ in range(3))
    factories.article()
    for page in (translated, stale):
        factories.translate(page, "sv")
    factories.translate(draft, "sv", live=False)
    stale.title = "Toinen"
    factories.publish(stale)

    assert _news("sv") == {DeskState.UP_TO_DATE: 1, DeskState.STALE: 1, DeskState.DRAFT: 1, DeskState.MISSING: 1}
    assert _news("en") == {DeskState.MISSING: 4}
    assert _news("fi") == {}


def test_the_table_and_the_csv_say_the_same() -> None:
    factories.home("sv")
    factories.translate(factories.article(), "sv")
    client = signed_in("Communicators")

    content = text_of(client.get(ADDRESS))
    assert "up to date" in content
    assert "svenska" in content
    response = client.get(ADDRESS, {"export": "csv"})
    rows = list(csv.DictReader(StringIO(response.content.decode())))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    [news] = [row for row in rows if (row["Language"], row["Type"]) == ("sv", "News article")]
    assert (news["Up to date"], news["Missing"], news["All"]) == ("1", "0", "1")


def test_the_number_of_statements_does_not_grow_with_the_pages() -> None:
    factories.home("sv")
    factories.article()
    client = signed_in("Communicators")

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(ADDRESS).status_code == 200
        return len(captured)

    cost()
    before = cost()
    for _ in range(3):
        factories.article()
    assert cost() == before


def test_it_is_for_those_with_more_than_one_language() -> None:
    factories.home("sv")
    assert is_refused(signed_in("Translators: sv").get(ADDRESS))
    assert ADDRESS in text_of(signed_in("Communicators", name="c").get("/admin/translations/sv/"))


def test_the_desk_says_how_long_a_text_waits() -> None:
    behind, missing = factories.article("Vanha"), factories.article("Puuttuva")
    factories.translate(behind, "sv")
    behind.title = "Vanha uusi"
    factories.publish(behind)
    now = timezone.now()
    NewsArticlePage.objects.filter(pk=missing.pk).update(first_published_at=now - timedelta(days=40))
    states = TextState.objects.filter(page__translation_key=behind.translation_key)
    states.update(source_updated_at=now - timedelta(days=12))

    rows = text_of(signed_in("Translators: sv").get("/admin/translations/sv/", {"ordering": "waits_since"}))

    assert rows.index("Puuttuva") < rows.index("month") < rows.index("Vanha uusi") < rows.index("week")
