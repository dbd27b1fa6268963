"""The page editor over HTTP: what a browser would post, with the streams that JavaScript draws."""

import json
from typing import Any

from django.http import QueryDict
from django.test import Client
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.fields import StreamField
from wagtail.test.utils.form_data import querydict_from_html, rich_text


def posted_block(block: blocks.Block, prefix: str, text: str) -> dict[str, str]:
    """A block with `text` in each of its inputs, nothing chosen, and one item in each of its lists."""
    if isinstance(block, blocks.StreamBlock):
        return {f"{prefix}-count": "0"}
    if isinstance(block, blocks.ListBlock):
        item = {f"{prefix}-0-{name}": value for name, value in _NEW.items()} | {f"{prefix}-0-type": "item"}
        return {f"{prefix}-count": "1", **item, **posted_block(block.child_block, f"{prefix}-0-value", text)}
    if isinstance(block, blocks.StructBlock):
        data: dict[str, str] = {}
        for name, child in block.child_blocks.items():
            data |= posted_block(child, f"{prefix}-{name}", text)
        return data
    if isinstance(block, TableBlock):
        return {prefix: json.dumps({"data": [[text, None]], "table_caption": text, "table_header_choice": ""})}
    if isinstance(block, blocks.RichTextBlock):
        return {prefix: rich_text(f"<p>{text}</p>") if text else "null"}
    if isinstance(block, blocks.ChooserBlock):
        return {prefix: ""}
    return {} if isinstance(block, blocks.BooleanBlock) else {prefix: text}


_NEW = {"deleted": "", "order": "0", "id": "00000000-0000-4000-8000-000000000001"}


def posted_stream(name: str, *children: tuple[blocks.Block, dict[str, str]]) -> dict[str, str]:
    """Each child with what was posted under the prefix `child`."""
    data = {f"{name}-count": str(len(children))}
    for index, (block, posted) in enumerate(children):
        values = {"deleted": "", "order": str(index), "type": block.name, "id": ""}
        data |= {f"{name}-{index}-{key}": value for key, value in values.items()}
        data |= {f"{name}-{index}-value{key.removeprefix('child')}": value for key, value in posted.items()}
    return data


def streams(model: Any) -> list[str]:
    return [field.name for field in model._meta.get_fields() if isinstance(field, StreamField)]


def shown(client: Client, address: str) -> QueryDict:
    """What the editor at the address would post, with empty streams."""
    response = client.get(address)
    assert response.status_code == 200, response
    data = querydict_from_html(response.content.decode(), form_id="page-edit-form").copy()
    for name, values in list(data.lists()):
        # A text area begins with a line end that is not part of its text.
        data.setlist(name, [value.removeprefix("\n") for value in values])
    for name in streams(type(response.context["form"].instance)):
        data.update(posted_stream(name))
    return data


def changed(data: QueryDict, values: dict[str, Any]) -> QueryDict:
    data = data.copy()
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def save(client: Client, address: str, data: QueryDict, *, publish: bool = False, by_itself: bool = False) -> Any:
    """`by_itself` as the editor's autosave does."""
    if publish:
        data = changed(data, {"action-publish": "1"})
    headers = {"accept": "application/json"} if by_itself else {}
    return client.post(address, data.urlencode(), content_type="application/x-www-form-urlencoded", headers=headers)
