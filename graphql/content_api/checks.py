"""A block that editors can use has a type that clients can read."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from wagtail import blocks

from cms.core.checks import body_blocks
from content_api.streams import BUILDERS

# Streams that are read as something else than blocks.
_SENTENCES = {"statement"}
_MENU = {"item"}


@register("verkosto")
def check_blocks_have_types(**kwargs: Any) -> list[CheckMessage]:
    errors: list[CheckMessage] = []
    for path, block in body_blocks():
        for name in block.child_blocks if isinstance(block, blocks.BaseStreamBlock) else ():
            if name not in BUILDERS and name not in _SENTENCES | _MENU:
                errors.append(
                    Error(
                        f"The block {path}.{name} has no type in the API.",
                        hint="Add a type to content_api.types.blocks and a builder to content_api.streams.BUILDERS.",
                        id="verkosto.E004",
                    )
                )
    return errors
