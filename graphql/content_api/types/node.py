import strawberry

from content_api import ids


@strawberry.interface(description="Anything with a global ID.")
class Node:
    @strawberry.field(description="Global ID: opaque, lasting, and what `node(id:)` takes.")
    def id(self) -> strawberry.ID:
        name, pk = identity(self)
        return strawberry.ID(ids.encode(name, pk))


# Model class to the schema's type name; each module of types adds its own.
TYPE_NAMES: dict[type, str] = {}


def named(name: str, *models: type) -> str:
    """Registers the models that a schema type stands for, and returns its name."""
    for model in models:
        TYPE_NAMES[model] = name
    return name


def identity(row: object) -> tuple[str, int]:
    return TYPE_NAMES[type(row)], row.pk  # type: ignore[attr-defined]
