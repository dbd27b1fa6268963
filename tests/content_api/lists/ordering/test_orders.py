"""Lists by when what is served was published, first and last."""

from datetime import UTC, datetime
from typing import Any

import pytest
from wagtail.models import Page

from cms.translation.orders import NEVER
from content_api import ids
from tests import factories as make
from tests.conftest import Graphql

MAKERS = {
    "newsArticles": make.article,
    "organisations": make.organisation,
    "projects": make.project,
    "advocacyPositions": make.position,
    "networks": make.network,
    "workingGroups": make.working_group,
    "meetings": make.meeting,
    "actionPlans": make.action_plan,
}


def _publish(page: Any, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Any:
    with monkeypatch.context() as patched:
        patched.setattr("django.utils.timezone.now", lambda: at)
        return make.publish(page)


def _at(month: int) -> datetime:
    return datetime(2026, month, 1, 12, 0, 0, 1000, tzinfo=UTC)


@pytest.mark.parametrize("field", MAKERS)
@pytest.mark.django_db
def test_every_list_goes_by_first_and_by_last_publication(
    graphql: Graphql, monkeypatch: pytest.MonkeyPatch, field: str
) -> None:
    pages = [MAKERS[field](title, live=False) for title in "ABC"]
    for page, month in zip([*pages, pages[0]], (1, 2, 3, 5), strict=True):
        _publish(page, _at(month), monkeypatch)
    query = f"""query ($order: [{field[0].upper() + field[1:-1]}Order!], $after: Cursor) {{
        {field}(locales: ["fi"], order: $order, first: 2, after: $after) {{
            pageInfo {{ endCursor }} nodes {{ title firstPublishedAt lastPublishedAt }} }} }}"""

    def titles(order: str, after: str | None = None) -> list[str]:
        page = graphql(query, order=[order], after=after)[field]
        found = [node["title"] for node in page["nodes"]]
        return found if after else [*found, *titles(order, page["pageInfo"]["endCursor"])]

    assert titles("FIRST_PUBLISHED_DESC") == ["C", "B", "A"]
    assert titles("LAST_PUBLISHED_DESC") == ["A", "C", "B"]


@pytest.mark.django_db
def test_the_order_is_that_of_the_text_that_is_served(graphql: Graphql, monkeypatch: pytest.MonkeyPatch) -> None:
    early, late = (
        _publish(make.article(title, live=False), _at(month), monkeypatch) for title, month in (("A", 1), ("B", 2))
    )
    swedish = make.translate(early, "sv")
    query = '{ newsArticles(locales: ["%s", "fi"], order: [FIRST_PUBLISHED_DESC]) { nodes { id } } }'

    def found(tag: str) -> list[str]:
        return [node["id"] for node in graphql(query % tag)["newsArticles"]["nodes"]]

    assert found("fi") == [ids.encode("NewsArticle", late.pk), ids.encode("NewsArticle", early.pk)]
    assert found("sv") == [ids.encode("NewsArticle", swedish.pk), ids.encode("NewsArticle", late.pk)]


@pytest.mark.django_db
def test_a_draft_an_alias_and_a_withdrawn_page_are_where_their_instants_are() -> None:
    draft, article = make.article(live=False), make.article()
    make.translate(article, "sv")
    alias = article.copy_for_translation(make.locale("en"), alias=True, copy_parents=True)
    withdrawn = make.article()
    withdrawn.unpublish()

    for page in (draft, article, alias, withdrawn, *article.get_translations()):
        row = type(page).objects.get(pk=page.pk)
        plain = Page.objects.get(pk=page.pk)
        assert row.sort_first_published == (plain.first_published_at or NEVER)
        assert row.sort_last_published == (plain.last_published_at or NEVER)
    assert type(draft).objects.get(pk=draft.pk).sort_first_published == NEVER
    assert type(alias).objects.get(pk=alias.pk).sort_first_published > NEVER
