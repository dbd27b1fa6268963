"""Removes metadata from AVIF files.

Their boxes point into each other by position, so metadata is overwritten where it is and nothing moves. See ISO/IEC
14496-12 (boxes, items) and 23008-12 (Exif and XMP as items). Which way is up is a property of the picture in this
format, and not metadata.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

# The offset of the header, with which Exif items begin, followed by a TIFF header and a directory without entries.
_EMPTY_EXIF = b"\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"
_WITHIN = {b"moov", b"trak", b"mdia", b"meta"}
_NOTES = {b"uuid", b"udta", b"free", b"skip"}


class _Box(NamedTuple):
    kind: bytes
    start: int
    content: int
    end: int


def without_metadata(data: bytes) -> bytes:
    """Returns the file without metadata, of the same length.

    Raises ValueError, IndexError or struct.error for a file that does not hold together.
    """
    changed = bytearray(data)
    for box in _all_boxes(data, 0, len(data)):
        if box.kind in _NOTES:
            changed[box.start + 4 : box.start + 8] = b"free"
            changed[box.content : box.end] = bytes(box.end - box.content)
        elif box.kind == b"meta":
            _empty_items(data, changed, box)
    return bytes(changed)


def _boxes(data: bytes, at: int, end: int) -> Iterator[_Box]:
    while at < end:
        size, kind = struct.unpack_from(">I4s", data, at)
        content = at + 8
        if size == 1:
            size = struct.unpack_from(">Q", data, content)[0]
            content += 8
        stop = at + size if size else end
        if stop < content or stop > end:
            raise ValueError("A box ends outside of what it stands in.")
        yield _Box(kind, at, content, stop)
        at = stop


def _all_boxes(data: bytes, at: int, end: int) -> Iterator[_Box]:
    for box in _boxes(data, at, end):
        yield box
        if box.kind in _WITHIN:
            yield from _all_boxes(data, box.content + (4 if box.kind == b"meta" else 0), box.end)


def _empty_items(data: bytes, changed: bytearray, meta: _Box) -> None:
    inner = {box.kind: box for box in _boxes(data, meta.content + 4, meta.end)}
    if b"iinf" not in inner or b"iloc" not in inner:
        return
    kinds = dict(_item_kinds(data, inner[b"iinf"]))
    stored = inner.get(b"idat")
    for item, within, start, length in _extents(data, inner[b"iloc"]):
        if kinds.get(item) not in {b"Exif", b"mime"}:
            continue
        at = start + (stored.content if within == 1 and stored else 0)
        # A length of 0 means "to the end", which no writer of pictures uses for metadata.
        if within > 1 or not length or at + length > len(data):
            raise ValueError("An item lies outside of the file.")
        empty = _EMPTY_EXIF.ljust(length, b"\0")[:length] if kinds[item] == b"Exif" else b" " * length
        changed[at : at + length] = empty


def _item_kinds(data: bytes, iinf: _Box) -> Iterator[tuple[int, bytes]]:
    counted = 2 if data[iinf.content] == 0 else 4
    for entry in _boxes(data, iinf.content + 4 + counted, iinf.end):
        version = data[entry.content]
        if entry.kind != b"infe" or version < 2:
            continue
        wide = 2 if version == 2 else 4
        at = entry.content + 4
        yield int.from_bytes(data[at : at + wide], "big"), data[at + wide + 2 : at + wide + 6]


class _Numbers:
    """Reads big-endian numbers one after another."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data, self.at = data, at

    def __call__(self, size: int) -> int:
        if self.at + size > len(self._data):
            raise ValueError("A box is cut short.")
        value = int.from_bytes(self._data[self.at : self.at + size], "big")
        self.at += size
        return value


def _extents(data: bytes, iloc: _Box) -> Iterator[tuple[int, int, int, int]]:
    """Yields each part of an item: the item's id, how its place is counted, its start, and its length in bytes."""
    number = _Numbers(data, iloc.content)
    version = number(4) >> 24
    sizes = number(2)
    offset_size, length_size, base_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_size = sizes & 15 if version else 0
    for _ in range(number(2 if version < 2 else 4)):
        item = number(2 if version < 2 else 4)
        within = number(2) & 15 if version else 0
        number(2)  # Which file holds the item: it is this one.
        base = number(base_size)
        for _ in range(number(2)):
            number(index_size)
            start = base + number(offset_size)
            yield item, within, start, number(length_size)
