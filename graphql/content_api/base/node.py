import strawberry

from content_api import ids
from content_api.type_names import TYPE_NAMES


@strawberry.interface(description="Anything with a global ID.")
class Node:
    @strawberry.field(description="Global ID: opaque, lasting, and what `node(id:)` takes.")
    def id(self) -> strawberry.ID:
        name, pk = identity(self)
        return strawberry.ID(ids.encode(name, pk))


def identity(row: object) -> tuple[str, int]:
    return TYPE_NAMES[type(row)], row.pk  # type: ignore[attr-defined]
