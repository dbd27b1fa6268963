"""What a reader may see. Decided here and nowhere else.

Public is a page that is live, has not expired, and is neither restricted itself nor below a restricted page; an image
or document in no restricted collection and below none. Every edge of the API reads through these querysets; a
`.filter(live=…)` elsewhere is a defect. An alias is no text of its own language: it counts as public (its address
leads somewhere) but is never an entry.
"""

from collections.abc import Sequence
from typing import Any, Self

from django.conf import settings
from django.db.models import BooleanField, Case, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Now
from wagtail.models import CollectionViewRestriction, Locale, Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

# `cms.translation.models.TextStatus`, which stands above the kernel.
UNTRANSLATED = "UNTRANSLATED"


def _below_restricted(restrictions: QuerySet[Any], path: str, restricted_path: str) -> Exists:
    covers = Func(OuterRef(path), F(restricted_path), function="starts_with", output_field=BooleanField())
    return Exists(restrictions.annotate(covers=covers).filter(covers=True))


def restricted_pages() -> Q:
    """Restricted themselves or below what is."""
    return Q(_below_restricted(PageViewRestriction.objects.all(), "path", "page__path"))


def _in_time() -> Q:
    return Q(live=True) & (Q(expire_at__isnull=True) | Q(expire_at__gt=Now()))


def _in_languages(tags: Sequence[str]) -> Q:
    """Each language's key is looked up once for a statement; joined to it, no row could be found by an index."""
    condition = Q(pk__in=[])
    for tag in tags:
        condition |= Q(locale=Subquery(Locale.objects.filter(language_code=tag).values("pk")))
    return condition


def _open() -> Q:
    """What a page is, in whatever language, that readers may see."""
    return _in_time() & ~restricted_pages()


def current_pages() -> Q:
    """Live, not expired, and in a language that is published in."""
    return _in_time() & Q(locale__language_code__in=settings.CONTENT_LANGUAGES)


def public_pages() -> Q:
    """For a queryset of Page or of a model that inherits from it."""
    return _open() & Q(locale__language_code__in=settings.CONTENT_LANGUAGES)


def public_media() -> Q:
    """For a queryset of images or documents. A restriction on an ancestor collection counts."""
    return ~Q(_below_restricted(CollectionViewRestriction.objects.all(), "collection__path", "collection__path"))


def public_collections() -> Q:
    """For a queryset of collections."""
    return ~Q(_below_restricted(CollectionViewRestriction.objects.all(), "path", "collection__path"))


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

        A page on which nothing is translated yet holds its source's words: it is none. Each row is asked whether its
        group has a better one, along the index of (translation_key, locale): a page of a list, read along the index
        of its order, costs what it holds and not what there is.
        """
        tags = [tag for tag in tags if tag in settings.CONTENT_LANGUAGES]
        entries = _in_languages(tags[:1])
        for rank in range(1, len(tags)):
            better = Page.objects.filter(
                _open(),
                ~Q(path=OuterRef("path")),  # Never the case: keeps PostgreSQL from hashing all better pages there are.
                _in_languages(tags[:rank]),
                alias_of__isnull=True,
                translation_key=OuterRef("translation_key"),
            ).exclude(text_state__status=UNTRANSLATED)
            entries |= _in_languages([tags[rank]]) & ~Q(Exists(better))
        return self.filter(_open(), entries, alias_of__isnull=True).exclude(text_state__status=UNTRANSLATED)

    def best_of_groups(self, tags: Sequence[str]) -> Self:
        """The same entries, where `filter` names their translation groups: then it is less to read all the languages
        of each and take the first than to ask of each page whether there is a better one.

        By nothing else may be filtered: conditions come before the choice. A group has pages of one type.
        """
        tags = [tag for tag in tags if tag in settings.CONTENT_LANGUAGES]
        rank = Case(*(When(locale__language_code=tag, then=Value(place)) for place, tag in enumerate(tags)))
        return (
            self.filter(_open(), _in_languages(tags), alias_of__isnull=True)
            .exclude(text_state__status=UNTRANSLATED)
            .order_by("translation_key", rank)
            .distinct("translation_key")
        )


ContentManager = PageManager.from_queryset(ContentQuerySet)


def all_pages() -> ContentQuerySet:
    """Pages of every type as plain `Page` rows, hidden ones too: narrow it by a method above."""
    return ContentQuerySet(Page)


def published_pages() -> ContentQuerySet:
    return all_pages().published()
