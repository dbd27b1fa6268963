"""Loading without a query for each row.

Rows that were loaded together are peers. The first of them that is asked for a relation loads it for all, so the
number of statements follows the shape of the question, never the number of rows. Every loader reads through the
querysets that decide visibility.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet, Subquery
from wagtail.models import Page

from cms.core.languages import fallbacks, full_chain
from cms.core.visibility import all_pages
from cms.media import models as media_models
from cms.media.presets import PRESETS
from content_api.reading.columns import columns
from content_api.reading.dependencies import depends_on, narrowed
from content_api.reading.statements import Slot, Statement, remembered
from content_api.type_names import TYPE_NAMES
from engine.selection import arguments_asked
from organisations import models as organisation_models

Wish = tuple[str, ...]

# The field whose arguments name presets.
PICTURES = "Image.picture"


class Peers:
    """Rows loaded together, and the languages they were asked for in."""

    __slots__ = ("_memo", "rows", "wish")

    def __init__(self, rows: Sequence[Any], wish: Wish) -> None:
        self.rows = rows
        self.wish = wish
        self._memo: dict[object, Any] = {}

    def once(self, key: object, load: Callable[["Peers"], Any]) -> Any:
        """What `load` returns, computed for the first peer that asks."""
        if key not in self._memo:
            self._memo[key] = load(self)
        return self._memo[key]

    @property
    def chain(self) -> Wish:
        """Along which related things are read: never missing for want of a translation."""
        return full_chain(self.wish)

    def keys(self) -> list[Any]:
        return [row.pk for row in self.rows]

    def groups(self) -> list[UUID]:
        return list({row.translation_key for row in self.rows})


def together(rows: Iterable[Any], wish: Wish) -> list[Any]:
    """Makes rows peers of each other."""
    found = list(rows)
    peers = Peers(found, wish)
    for row in found:
        row.peers = peers
    return found


def statement(key: Hashable, model: type[Any], build: Callable[[], QuerySet[Any]], *also: str) -> Statement:
    """Reads the columns that the document needs of `model`, those named in `also` too. `key` tells `build`'s
    querysets apart."""
    chosen = columns(model, TYPE_NAMES.get(model), *also)
    return remembered((model, key, tuple(chosen)), lambda: Statement(_readable(build()), chosen))


def _readable(queryset: QuerySet[Any]) -> QuerySet[Any]:
    if queryset.model is organisation_models.AdvocacyPositionPage and "is_in_force" not in queryset.query.annotations:
        return queryset.with_in_force()  # type: ignore[attr-defined]
    return queryset


def load_rows(queryset: QuerySet[Any], wish: Wish, *also: str) -> list[Any]:
    """Peers from a queryset that is made for one question only."""
    model = queryset.model
    chosen = columns(model, TYPE_NAMES.get(model), *also)
    return together(Statement(_readable(queryset), chosen).rows(model), wish)


def best_content(model: Any, groups: Iterable[UUID | None], wish: Wish) -> dict[UUID, Any]:
    """The best published page of each translation group, along the wish and its fallbacks."""
    wanted = {group for group in groups if group}
    if not wanted:
        return {}
    chain = full_chain(wish)
    best = statement(
        ("best", chain),
        model,
        lambda: model.objects.best_of_groups(chain).filter(translation_key__any_of=Slot("groups")),
    )
    with narrowed(*group_tags(model, wanted)):
        rows = best.rows(model, groups=list(wanted))
    return {row.translation_key: row for row in together(rows, wish)}


def group_tags(model: type[Any], groups: Iterable[UUID]) -> Iterable[str]:
    """What pages chosen by their groups depend on. Whether a position is in force, others of its type decide."""
    if model is organisation_models.AdvocacyPositionPage:
        yield "advocacy-position"
    yield from map(str, groups)


def entry_of(model: Any, group: UUID, wish: Wish) -> Any:
    """The entry of a translation group in a list for the same wish."""
    read = statement(
        ("entry", wish), model, lambda: model.objects.best_of_groups(wish).filter(translation_key__is=Slot("group"))
    )
    with narrowed(*group_tags(model, [group])):
        rows = together(read.rows(model, group=group), wish)
    return rows[0] if rows else None


def own_wish(tag: str) -> Wish:
    """What is asked for where only a page is named: its own language, then where its readers look next."""
    return (tag, *fallbacks(tag))


def entry_named(model: Any, column: str, value: Any, wish: Wish | None) -> Any:
    """The entry of the group to which the page with this value belongs; without a wish, in that page's language."""

    def of() -> QuerySet[Any]:
        if wish is None:
            return model.objects.published().filter(**{f"{column}__is": Slot("value")})
        page = model.objects.shown().filter(**{f"{column}__is": Slot("value")})
        # One page stands at an address: as a single value it is looked up first, and nothing else is walked.
        return model.objects.best_of_groups(wish).filter(translation_key=Subquery(page.values("translation_key")[:1]))

    with narrowed():
        rows = statement(("named", column, wish), model, of).rows(model, value=value)
    if not rows:
        depends_on("page")  # Any page may come to have it.
        return None
    depends_on(*group_tags(model, [rows[0].translation_key]))
    return together(rows, wish or own_wish(rows[0].locale_tag))[0]


def specific_content(identities: Iterable[tuple[int, int]], wish: Wish) -> dict[int, Any]:
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
            read = statement("shown", model, lambda: model.objects.shown().filter(id__any_of=Slot("ids")))  # noqa: B023 (called at once)
            found |= {row.pk: row for row in together(read.rows(model, ids=pks), wish)}
    return found


def best_of_any_type(page_ids: Iterable[int], wish: Wish) -> dict[int, Any]:
    """For each page id the best published page of its group, whatever its type; absent where there is none."""
    wanted = set(page_ids)
    if not wanted:
        return {}
    chain = full_chain(wish)
    with narrowed():
        # The group of a page never changes.
        rows_named = remembered(
            "groups",
            lambda: Statement(Page.objects.filter(id__any_of=Slot("ids")), {"id": "pk", "group": "translation_key"}),
        ).values(ids=list(wanted))
        groups = {row["id"]: row["group"] for row in rows_named}
        depends_on("advocacy-position", *map(str, groups.values()))
        best = remembered(
            ("best of any type", chain),
            lambda: Statement(
                all_pages().best_of_groups(chain).filter(translation_key__any_of=Slot("groups")),
                {"group": "translation_key", "id": "pk", "type": "content_type_id"},
            ),
        ).values(groups=list(set(groups.values())))
        rows = specific_content([(row["id"], row["type"]) for row in best], wish)
    by_group = {row["group"]: rows[row["id"]] for row in best if row["id"] in rows}
    return {pk: by_group[group] for pk, group in groups.items() if group in by_group}


Load = Callable[[Iterable[Any], Wish], Mapping[Any, Any]]


def linked(row: Any, column: str, load: Load) -> list[Any]:
    """What a column of ids or group keys names, in its order and once; what is not public is left out."""
    found = row.peers.once(
        column,
        lambda peers: load({key for peer in peers.rows for key in getattr(peer, column)}, peers.wish),
    )
    return [found[key] for key in dict.fromkeys(getattr(row, column)) if key in found]


def linked_one(row: Any, column: str, load: Load) -> Any:
    """What a column with one id or group key names; None when it is not public."""
    found = row.peers.once(column, lambda peers: load({getattr(peer, column) for peer in peers.rows}, peers.wish))
    return found.get(getattr(row, column))


def organisations(groups: Iterable[UUID | None], wish: Wish) -> dict[UUID, Any]:
    return best_content(organisation_models.OrganisationPage, groups, wish)


def projects(groups: Iterable[UUID | None], wish: Wish) -> dict[UUID, Any]:
    return best_content(organisation_models.ProjectPage, groups, wish)


def positions(groups: Iterable[UUID | None], wish: Wish) -> dict[UUID, Any]:
    return best_content(organisation_models.AdvocacyPositionPage, groups, wish)


def contacts(ids: Iterable[int | None], wish: Wish) -> dict[int, Any]:
    return _by_id(organisation_models.Contact, lambda of: of.objects.public(), ids, wish, "contact")


def images(ids: Iterable[int | None], wish: Wish) -> dict[int, Any]:
    """With their renditions of all presets that the document names, and of that for link previews."""
    asked = {arguments["preset"].value for arguments in arguments_asked(PICTURES)}
    wanted = asked | {"SOCIAL"} if asked else PRESETS
    specs = [spec for name in sorted(wanted) for spec in PRESETS[name].filter_specs()]
    return _by_id(media_models.Image, lambda of: of.objects.public(), ids, wish, "image", specs=specs)


def documents(ids: Iterable[int | None], wish: Wish) -> dict[int, Any]:
    return _by_id(media_models.Document, lambda of: of.objects.public(), ids, wish, "document")


def key_figures(ids: Iterable[int | None], wish: Wish) -> dict[int, Any]:
    return _by_id(organisation_models.KeyFigure, _all, ids, wish)


def themes(ids: Iterable[int | None], wish: Wish) -> dict[int, Any]:
    return _by_id(organisation_models.Theme, _all, ids, wish)


def target_groups(ids: Iterable[int | None], wish: Wish) -> dict[int, Any]:
    return _by_id(organisation_models.TargetGroup, _all, ids, wish)


def areas(ids: Iterable[int | None], wish: Wish) -> dict[int, Any]:
    return _by_id(organisation_models.Area, _all, ids, wish)


def programmes(ids: Iterable[int | None], wish: Wish) -> dict[int, Any]:
    return _by_id(organisation_models.Programme, _all, ids, wish)


def _all(model: Any) -> QuerySet[Any]:
    return model._default_manager.all()


def _by_id(
    model: Any,
    public: Callable[[Any], QuerySet[Any]],
    ids: Iterable[int | None],
    wish: Wish,
    tag: str | None = None,
    **given: Any,
) -> dict[int, Any]:
    """`tag` is the kind whose rows are followed one by one; without it an answer depends on all of them."""
    wanted = [pk for pk in ids if pk]
    if not wanted:
        return {}
    read = statement("by id", model, lambda: public(model).filter(id__any_of=Slot("ids")))
    if tag is None:
        rows = read.rows(model, ids=wanted)
    else:
        with narrowed(*(f"{tag}:{pk}" for pk in wanted)):
            rows = read.rows(model, ids=wanted, **given)
    return {row.pk: row for row in together(rows, wish)}


def child_rows(peers: Peers, model: Any) -> dict[int, list[Any]]:
    """Child rows that are public as their page is: addresses, channels."""
    read = statement(
        "children",
        model,
        lambda: model.objects.filter(page__any_of=Slot("pages")).order_by("page_id", "sort_order", "pk"),
    )
    with narrowed(*map(str, peers.groups())):
        rows = together(read.rows(model, pages=peers.keys()), peers.wish)
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.page_id].append(row)
    return grouped


def children(page: Any, model: Any) -> list[Any]:
    return page.peers.once(model, lambda peers: child_rows(peers, model)).get(page.pk, [])
