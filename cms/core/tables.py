"""How an editor fills a table, and what of it is kept."""

from typing import Any

from django import forms
from wagtail.contrib.table_block.blocks import TableInput as HandsontableInput


def without_empty_edges(table: dict[str, Any]) -> dict[str, Any]:
    """A new table has three rows and columns: readers do not get the last ones that nobody wrote in."""
    data = [list(row) for row in table.get("data") or []]
    while len(data) > 1 and not any(data[-1]):
        data.pop()
    width = max((column for row in data for column, cell in enumerate(row, 1) if cell), default=1)
    data = [row[:width] for row in data]
    cells = [cell for cell in table.get("cell") or [] if cell["row"] < len(data) and cell["col"] < width]
    return {**table, "data": data, "cell": cells}


class TableInput(HandsontableInput):
    """Rows and columns come and go by buttons (static/interface/tables.js)."""

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(css={"all": ["interface/tables.css"]}, js=["interface/tables.js"])
