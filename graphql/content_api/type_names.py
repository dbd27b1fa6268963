"""Which type of the schema a model's rows are."""

from typing import Any

# Each module of types adds its own.
TYPE_NAMES: dict[type, str] = {}
# The types of the schema that are made for rows of a model, by name.
TYPES: dict[str, type[Any]] = {}


def named(name: str, *models: type) -> str:
    """Registers the models that a schema type stands for, and returns its name."""
    for model in models:
        TYPE_NAMES[model] = name
    return name
