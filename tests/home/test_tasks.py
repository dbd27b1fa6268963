"""Jobs: what is due is published, what has expired is withdrawn, what is embedded is fetched in the background."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.embeds.models import Embed
from wagtail.models import Page

from home import tasks
from tests import factories as make
from tests.conftest import Graphql

ARTICLES = "{ newsArticles { nodes { title } } }"


def _titles(graphql: Graphql) -> list[str]:
    return [node["title"] for node in graphql(ARTICLES)["newsArticles"]["nodes"]]


def test_what_is_due_is_published(graphql: Graphql) -> None:
    article = make.article("Ajastettu", live=False)
    article.go_live_at = timezone.now() + timedelta(hours=1)
    article.save_revision().publish()
    assert _titles(graphql) == []
    revision = article.get_latest_revision()
    # As if the hour had passed.
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()

    tasks.publish_scheduled(timestamp=0)

    assert _titles(graphql) == ["Ajastettu"]


def test_the_expired_is_gone_before_and_after_the_job(graphql: Graphql) -> None:
    article = make.article("Vanhentuva")
    now = timezone.now()
    type(article).objects.filter(pk=article.pk).update(
        last_published_at=now - timedelta(hours=1), expire_at=now - timedelta(seconds=1)
    )

    assert _titles(graphql) == []
    assert Client().get(article.url_path).status_code == 404
    tasks.publish_scheduled(timestamp=0)
    article.refresh_from_db()

    assert (article.live, article.expired) == (False, True)
    route = graphql("query ($path: String!) { route(path: $path) { __typename } }", path=article.url_path)
    assert route == {"route": {"__typename": "GoneRoute"}}


@pytest.mark.django_db
def test_publishing_defers_the_fetching_of_what_is_embedded(django_capture_on_commit_callbacks: Any) -> None:
    url = "https://vimeo.com/1084537"
    body = make.stream(("embed", {"url": url, "title": "Video"}), ("embed", {"url": url, "title": "Sama"}))

    with django_capture_on_commit_callbacks(execute=True):
        make.article("Video", body=body)

    jobs = ProcrastinateJob.objects.filter(task_name="home.fetch_embed").values_list("args", flat=True)
    assert list(jobs) == [{"url": url}]


def test_fetched_markup_is_read_back(graphql: Graphql, monkeypatch: pytest.MonkeyPatch) -> None:
    url = "https://vimeo.com/1084537"
    make.article("Video", body=make.stream(("embed", {"url": url, "title": "Video"})))
    query = "{ newsArticles { nodes { body { ... on EmbedBlock { url title html } } } } }"
    assert graphql(query)["newsArticles"]["nodes"][0]["body"] == [{"url": url, "title": "Video", "html": None}]

    def fetched(address: str) -> Embed:
        return Embed.objects.create(url=address, hash="x", type="video", html="<iframe></iframe>")

    monkeypatch.setattr(tasks, "get_embed", fetched)
    tasks.fetch_embed(url)

    assert graphql(query)["newsArticles"]["nodes"][0]["body"][0]["html"] == "<iframe></iframe>"


@pytest.mark.django_db
def test_what_fails_stays_due_and_stops_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    failing, other = make.article("Viallinen", live=False), make.article("Kunnossa", live=False)
    past = timezone.now() - timedelta(minutes=2)
    for page, minutes in ((failing, 0), (other, 1)):
        revision = page.get_latest_revision()
        revision.approved_go_live_at = past + timedelta(minutes=minutes)
        if page is failing:
            revision.content["title"] = ""
        revision.save()

    tasks.publish_scheduled(timestamp=0)

    failing.refresh_from_db()
    other.refresh_from_db()
    assert (failing.live, other.live) == (False, True)
    assert failing.get_latest_revision().approved_go_live_at == past
    assert other.get_latest_revision().approved_go_live_at is None
    assert "wagtail.publish.scheduled" in caplog.text


@pytest.mark.django_db
def test_what_cannot_be_withdrawn_stops_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    failing, other = make.article(), make.article()
    now = timezone.now()
    type(failing).objects.filter(pk=failing.pk).update(expire_at=now - timedelta(minutes=2))
    type(other).objects.filter(pk=other.pk).update(expire_at=now - timedelta(minutes=1))
    unpublish = Page.unpublish

    def fails(page: Page, **kwargs: Any) -> None:
        unpublish(page, **kwargs)
        if page.pk == failing.pk:
            raise RuntimeError

    monkeypatch.setattr(Page, "unpublish", fails)
    tasks.publish_scheduled(timestamp=0)

    failing.refresh_from_db()
    other.refresh_from_db()
    assert (failing.live, other.live) == (True, False)
