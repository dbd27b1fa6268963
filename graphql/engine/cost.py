"""What a question may cost: how many objects its answer may hold at most.

An object costs 1. A page of a list costs its size times what one entry costs, so pages within pages multiply; a list
without pages is taken to hold as many as `limits.LIST_WEIGHTS` says. Sizes that come from variables are known only with
a request, so the cost of an operation is a sum of products, worked out once, that a request fills in.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLType,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)
from graphql.utilities import value_from_ast_untyped

from engine import limits
from engine.measuring import MANY, Fragments, innermost_first


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of the operation, and the value that it has when a request gives none."""

    name: str
    default: Any = None


@dataclass(frozen=True, slots=True)
class PageSize:
    """The size of a page, as `first` and `last` say. Either is a number, a variable, or None when it was left out."""

    first: int | Variable | None
    last: int | Variable | None

    def value(self, variables: Mapping[str, Any]) -> int:
        """How many entries the page may hold, between 0 and the largest size there is."""
        for given in (self.last, self.first):
            if isinstance(given, Variable):
                given = variables.get(given.name, given.default)
            if isinstance(given, int | float) and given == given:
                # What is out of bounds is refused where it is read.
                return int(min(max(given, 0), limits.PAGE_SIZE_MAX))
        return limits.PAGE_SIZE_DEFAULT


@dataclass(frozen=True, slots=True)
class Length:
    """The number of names in a list that a variable holds, such as the `ids` of `nodes`."""

    of: Variable

    def value(self, variables: Mapping[str, Any]) -> int:
        given = variables.get(self.of.name, self.of.default)
        return min(len(given), limits.NODES_MAX) if isinstance(given, list | tuple) else 1


class _OfThePage:
    """Stands for the size of a connection's page until the walk has come back to the connection's own field, where
    `first` and `last` are given.
    """

    def value(self, variables: Mapping[str, Any]) -> int:
        """The largest page: asked only of a connection without arguments, which the schema does not have."""
        return limits.PAGE_SIZE_MAX


OF_THE_PAGE = _OfThePage()
Factor = PageSize | Length | _OfThePage
# A product of sizes, and how many objects there are for each.
Terms = Counter[tuple[Factor, ...]]


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of an operation, as a sum of products that the variables of a request complete."""

    terms: tuple[tuple[tuple[Factor, ...], int], ...]

    def value(self, variables: Mapping[str, Any]) -> int:
        """The number of objects that an answer may hold at most, given these variables."""
        total = 0
        for factors, count in self.terms:
            for factor in factors:
                count *= factor.value(variables)
            total += count
        return min(total, MANY)


class Pricing:
    """Works out what the operations of a valid document cost. Each fragment is priced once."""

    def __init__(self, schema: GraphQLSchema, fragments: Fragments) -> None:
        self._schema = schema
        self._defaults: dict[str, Any] = {}
        self._fragments = fragments
        self._order = innermost_first(fragments)
        self._priced: dict[str, Terms] = {}

    def cost(self, operation: OperationDefinitionNode) -> Cost:
        root = cast("GraphQLObjectType", self._schema.get_root_type(operation.operation))
        # Fragments see the variables of the operation that spreads them.
        self._defaults = {
            of.variable.name.value: value_from_ast_untyped(of.default_value)
            for of in operation.variable_definitions or ()
            if of.default_value is not None
        }
        self._priced = {}
        for name in self._order:
            fragment = self._fragments[name]
            target = self._schema.type_map[fragment.type_condition.name.value]
            self._priced[name] = self._selections(fragment.selection_set, target)
        return Cost(tuple(self._selections(operation.selection_set, root).items()))

    def dearest(self, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> list[str]:
        """The way from the root to what costs most: at each level the name that the dearest field has in the answer."""
        self.cost(operation)
        path: list[str] = []
        selections: SelectionSetNode | None = operation.selection_set
        of: GraphQLNamedType = cast("GraphQLNamedType", self._schema.get_root_type(operation.operation))
        while selections is not None:
            prices = [
                (Cost(tuple(self._field(node, parent).items())).value(variables), node, parent)
                for node, parent in self._fields(selections, of)
            ]
            price, node, parent = max(prices, key=lambda priced: priced[0])
            if not price:
                break
            path.append((node.alias or node.name).value)
            field = cast("GraphQLField", self._schema.get_field(parent, node.name.value))  # type: ignore[arg-type]
            selections, of = node.selection_set, get_named_type(field.type)
        return path

    def _fields(
        self, selections: SelectionSetNode, of: GraphQLNamedType
    ) -> Iterator[tuple[FieldNode, GraphQLNamedType]]:
        """The fields of a selection, those of its fragments included, each with the type that it is asked of."""
        for selection in selections.selections:
            if isinstance(selection, FieldNode):
                yield selection, of
            elif isinstance(selection, FragmentSpreadNode):
                fragment = self._fragments[selection.name.value]
                yield from self._fields(
                    fragment.selection_set, self._schema.type_map[fragment.type_condition.name.value]
                )
            else:
                inline = cast("InlineFragmentNode", selection)
                condition = inline.type_condition
                target = self._schema.type_map[condition.name.value] if condition else of
                yield from self._fields(inline.selection_set, target)

    def _selections(self, selections: SelectionSetNode, of: GraphQLNamedType) -> Terms:
        total: Terms = Counter()
        # An object is of one type: of the parts for different types only the dearest is paid.
        for_types: dict[str, Terms] = {}
        for selection in selections.selections:
            if isinstance(selection, FieldNode):
                _add(total, self._field(selection, of))
                continue
            target, terms = self._part(selection, of)
            if isinstance(target, GraphQLObjectType):
                _add(for_types.setdefault(target.name, Counter()), terms)
            else:
                _add(total, terms)
        dearest: Terms = Counter()
        for terms in for_types.values():
            dearest |= terms
        _add(total, dearest)
        return total

    def _part(self, selection: SelectionNode, of: GraphQLNamedType) -> tuple[GraphQLNamedType, Terms]:
        if isinstance(selection, FragmentSpreadNode):
            name = selection.name.value
            return self._schema.type_map[self._fragments[name].type_condition.name.value], self._priced[name]
        inline = cast("InlineFragmentNode", selection)
        condition = inline.type_condition
        target = self._schema.type_map[condition.name.value] if condition else of
        return target, self._selections(inline.selection_set, target)

    def _field(self, node: FieldNode, of: GraphQLNamedType) -> Terms:
        field: GraphQLField | None = self._schema.get_field(of, node.name.value)  # type: ignore[arg-type]
        if field is None or node.selection_set is None or is_leaf_type(get_named_type(field.type)):
            return Counter()
        inner = self._selections(node.selection_set, get_named_type(field.type))
        _add(inner, Counter({(): 1}))
        if "first" in field.args:
            size = PageSize(self._argument(node, "first"), self._argument(node, "last"))
            return Counter({tuple(size if of is OF_THE_PAGE else of for of in key): n for key, n in inner.items()})
        if not _is_list(field.type):
            return inner
        if of.name.endswith("Connection"):
            return Counter({(OF_THE_PAGE, *key): n for key, n in inner.items()})
        if "ids" in field.args:
            return self._named(node, inner)
        weight = limits.LIST_WEIGHTS.get(f"{of.name}.{node.name.value}", limits.LIST_WEIGHT)
        return Counter({key: min(n * weight, MANY) for key, n in inner.items()})

    def _named(self, node: FieldNode, inner: Terms) -> Terms:
        """The cost of objects that are asked for by a list of IDs: what one costs, times the length of the list."""
        given = _value(node, "ids")
        if isinstance(given, VariableNode):
            length = Length(self._variable(given))
            return Counter({(length, *key): n for key, n in inner.items()})
        number = len(given.values) if isinstance(given, ListValueNode) else 1
        return Counter({key: min(n * number, MANY) for key, n in inner.items()})

    def _argument(self, node: FieldNode, name: str) -> int | Variable | None:
        given = _value(node, name)
        if isinstance(given, VariableNode):
            return self._variable(given)
        # More digits than a page has are too many anyhow.
        return int(given.value[:12]) if isinstance(given, IntValueNode) else None

    def _variable(self, node: VariableNode) -> Variable:
        default = self._defaults.get(node.name.value)
        return Variable(node.name.value, tuple(default) if isinstance(default, list) else default)


def _value(node: FieldNode, name: str) -> ValueNode | None:
    for argument in node.arguments or ():
        if argument.name.value == name:
            return None if isinstance(argument.value, NullValueNode) else argument.value
    return None


def _is_list(of: GraphQLType) -> bool:
    return is_list_type(of.of_type if is_non_null_type(of) else of)


def _add(total: Terms, more: Mapping[tuple[Factor, ...], int]) -> None:
    for key, number in more.items():
        total[key] = min(total[key] + number, MANY)
