"""The best text of a group, asked for a list and asked for groups by name: two statements, one meaning. "xx" is no
language of the site."""

from collections.abc import Callable
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.translation.models import TextState, TextStatus
from news.models import NewsArticlePage
from tests import factories as make

pytestmark = pytest.mark.django_db


def _rows(page: Any) -> Any:
    return Page.objects.filter(pk=page.pk)


STATES: dict[str, Callable[[Any], Any]] = {
    "live": lambda page: None,
    "draft": lambda page: _rows(page).update(live=False),
    "expired": lambda page: _rows(page).update(expire_at=timezone.now() - timedelta(hours=1)),
    "private": lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"),
    "untranslated": lambda page: TextState.objects.filter(page=page).update(status=TextStatus.UNTRANSLATED),
    "alias": lambda page: _rows(page).update(alias_of=page.get_translations().first()),
}


# Groups with a text that readers may see, by the languages asked for.
FOUND = {"": 0, "fi": 6, "sv": 2, "en": 1, "fi sv": 7, "en fi": 6, "en sv": 3, "en fi sv": 7}


def test_both_ways_of_asking_find_the_same_texts() -> None:
    states = [*STATES.values()]
    for swedish, english in zip(states, [*states[1:], states[0]], strict=True):
        page = make.article()
        for tag, change in (("sv", swedish), ("en", english)):
            change(make.translate(page, tag))
    without_original = make.article()
    make.translate(without_original, "sv")
    STATES["draft"](without_original)

    groups = NewsArticlePage.objects.values("translation_key")
    for length in range(4):
        for chain in permutations(["fi", "sv", "en"], length):
            of_list = set(NewsArticlePage.objects.best_of([*chain, "xx"]).values_list("pk", flat=True))
            named = NewsArticlePage.objects.best_of_groups([*chain, "xx"]).filter(translation_key__in=groups)
            assert set(named.values_list("pk", flat=True)) == of_list, chain
            assert len(of_list) == FOUND[" ".join(sorted(chain))], chain
