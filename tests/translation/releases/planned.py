"""Releases as an editor plans them, and what became of them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from cms.translation.models import Release, ReleasePage
from cms.translation.releases import drafts
from news.models import NewsArticlePage
from tests import factories as make


def planned(*pages: Page, ready: tuple[str, ...] = ("sv",), follow: tuple[str, ...] = (), **fields: Any) -> Release:
    """Its time has come, unless `goes_out_at` says something else."""
    values = {"name": "Kampanja", "goes_out_at": timezone.now() - timedelta(minutes=1), **fields}
    release: Release = Release.objects.create(must_be_ready=list(ready), follow=list(follow), **values)
    for number, page in enumerate(pages):
        ReleasePage.objects.create(release=release, page=Page.objects.get(pk=page.pk), sort_order=number)
    return release


def translated_draft(title: str = "Luonnos", *tags: str, **fields: Any) -> NewsArticlePage:
    """A draft that was given, translated into these languages, with nothing published."""
    page = make.article(title, live=False, **fields)
    assert drafts.give(page, None)
    for tag in tags or ("sv",):
        make.translate(page, tag, live=False)
    return page


def live(page: Page) -> dict[str, bool]:
    """Which languages of a page readers get."""
    rows = Page.objects.filter(translation_key=page.translation_key).order_by("pk")
    return {row.locale.language_code: row.live for row in rows.select_related("locale")}


def rewrite(page: Page, title: str) -> Any:
    """A newer draft."""
    row = Page.objects.get(pk=page.pk).specific
    row.title = title
    row.save_revision()
    return row


def state_of(release: Release) -> tuple[str, str]:
    """What became of it, and what was in the way."""
    release.refresh_from_db()
    return release.state, release.problem
