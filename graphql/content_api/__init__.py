"""The GraphQL API that partner sites read."""

# Of the one endpoint: known here, since what stands in front of Django asks for it on every request.
PATH = "/graphql/"
