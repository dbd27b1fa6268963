"""What a text of a page is called on the screen: by the labels of its field and blocks."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import StreamField

from cms.core.blocks import TableBlock


class Label(NamedTuple):
    """The field, the blocks in it down to the text, and the block or field that the text is in."""

    field: str
    blocks: tuple[str, ...]
    leaf: Any

    def __str__(self) -> str:
        return " › ".join([self.field, *self.blocks])


def label_of(instance: Any, path: str) -> Label:
    """Of a text at a path as wagtail-localize names it."""
    name, _dot, rest = path.partition(".")
    field = instance._meta.get_field(name)
    verbose: str = str(field.verbose_name)
    title = verbose[:1].upper() + verbose[1:]
    if not isinstance(field, StreamField):
        return Label(title, (), field)
    names, leaf = _within(field.stream_block, field.value_from_object(instance), rest)
    return Label(title, tuple(names), leaf)


def _within(block: Any, value: Any, path: str) -> tuple[list[str], Any]:
    name, _dot, rest = path.partition(".")
    if isinstance(block, blocks.StructBlock) and name in block.child_blocks:
        child = block.child_blocks[name]
        names, leaf = _within(child, value[name], rest)
        return [str(child.label), *names], leaf
    if isinstance(block, blocks.StreamBlock | blocks.ListBlock):
        for number, bound in enumerate(value if isinstance(block, blocks.StreamBlock) else value.bound_blocks, 1):
            if bound.id == name:
                names, leaf = _within(bound.block, bound.value, rest)
                own = str(bound.block.label) if isinstance(block, blocks.StreamBlock) else str(number)
                return [own, *names], leaf
    if isinstance(block, TableBlock) and "-" in path:
        row, column = path.split("-")
        return [_("row %(row)d, column %(column)d") % {"row": int(row) + 1, "column": int(column) + 1}], block
    return [], block
