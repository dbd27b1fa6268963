"""The block of a table: how an editor fills it, what of it is kept, and what of it is translated."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.table_block.blocks import TableBlock as HandsontableBlock
from wagtail.contrib.table_block.blocks import TableInput as HandsontableInput
from wagtail_localize.segments import StringSegmentValue


def without_empty_edges(table: dict[str, Any]) -> dict[str, Any]:
    """Returns the table without the last rows and columns in which nothing is written.

    A new table has three rows and three columns, and readers do not get those that nobody filled.
    """
    data = [list(row) for row in table.get("data") or []]
    while len(data) > 1 and not any(data[-1]):
        data.pop()
    width = max((column for row in data for column, cell in enumerate(row, 1) if cell), default=1)
    data = [row[:width] for row in data]
    cells = [cell for cell in table.get("cell") or [] if cell["row"] < len(data) and cell["col"] < width]
    return {**table, "data": data, "cell": cells}


class TableInput(HandsontableInput):
    """An input in which rows and columns are added and removed by buttons (static/interface/tables.js)."""

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(css={"all": ["interface/tables.css"]}, js=["interface/tables.js"])


class TableBlock(HandsontableBlock):
    """A table whose caption and cells are segments for wagtail-localize, which itself knows nothing of tables.

    Wagtail's TypedTableBlock would ask for a type of each column before the first cell, and stores another shape: every
    existing table would have to be moved. What was wrong with the block used here is mended in this class.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"table_options": {"contextMenu": False}, **kwargs})

    @cached_property
    def field(self) -> forms.CharField:
        return forms.CharField(widget=TableInput(table_options=self.table_options), **self.field_options)

    def value_from_form(self, value: str) -> dict[str, Any] | None:
        table: dict[str, Any] | None = super().value_from_form(value)
        return without_empty_edges(table) if table else table

    def to_python(self, value: dict[str, Any] | None) -> dict[str, Any] | None:
        """Leaves open which cells are headers when a draft does not say so yet: Wagtail would say that none is."""
        if value and "table_header_choice" in value:
            return value
        table: dict[str, Any] | None = super().to_python(value)
        return table

    def clean(self, value: dict[str, Any] | None) -> dict[str, Any] | None:
        if value and not value.get("table_header_choice"):
            # Wagtail's own message would name a class.
            raise ValidationError(_("Say which cells are headers: the first row, the first column, both or none."))
        cleaned: dict[str, Any] | None = super().clean(value)
        return cleaned

    def get_translatable_segments(self, value: dict[str, Any] | None) -> list[StringSegmentValue]:
        if not value:
            return []
        segments = [StringSegmentValue("caption", value.get("table_caption") or "")]
        for row, cells in enumerate(value.get("data") or []):
            segments += [StringSegmentValue(f"{row}-{column}", str(cell or "")) for column, cell in enumerate(cells)]
        return [segment for segment in segments if not segment.is_empty()]

    def restore_translated_segments(
        self, value: dict[str, Any] | None, segments: list[StringSegmentValue]
    ) -> dict[str, Any] | None:
        if not value:
            return value
        data = [list(row) for row in value.get("data") or []]
        restored = {**value, "data": data}
        for segment in segments:
            if segment.path == "caption":
                restored["table_caption"] = segment.render_text()
                continue
            row, column = map(int, segment.path.split("-"))
            if row < len(data) and column < len(data[row]):
                data[row][column] = segment.render_text()
        return restored

    class Meta:
        icon = "table"
        template = "blocks/table.html"
        label = _("Table")
        help_text = _("For figures and plans, never for layout. Give a caption and mark the header row.")
        preview_value = {
            "data": [["Tavoite", "Aikataulu"], ["Vapaaehtoistoiminta näkyväksi", "2014–2017"]],
            "table_caption": "Toimintasuunnitelma",
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_header_choice": "row",
        }
