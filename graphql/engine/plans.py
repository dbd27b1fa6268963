"""Documents made into plans: what a query needs of the schema is looked up once, not for every field of every row.

graphql-core walks the document again for each object it answers, and Strawberry wraps each field of each object. A plan
has both behind it: for every selection the functions to call and the way to complete what they return. The answer
follows the same specification (sections 6.3 and 6.4: collecting, executing, completing, errors and null); a test asks
both and compares. Introspection is left to graphql-core.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

import strawberry
from graphql import (
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLAbstractType,
    GraphQLError,
    GraphQLField,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLString,
    InlineFragmentNode,
    SelectionSetNode,
    Undefined,
    VariableNode,
    Visitor,
    is_abstract_type,
    is_leaf_type,
    visit,
)
from graphql.execution.execute import default_type_resolver
from graphql.execution.values import VariableValues, get_argument_values
from strawberry.types.arguments import convert_arguments

from engine import limits
from engine.completing import (
    PLAIN,
    Arguments,
    Complete,
    FieldPlan,
    Resolve,
    Run,
    answer_of,
    leaf_completion,
    list_completion,
    object_completion,
    present_completion,
    present_objects,
    whole_number,
)
from engine.documents import Operation
from engine.internals import core_schema, scalar_registry, strawberry_field
from engine.selection import ANNOUNCED, COLUMNS, COLUMNS_OF_OTHERS, Asked, asking


class Plan:
    """How one operation is answered, for one set of values of the variables that @skip and @include look at."""

    def __init__(self, schema: strawberry.Schema, operation: Operation, flags: Mapping[str, Any]) -> None:
        self._schema = schema
        self._types = core_schema(schema)
        self._fragments = operation.fragments
        self._flags = flags
        self._objects: dict[tuple[str, tuple[int, ...]], list[FieldPlan]] = {}
        self._columns: dict[str, set[str]] = {}
        self._announced: list[tuple[str, Arguments]] = []
        node = operation.node
        root = self._types.get_root_type(node.operation)
        if root is None:
            raise GraphQLError(f"The schema has no {node.operation.value}.", node)
        self._root = self._object(root, [node.selection_set])
        # Of what it keeps alive: its fields, and through their nodes the document.
        self.weight = sum(map(len, self._objects.values())) + operation.document.token_count
        self._asked = {name: frozenset(names) for name, names in self._columns.items()}

    def execute(self, variables: VariableValues) -> tuple[dict[str, Any] | None, list[GraphQLError]]:
        """`variables` are coerced."""
        run = Run(variables)
        try:
            with asking(Asked(self._asked, self._arguments(run))):
                return answer_of(self._root, None, run), run.errors
        except GraphQLError as error:
            return None, [*run.errors, error]

    def _arguments(self, run: Run) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = {}
        for name, arguments in self._announced:
            with suppress(GraphQLError):  # Its field will say so.
                found.setdefault(name, []).append(run.given(arguments))
        return found

    def _object(self, type_: GraphQLObjectType, selections: Sequence[SelectionSetNode]) -> list[FieldPlan]:
        """The same nodes met again, below another fragment or type, are planned once."""
        key = (type_.name, tuple(map(id, selections)))
        if key not in self._objects:
            self._objects[key] = plans = []
            collected: dict[str, list[FieldNode]] = {}
            for selection in selections:
                self._collect(type_, selection, collected, set())
            plans += [self._field(type_, name, nodes) for name, nodes in collected.items()]
        return self._objects[key]

    def _collect(
        self,
        type_: GraphQLObjectType,
        selections: SelectionSetNode,
        collected: dict[str, list[FieldNode]],
        seen: set[str],
    ) -> None:
        for node in selections.selections:
            if not self._is_included(node.directives):
                continue
            if isinstance(node, FieldNode):
                collected.setdefault(node.alias.value if node.alias else node.name.value, []).append(node)
                continue
            fragment: Any = node
            if isinstance(node, FragmentSpreadNode):
                if node.name.value in seen:
                    continue
                seen.add(node.name.value)
                fragment = self._fragments[node.name.value]
            if self._applies(fragment, type_):
                self._collect(type_, fragment.selection_set, collected, seen)

    def _is_included(self, directives: Sequence[DirectiveNode] | None) -> bool:
        for directive in directives or ():
            name = directive.name.value
            if name in {"skip", "include"}:
                condition: Any = (directive.arguments or ())[0].value
                value = self._flags[condition.name.value] if isinstance(condition, VariableNode) else condition.value
                if value is None:
                    raise GraphQLError(f"@{name}: `if` is true or false, not null.", directive)
                if value is (name == "skip"):
                    return False
        return True

    def _applies(self, fragment: FragmentDefinitionNode | InlineFragmentNode, type_: GraphQLObjectType) -> bool:
        condition = fragment.type_condition
        if condition is None or condition.name.value == type_.name:
            return True
        named: Any = self._types.get_type(condition.name.value)
        return is_abstract_type(named) and self._types.is_sub_type(named, type_)

    def _field(self, parent: GraphQLObjectType, key: str, nodes: list[FieldNode]) -> FieldPlan:
        name = nodes[0].name.value
        if name == "__typename":
            return FieldPlan(key, lambda _: parent.name, None, leaf_completion(GraphQLString), True, str, False, nodes)
        definition = parent.fields[name]
        known = strawberry_field(definition)
        columns = known.metadata.get(COLUMNS, ()) if known.base_resolver else [known.python_name]
        self._columns.setdefault(parent.name, set()).update(columns)
        for type_name, others in known.metadata.get(COLUMNS_OF_OTHERS, {}).items():
            self._columns.setdefault(type_name, set()).update(others)
        resolve, arguments = self._resolver(definition, nodes[0])
        if (announced := known.metadata.get(ANNOUNCED)) and arguments:
            self._announced.append((announced, arguments))
        place = f"{parent.name}.{name}"
        kind = _without_wrapper(definition.type)
        return FieldPlan(
            key,
            resolve,
            arguments,
            self._completion(definition.type, nodes, place),
            is_leaf_type(kind),
            PLAIN.get(getattr(kind, "name", "")),
            not isinstance(definition.type, GraphQLNonNull),
            nodes,
        )

    def _resolver(self, definition: GraphQLField, node: FieldNode) -> tuple[Resolve, Arguments | None]:
        """Strawberry's own function or attribute. Raises TypeError for what a plan does not know."""
        known = strawberry_field(definition)
        resolver = known.base_resolver
        if known.extensions:
            raise TypeError(f"{known.python_name} has field extensions.")
        if resolver is None:
            return attrgetter(known.python_name), None
        if resolver.info_parameter or resolver.parent_parameter or resolver.root_parameter or resolver.is_async:
            raise TypeError(f"{known.python_name} asks for more than its object.")
        function: Any = resolver.wrapped_func
        if not resolver.self_parameter:
            own = function
            function = lambda _, **given: own(**given)  # noqa: E731 (as short as what it stands for)
        if not known.arguments:
            return function, None
        schema = self._schema

        def arguments(variables: VariableValues | None) -> dict[str, Any]:
            values = get_argument_values(definition, node, variables)
            return convert_arguments(values, known.arguments, scalar_registry(schema), schema.config)

        if names := _variables(node):
            return function, kept(arguments, names)
        try:
            given = arguments(None)
        except Exception:  # noqa: BLE001 (what is wrong is told where the field is, when it is answered)
            return function, arguments
        return function, lambda _: given

    def _completion(self, type_: Any, nodes: list[FieldNode], place: str) -> Complete:
        if isinstance(type_, GraphQLNonNull):
            return present_completion(self._completion(type_.of_type, nodes, place), place)
        if is_leaf_type(type_):
            return whole_number if type_ is GraphQLInt else leaf_completion(type_)
        selections = [node.selection_set for node in nodes if node.selection_set]
        if isinstance(type_, GraphQLList):
            item = type_.of_type
            is_nullable = not isinstance(item, GraphQLNonNull)
            if not is_nullable and isinstance(item.of_type, GraphQLObjectType):
                return present_objects(self._object(item.of_type, selections), nodes, place)
            return list_completion(self._completion(item, nodes, place), nodes, place, is_nullable=is_nullable)
        if isinstance(type_, GraphQLObjectType):
            return object_completion(self._object(type_, selections))
        possible = {of.name: self._object(of, selections) for of in self._types.get_possible_types(type_)}
        return self._abstract(type_, possible, nodes[0].name.value)

    def _abstract(
        self, type_: GraphQLAbstractType, possible: Mapping[str, list[FieldPlan]], field_name: str
    ) -> Complete:
        """An object's class decides its type, so Strawberry is asked once for each class."""
        by_class: dict[type, list[FieldPlan]] = {}
        # As much of `GraphQLResolveInfo` as Strawberry and graphql-core look at to tell a type.
        info: Any = SimpleNamespace(schema=self._types, field_name=field_name, is_awaitable=lambda _: False)
        resolve = type_.resolve_type or default_type_resolver

        def complete(value: Any, run: Run) -> Any:
            if value is None:
                return None
            if (plans := by_class.get(type(value))) is None:
                name: Any = resolve(value, info, type_)
                plans = by_class[type(value)] = possible[name]
            return answer_of(plans, value, run)

        return complete


def kept(make: Arguments, names: Sequence[str]) -> Arguments:
    """What `make` makes of these variables, remembered for the next who gives the same, as long as the plan is: to
    convert a filter takes as long as to run it."""
    made: dict[str, dict[str, Any]] = {}

    def arguments(variables: VariableValues) -> dict[str, Any]:
        given = repr([variables.coerced.get(name, Undefined) for name in names])
        if (known := made.get(given)) is None:
            known = make(variables)
            if len(given) <= limits.KEPT_ARGUMENTS_MAX_LENGTH:
                if len(made) >= limits.KEPT_ARGUMENTS_MAX:
                    made.clear()
                made[given] = known
        return known

    return arguments


class _Variables(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_variable(self, node: VariableNode, *_: Any) -> None:
        self.names.add(node.name.value)


def _variables(node: FieldNode) -> list[str]:
    visitor = _Variables()
    for argument in node.arguments or ():
        visit(argument.value, visitor)
    return sorted(visitor.names)


def _without_wrapper(type_: Any) -> Any:
    return type_.of_type if isinstance(type_, GraphQLNonNull) else type_
