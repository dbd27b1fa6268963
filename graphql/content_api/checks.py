"""What would go wrong for readers is said by `manage.py check`: blocks without a type, settings that contradict."""

import re
from typing import Any, cast

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from graphql import GraphQLUnionType
from wagtail import blocks

from cms.core.blocks import BodyBlock, SectionBlock
from cms.core.checks import body_blocks
from content_api.http import registered
from content_api.schema import core
from content_api.streams.building import BUILDERS
from engine import limits

# Streams that are read as something else than blocks.
_READ_OTHERWISE = {"agenda_item", "goal", "item", "module", "statement"}
_ORIGIN = re.compile(r"\*|https?://[^/?#]+")


@register("verkosto")
def check_blocks_have_types(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"The block {path}.{name} has no type in the API.",
            hint="Add a type to content_api.streams.blocks and a builder to content_api.streams.building.BUILDERS.",
            id="verkosto.E005",
        )
        for path, block in body_blocks()
        if isinstance(block, blocks.BaseStreamBlock)
        for name in block.child_blocks
        if name not in {*BUILDERS, *_READ_OTHERWISE}
    ]


@register("verkosto")
def check_unions_hold_what_editors_use(**kwargs: Any) -> list[CheckMessage]:
    """A block that an editor may use and the union lacks would fail the whole answer."""
    found: list[CheckMessage] = []
    for of, name in ((BodyBlock, "Block"), (SectionBlock, "SectionBlock")):
        union = cast("GraphQLUnionType", core.type_map[name])
        missing = {_type_name(child) for child in of.base_blocks} - {member.name for member in union.types}
        found += [
            Error(
                f"The union {name} lacks {block}, which {of.__name__} holds.",
                hint=f"Add it to {name} in content_api.streams.blocks.",
                id="verkosto.E024",
            )
            for block in sorted(missing)
        ]
    return found


def _type_name(block: str) -> str:
    return "".join(word.capitalize() for word in block.split("_")) + "Block"


@register("verkosto")
def check_operations_are_registered(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(problem, hint="Mend the file, or take it out of the folder.", id="verkosto.E023")
        for problem in registered.read_folder(registered.FOLDER).problems
    ]


@register("verkosto")
def check_settings_fit(**kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = [
        Error(
            f"CORS_ORIGINS: {origin!r} is no origin.",
            hint="Write it as browsers do, https://www.example.org without a path, or * for all.",
            id="verkosto.E020",
        )
        for origin in settings.CORS_ORIGINS
        if not _ORIGIN.fullmatch(origin)
    ]
    dearest = limits.REQUEST_POINTS + limits.DOCUMENT_POINTS + limits.COST_MAX
    if 0 < settings.GRAPHQL_RATE_LIMIT < dearest:
        found.append(
            Error(
                f"GRAPHQL_RATE_LIMIT is {settings.GRAPHQL_RATE_LIMIT}, and one question may take {dearest}.",
                hint="A client that asks it would be told to come again for ever. Set 0 for no limit.",
                id="verkosto.E021",
            )
        )
    connections = settings.DATABASES["default"].get("OPTIONS", {}).get("pool", {}).get("max_size")
    if connections is not None and connections <= settings.GRAPHQL_CONCURRENCY:
        found.append(
            Error(
                f"DATABASE_POOL is {connections}, and readers may take {settings.GRAPHQL_CONCURRENCY} connections.",
                hint="Let DATABASE_POOL be larger than GRAPHQL_CONCURRENCY, so that editors find one.",
                id="verkosto.E022",
            )
        )
    return found
