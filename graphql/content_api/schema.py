"""The schema that clients see. `make schema` writes it to graphql/schema.graphql."""

import strawberry
from strawberry.schema.config import StrawberryConfig

from content_api.queries import Query
from content_api.scalars import SCALARS
from content_api.types.blocks import BLOCK_TYPES
from content_api.types.home import ContentPage, HomePage, IndexPage

schema = strawberry.Schema(
    query=Query,
    types=[HomePage, ContentPage, IndexPage, *BLOCK_TYPES],
    config=StrawberryConfig(scalar_map=SCALARS),
)
