"""What a reader may see. Decided here and nowhere else.

Public is a page that is live, has not expired, is in a language that is published in, and is not restricted; an image
or document in no restricted collection and below none. Every edge of the API reads through these querysets; a
`.filter(live=…)` elsewhere is a defect.

A restriction counts for its page and all below, and for every alias of that page and all below it, as Wagtail resolves
it. What shows another page's words is public while that page is: an alias, and a translation in which words of its
source still stand (docs/decisions/0006).
"""

from collections.abc import Callable, Sequence
from typing import ClassVar, Self

from django.conf import settings
from django.db.models import BooleanField, Case, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Now
from wagtail.models import CollectionViewRestriction, Locale, Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

# Of `cms.translation.models.TextStatus`, which stands above the kernel.
UNTRANSLATED = "UNTRANSLATED"
# Words of the source stand in them.
BORROWING = (UNTRANSLATED, "PARTIAL")
# How far aliases of aliases are followed; what leads further leads nowhere.
_ALIASES_MAX = 3


def _closed_paths() -> str:
    """Of restricted pages, of their aliases, of theirs… A recursive statement would be shorter, but PostgreSQL thinks
    it so dear that it reads whole tables to do what comes after in another order."""
    restriction, page = "wagtailcore_pageviewrestriction AS restriction", "JOIN wagtailcore_page AS"
    statements = []
    joins = f"{restriction} {page} closed_0 ON closed_0.id = restriction.page_id"
    for depth in range(_ALIASES_MAX + 1):
        if depth:
            joins += f" {page} closed_{depth} ON closed_{depth}.alias_of_id = closed_{depth - 1}.id"
        statements.append(f"SELECT closed_{depth}.path FROM {joins}")  # noqa: S608 (made of constants)
    return " UNION ALL ".join(statements)


class _BelowRestricted(Func):
    """Whether a path is at or below one of the closed ones, which PostgreSQL gathers once for a statement."""

    template = f"%(expressions)s ^@ ANY(ARRAY({_closed_paths()}))"
    output_field = BooleanField()


def _unrestricted() -> Q:
    """Neither restricted nor below what is or an alias of it."""
    return ~Q(_BelowRestricted("path"))


def _in_time() -> Q:
    return Q(live=True) & (Q(expire_at__isnull=True) | Q(expire_at__gt=Now()))


def _in_languages(tags: Sequence[str]) -> Q:
    """Each language's key is looked up once for a statement; joined to it, no row could be found by an index."""
    condition = Q(pk__in=[])
    for tag in tags:
        condition |= Q(locale=Subquery(Locale.objects.filter(language_code=tag).values("pk")))
    return condition


def _in_published_language() -> Q:
    return Q(locale__language_code__in=settings.CONTENT_LANGUAGES)


def _open() -> Q:
    """What a page is, in whatever language, that readers may see."""
    return _in_time() & _unrestricted()


def _may_show_its_words(may_be_seen: Callable[[], Q]) -> Q:
    """No alias, and where words of the source stand in it, that may be seen."""
    source = Page.objects.filter(
        may_be_seen(),
        _in_published_language(),
        ~Q(path=OuterRef("path")),  # Never the case: keeps PostgreSQL from hashing all sources there are.
        translation_key=OuterRef("translation_key"),
        locale=OuterRef("text_state__source_locale"),
    )
    return Q(alias_of__isnull=True) & (~Q(text_state__status__in=BORROWING) | Q(Exists(source)))


def _leads_on(may_be_seen: Callable[[], Q], aliases: int = _ALIASES_MAX) -> Q:
    """Shows words of its own, or is an alias of what does."""
    own = _may_show_its_words(may_be_seen)
    if not aliases:
        return own
    target = Page.objects.filter(
        may_be_seen(), _in_published_language(), _leads_on(may_be_seen, aliases - 1), pk=OuterRef("alias_of")
    )
    return own | Q(Exists(target))


def current_pages() -> Q:
    """What an address leads to for those who pass the restrictions (`view_restrictions_of`)."""
    return _in_time() & _in_published_language() & _leads_on(_in_time)


def _was_open() -> Q:
    """Not restricted, and published before its time was over."""
    return (
        _unrestricted()
        & Q(first_published_at__isnull=False)
        & (Q(expire_at__isnull=True) | Q(expire_at__gt=F("last_published_at")))
    )


def _shown() -> Q:
    """In whatever language."""
    return _open() & _may_show_its_words(_open)


def _published() -> Q:
    return _shown() & ~Q(text_state__status=UNTRANSLATED)


def view_restrictions_of(page: Page) -> QuerySet[PageViewRestriction]:
    """Those by which the querysets below hide a page: who passes all of them may see it."""
    closing: set[int] = set()
    followed: set[int] = set()

    def follow(page: Page | None) -> None:
        if page is None or page.pk in followed:
            return
        followed.add(page.pk)
        for above in page.get_ancestors(inclusive=True):
            target = above
            while target is not None and target.pk not in closing:
                closing.add(target.pk)
                target = target.alias_of
        follow(page.alias_of)
        if (state := getattr(page, "text_state", None)) and state.status in BORROWING:
            follow(Page.objects.filter(translation_key=page.translation_key, locale=state.source_locale_id).first())

    follow(page)
    return PageViewRestriction.objects.filter(page__in=closing)


def _in_no_restricted_collection(path: str) -> Q:
    covers = Func(OuterRef(path), F("collection__path"), function="starts_with", output_field=BooleanField())
    return ~Q(Exists(CollectionViewRestriction.objects.annotate(covers=covers).filter(covers=True)))


def public_media() -> Q:
    """For a queryset of images or documents. A restriction on an ancestor collection counts."""
    return _in_no_restricted_collection("collection__path")


def public_collections() -> Q:
    """For a queryset of collections."""
    return _in_no_restricted_collection("path")


class ContentQuerySet(PageQuerySet):
    """Querysets of every page model of ours."""

    # What `with_computed` annotates: values that other rows decide, beside the page's own.
    computed: ClassVar[tuple[str, ...]] = ()

    def with_computed(self) -> Self:
        return self

    def public(self) -> Self:
        """What an address may lead to: what is shown, and aliases of it."""
        return self.filter(_open() & _in_published_language() & _leads_on(_open))

    def restricted(self) -> Self:
        """Themselves or by what is above them, or showing the words of what is."""
        return self.exclude(_unrestricted() & _leads_on(_unrestricted))

    def public_until_withdrawn(self) -> Self:
        """Of what was live a moment ago: nothing else hid it."""
        return self.filter(_was_open() & _in_published_language() & _leads_on(_was_open))

    def open(self) -> Self:
        """Neither withdrawn nor restricted themselves, whosever words they show."""
        return self.filter(_open() & _in_published_language(), alias_of__isnull=True)

    def shown(self) -> Self:
        """What readers may be given by its address or key; of a copy on which nothing is translated, its source's
        words."""
        return self.filter(_shown() & _in_published_language())

    def published(self) -> Self:
        """Texts that can be read in their own language. A thing can be read in some language when it has one."""
        return self.filter(_published() & _in_published_language())

    def best_of(self, tags: Sequence[str]) -> Self:
        """One entry for each translation group: the published page in the first language of `tags` that has one.

        Each row is asked whether its group has a better one, along the index of (translation_key, locale): a page of a
        list, read along the index of its order, costs what it holds and not what there is.
        """
        tags = [tag for tag in tags if tag in settings.CONTENT_LANGUAGES]
        entries = _in_languages(tags[:1])
        for rank in range(1, len(tags)):
            better = Page.objects.filter(
                _published(),
                ~Q(path=OuterRef("path")),  # Never the case: keeps PostgreSQL from hashing all better pages there are.
                _in_languages(tags[:rank]),
                translation_key=OuterRef("translation_key"),
            )
            entries |= _in_languages([tags[rank]]) & ~Q(Exists(better))
        return self.filter(_published(), entries)

    def best_of_groups(self, tags: Sequence[str]) -> Self:
        """The same entries, where `filter` names their translation groups: then it is less to read all the languages
        of each and take the first than to ask of each page whether there is a better one.

        By nothing else may be filtered: conditions come before the choice. A group has pages of one type.
        """
        tags = [tag for tag in tags if tag in settings.CONTENT_LANGUAGES]
        rank = Case(*(When(locale__language_code=tag, then=Value(place)) for place, tag in enumerate(tags)))
        return (
            self.filter(_published(), _in_languages(tags)).order_by("translation_key", rank).distinct("translation_key")
        )


ContentManager = PageManager.from_queryset(ContentQuerySet)


def all_pages() -> ContentQuerySet:
    """Pages of every type as plain `Page` rows, hidden ones too: narrow it by a method above."""
    return ContentQuerySet(Page)


def shown_pages() -> ContentQuerySet:
    return all_pages().shown()


def published_pages() -> ContentQuerySet:
    return all_pages().published()
