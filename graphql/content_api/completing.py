"""Executing a plan: section 6.4 of the GraphQL specification."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graphql import FieldNode, GraphQLEnumType, GraphQLError, GraphQLLeafType, located_error
from graphql.execution.values import VariableValues

# Scalars whose strings need no completion.
TEXTS = frozenset({"String", "ID", "LanguageTag", "Cursor"})

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
            known = self.arguments[arguments] = arguments(self.variables)
        return known

    def located(self, error: Exception, nodes: Sequence[FieldNode], *last: str | int) -> GraphQLError:
        """The error with the place at which it happened first."""
        if isinstance(error, GraphQLError) and error.path is not None:
            return error
        return located_error(error, nodes, [*self.path, *last])


class FieldPlan(NamedTuple):
    """How one field of one object type is answered. `is_text`: a string is right as it comes."""

    key: str
    resolve: Resolve
    arguments: Arguments | None
    complete: Complete
    is_leaf: bool
    is_text: bool
    is_nullable: bool
    nodes: list[FieldNode]


def answer_of(plans: list[FieldPlan], value: Any, run: Run) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    path = run.path
    for key, resolve, arguments, complete, is_leaf, is_text, is_nullable, nodes in plans:
        try:
            found = resolve(value) if arguments is None else resolve(value, **run.given(arguments))
            if is_text and type(found) is str:
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


def as_it_is(value: Any, _run: Run) -> Any:
    return value


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


def present_completion(complete: Complete, place: str) -> Complete:
    def present(value: Any, run: Run) -> Any:
        done = complete(value, run)
        if done is None:
            raise TypeError(f"Cannot return null for non-nullable field {place}.")
        return done

    return present


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
        for number, item in enumerate(value):
            path.append(number)
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
