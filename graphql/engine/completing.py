"""Executing a plan: section 6.4 of the GraphQL specification."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graphql import FieldNode, GraphQLEnumType, GraphQLError, GraphQLInt, GraphQLLeafType, located_error
from graphql.execution.values import VariableValues

from engine.errors import BAD_USER_INPUT

# Of scalars whose values need no completion, their class.
PLAIN = {"String": str, "ID": str, "Cursor": str, "Boolean": bool}

Resolve = Callable[..., Any]
Complete = Callable[[Any, "Run"], Any]
Arguments = Callable[[VariableValues], dict[str, Any]]


@dataclass(slots=True)
class Run:
    """One execution: where it stands, what has gone wrong, and the arguments that its variables give."""

    variables: VariableValues
    errors: list[GraphQLError] = field(default_factory=list)
    path: list[str | int] = field(default_factory=list)
    arguments: dict[Arguments, dict[str, Any]] = field(default_factory=dict)

    def given(self, arguments: Arguments) -> dict[str, Any]:
        """The same for every row."""
        if (known := self.arguments.get(arguments)) is None:
            try:
                known = self.arguments[arguments] = arguments(self.variables)
            except GraphQLError as error:
                # Null in a variable where the field takes none.
                error.extensions = {"code": BAD_USER_INPUT, **(error.extensions or {})}
                raise
        return known

    def located(self, error: Exception, nodes: Sequence[FieldNode], *last: str | int) -> GraphQLError:
        """The error with the place at which it happened first."""
        if isinstance(error, GraphQLError) and error.path is not None:
            return error
        return located_error(error, nodes, [*self.path, *last])


class FieldPlan(NamedTuple):
    """How one field of one object type is answered. A value of the class `plain` is right as it comes."""

    key: str
    resolve: Resolve
    arguments: Arguments | None
    complete: Complete
    is_leaf: bool
    plain: type | None
    is_nullable: bool
    nodes: list[FieldNode]


def answer_of(plans: list[FieldPlan], value: Any, run: Run) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    path = run.path
    for key, resolve, arguments, complete, is_leaf, plain, is_nullable, nodes in plans:
        try:
            found = resolve(value) if arguments is None else resolve(value, **run.given(arguments))
            if type(found) is plain:
                answer[key] = found
            elif is_leaf:
                answer[key] = complete(found, run)
            else:
                path.append(key)
                try:
                    answer[key] = complete(found, run)
                finally:
                    path.pop()
        except Exception as error:
            failure = run.located(error, nodes, key)
            if not is_nullable:
                raise failure from error
            run.errors.append(failure)
            answer[key] = None
    return answer


def leaf_completion(type_: GraphQLLeafType) -> Complete:
    serialize = type_.serialize
    if isinstance(type_, GraphQLEnumType):
        names: dict[Any, str] = {}

        def enum(value: Any, _run: Run) -> Any:
            if value is None:
                return None
            if (name := names.get(value)) is None:
                name = names[value] = serialize(value)
            return name

        return enum

    def leaf(value: Any, _run: Run) -> Any:
        return None if value is None else serialize(value)

    return leaf


def whole_number(value: Any, _run: Run) -> Any:
    """`Int`, which has 32 bits."""
    if type(value) is int and -(2**31) <= value < 2**31:
        return value
    return None if value is None else GraphQLInt.serialize(value)


def present_completion(complete: Complete, place: str) -> Complete:
    def present(value: Any, run: Run) -> Any:
        done = complete(value, run)
        if done is None:
            raise absent(place)
        return done

    return present


def absent(place: str) -> TypeError:
    return TypeError(f"Cannot return null for non-nullable field {place}.")


def object_completion(plans: list[FieldPlan]) -> Complete:
    def composite(value: Any, run: Run) -> Any:
        return None if value is None else answer_of(plans, value, run)

    return composite


def list_completion(complete: Complete, nodes: list[FieldNode], place: str, *, is_nullable: bool) -> Complete:
    def listed(value: Any, run: Run) -> Any:
        if value is None:
            return None
        if not isinstance(value, list | tuple):
            raise GraphQLError(f"Expected a list for field {place}.")
        done = []
        path = run.path
        path.append(0)
        try:
            for number, item in enumerate(value):
                path[-1] = number
                try:
                    done.append(complete(item, run))
                except Exception as error:
                    failure = run.located(error, nodes)
                    if not is_nullable:
                        raise failure from error
                    run.errors.append(failure)
                    done.append(None)
        finally:
            path.pop()
        return done

    return listed


def present_objects(plans: list[FieldPlan], nodes: list[FieldNode], place: str) -> Complete:
    """A list of objects of one type, none of them null: the most frequent list of all, with fewer calls an item."""

    def listed(value: Any, run: Run) -> Any:
        if value is None:
            return None
        if not isinstance(value, list | tuple):
            raise GraphQLError(f"Expected a list for field {place}.")
        done = []
        path = run.path
        path.append(0)
        try:
            for number, item in enumerate(value):
                path[-1] = number
                if item is None:
                    raise run.located(absent(place), nodes)
                done.append(answer_of(plans, item, run))
        finally:
            path.pop()
        return done

    return listed
