"""How large a document is, before anything else looks at it.

Each fragment is measured once, however often it is spread: a document whose fragments double each other is measured
in as many steps as it has fragments. Nothing here needs the schema.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    ListValueNode,
    Node,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from engine import limits
from engine.errors import LimitExceeded

# More than any limit; what is larger need not be known.
MANY = 10**9

INPUT_DEPTH = "lists and objects within each other"
INPUT_OBJECTS = "objects in arguments or variables"
INPUT_VALUES = "values in variables"

Fragments = dict[str, FragmentDefinitionNode]


class FragmentCycle(GraphQLError):
    def __init__(self, name: str) -> None:
        super().__init__(f"The fragment {name} spreads itself, directly or through others.")


@dataclass(frozen=True, slots=True)
class Size:
    """The sizes of a selection set, counted with its fragments in the place of their names."""

    depth: int = 0
    fields: int = 0
    root_fields: int = 0


@dataclass(slots=True)
class Written:
    """Counts what is counted as it is written, without putting fragments in their places."""

    aliases: int = 0
    directives: int = 0
    input_depth: int = 0
    input_objects: int = 0

    def see(self, node: Node) -> None:
        pending: list[tuple[Node, int]] = [(node, 0)]
        while pending:
            node, depth = pending.pop()
            if isinstance(node, FieldNode) and node.alias:
                self.aliases += 1
            self.directives += len(getattr(node, "directives", None) or ())
            self.input_objects += isinstance(node, ObjectValueNode)
            if isinstance(node, ListValueNode | ObjectValueNode):
                depth += 1
                self.input_depth = max(self.input_depth, depth)
            pending.extend((child, depth) for child in children_of(node))


def children_of(node: Node) -> Iterator[Node]:
    for key in node.keys:
        value = getattr(node, key, None)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, list | tuple):
            yield from value


def fragments_of(document: DocumentNode) -> Fragments:
    return {of.name.value: of for of in document.definitions if isinstance(of, FragmentDefinitionNode)}


def operations_of(document: DocumentNode) -> list[OperationDefinitionNode]:
    return [of for of in document.definitions if isinstance(of, OperationDefinitionNode)]


def innermost_first(fragments: Fragments) -> list[str]:
    """Names so ordered that each fragment comes after those that it spreads. Raises FragmentCycle."""
    spread = {name: _spreads(fragment) for name, fragment in fragments.items()}
    ordered: dict[str, None] = {}
    for start in spread:
        path: dict[str, Iterator[str]] = {}
        waiting = start if start not in ordered else None
        while waiting or path:
            if waiting:
                path[waiting] = iter(spread[waiting])
            name = next(reversed(path))
            waiting = next((other for other in path[name] if other in spread and other not in ordered), None)
            if waiting is None:
                ordered[name] = None
                del path[name]
            elif waiting in path:
                raise FragmentCycle(waiting)
    return list(ordered)


def _spreads(node: Node) -> list[str]:
    found, pending = [], [node]
    while pending:
        node = pending.pop()
        if isinstance(node, FragmentSpreadNode):
            found.append(node.name.value)
        pending.extend(children_of(node))
    return found


class Measure:
    """Sizes of a document's selection sets. `steps` counts the selections that were looked at."""

    def __init__(self, document: DocumentNode) -> None:
        self.fragments = fragments_of(document)
        self.steps = 0
        self.sizes: dict[str, Size] = {}
        for name in innermost_first(self.fragments):
            self.sizes[name] = self.size(self.fragments[name].selection_set)

    def size(self, selections: SelectionSetNode) -> Size:
        depth = fields = root_fields = 0
        for selection in selections.selections:
            self.steps += 1
            if isinstance(selection, FieldNode):
                inner = self.size(selection.selection_set) if selection.selection_set else Size()
                found = Size(inner.depth + 1, inner.fields + 1, 1)
            elif isinstance(selection, InlineFragmentNode):
                found = self.size(selection.selection_set)
            else:
                # Unknown fragments are told of by validation.
                found = self.sizes.get(cast("FragmentSpreadNode", selection).name.value, Size())
            depth = max(depth, found.depth)
            fields = min(fields + found.fields, MANY)
            root_fields = min(root_fields + found.root_fields, MANY)
        return Size(depth, fields, root_fields)

    def merges(self, sets: Sequence[SelectionSetNode]) -> int:
        """Pairs of fields that answer to one name at one place. Only for what is known not to be too large."""
        groups: dict[str, list[FieldNode]] = {}
        self._collect(sets, groups)
        pairs = 0
        for nodes in groups.values():
            pairs += len(nodes) * (len(nodes) - 1) // 2
            inner = [node.selection_set for node in nodes if node.selection_set]
            if inner and pairs <= limits.MERGES_MAX:
                pairs += self.merges(inner)
        return pairs

    def _collect(self, sets: Sequence[SelectionSetNode], groups: dict[str, list[FieldNode]]) -> None:
        seen: set[str] = set()
        pending = list(sets)
        while pending:
            for selection in pending.pop().selections:
                self.steps += 1
                if isinstance(selection, FieldNode):
                    groups.setdefault((selection.alias or selection.name).value, []).append(selection)
                elif isinstance(selection, InlineFragmentNode):
                    pending.append(selection.selection_set)
                elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in seen:
                    seen.add(selection.name.value)
                    if fragment := self.fragments.get(selection.name.value):
                        pending.append(fragment.selection_set)


def check_size(document: DocumentNode) -> Measure:
    """Measures a document against every limit. Raises LimitExceeded or FragmentCycle."""
    operations = operations_of(document)
    _check("operations", len(operations), limits.OPERATIONS_MAX, "operations in one document")
    written = Written()
    written.see(document)
    _check("aliases", written.aliases, limits.ALIASES_MAX, "aliases")
    _check("directives", written.directives, limits.DIRECTIVES_MAX, "directives")
    _check("inputDepth", written.input_depth, limits.INPUT_DEPTH_MAX, INPUT_DEPTH)
    _check("inputObjects", written.input_objects, limits.INPUT_OBJECTS_MAX, INPUT_OBJECTS)
    measure = Measure(document)
    sizes: list[tuple[str, Callable[[Size], int], int, str]] = [
        ("depth", lambda size: size.depth, limits.DEPTH_MAX, "fields within each other"),
        ("rootFields", lambda size: size.root_fields, limits.ROOT_FIELDS_MAX, "fields of the query itself"),
        ("fields", lambda size: size.fields, limits.FIELDS_MAX, "fields, with fragments in the place of their names"),
    ]
    for size in (measure.size(of.selection_set) for of in operations):
        for name, count, maximum, words in sizes:
            _check(name, count(size), maximum, words)
    for fragment in measure.sizes.values():  # Validation looks at those that nothing spreads, too.
        _check("fields", fragment.fields, limits.FIELDS_MAX, "fields, with fragments in the place of their names")
    for of in (*operations, *measure.fragments.values()):
        pairs = measure.merges([of.selection_set])
        _check("merges", pairs, limits.MERGES_MAX, "pairs of fields of one name in one place")
    return measure


def check_variables(variables: Mapping[str, Any]) -> None:
    """Measures the values of variables. Raises LimitExceeded."""
    level: list[Any] = [variables]
    objects = depth = values = 0
    while level and depth <= limits.INPUT_DEPTH_MAX:
        values += sum(map(len, level))
        level = [
            child
            for value in level
            for child in (value.values() if isinstance(value, Mapping) else value)
            if isinstance(child, dict | list)
        ]
        objects += sum(isinstance(value, dict) for value in level)
        depth += bool(level)
    _check("inputDepth", depth, limits.INPUT_DEPTH_MAX, INPUT_DEPTH)
    _check("inputObjects", objects, limits.INPUT_OBJECTS_MAX, INPUT_OBJECTS)
    _check("inputValues", values, limits.INPUT_VALUES_MAX, INPUT_VALUES)


def _check(limit: str, found: int, maximum: int, words: str) -> None:
    if found > maximum:
        message = f"At most {maximum:,} {words}, not {_words(found)}."
        raise LimitExceeded(limit, maximum, message, requested=found if found < MANY else None)


def _words(number: int) -> str:
    return f"{number:,}" if number < MANY else "as many as these"
