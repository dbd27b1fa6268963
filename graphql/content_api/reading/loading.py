"""Loading without a query for each row.

Rows that were loaded together are a batch. The first of them that is asked for a relation loads it for all, so the
number of statements follows the shape of the question, never the number of rows. Every loader reads through the
querysets that decide visibility.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet, Subquery
from wagtail.models import Page

from cms.core.languages import fallbacks, full_chain
from cms.core.visibility import all_pages
from cms.media import models as media_models
from cms.media.pictures.presets import PRESETS
from content_api.reading.columns import columns, computed_columns, is_page, known_columns
from content_api.reading.dependencies import depending_only_on, depends_on
from content_api.reading.statements import Slot, Statement, check_sees_arguments_only, kept
from content_api.type_names import TYPE_NAMES
from engine.selection import arguments_asked
from syndication.tags import ROW_KINDS, page_kinds

Locales = tuple[str, ...]

# The field whose arguments name presets.
PICTURES = "Image.picture"


class Batch:
    """Rows loaded together, and the languages they were asked for in."""

    __slots__ = ("_memo", "locales", "rows")

    def __init__(self, rows: Sequence[Any], locales: Locales) -> None:
        self.rows = rows
        self.locales = locales
        self._memo: dict[object, Any] = {}

    def once(self, key: object, load: Callable[["Batch"], Any]) -> Any:
        """What `load` returns, computed for the first row that asks."""
        if key not in self._memo:
            self._memo[key] = load(self)
        return self._memo[key]

    @property
    def chain(self) -> Locales:
        """Along which related things are read: never missing for want of a translation."""
        return full_chain(self.locales)

    def keys(self) -> list[Any]:
        return [row.pk for row in self.rows]

    def groups(self) -> list[UUID]:
        return list({row.translation_key for row in self.rows})


def together(rows: Iterable[Any], locales: Locales) -> list[Any]:
    """Makes rows one batch."""
    found = list(rows)
    batch = Batch(found, locales)
    for row in found:
        row.batch = batch
    return found


# Makes a queryset of a model, from arguments that are part of what the statement is known by.
Choose = Callable[..., QuerySet[Any]]


def reading(
    choose: Choose, model: Any, *arguments: Hashable, also: Sequence[str] = (), computed: tuple[str, ...] = ()
) -> Statement:
    """Reads the rows of `choose(model, *arguments)`: the columns that the document needs, and those in `also`.

    `computed` names annotations of it that are read.
    """
    return _reading(choose, model, arguments, tuple(columns(model, TYPE_NAMES.get(model), *also)), computed)


@kept
def _reading(
    choose: Choose, model: Any, arguments: tuple[Hashable, ...], names: tuple[str, ...], computed: tuple[str, ...]
) -> Statement:
    check_sees_arguments_only(choose)
    known = {**known_columns(model), **{name: name for name in computed}}
    return Statement(_readable(choose(model, *arguments)), {name: known[name] for name in (*names, *computed)})


def _readable(queryset: QuerySet[Any]) -> QuerySet[Any]:
    """Returns the queryset with the values that other rows decide, unless it has them already."""
    missing = set(computed_columns(queryset.model)) - set(queryset.query.annotations)
    return queryset.with_computed() if missing else queryset  # type: ignore[attr-defined]


def load_rows(queryset: QuerySet[Any], locales: Locales, *also: str, computed: Sequence[str] = ()) -> list[Any]:
    """A batch from a queryset that is made for one question only. `computed` names annotations of it that are read."""
    model = queryset.model
    chosen = {**columns(model, TYPE_NAMES.get(model), *also), **{name: name for name in computed}}
    return together(Statement(_readable(queryset), chosen).rows(model), locales)


def _best(model: Any, chain: Locales) -> QuerySet[Any]:
    return model.objects.best_of_groups(chain).filter(translation_key__any_of=Slot("groups"))


def best_content(model: Any, groups: Iterable[UUID | None], locales: Locales) -> dict[UUID, Any]:
    """The best published page of each translation group, along these languages and their fallbacks."""
    wanted = {group for group in groups if group}
    if not wanted:
        return {}
    read = reading(_best, model, full_chain(locales))
    with depending_only_on(*group_tags(model, wanted)):
        rows = read.rows(model, groups=list(wanted))
    return {row.translation_key: row for row in together(rows, locales)}


def group_tags(model: type[Any], groups: Iterable[UUID]) -> Iterable[str]:
    """Yields the tags that pages chosen by their translation keys depend on.

    Where a value is computed from other pages of the kind, that is the whole kind.
    """
    if computed_columns(model):
        yield model.content_kind
    yield from map(str, groups)


@cache
def computed_kinds() -> tuple[str, ...]:
    """The kinds of which every row may alter what is computed of another."""
    return tuple(kind for label, kind in page_kinds().items() if computed_columns(apps.get_model(label)))


def _entry(model: Any, locales: Locales) -> QuerySet[Any]:
    return model.objects.best_of_groups(locales).filter(translation_key__is=Slot("group"))


def entry_of(model: Any, group: UUID, locales: Locales) -> Any:
    """The entry of a translation group in a list for the same languages."""
    with depending_only_on(*group_tags(model, [group])):
        rows = together(reading(_entry, model, locales).rows(model, group=group), locales)
    return rows[0] if rows else None


def own_locales(tag: str) -> Locales:
    """Returns the languages that count where only a page is named: its own, then those where its readers look next."""
    return (tag, *fallbacks(tag))


def _named(model: Any, column: str, locales: Locales | None) -> Any:
    if locales is None:
        return model.objects.published().filter(**{f"{column}__is": Slot("value")})
    page = model.objects.shown().filter(**{f"{column}__is": Slot("value")})
    # One page stands at an address: as a single value it is looked up first, and nothing else is walked.
    return model.objects.best_of_groups(locales).filter(translation_key=Subquery(page.values("translation_key")[:1]))


def entry_named(model: Any, column: str, value: Any, locales: Locales | None) -> Any:
    """The entry of the group to which the page with this value belongs; without languages, in that page's language."""
    with depending_only_on():
        rows = reading(_named, model, column, locales).rows(model, value=value)
    if not rows:
        depends_on("page")  # Any page may come to have it.
        return None
    depends_on(*group_tags(model, [rows[0].translation_key]))
    return together(rows, locales or own_locales(rows[0].locale_tag))[0]


def _shown(model: Any) -> Any:
    return model.objects.shown().filter(id__any_of=Slot("ids"))


def specific_content(identities: Iterable[tuple[int, int]], locales: Locales) -> dict[int, Any]:
    """Rows of mixed types from (page id, content type id), one statement a type.

    The ids come from a queryset that decided visibility; what they depend on is for the caller to say.
    """
    by_type: dict[int, list[int]] = defaultdict(list)
    for pk, content_type_id in identities:
        by_type[content_type_id].append(pk)
    found: dict[int, Any] = {}
    for content_type_id, pks in by_type.items():
        model: Any = ContentType.objects.get_for_id(content_type_id).model_class()
        if hasattr(model, "facts"):
            read = reading(_shown, model)
            found |= {row.pk: row for row in together(read.rows(model, ids=pks), locales)}
    return found


@kept
def _groups() -> Statement:
    return Statement(Page.objects.filter(id__any_of=Slot("ids")), {"id": "pk", "group": "translation_key"})


@kept
def _best_of_any_type(chain: Locales) -> Statement:
    return Statement(
        all_pages().best_of_groups(chain).filter(translation_key__any_of=Slot("groups")),
        {"group": "translation_key", "id": "pk", "type": "content_type_id"},
    )


def best_of_any_type(page_ids: Iterable[int], locales: Locales) -> dict[int, Any]:
    """Returns, by page id, the best published page of each page's group, of whatever type.

    Groups without one are left out.
    """
    wanted = set(page_ids)
    if not wanted:
        return {}
    with depending_only_on():
        # The group of a page never changes.
        groups = {row["id"]: row["group"] for row in _groups().values(ids=list(wanted))}
        depends_on(*computed_kinds(), *map(str, groups.values()))
        best = _best_of_any_type(full_chain(locales)).values(groups=list(set(groups.values())))
        rows = specific_content([(row["id"], row["type"]) for row in best], locales)
    by_group = {row["group"]: rows[row["id"]] for row in best if row["id"] in rows}
    return {pk: by_group[group] for pk, group in groups.items() if group in by_group}


def linked(row: Any, column: str, model: Any) -> list[Any]:
    """The rows of a model that a column of ids or group keys names, in its order and once; what is not public is left
    out."""
    found = row.batch.once(
        column,
        lambda batch: load(model, {key for other in batch.rows for key in getattr(other, column)}, batch.locales),
    )
    return [found[key] for key in dict.fromkeys(getattr(row, column)) if key in found]


def linked_one(row: Any, column: str, model: Any) -> Any:
    """The row of a model that a column with one id or group key names; None when it is not public."""
    found = row.batch.once(
        column, lambda batch: load(model, {getattr(other, column) for other in batch.rows}, batch.locales)
    )
    return found.get(getattr(row, column))


def load(model: Any, keys: Iterable[Any], locales: Locales) -> Mapping[Any, Any]:
    """Public rows of a model by what names them: pages by their group's key, the best of each; other rows by id."""
    if is_page(model):
        return best_content(model, keys, locales)
    return _by_id(model, keys, locales, specs=_specs()) if model is media_models.Image else _by_id(model, keys, locales)


def _specs() -> list[str]:
    """Returns the filter specifications of all presets that the document names, and of that for link previews."""
    asked = {arguments["preset"].value for arguments in arguments_asked(PICTURES)}
    wanted = asked | {"SOCIAL"} if asked else PRESETS
    return [spec for name in sorted(wanted) for spec in PRESETS[name].filter_specs()]


def _visible_named(model: Any) -> Any:
    return visible(model).filter(id__any_of=Slot("ids"))


def visible(model: Any) -> QuerySet[Any]:
    """The rows of a model without pages that readers may see: all, where the model does not tell them apart."""
    rows = model.objects
    return rows.public() if hasattr(rows, "public") else rows.all()


def _by_id(model: Any, ids: Iterable[int | None], locales: Locales, **given: Any) -> dict[int, Any]:
    """Returns public rows by primary key.

    Of models whose rows are not all public, an answer depends on the rows it names; of others, on the whole kind.
    """
    wanted = [pk for pk in ids if pk]
    if not wanted:
        return {}
    if hasattr(model.objects, "public"):
        with depending_only_on(*(f"{ROW_KINDS[model._meta.label]}:{pk}" for pk in wanted)):
            rows = reading(_visible_named, model).rows(model, ids=wanted, **given)
    else:
        rows = reading(_visible_named, model).rows(model, ids=wanted)
    return {row.pk: row for row in together(rows, locales)}
