"""What is kept of a table."""

import json
from typing import Any

import pytest

from cms.core.blocks import TableBlock
from cms.core.blocks.tables import without_empty_edges


@pytest.mark.parametrize(
    ("data", "kept"),
    [
        ([["a", "b", None], ["c", "", None], [None, None, None]], [["a", "b"], ["c", ""]]),
        ([["a", None, "b"], [None, None, None], ["c", None, None]], [["a", None, "b"], [None] * 3, ["c", None, None]]),
        ([[None, None], [None, "0"]], [[None, None], [None, "0"]]),
        ([[None, None], [None, None]], [[None]]),
        ([], []),
    ],
)
def test_the_last_rows_and_columns_that_nobody_wrote_in_are_left_out(data: Any, kept: Any) -> None:
    table = {"data": data, "table_caption": "x", "cell": [{"row": 0, "col": 0}, {"row": 9, "col": 9}]}
    found = without_empty_edges(table)
    assert (found["data"], found["table_caption"]) == (kept, "x")
    assert found["cell"] == ([{"row": 0, "col": 0}] if kept else [])


def test_a_form_brings_it_so() -> None:
    block = TableBlock()
    value = block.value_from_form(json.dumps({"data": [["a", None]], "table_header_choice": "row"}))
    assert value is not None
    assert value["data"] == [["a"]]
    assert block.value_from_form("null") is None


def test_the_editor_offers_no_menu_in_english() -> None:
    assert TableBlock().field.widget.table_options["contextMenu"] is False
