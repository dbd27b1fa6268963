"""What a reader may see. Decided here and nowhere else.

Public is a page that is live, has not expired, and is neither restricted itself nor below a restricted page; an image
or document in no restricted collection and below none. Every edge of the API reads through these querysets; a
`.filter(live=…)` elsewhere is a defect. An alias is no text of its own language: it counts as public (its address
leads somewhere) but is never an entry.
"""

from collections.abc import Sequence
from typing import Any, Self

from django.conf import settings
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from wagtail.models import CollectionViewRestriction, Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

# `cms.translation.models.TextStatus`, which stands above the kernel.
UNTRANSLATED = "UNTRANSLATED"


def _below_restricted(restrictions: QuerySet[Any], path: str, restricted_path: str) -> Exists:
    covers = Func(OuterRef(path), F(restricted_path), function="starts_with", output_field=BooleanField())
    return Exists(restrictions.annotate(covers=covers).filter(covers=True))


def restricted_pages() -> Q:
    """Restricted themselves or below what is."""
    return Q(_below_restricted(PageViewRestriction.objects.all(), "path", "page__path"))


def current_pages() -> Q:
    """Live, not expired, and in a language that is published in."""
    in_language = Q(live=True, locale__language_code__in=settings.CONTENT_LANGUAGES)
    return in_language & (Q(expire_at__isnull=True) | Q(expire_at__gt=Now()))


def public_pages() -> Q:
    """For a queryset of Page or of a model that inherits from it."""
    return current_pages() & ~restricted_pages()


def public_media() -> Q:
    """For a queryset of images or documents. A restriction on an ancestor collection counts."""
    return ~Q(_below_restricted(CollectionViewRestriction.objects.all(), "collection__path", "collection__path"))


class ContentQuerySet(PageQuerySet):
    """Querysets of every page model of ours."""

    def public(self) -> Self:
        """What an address may lead to, aliases included."""
        return self.filter(public_pages())

    def published(self) -> Self:
        """Texts of their own: public, and no alias."""
        return self.public().filter(alias_of__isnull=True)

    def best_of(self, tags: Sequence[str]) -> Self:
        """One entry for each translation group: the published page in the first language of `tags` that has one.

        A page on which nothing is translated yet holds its source's words: it is none. An anti-join along the index
        of (translation_key, locale); nothing is sorted or grouped.
        """
        entries = Q(locale__language_code=tags[0])
        for rank in range(1, len(tags)):
            better = Page.objects.filter(
                public_pages(),
                alias_of__isnull=True,
                translation_key=OuterRef("translation_key"),
                locale__language_code__in=tags[:rank],
            ).exclude(text_state__status=UNTRANSLATED)
            entries |= Q(locale__language_code=tags[rank]) & ~Q(Exists(better))
        return self.published().exclude(text_state__status=UNTRANSLATED).filter(entries)


ContentManager = PageManager.from_queryset(ContentQuerySet)


def all_pages() -> ContentQuerySet:
    """Pages of every type as plain `Page` rows, hidden ones too: narrow it by a method above."""
    return ContentQuerySet(Page)


def published_pages() -> ContentQuerySet:
    return all_pages().published()
