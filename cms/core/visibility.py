"""What a reader may see. It is decided here and nowhere else.

A page is public if it is live, has not expired, is in a language in which the site publishes, and is not restricted. An
image or document is public if it is in no restricted collection and below none. Everything that the API answers is read
through these querysets; a `.filter(live=…)` elsewhere is a defect.

A restriction counts for its page and all below it, and for every alias of that page and all below that, as Wagtail
resolves it. A page that shows another page's words is public only while that page is: an alias, and a translation in
which words of its source still stand (docs/decisions/0006).
"""

from collections.abc import Callable, Sequence
from typing import ClassVar, Self

from django.conf import settings
from django.db.models import BooleanField, Case, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Now
from wagtail.models import CollectionViewRestriction, Locale, Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

# The value of `cms.translation.models.TextStatus`, which stands above the kernel.
UNTRANSLATED = "UNTRANSLATED"
# The states of texts in which words of the source stand.
BORROWING = (UNTRANSLATED, "PARTIAL")
# How many aliases of aliases are followed. What leads further leads nowhere.
_ALIASES_MAX = 3


def _closed_paths() -> str:
    """Returns SQL for the paths of restricted pages, of their aliases, of the aliases of those, and so on.

    A recursive statement would be shorter, but PostgreSQL thinks it so expensive that it reads whole tables to do what
    comes after in another order.
    """
    restriction, page = "wagtailcore_pageviewrestriction AS restriction", "JOIN wagtailcore_page AS"
    statements = []
    joins = f"{restriction} {page} closed_0 ON closed_0.id = restriction.page_id"
    for depth in range(_ALIASES_MAX + 1):
        if depth:
            joins += f" {page} closed_{depth} ON closed_{depth}.alias_of_id = closed_{depth - 1}.id"
        statements.append(f"SELECT closed_{depth}.path FROM {joins}")  # noqa: S608 (made of constants)
    return " UNION ALL ".join(statements)


class _BelowRestricted(Func):
    """Whether a path is at or below one of the closed paths, which PostgreSQL gathers once for a statement."""

    template = f"%(expressions)s ^@ ANY(ARRAY({_closed_paths()}))"
    output_field = BooleanField()


def _unrestricted() -> Q:
    """Selects pages that are neither restricted nor below a restricted page or an alias of one."""
    return ~Q(_BelowRestricted("path"))


def _in_time() -> Q:
    return Q(live=True) & (Q(expire_at__isnull=True) | Q(expire_at__gt=Now()))


def _in_languages(tags: Sequence[str]) -> Q:
    """Selects pages in these languages.

    The key of each language is looked up once for a statement: if the table were joined, no row could be found by an
    index.
    """
    condition = Q(pk__in=[])
    for tag in tags:
        condition |= Q(locale=Subquery(Locale.objects.filter(language_code=tag).values("pk")))
    return condition


def _in_published_language() -> Q:
    return Q(locale__language_code__in=settings.CONTENT_LANGUAGES)


def _open() -> Q:
    """Selects pages in whatever language that are in time and not restricted."""
    return _in_time() & _unrestricted()


def _may_show_its_words(may_be_seen: Callable[[], Q]) -> Q:
    """Selects pages that are no alias. When words of the source stand in a page, its source must meet `may_be_seen`."""
    source = Page.objects.filter(
        may_be_seen(),
        _in_published_language(),
        ~Q(path=OuterRef("path")),  # It always holds. It keeps PostgreSQL from hashing all the sources there are.
        translation_key=OuterRef("translation_key"),
        locale=OuterRef("text_state__source_locale"),
    )
    return Q(alias_of__isnull=True) & (~Q(text_state__status__in=BORROWING) | Q(Exists(source)))


def _leads_on(may_be_seen: Callable[[], Q], aliases: int = _ALIASES_MAX) -> Q:
    """Selects pages that show words of their own, or are an alias of a page that does."""
    own = _may_show_its_words(may_be_seen)
    if not aliases:
        return own
    target = Page.objects.filter(
        may_be_seen(), _in_published_language(), _leads_on(may_be_seen, aliases - 1), pk=OuterRef("alias_of")
    )
    return own | Q(Exists(target))


def current_pages() -> Q:
    """Selects the pages to which an address leads for readers who pass the restrictions (`view_restrictions_of`)."""
    return _in_time() & _in_published_language() & _leads_on(_in_time)


def has_public_row() -> Q:
    """Selects what `ContentQuerySet.with_public_row` returns, to be joined with other conditions."""
    return Q(live=True, alias_of__isnull=True)


def never_published() -> Q:
    """Selects pages that no reader has ever seen."""
    return Q(live=False, first_published_at__isnull=True)


def was_never_published(page: Page) -> bool:
    """Whether no reader has ever seen the page: the rule of `never_published` for one that is loaded."""
    return not page.live and page.first_published_at is None


def _was_open() -> Q:
    """Selects pages that are not restricted and were published before their time was over."""
    return (
        _unrestricted()
        & Q(first_published_at__isnull=False)
        & (Q(expire_at__isnull=True) | Q(expire_at__gt=F("last_published_at")))
    )


def _shown() -> Q:
    """Selects pages in whatever language that are open and may show their words."""
    return _open() & _may_show_its_words(_open)


def _published() -> Q:
    return _shown() & ~Q(text_state__status=UNTRANSLATED)


def view_restrictions_of(page: Page) -> QuerySet[PageViewRestriction]:
    """Returns the restrictions by which the querysets below hide a page: whoever passes all of them may see it."""
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
    """Selects the public rows in a queryset of images or documents. A restriction on an ancestor collection counts."""
    return _in_no_restricted_collection("collection__path")


def public_collections() -> Q:
    """Selects the public rows in a queryset of collections."""
    return _in_no_restricted_collection("path")


class ContentQuerySet(PageQuerySet):
    """The querysets of every page model of ours."""

    # Names of what `with_computed` annotates: values that are decided by other rows and not by the page's own.
    computed: ClassVar[tuple[str, ...]] = ()

    def with_computed(self) -> Self:
        return self

    def public(self) -> Self:
        """Returns the pages to which an address may lead: those that are shown, and aliases of them."""
        return self.filter(_open() & _in_published_language() & _leads_on(_open))

    def restricted(self) -> Self:
        """Returns the pages that are restricted, are below a restricted page, or show the words of such a page."""
        return self.exclude(_unrestricted() & _leads_on(_unrestricted))

    def public_until_withdrawn(self) -> Self:
        """Returns those of the pages that were live a moment ago that nothing else has hidden."""
        return self.filter(_was_open() & _in_published_language() & _leads_on(_was_open))

    def with_public_row(self) -> Self:
        """Returns the pages of which the row is what was published, and no copy of another page's.

        These are kept in order when something changes, those too that are restricted or whose time is over. Who may
        read them the other methods say.
        """
        return self.filter(has_public_row())

    def open(self) -> Self:
        """Returns the pages that are neither withdrawn nor restricted themselves, whosever words they show."""
        return self.filter(_open() & _in_published_language(), alias_of__isnull=True)

    def shown(self) -> Self:
        """Returns the pages that readers may be given by their address or key.

        A copy on which nothing is translated is given with its source's words.
        """
        return self.filter(_shown() & _in_published_language())

    def published(self) -> Self:
        """Returns the texts that can be read in their own language.

        A thing can be read in some language when it has at least one such text.
        """
        return self.filter(_published() & _in_published_language())

    def best_of(self, tags: Sequence[str]) -> Self:
        """Returns one page for each translation group: the published one in the first language of `tags` that has one.

        Each row is asked whether its group has a better one, along the index of (translation_key, locale). So a page of
        a list that is read along the index of its order costs what it holds, and not what there is.
        """
        tags = [tag for tag in tags if tag in settings.CONTENT_LANGUAGES]
        entries = _in_languages(tags[:1])
        for rank in range(1, len(tags)):
            better = Page.objects.filter(
                _published(),
                ~Q(path=OuterRef("path")),  # It always holds: it keeps PostgreSQL from hashing all better pages.
                _in_languages(tags[:rank]),
                translation_key=OuterRef("translation_key"),
            )
            entries |= _in_languages([tags[rank]]) & ~Q(Exists(better))
        return self.filter(_published(), entries)

    def best_of_groups(self, tags: Sequence[str]) -> Self:
        """Returns the same pages as `best_of`, for use where `filter` names their translation groups.

        There it is less work to read all the languages of each group and take the first than to ask of each page
        whether there is a better one. The result may be filtered by nothing else, because conditions apply before the
        choice is made. A group has pages of one type.
        """
        tags = [tag for tag in tags if tag in settings.CONTENT_LANGUAGES]
        rank = Case(*(When(locale__language_code=tag, then=Value(place)) for place, tag in enumerate(tags)))
        return (
            self.filter(_published(), _in_languages(tags)).order_by("translation_key", rank).distinct("translation_key")
        )


ContentManager = PageManager.from_queryset(ContentQuerySet)


def all_pages() -> ContentQuerySet:
    """Returns pages of every type as plain `Page` rows, hidden ones too: narrow it by a method above."""
    return ContentQuerySet(Page)


def shown_pages() -> ContentQuerySet:
    return all_pages().shown()


def published_pages() -> ContentQuerySet:
    return all_pages().published()
