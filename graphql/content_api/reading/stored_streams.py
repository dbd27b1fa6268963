"""StreamFields as they are stored: JSON that editors of yesterday have written too, so nothing in it is trusted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cms.core.text import rich_text

Raw = dict[str, Any]


def entries(value: Any) -> list[tuple[Any, Any]]:
    """Ids and values of a stored ListBlock, in its present form or the older one without ids."""
    return [
        (entry.get("id"), entry["value"])
        if isinstance(entry, dict) and entry.get("type") == "item" and "value" in entry
        else (None, entry)
        for entry in (value if isinstance(value, list) else [])
    ]


def items(value: Any) -> list[Any]:
    return [entry for _, entry in entries(value)]


def struct_of(value: Any) -> Raw:
    return value if isinstance(value, dict) else {}


def responsible(goal: Raw) -> Iterator[Any]:
    """Yields who is responsible for any of the measures of a goal."""
    for sub_goal in items(goal.get("sub_goals")):
        for measure in items(struct_of(sub_goal).get("measures")):
            yield from items(struct_of(measure).get("responsible"))


def integer(value: Any) -> int | None:
    """A key of a table, when it can be one."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63 else None


@dataclass
class Wanted:
    """Ids of everything that the blocks of a question refer to."""

    images: set[int] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    contacts: set[int] = field(default_factory=set)
    key_figures: set[int] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)
    embeds: set[str] = field(default_factory=set)

    def gather(self, raw: Any) -> None:
        for block in raw if isinstance(raw, list) else []:
            if isinstance(block, dict):
                self._gather_one(block.get("type"), block.get("value"))

    def _add(self, kind: set[int], value: Any) -> None:
        if (pk := integer(value)) is not None:
            kind.add(pk)

    def _gather_one(self, name: Any, value: Any) -> None:
        struct = struct_of(value)
        if name == "paragraph" and isinstance(value, str):
            for reference in rich_text.references(value):
                (self.pages if reference.kind == "page" else self.documents).add(reference.pk)
        elif name == "image":
            self._add(self.images, struct.get("image"))
        elif name == "gallery":
            for image in items(struct.get("images")):
                self._add(self.images, struct_of(image).get("image"))
        elif name == "document":
            self._add(self.documents, value)
        elif name == "key_figure":
            self._add(self.key_figures, value)
        elif name == "contact":
            for contact in items(struct.get("contacts")):
                self._add(self.contacts, contact)
        elif name == "call_to_action":
            self._add(self.pages, struct.get("page"))
        elif name == "related_content":
            for page in items(struct.get("items")):
                self._add(self.pages, page)
        elif name == "embed" and isinstance(struct.get("url"), str):
            self.embeds.add(struct["url"])
        elif name == "goal":
            for who in responsible(struct):
                self._add(self.pages, struct_of(who).get("organisation"))
        elif name == "accordion":
            for item in items(struct.get("items")):
                self.gather(struct_of(item).get("body"))


STORED = "raw_"


def stored(row: Any, name: str) -> list[Any]:
    """The blocks of a StreamField, in a row that was read with its `raw_` column."""
    blocks = getattr(row, f"{STORED}{name}")
    return blocks if isinstance(blocks, list) else []


def structs(row: Any, name: str, kind: str) -> Iterator[tuple[Any, Raw]]:
    """Yields the id and the values of each block of one kind in such a StreamField."""
    for block in stored(row, name):
        if isinstance(block, dict) and block.get("type") == kind:
            yield block.get("id"), struct_of(block.get("value"))


def wanted_of(batch: Any) -> Wanted:
    """Returns the keys of everything that the StreamFields of a batch refer to."""

    def gather(batch: Any) -> Wanted:
        wanted = Wanted()
        # The rows of a batch were read with the same columns.
        names = [name for name in batch.rows[0].__dict__ if name.startswith(STORED)]
        for row in batch.rows if names else ():
            for name in names:
                wanted.gather(getattr(row, name))
        return wanted

    return batch.once("wanted", gather)
