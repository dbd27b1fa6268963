"""Again and again several people, tabs and jobs write the same page at once, in an order that a seed decides."""

import json
import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail_localize.models import Translation

from home import tasks
from news.models import NewsArticlePage, NewsIndexPage
from tests import factories as make
from tests.admin import signed_in
from tests.editing.forms import ADD, EDIT, autosave, fields_of, loaded, press
from tests.editing.interleaving import interleave

# Each takes about a second. Before a release: INTERLEAVINGS=200.
RUNS = int(os.environ.get("INTERLEAVINGS", "24"))
SEED = int(os.environ.get("INTERLEAVING_SEED", "0")) or random.SystemRandom().randrange(1, 10**9)


@dataclass
class Desk:
    """An editor with the page open, and what the server has acknowledged to them, in order."""

    client: Client
    key: str
    url: str
    fields: dict[str, str]
    saved: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)

    def _send(self, send: Any, title: str, *, number: int | None = None) -> Any:
        numbered = {} if number is None else {"number": number}
        fields = {**self.fields, "editor_key": self.key, "title": title}
        response = send(self.client, self.url, fields, **numbered)
        is_saved = response.status_code == 302 or (
            response["Content-Type"] == "application/json" and json.loads(response.content)["success"]
        )
        if is_saved:
            self.saved.append(title)
            if send is press:
                self.published.append(title)
        return response

    def autosave(self, title: str, number: int) -> Any:
        return self._send(autosave, title, number=number)

    def publish(self, title: str) -> Any:
        return self._send(press, title)


class Newsroom:
    def __init__(self) -> None:
        make.article()
        self.index = NewsIndexPage.objects.get(locale__language_code="fi")
        self.clients = [signed_in("Administrators", name=name) for name in ("anna", "bertta")]
        self.new_url = ADD.format(parent=self.index.pk)
        self.blank = fields_of(self.clients[0], self.new_url)
        self.runs = 0

    def desk(self, who: int, page: Page | None, slug: str) -> Desk:
        self.runs += 1
        url = EDIT.format(page=page.pk) if page else self.new_url
        made_from = loaded(page.pk) if page else {}
        fields = {**self.blank, "ingress": "Ingressi.", "slug": slug, **made_from}
        return Desk(self.clients[who], f"{self.runs:032x}", url, fields)

    def unpublish(self, page: Page) -> Any:
        return self.clients[1].post(f"/admin/pages/{page.pk}/unpublish/")


def _answers(results: list[Any]) -> list[int]:
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return [result.status_code for result in results if result is not None]


def _check_page(page: NewsArticlePage) -> None:
    """What holds of any page at rest."""
    newest = page.revisions.order_by("-created_at", "-pk").first()
    assert page.latest_revision_id == newest.pk
    assert page.live == (page.live_revision_id is not None)
    if page.live:
        live = Revision.objects.get(pk=page.live_revision_id)
        assert (page.title, page.has_unpublished_changes) == (live.content["title"], live.pk != newest.pk)


def _check_texts(pages: list[NewsArticlePage], *desks: Desk) -> None:
    """The last text that somebody was told is saved is there."""
    kept = {revision.content["title"] for page in pages for revision in page.revisions.all()}
    for desk in desks:
        assert not desk.saved or desk.saved[-1] in kept


def _creating(room: Newsroom, chance: random.Random, name: str) -> None:
    """A new page is published while its first saves are on their way."""
    desk, other = room.desk(0, None, name), room.desk(1, None, name)
    jobs: list[Callable[[], Any]] = [
        partial(desk.autosave, f"{name} luonnos", 1),
        partial(desk.publish, f"{name} julkaistu"),
    ]
    if chance.random() < 0.5:
        jobs.append(partial(desk.autosave, f"{name} toinen", 2))
    if chance.random() < 0.3:
        jobs.append(partial(other.publish, f"{name} toisen"))

    assert max(_answers(interleave(chance, *jobs))) < 500

    pages = list(NewsArticlePage.objects.child_of(room.index).filter(slug=name))
    assert len(pages) == 1, [page.title for page in pages]
    # One form, one page. Who comes second to an address keeps the text as a draft at another.
    made = list(NewsArticlePage.objects.filter(title__startswith=f"{name} "))
    assert len(made) == bool(desk.saved) + bool(other.saved)
    for page in made:
        _check_page(page)
    _check_texts(made, desk, other)
    if desk.published:
        assert (pages[0].live, pages[0].title) == (True, f"{name} julkaistu")


def _editing(room: Newsroom, chance: random.Random, name: str) -> None:
    """Two editors and a job write one page."""
    page = make.article(name, live=chance.random() < 0.5, slug=name)
    anna, bertta = room.desk(0, page, name), room.desk(1, page, name)
    jobs = [
        partial(anna.autosave, f"{name} Annan luonnos", 1),
        partial(anna.publish, f"{name} Annan"),
        chance.choice(
            [
                partial(anna.autosave, f"{name} Annan toinen", 2),
                partial(bertta.autosave, f"{name} Bertan luonnos", 1),
                partial(bertta.publish, f"{name} Bertan"),
                partial(tasks.publish_scheduled, 0),
            ]
        ),
    ]

    assert max(_answers(interleave(chance, *jobs))) < 500

    found = NewsArticlePage.objects.get(pk=page.pk)
    _check_page(found)
    _check_texts([found], anna, bertta)
    published = [*anna.published, *bertta.published]
    if published:
        assert found.live
        assert found.title in published
    if len(published) == 1 and not bertta.saved:
        # Nothing of Anna's own that was sent before may stand over it.
        assert (found.title, found.has_unpublished_changes) == (f"{name} Annan", False)


def _withdrawing(room: Newsroom, chance: random.Random, name: str) -> None:
    """A page is taken back while another saves it by itself."""
    page = make.article(name, slug=name)
    anna = room.desk(0, page, name)
    jobs = [partial(anna.autosave, f"{name} Annan luonnos", 1), partial(room.unpublish, page)]
    if is_due := chance.random() < 0.5:
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now())
        jobs.append(partial(tasks.publish_scheduled, 0))

    assert max(_answers(interleave(chance, *jobs))) < 500

    found = NewsArticlePage.objects.get(pk=page.pk)
    _check_page(found)
    _check_texts([found], anna)
    assert (found.live, found.url_path) == (False, page.url_path), is_due


def _translating(room: Newsroom, chance: random.Random, name: str) -> None:
    """The original is published with another date and theme while translations of it are published."""
    page = make.article(name, slug=name)
    swedish = make.translate(page, "sv")
    swedish.refresh_from_db()
    theme = make.theme(name)
    by_hand = make.translate(page, "en")
    Translation.objects.filter(target_locale=by_hand.locale).update(enabled=False)
    anna, bertta = room.desk(0, page, name), room.desk(1, by_hand, f"{name}-en")
    anna.fields |= {"date": "2025-05-05", "themes": str(theme.pk)}

    jobs = [
        partial(anna.publish, f"{name} Annan"),
        partial(bertta.publish, f"{name} Bertan"),
        # In wagtail-localize's editor, which publishes after the commit.
        partial(room.clients[1].post, EDIT.format(page=swedish.pk), {"action": "publish"}),
    ]
    assert max(_answers(interleave(chance, *jobs))) < 500
    assert (anna.published, bertta.published) == ([f"{name} Annan"], [f"{name} Bertan"])

    for found in NewsArticlePage.objects.filter(translation_key=page.translation_key):
        _check_page(found)
        assert (found.live, found.date) == (True, date(2025, 5, 5))
        assert [chosen.pk for chosen in found.themes.all()] == [theme.pk]


STORIES = {"creating": _creating, "editing": _editing, "withdrawing": _withdrawing, "translating": _translating}


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.django_db(transaction=True)
def test_whatever_the_order_nothing_is_lost_and_nothing_is_lied_about(story: str, transactional_db: None) -> None:
    room = Newsroom()
    for run in range(RUNS // len(STORIES)):
        seed = f"{SEED}-{story}-{run}"
        try:
            STORIES[story](room, random.Random(seed), f"{story}-{run}")
        except BaseException as error:
            error.add_note(f"Again: INTERLEAVING_SEED={SEED}, run {run} of “{story}”.")
            raise
