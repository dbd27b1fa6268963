"""Documents over any schema, made by chance: the same for the same seed."""

import json
import random
from collections.abc import Iterator, Sequence
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
)

DEEPEST = 4
TAGS = ("fi", "sv", "en", "ru", "xx")
DAYS = ("2025-01-31", "2026-01-15", "2026-02-30")


class Enum(str):
    """A value that is written without quotation marks."""

    __slots__ = ()


class Generator:
    """One document. `ids` and `paths` are things that exist; beside them some are made up."""

    def __init__(self, schema: GraphQLSchema, chance: random.Random, ids: Sequence[str], paths: Sequence[str]) -> None:
        self._schema = schema
        self._chance = chance
        self._ids = (*ids, "nothing", "T3JnYW5pc2F0aW9uOjk5OTk5OQ==")
        self._paths = (*paths, "/fi/ei-ole/", "", "fi")
        self._fragments: list[str] = []
        self._declared: dict[str, str] = {}
        self.variables: dict[str, Any] = {}

    def document(self) -> str:
        root = self._schema.query_type
        assert root is not None
        selection = self._selection(root, 0)
        declared = ", ".join(f"${name}: {kind}" for name, kind in self._declared.items())
        return "\n".join([f"query Q{f'({declared})' if declared else ''} {selection}", *self._fragments])

    def _may(self, likelihood: float) -> bool:
        return self._chance.random() < likelihood

    def _selection(self, of: Any, depth: int) -> str:
        if is_abstract_type(of):
            return "{ " + " ".join(self._of_abstract(of, depth)) + " }"
        parts = [self._field(name, field, depth) for name, field in self._some_fields(of, depth)]
        parts = [part for part in parts if part] or ["__typename"]
        text = "{ " + " ".join(parts) + " }"
        if self._may(0.15):
            name = f"F{len(self._fragments)}"
            self._fragments.append(f"fragment {name} on {of.name} {text}")
            # Spread twice it is merged with itself.
            text = f"{{ ...{name} ...{name} __typename }}"
        return text

    def _of_abstract(self, of: Any, depth: int) -> Iterator[str]:
        yield "__typename"
        possible = list(self._schema.get_possible_types(of))
        for kind in self._chance.sample(possible, min(2, len(possible))):
            yield f"... on {kind.name}{self._directive()} {self._selection(kind, depth)}"
        fields = getattr(of, "fields", {})
        for name in self._chance.sample(sorted(fields), min(2, len(fields))):
            yield self._field(name, fields[name], depth)

    def _some_fields(self, of: GraphQLObjectType, depth: int) -> list[tuple[str, GraphQLField]]:
        names = sorted(of.fields)
        return [(name, of.fields[name]) for name in self._chance.sample(names, min(len(names), 3 if depth else 2))]

    def _field(self, name: str, field: GraphQLField, depth: int) -> str:
        kind = get_named_type(field.type)
        if not is_leaf_type(kind) and depth >= DEEPEST:
            return ""
        arguments = [
            f"{argument}: {self._argument(argument, definition.type)}"
            for argument, definition in field.args.items()
            if isinstance(definition.type, GraphQLNonNull) or self._may(0.35)
        ]
        given = f"({', '.join(arguments)})" if arguments else ""
        # The same name with other arguments would not merge.
        alias = f"a{self._chance.randrange(10**9)}: " if arguments or self._may(0.1) else ""
        inner = "" if is_leaf_type(kind) else f" {self._selection(kind, depth + 1)}"
        return f"{alias}{name}{given}{self._directive()}{inner}"

    def _directive(self) -> str:
        if not self._may(0.12):
            return ""
        if (flag := self._chance.choice(["$flag", "true", "false"])) == "$flag":
            self._declared["flag"] = "Boolean!"
            self.variables["flag"] = bool(self._chance.randrange(2))
        return f" @{self._chance.choice(['skip', 'include'])}(if: {flag})"

    def _argument(self, name: str, kind: Any) -> str:
        value = self._value(name, kind, 0)
        if not self._may(0.3):
            return _written(value)
        variable = f"v{len(self._declared)}"
        self._declared[variable] = str(kind)
        if isinstance(kind, GraphQLNonNull) or self._may(0.8):
            self.variables[variable] = json.loads(_written(value, as_json=True))
        return f"${variable}"

    def _value(self, name: str, kind: Any, depth: int) -> Any:
        if isinstance(kind, GraphQLNonNull):
            return self._value(name, kind.of_type, depth)
        if isinstance(kind, GraphQLList):
            return [self._value(name, kind.of_type, depth) for _ in range(self._chance.randrange(3))]
        if isinstance(kind, GraphQLEnumType):
            return Enum(self._chance.choice(sorted(kind.values)))
        if isinstance(kind, GraphQLInputObjectType):
            return self._object(kind, depth)
        choices: dict[str, Sequence[Any]] = {
            "Int": (1, 2, 20, 101, 0),
            "Boolean": (True, False),
            "ID": self._ids,
            "LanguageTag": TAGS,
            "Date": DAYS,
            "DateTime": ("2026-01-31T12:00:00+02:00", "2026-01-31T12:00:00"),
            "Cursor": ("x", "W10="),
        }
        return self._chance.choice(choices.get(kind.name, (*self._paths, "osallisuus", "049", "hanke*")))

    def _object(self, kind: GraphQLInputObjectType, depth: int) -> dict[str, Any]:
        fields = {name: of for name, of in kind.fields.items() if depth < 2 or name not in {"and", "or", "not"}}
        # Strawberry marks what takes exactly one in a way that graphql-core does not know.
        number = 1 if kind.name == "ContentBy" else self._chance.randrange(3)
        return {
            name: self._value(name, fields[name].type, depth + 1)
            for name in self._chance.sample(sorted(fields), min(number, len(fields)))
        }


def _written(value: Any, *, as_json: bool = False) -> str:
    if isinstance(value, Enum):
        return json.dumps(str(value)) if as_json else str(value)
    if isinstance(value, list):
        return "[" + ", ".join(_written(item, as_json=as_json) for item in value) + "]"
    if isinstance(value, dict):
        parts = (
            f"{json.dumps(name) if as_json else name}: {_written(item, as_json=as_json)}"
            for name, item in value.items()
        )
        return "{" + ", ".join(parts) + "}"
    return json.dumps(value, ensure_ascii=False)
