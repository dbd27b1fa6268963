"""The schema that clients see, and what answers it. `make schema` writes it to graphql/schema.graphql."""

from typing import cast

import strawberry
from django.conf import settings
from strawberry.schema.config import StrawberryConfig

from content_api.content.pages import ContentPage, HomePage, IndexPage
from content_api.queries import Query
from content_api.scalars import SCALARS
from content_api.streams.blocks import BLOCK_TYPES
from engine.execution import Executor, Way
from engine.internals import core_schema

schema = strawberry.Schema(
    query=Query,
    types=[HomePage, ContentPage, IndexPage, *BLOCK_TYPES],
    config=StrawberryConfig(scalar_map=SCALARS),
)

# As graphql-core has it.
core = core_schema(schema)
executor = Executor(schema, cast("Way", settings.GRAPHQL_EXECUTOR))
