"""Which rows public answers are made of, and under which tags a change of them is told.

A tag is a short text. An answer carries the tags of what it was made of (they are its surrogate keys too), a change
fires the tags of what it altered, and an answer is old when the two meet:

- `all`: carried by every answer; fired by what may alter any of them.
- a kind, such as `news-article`: any row of that kind, the rows that belong to it included.
- `page`: any page of any type, for answers that were made of `wagtailcore_page` alone.
- a translation key: any page of that group, in any language, with the rows that belong to it.
- `image:5`: one row of a kind that is no page.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

ALL = "all"
PAGE = "page"
SITE = "site"
REDIRECT = "redirect"

# With the pages (`page_kinds`) the one list of what is public. Rows that belong to a page, its children and its
# many-to-many rows, follow from it.
ROW_KINDS: Mapping[str, str] = {
    "media.Image": "image",
    "media.Document": "document",
    "organisations.Area": "area",
    "organisations.Body": "body",
    "organisations.Contact": "contact",
    "organisations.KeyFigure": "key-figure",
    "organisations.Membership": "membership",
    "organisations.Programme": "programme",
    "organisations.Representation": "representation",
    "organisations.TargetGroup": "target-group",
    "organisations.Theme": "theme",
}
# Rows that belong to one of the rows above, and the column that says to which.
PARTS: Mapping[str, tuple[str, str]] = {
    "media.Rendition": ("image", "image_id"),
    "organisations.BodyTerm": ("body", "body_id"),
    "organisations.KeyFigureValue": ("key-figure", "figure_id"),
}
# Few rows, read together: nobody asks for one of them by its key.
WHOLE_KINDS: Mapping[str, str] = {
    "home.Menu": SITE,
    "home.Footer": SITE,
    "home.SiteSettings": SITE,
    "home.SiteChannel": SITE,
    "home.SignUp": SITE,
    "home.GoneAddress": REDIRECT,
    "wagtailredirects.Redirect": REDIRECT,
    "wagtailembeds.Embed": "embed",
    # What decides for everything else: languages, addresses, privacy.
    "wagtailcore.Locale": ALL,
    "wagtailcore.Site": ALL,
    "wagtailcore.PageViewRestriction": ALL,
    "wagtailcore.CollectionViewRestriction": ALL,
    "wagtailcore.Collection": ALL,
}
# Read, and changed by nothing but a release, or only together with pages that the same statement reads.
CONSTANT = frozenset({"contenttypes.ContentType", "search.Word"})
# No public answer is made of these. A model in neither list fails a system check.
UNREAD_APPS = frozenset(
    {
        "admin", "auth", "axes", "contenttypes", "editing", "procrastinate", "sessions", "syndication", "taggit",
        "users",
        "wagtail_localize", "wagtailadmin", "wagtailsearch", "wagtailusers",
        # Wagtail's own images and documents: ours take their place.
        "wagtaildocs", "wagtailimages",
    }
)  # fmt: skip
UNREAD = frozenset(
    f"translation.{name}"
    for name in (
        "Approval", "Assignment", "Digest", "MachineBudget", "MachineJob", "Presence", "PublishedTexts", "Question",
        "QuestionMessage", "ReadyDraft", "Release", "ReleaseFollower", "ReleasePage", "ReplacedText", "StringWords",
        "Term", "TextVersion",
    )
) | frozenset(
    f"wagtailcore.{name}"
    for name in (
        "APIToken", "CollectionViewRestriction_groups", "Comment", "CommentReply", "GroupApprovalTask",
        "GroupApprovalTask_groups", "GroupCollectionPermission", "GroupPagePermission", "GroupSitePermission",
        "ModelLogEntry", "PageLogEntry", "PageSubscription", "PageViewRestriction_groups", "ReferenceIndex", "Revision",
        "Task", "TaskState", "UploadedFile", "Workflow", "WorkflowContentType", "WorkflowPage", "WorkflowState",
        "WorkflowTask",
    )
)  # fmt: skip

# Columns of `wagtailcore_page` that only editors see. Saving a draft changes these and no others.
# Of `numchild` too: the API finds children by their path.
EDITORS_COLUMNS = frozenset(
    {
        "draft_title", "expired", "go_live_at", "has_unpublished_changes", "latest_revision_created_at",
        "latest_revision_id", "live_revision_id", "locked", "locked_at", "locked_by_id", "numchild", "owner_id",
    }
)  # fmt: skip


class Lead(Enum):
    """How a row of a table leads to its tags."""

    TREE = "tree"  # the page's own row of `wagtailcore_page`: by its content type and translation key
    GROUP = "group"  # a row of a page, by the page's id: to the page's group
    ROW = "row"  # by the key of a row of this kind
    KIND = "kind"  # the kind alone


@dataclass(frozen=True, slots=True)
class Source:
    """A table that public answers are made of."""

    table: str
    lead: Lead
    # None: the kind of the page that the row is of.
    kind: str | None
    # The table's own key, and the column that leads on: to the page, or to the row that it belongs to.
    primary_key: str
    key: str
    # Whether each row is a page, beside the page's row in `wagtailcore_page`.
    is_page_type: bool = False


def _source(model: Any, lead: Lead, kind: str | None, key: str | None = None, *, is_page_type: bool = False) -> Source:
    primary_key = model._meta.pk.column
    return Source(model._meta.db_table, lead, kind, primary_key, key or primary_key, is_page_type)


def _belongings(model: Any) -> Iterator[tuple[Any, str]]:
    """Models of the rows that belong to a page of this model, with the column that holds the page's id."""
    for relation in get_all_child_relations(model):
        if relation.related_model._meta.app_label not in {"wagtailcore", *UNREAD_APPS}:
            yield relation.related_model, relation.field.column
    for field in model._meta.local_many_to_many:
        through = field.remote_field.through
        if through._meta.auto_created:
            yield through, through._meta.get_field(field.m2m_field_name()).column


def _every_source() -> Iterator[Source]:
    yield _source(Page, Lead.TREE, None)
    yield _source(apps.get_model("translation.TextState"), Lead.GROUP, None, "page_id")
    yield _source(apps.get_model("search.PageText"), Lead.GROUP, None, "page_id")
    for label, kind in page_kinds().items():
        model = apps.get_model(label)
        yield _source(model, Lead.GROUP, kind, is_page_type=True)
        for part, column in _belongings(model):
            yield _source(part, Lead.GROUP, kind, column)
    for label, kind in ROW_KINDS.items():
        yield _source(apps.get_model(label), Lead.ROW, kind)
    for label, (kind, column) in PARTS.items():
        yield _source(apps.get_model(label), Lead.ROW, kind, column)
    for label, kind in WHOLE_KINDS.items():
        yield _source(apps.get_model(label), Lead.KIND, kind)


@cache
def page_kinds() -> Mapping[str, str]:
    """The kind of each page model, by its label: the models' own `content_kind`. The app registry must be ready."""
    kinds = {
        model._meta.label: model.content_kind
        for model in apps.get_models()
        if issubclass(model, Page) and hasattr(model, "content_kind")
    }
    return dict(sorted(kinds.items()))


@cache
def sources() -> Mapping[str, Source]:
    """Every table that public answers are made of, by name. The app registry must be ready."""
    return {source.table: source for source in _every_source()}


@dataclass(frozen=True, slots=True)
class Turn:
    """A column of dates and times at which answers turn by themselves, in a table with a row for each page.

    `page` is the column with the page's id. Only pages that are live count, whatever the table.
    """

    table: str
    page: str
    column: str


@cache
def turns() -> tuple[Turn, ...]:
    """Returns every column by which pages turn: their expiry, and what the models name in `turns`.

    The app registry must be ready.
    """
    own = (
        Turn(model._meta.db_table, model._meta.pk.column, model._meta.get_field(name).column)
        for model in map(apps.get_model, page_kinds())
        for name in model.turns
    )
    return (Turn(Page._meta.db_table, "id", "expire_at"), *own)


@cache
def _constant_tables() -> frozenset[str]:
    return frozenset(apps.get_model(label)._meta.db_table for label in CONSTANT)


def statement_tags(tables: frozenset[str]) -> frozenset[str] | None:
    """The tags of what a statement reads from these tables; None when one of them is not known to be public.

    Beside a page type's own table, `wagtailcore_page` and the text states are taken for rows of the same pages: a
    statement that joins other pages through them alone must name their tags itself.
    """
    known = sources()
    read = [known.get(table) for table in tables - _constant_tables()]
    if None in read:
        return None
    found = [source for source in read if source is not None]
    has_page_type = any(source.is_page_type for source in found)
    tags = {source.kind or PAGE for source in found if source.kind is not None or not has_page_type}
    return frozenset(tags)


def undecided() -> list[type[Model]]:
    """Models that this module says nothing about."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy
        and model._meta.db_table not in sources()
        and model._meta.app_label not in UNREAD_APPS
        and model._meta.label not in UNREAD
        and model._meta.label not in CONSTANT
    ]
