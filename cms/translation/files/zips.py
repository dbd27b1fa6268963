"""Zip files: written piece by piece while they are sent, and read without trusting what they say of themselves."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from cms.core.admin.uploads import Unreadable

FILES_MAX = 500
# Of all files of a zip together, as they are in memory.
UNPACKED_MAX = 50 * 1024 * 1024
# What a zip's table of contents may take for each file: its own row of 46 bytes, a long name, and what tools add.
_ROW_MAX = 1_000
_END = b"PK\x05\x06"
_END_SIZE = 22
# Says in large zips that another record holds the true sizes.
_LOCATOR = b"PK\x06\x07"
_LOCATOR_SIZE = 20
_COMMENT_MAX = 65_535


class _Sink(io.RawIOBase):
    """What zipfile writes into. It keeps what has come until it is taken, and nothing can be changed afterwards."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken


def streamed(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Packs files one after the other. Of those that have been sent only name and size stay in memory."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files:
            packed.writestr(name, content)
            yield sink.take()
    yield sink.take()


def is_zip(head: bytes) -> bool:
    """Whether these are the first bytes of a zip."""
    return head[:4] in {b"PK\x03\x04", _END}


def unpacked(file: Any) -> Iterator[tuple[str, bytes | None]]:
    """The files of an uploaded zip with their names; None is the content of one that cannot be read.

    Nothing is written anywhere, so a name may say what it likes. A zip within the zip is not opened. Raises Unreadable.
    """
    _refuse_long_table(file)
    try:
        packed = zipfile.ZipFile(file)
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        struct.error,
        NotImplementedError,  # zipfile says this of a file that asks for a later version of the format than it reads.
    ) as error:
        raise Unreadable(_("It is no zip file that can be read.")) from error
    with packed:
        members = [member for member in packed.infolist() if not member.filename.endswith("/")]
        if len(members) > FILES_MAX:
            raise Unreadable(_("There are more than %(limit)d files in it.") % {"limit": FILES_MAX})
        # Python reads no more of a file than the table of contents says.
        if sum(member.file_size for member in members) > UNPACKED_MAX:
            limit = UNPACKED_MAX // 1024**2
            raise Unreadable(_("Its files are larger than %(limit)d MB when unpacked.") % {"limit": limit})
        for member in members:
            yield member.filename, _read(packed, member)


def _read(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | None:
    try:
        return packed.read(member)
    # RuntimeError: it has a password, or is packed in a way that Python does not know.
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, EOFError, OSError, ValueError, struct.error):
        return None


def _refuse_long_table(file: Any) -> None:
    """A table of contents is read as a whole, and each row of it takes ten times its size in memory."""
    file.seek(0, io.SEEK_END)
    size = file.tell()
    file.seek(max(0, size - _COMMENT_MAX - _END_SIZE - _LOCATOR_SIZE))
    tail = file.read()
    file.seek(0)
    end = tail.rfind(_END)
    if end < 0 or len(tail) < end + _END_SIZE:
        raise Unreadable(_("It is no zip file that can be read."))
    [table] = struct.unpack_from("<I", tail, end + 12)
    if table > FILES_MAX * _ROW_MAX or tail[max(0, end - _LOCATOR_SIZE) : end].startswith(_LOCATOR):
        raise Unreadable(_("There are more than %(limit)d files in it.") % {"limit": FILES_MAX})
