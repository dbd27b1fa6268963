"""Which of a document's operations is meant."""

from collections.abc import Iterator

from graphql import GraphQLError, OperationDefinitionNode
from strawberry.extensions import SchemaExtension


class OneOperation(SchemaExtension):
    """Of several operations one must be named: Strawberry would answer the first."""

    def on_validate(self) -> Iterator[None]:
        context = self.execution_context
        document = context.graphql_document
        operations = [of for of in document.definitions if isinstance(of, OperationDefinitionNode)] if document else []
        if len(operations) > 1 and context._provided_operation_name is None:
            context.pre_execution_errors = [
                GraphQLError("The document has several operations: say with operationName which one to answer.")
            ]
        yield
