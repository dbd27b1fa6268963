"""Lists inside an object, such as an organisation's projects: one statement for all the parents together."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import DenseRank

from content_api.lists.connections import Order, Slice, columns_of, connection, window_order
from content_api.reading import loading
from content_api.reading.loading import Batch, Locales
from content_api.reading.statements import Slot, Statement, kept


@dataclass(frozen=True, slots=True)
class Nested:
    """A kind of list. `rows` decides visibility, for readers along these languages.

    `parent_key` is the path from a row to its parent's translation key. A row may belong to several parents.
    """

    model: Any
    rows: Callable[[Locales], QuerySet[Any]]
    parent_key: str
    order: Order
    # Leaves out rows that could not be answered.
    readable: Callable[[list[Any]], list[Any]] = list

    def of_parents(self, chain: Locales) -> QuerySet[Any]:
        return self.rows(chain).filter(**{f"{self.parent_key}__any_of": Slot("groups")})

    def connection(self, parent: Any, part: Slice) -> Any:
        batch: Batch = parent.batch
        lists = batch.once((self, part), lambda batch: self._lists(batch, part))

        def count() -> int:
            counts = batch.once((self, "count"), self._counts)
            return counts.get(parent.translation_key, 0)

        return connection(lists.get(parent.translation_key, []), self.order, part, count)

    def _lists(self, batch: Batch, part: Slice) -> dict[Any, list[Any]]:
        """Returns a page of rows for each parent, by the parent's translation key: at most one more row than was asked
        for.
        """
        chain = batch.chain

        pairs = _numbered(self, chain, part).values(groups=batch.groups())
        # One thing may be tied to a parent twice, by two of its languages; it has one place.
        places = dict.fromkeys((pair["parent"], pair["id"]) for pair in pairs)
        read = loading.reading(_by_id, self.model, also=columns_of(self.order))
        rows = loading.together(read.rows(self.model, ids=list({pk for _, pk in places})), batch.locales)
        found = {row.pk: row for row in self.readable(rows)}
        lists: dict[Any, list[Any]] = defaultdict(list)
        for key, pk in places:
            if pk in found:
                lists[key].append(found[pk])
        return lists

    def _counts(self, batch: Batch) -> dict[Any, int]:
        rows = _counted(self, batch.chain).values(groups=batch.groups())
        return {row["parent"]: row["number"] for row in rows}


@kept
def _numbered(of: Nested, chain: Locales, part: Slice) -> Statement:
    """Keys of rows and of their parents, of each parent a page in its order."""
    place = Window(DenseRank(), partition_by=F(of.parent_key), order_by=window_order(of.order))
    rows = (
        part.narrow(of.of_parents(chain), of.order)
        .annotate(parent_key=F(of.parent_key), place=place)
        .filter(place__lte=part.size + 1)
        .order_by("parent_key", "place")
    )
    return Statement(rows, {"parent": "parent_key", "id": "pk"})


@kept
def _counted(of: Nested, chain: Locales) -> Statement:
    rows = of.of_parents(chain).order_by().values(of.parent_key)
    return Statement(rows.annotate(number=Count("pk", distinct=True)), {"parent": of.parent_key, "number": "number"})


def _by_id(model: Any) -> Any:
    return model._default_manager.filter(id__any_of=Slot("ids"))
