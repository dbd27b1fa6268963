"""Documents, parsed, measured and validated once for as long as they are remembered."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Any

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLFormattedError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    parse,
    specified_rules,
    validate,
    visit,
)
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from engine import limits
from engine.canonical import canonical
from engine.cost import Cost, Pricing
from engine.errors import LimitExceeded, present
from engine.internals import is_too_many_tokens
from engine.measuring import check_size, operations_of

# Strawberry marks its @oneOf inputs in a way that graphql-core does not know.
RULES = (*specified_rules, OneOfInputValidationRule)
INTROSPECTION = frozenset({"__schema", "__type"})


class _Found(Visitor):
    """One operation of a document, with what its execution needs."""

    def __init__(self) -> None:
        super().__init__()
        self.flags: set[str] = set()
        self.introspects = False

    def enter_directive(self, node: DirectiveNode, *_: Any) -> None:
        if node.name.value in {"skip", "include"}:
            values = (argument.value for argument in node.arguments or ())
            self.flags |= {value.name.value for value in values if isinstance(value, VariableNode)}

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        # No field of ours has these names: they start with two underscores.
        self.introspects |= node.name.value in INTROSPECTION


@dataclass(eq=False)
class Operation:
    """One operation of a document."""

    document: DocumentNode
    node: OperationDefinitionNode
    cost: Cost

    @cached_property
    def _found(self) -> _Found:
        visitor = _Found()
        visit(self.document, visitor)
        return visitor

    @property
    def flags(self) -> list[str]:
        """Names of the variables that @skip and @include look at, anywhere in the document."""
        return sorted(self._found.flags)

    @property
    def introspects(self) -> bool:
        """Whether the document asks the schema about itself."""
        return self._found.introspects

    @cached_property
    def fragments(self) -> dict[str, FragmentDefinitionNode]:
        return {of.name.value: of for of in self.document.definitions if isinstance(of, FragmentDefinitionNode)}

    @cached_property
    def canonical(self) -> str:
        """Equal for operations that ask the same, however they are written."""
        return canonical(self.document, self.node)

    @property
    def name(self) -> str | None:
        return self.node.name.value if self.node.name else None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document that can be answered, or the errors for which it cannot be."""

    operations: Mapping[str | None, Operation] = field(default_factory=dict)
    # As clients are shown them: the document they are about is not kept.
    errors: tuple[GraphQLFormattedError, ...] = ()
    tokens: int = 0

    def operation(self, name: str | None) -> Operation:
        """Returns the operation of this name, or the only one.

        Raises GraphQLError when there is none, or no name chooses.
        """
        if name:
            if name not in self.operations:
                raise GraphQLError(f"The document has no operation named {name!r}.")
            return self.operations[name]
        if len(self.operations) > 1:
            raise GraphQLError("The document has several operations: say with operationName which one to answer.")
        return next(iter(self.operations.values()))


def check_cost(schema: GraphQLSchema, operation: Operation, variables: Mapping[str, Any], requested: int) -> None:
    """Checks the cost of an operation with these variables. Raises LimitExceeded."""
    if requested > limits.COST_MAX:
        dearest = ".".join(Pricing(schema, operation.fragments).dearest(operation.node, variables))
        message = (
            f"The question costs {requested:,} of at most {limits.COST_MAX:,}, most of it in {dearest}: ask for "
            "smaller pages, or for less of each entry."
        )
        raise LimitExceeded("cost", limits.COST_MAX, message, requested=requested, dearest=dearest)


class Documents:
    """The documents asked lately, the oldest forgotten first. What is refused is remembered as well."""

    def __init__(self, schema: GraphQLSchema, max_tokens: int = limits.PREPARED_MAX_TOKENS) -> None:
        self._schema = schema
        self._max_tokens = max_tokens
        self._tokens = 0
        self._known: OrderedDict[str, Prepared] = OrderedDict()
        self._lock = Lock()

    def __contains__(self, text: str) -> bool:
        return text in self._known

    def __len__(self) -> int:
        return len(self._known)

    def prepared(self, text: str) -> Prepared:
        with self._lock:
            if found := self._known.get(text):
                self._known.move_to_end(text)
                return found
        made = prepare(self._schema, text)
        with self._lock:
            if text not in self._known:
                self._tokens += _weight(text, made)
                self._known[text] = made
            while self._tokens > self._max_tokens and len(self._known) > 1:
                self._tokens -= _weight(*self._known.popitem(last=False))
            return self._known.get(text, made)


def _weight(text: str, prepared: Prepared) -> int:
    """Returns the memory that a document takes, in tokens of about 700 bytes.

    Its text and its refusals count as well.
    """
    return prepared.tokens + len(text) // 700 + 10


def prepare(schema: GraphQLSchema, text: str) -> Prepared:
    try:
        return _prepare(schema, text)
    except GraphQLError as error:
        return Prepared(errors=(present(error).formatted,))
    except RecursionError:
        return Prepared(errors=(present(GraphQLError("The document is nested too deeply.")).formatted,))


def _prepare(schema: GraphQLSchema, text: str) -> Prepared:
    size = len(text.encode("utf-8"))
    if size > limits.QUERY_MAX_BYTES:
        maximum = limits.QUERY_MAX_BYTES
        message = f"The query has at most {maximum:,} bytes, not {size:,}."
        raise LimitExceeded("queryBytes", maximum, message, requested=size)
    document = _parse(text)
    measure = check_size(document)
    errors = validate(
        schema, document, RULES, max_errors=limits.VALIDATION_ERRORS_MAX, allow_empty_selection_sets=False
    )
    if errors:
        return Prepared(errors=tuple(present(error).formatted for error in errors))
    if not operations_of(document):
        raise GraphQLError("The document has no operation to answer.")
    pricing = Pricing(schema, measure.fragments)
    made = [Operation(document, node, pricing.cost(node)) for node in operations_of(document)]
    return Prepared({of.name: of for of in made}, tokens=document.token_count)


def _parse(text: str) -> DocumentNode:
    try:
        return parse(text, max_lexical_tokens=limits.TOKENS_MAX, allow_empty_selection_sets=False)
    except GraphQLSyntaxError as error:
        if is_too_many_tokens(error):
            maximum = limits.TOKENS_MAX
            raise LimitExceeded("tokens", maximum, f"The query has at most {maximum:,} words and signs.") from None
        raise
