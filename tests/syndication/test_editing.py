"""What editors do: what nobody can read yet is not told, what can be read is told by its own tags."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection, connections
from django.utils import timezone
from wagtail.models import Comment, Page, PageViewRestriction

from cms.translation.models import TextState
from home.models import GoneAddress
from news.models import NewsIndexPage
from syndication.models import Change
from tests import factories as make
from tests.syndication.told import forget, told

pytestmark = pytest.mark.django_db


def _tags(page: Any, kind: str = "news-article") -> set[str]:
    return {kind, "page", str(page.translation_key)}


def test_saving_a_draft_of_what_is_published_is_not_told() -> None:
    article, organisation = make.article(), make.organisation()
    editor = make.user("editor")
    forget()

    article.title, article.ingress = "Luonnos", "Toinen"
    article.organisations.create(organisation=organisation)
    article.save_revision(user=editor)
    article.save_revision(user=editor, changed=True, overwrite_revision=article.get_latest_revision())
    Page.objects.get(pk=article.pk).save(update_fields=["locked", "locked_at"], clean=False)
    Page.objects.filter(pk=article.pk).update(locked=True, locked_by=editor, locked_at=timezone.now())
    Comment.objects.create(page_id=article.pk, user=editor, text="Tarkista.", contentpath="title")

    assert told() == set()


def test_publishing_is_told_without_what_else_there_is() -> None:
    article = make.article()
    make.organisation()
    article.title = "Uusi otsikko"
    article.save_revision()
    forget()

    make.publish(article)

    assert told() == _tags(article)


def test_a_page_that_was_never_published_is_not_told_whatever_is_saved_in_it() -> None:
    """Wagtail's editor saves its row and its children at each draft."""
    make.article()
    organisation = make.organisation()
    forget()

    article = make.article("Luonnos", live=False)
    article.title = "Luonnos toinen"
    article.slug = "toinen"
    article.organisations.create(organisation=organisation)
    article.themes.set([])
    article.save()
    article.save_revision()

    assert told() == set()


def test_a_scheduled_page_is_told_when_it_is_published() -> None:
    make.article()
    article = make.article(live=False)
    forget()
    article.go_live_at = timezone.now() + timedelta(hours=1)

    article.save_revision().publish()
    assert told() == set()

    article.go_live_at = None
    make.publish(article)
    assert told() == _tags(article)


def test_a_translation_is_told_as_its_group_when_it_is_published() -> None:
    article = make.article()
    make.translate(article, "sv")
    forget()
    article.title = "Muutettu"
    make.publish(article)

    # The Swedish text is behind now: the same group.
    assert told() == _tags(article)


def test_unpublishing_is_told_with_the_address_that_is_gone() -> None:
    article = make.article()
    forget()

    article.unpublish()

    assert told() == {*_tags(article), "redirect"}


def test_deleting_a_page_with_its_rows_is_told_as_its_group() -> None:
    article = make.article()
    article.organisations.create(organisation=make.organisation())
    article = make.publish(article)
    forget()

    article.delete()

    assert told() == {*_tags(article), "redirect"}


def test_moving_tells_everything_whose_address_has_changed() -> None:
    parent, child = make.content_page(), make.content_page()
    grandchild = make.content_page(parent=child)
    draft = make.content_page(parent=child, live=False)
    forget()

    child.move(parent, pos="last-child")

    moved = {str(page.translation_key) for page in (child, grandchild)}
    # Wagtail leaves redirects at the old addresses.
    assert told() == {"content-page", "page", "redirect"} | moved
    assert str(draft.translation_key) not in told()


def test_a_draft_at_an_address_that_is_gone_is_told_to_those_who_were_told_so() -> None:
    make.article()
    path = f"{NewsIndexPage.objects.first().url_path}palaa/"
    GoneAddress.objects.create(path=path, gone_at=timezone.now())
    forget()

    make.article("Palaa", slug="palaa", live=False)

    assert told() == {"redirect"}


def test_privacy_changes_everything() -> None:
    page = make.content_page()
    forget()

    PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type="login")

    assert told() == {"all"}


def test_more_than_a_notification_holds_is_told_as_everything() -> None:
    forget()

    for number in range(150):
        make.theme(f"teema-{number}")
    assert len(told()) == 151
    make.theme("liikaa")
    make.target_group("nuoret")

    assert told() == {"all", "target-group", "theme"}


@pytest.fixture
def other_session(transactional_db: None) -> Iterator[Any]:
    """Somebody else at work at the same time."""
    parameters = connections["default"].get_connection_params()
    with psycopg.connect(**parameters) as session:
        yield session
        session.rollback()


@pytest.mark.django_db(transaction=True)
def test_a_draft_saved_while_somebody_publishes_the_page_is_told(other_session: Any) -> None:
    article = make.article(live=False)
    organisation = make.organisation()
    seen = set(Change.objects.values_list("pk", flat=True))
    other_session.execute("UPDATE wagtailcore_page SET live = TRUE WHERE id = %s", [article.pk])

    # Seen from here it is a draft, but it will be public before anybody looks again.
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO news_articleorganisation (page_id, organisation_id, sort_order) VALUES (%s, %s, 0)",
            [article.pk, organisation.pk],
        )

    (change,) = Change.objects.exclude(pk__in=seen)
    assert set(change.tags) == _tags(article)


def _restrict(page: Any) -> None:
    PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type="login")


def test_an_alias_that_becomes_a_page_of_its_own_is_told_as_its_group() -> None:
    make.home("sv")
    article = make.article()
    alias = make.alias(article, "sv")
    _restrict(make.content_page())
    forget()

    make.translate(article, "sv")

    assert Page.objects.get(pk=alias.pk).alias_of is None
    assert "all" not in told()
    assert told() >= _tags(article)


@pytest.mark.parametrize("live", [True, False])
def test_what_stands_below_an_alias_may_be_hidden_by_what_that_is_an_alias_of(live: bool) -> None:
    make.home("sv")
    section = make.content_page()
    alias = make.alias(section, "sv")
    make.content_page(parent=alias, tag="sv")
    Page.objects.filter(pk=alias.pk).update(live=live)
    forget()
    Page.objects.filter(pk=alias.pk).update(alias_of=None)
    assert "all" not in told()

    _restrict(section)
    forget()
    Page.objects.filter(pk=alias.pk).update(alias_of=section)

    assert "all" in told()


@pytest.mark.parametrize("status", ["UNTRANSLATED", "PARTIAL"])
def test_a_source_that_is_withdrawn_is_told_as_the_group_of_its_copies(status: str) -> None:
    article = make.article()
    copy = make.translate(article, "sv", strings=0 if status == "UNTRANSLATED" else 1)
    assert TextState.objects.get(page=copy).status == status
    forget()

    Page.objects.filter(pk=article.pk).update(live=False)
    assert told() == _tags(article)

    forget()
    TextState.objects.filter(page=copy).update(status="TRANSLATED")
    assert told() == _tags(article)
