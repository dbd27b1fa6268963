"""A block that editors can use has a type that clients can read."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from wagtail import blocks

from cms.core.checks import body_blocks
from content_api.streams import BUILDERS

# Streams that are read as something else than blocks.
_READ_OTHERWISE = {"statement", "item"}


@register("verkosto")
def check_blocks_have_types(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"The block {path}.{name} has no type in the API.",
            hint="Add a type to content_api.types.blocks and a builder to content_api.streams.BUILDERS.",
            id="verkosto.E005",
        )
        for path, block in body_blocks()
        if isinstance(block, blocks.BaseStreamBlock)
        for name in block.child_blocks
        if name not in {*BUILDERS, *_READ_OTHERWISE}
    ]
