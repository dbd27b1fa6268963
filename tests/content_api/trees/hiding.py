"""Ways in which a page is hidden from readers."""

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction

from home.models import ContentPage
from tests import factories as make
from tests.content_api.trees.marking import CANARY, mark, mark_children

UNPUBLISHED_LANGUAGE = "et"
_tomorrow = timedelta(days=1)


class Hiding:
    """Makes pages that no reader may learn of. Each public method but `hidden_of` is a way, and returns a page."""

    def __init__(self) -> None:
        self.hidden: list[Page] = []

    def hidden_of(self, model: type) -> list[Any]:
        return [page for page in self.hidden if isinstance(page, model)]

    def _marked(self, model: Any, *, live: bool, **fields: Any) -> Any:
        """Without the checks that would refuse a canary for a business ID."""
        page = make.page(model, CANARY, slug=f"{CANARY}-{uuid.uuid4()}".lower(), live=live, **fields)
        mark(page)
        mark_children(page)
        page.save(clean=False)
        return page

    def draft(self, model: Any) -> Any:
        return self._marked(model, live=False)

    def unpublished(self, model: Any) -> Any:
        page = self._marked(model, live=True)
        page.unpublish()
        return page

    def scheduled(self, model: Any) -> Any:
        page = self._marked(model, live=False)
        page.go_live_at = timezone.now() + _tomorrow
        # As publishing leaves it, which would refuse a canary for a business ID.
        revision = page.save_revision(clean=False)
        type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=page.go_live_at)
        assert not type(page).objects.get(pk=page.pk).live
        return page

    def expired(self, model: Any) -> Any:
        """Its time is over and the job that unpublishes it has not run yet."""
        page = self._marked(model, live=True)
        type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - _tomorrow)
        return page

    def _restricted(self, model: Any, **how: Any) -> Any:
        page = self._marked(model, live=True)
        PageViewRestriction.objects.create(page=page, **how)
        return page

    def by_password(self, model: Any) -> Any:
        return self._restricted(model, restriction_type=PageViewRestriction.PASSWORD, password="x")

    def by_login(self, model: Any) -> Any:
        return self._restricted(model, restriction_type=PageViewRestriction.LOGIN)

    def by_group(self, model: Any) -> Any:
        return self._restricted(model, restriction_type=PageViewRestriction.GROUPS)

    def below_private(self, model: Any) -> Any:
        page = self._marked(model, live=True)
        if not hasattr(self, "private_section"):
            self.private_section = make.content_page(CANARY)
            PageViewRestriction.objects.create(page=self.private_section, restriction_type=PageViewRestriction.LOGIN)
            self.hidden.append(self.private_section)
        page.move(ContentPage.objects.get(pk=self.private_section.pk), pos="last-child")
        return type(page).objects.get(pk=page.pk)

    def in_unpublished_language(self, model: Any) -> Any:
        page = self._marked(model, live=True)
        other, _ = Locale.objects.get_or_create(language_code=UNPUBLISHED_LANGUAGE)
        Page.objects.filter(pk=page.pk).update(locale=other)
        return page

    def below_alias_of_private(self, model: Any) -> Any:
        page = self._marked(model, live=True)
        if not hasattr(self, "alias_of_private"):
            section = make.content_page("Jaosto")
            self.alias_of_private = make.alias(section, "sv")
            mark(section)
            section.save(clean=False)
            PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
            Page.objects.filter(pk=self.alias_of_private.pk).update(title=CANARY, draft_title=CANARY)
            self.hidden += [section, self.alias_of_private]
        page.move(ContentPage.objects.get(pk=self.alias_of_private.pk), pos="last-child")
        return type(page).objects.get(pk=page.pk)

    def _borrowing(self, model: Any, *, strings: int) -> tuple[Any, Any]:
        """An original and a live translation with its words. Written out last: a copy is made with all checks."""
        original = make.page(model, "Alkuteksti")
        copy = make.translate(original, "sv", strings=strings)
        for page in (original, copy):
            mark(page)
            page.save(clean=False)
        self.hidden.append(original)
        return original, copy

    def untranslated_of_private(self, model: Any) -> Any:
        original, copy = self._borrowing(model, strings=0)
        PageViewRestriction.objects.create(page=original, restriction_type=PageViewRestriction.LOGIN)
        return copy

    def partial_of_withdrawn(self, model: Any) -> Any:
        original, copy = self._borrowing(model, strings=1)
        original.unpublish()
        return copy


WAYS = (
    Hiding.draft,
    Hiding.unpublished,
    Hiding.scheduled,
    Hiding.expired,
    Hiding.by_password,
    Hiding.by_login,
    Hiding.by_group,
    Hiding.below_private,
    Hiding.in_unpublished_language,
    Hiding.below_alias_of_private,
    Hiding.untranslated_of_private,
    Hiding.partial_of_withdrawn,
)
