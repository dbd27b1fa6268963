"""Lists inside an object, such as an organisation's projects: one statement for all the parents together."""

from collections import defaultdict
from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import DenseRank

from content_api import loading
from content_api.connections import Order, Slice, columns_of, connection, window_order
from content_api.loading import Peers


def numbered_lists(
    peers: Peers, rows: QuerySet[Any], parent_key: str, order: Order, part: Slice
) -> dict[Any, list[Any]]:
    """For each parent's translation key its page of rows, at most one more than asked.

    `parent_key` is the path from a row to the parent's translation key. A row may belong to several parents.
    """
    numbered = (
        part.narrow(rows.filter(**{f"{parent_key}__in": peers.groups()}), order)
        .annotate(
            parent_key=F(parent_key),
            place=Window(DenseRank(), partition_by=F(parent_key), order_by=window_order(order)),
        )
        .filter(place__lte=part.size + 1)
        .order_by("parent_key", "place")
    )
    # One thing may be tied to a parent twice, by two of its languages; it has one place.
    pairs = list(dict.fromkeys(numbered.values_list("parent_key", "pk")))
    wanted = rows.model._default_manager.filter(pk__in={pk for _, pk in pairs})
    found = {row.pk: row for row in loading.load_rows(wanted, peers.wish, *columns_of(order))}
    lists: dict[Any, list[Any]] = defaultdict(list)
    for key, pk in pairs:
        lists[key].append(found[pk])
    return lists


def _counts(peers: Peers, rows: QuerySet[Any], parent_key: str) -> dict[Any, int]:
    counted = (
        rows.filter(**{f"{parent_key}__in": peers.groups()})
        .values(parent_key)
        .annotate(number=Count("pk", distinct=True))
    )
    return {row[parent_key]: row["number"] for row in counted.order_by()}


def nested_connection(parent: Any, name: str, rows: QuerySet[Any], parent_key: str, order: Order, part: Slice) -> Any:
    """`rows` decides visibility."""
    peers: Peers = parent.peers
    lists = peers.once((name, part), lambda peers: numbered_lists(peers, rows, parent_key, order, part))

    def count() -> int:
        counts = peers.once((name, "count"), lambda peers: _counts(peers, rows, parent_key))
        return counts.get(parent.translation_key, 0)

    return connection(lists.get(parent.translation_key, []), order, part, count)
