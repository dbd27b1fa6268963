"""What makes two operations the same, however their documents are written."""

import hashlib
from collections.abc import Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    OperationDefinitionNode,
    SelectionSetNode,
    Visitor,
    print_ast,
    visit,
)
from graphql.utilities import separate_operations

TYPENAME = "__typename"


def digest(text: str) -> str:
    """The sha256 of a text, in hexadecimal letters."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class _WithoutTypename(Visitor):
    def leave_selection_set(self, node: SelectionSetNode, *_: Any) -> SelectionSetNode | None:
        kept = tuple(of for of in node.selections if not _is_typename(of))
        return SelectionSetNode(selections=kept) if kept else None


def _is_typename(node: Any) -> bool:
    return isinstance(node, FieldNode) and node.name.value == TYPENAME and not (node.alias or node.directives)


def canonical(document: DocumentNode, operation: OperationDefinitionNode) -> str:
    """The digest of an operation with the fragments that it spreads, whatever is beside it in the document, in what
    order its definitions stand, how it is laid out and where `__typename` is asked for."""
    alone: Mapping[str, DocumentNode] = separate_operations(document)
    whole = alone[operation.name.value if operation.name else ""]
    return digest("\n".join(sorted(print_ast(visit(of, _WithoutTypename())) for of in whole.definitions)))
