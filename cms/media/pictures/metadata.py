"""Removes a picture's metadata: where and when it was taken, with what and by whom, and previews.

Nothing is decoded: the parts of the file that hold metadata are left out, and the picture's own bytes stay as they are
(decisions/0007). Only a picture that lies on its side is written again, upright (`cms.media.pictures.uprighting`).
"""

import struct
from collections.abc import Callable, Iterator

from cms.media.pictures import avif


class BrokenPicture(ValueError):
    """Raised for a file that does not hold together as the format that it claims to be."""


def without_metadata(data: bytes) -> bytes:
    """Returns the same picture without metadata; the same bytes when there is none. Raises BrokenPicture.

    What says how colours are meant stays. A file of another format than JPEG, PNG, WebP, GIF and AVIF stays as it was.
    """
    for begins_so, strip in _FORMATS:
        if begins_so(data):
            try:
                return strip(data)
            except (IndexError, struct.error) as error:
                raise BrokenPicture from error
    return data


def _jpeg(data: bytes) -> bytes:
    kept = [data[:2]]
    at = 2
    while True:
        while data[at] == 0xFF and data[at + 1] == 0xFF:  # It is padding.
            at += 1
        if data[at] != 0xFF:
            raise BrokenPicture
        marker = data[at + 1]
        if marker == 0xD9:
            return b"".join([*kept, b"\xff\xd9"])  # After the end, phones put other pictures with metadata.
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if end > len(data) or end < at + 4:
            raise BrokenPicture
        if _stays_in_jpeg(marker, data[at + 4 : end]):
            kept.append(data[at:end])
        if marker == 0xDA:
            at = _end_of_scan(data, end)
            kept.append(data[end:at])
        else:
            at = end


def _stays_in_jpeg(marker: int, content: bytes) -> bool:
    if marker == 0xFE:  # It is a comment.
        return False
    if 0xE0 <= marker <= 0xEF:
        # What stays is JFIF, the colour profile, and what says how Adobe's programs have coded colours.
        return (marker, content[:5]) == (0xE0, b"JFIF\0") or content.startswith((b"ICC_PROFILE\0", b"Adobe"))
    return True


def _end_of_scan(data: bytes, at: int) -> int:
    """Returns where the next marker begins: FF00 and FFD0 to FFD7 belong to the scan."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise BrokenPicture
        if data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
            at += 2
        elif data[at + 1] == 0xFF:
            at += 1
        else:
            return at


_PNG = b"\x89PNG\r\n\x1a\n"
_IN_PNG = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV",
    b"cLLI", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT",
}  # fmt: skip


def _png(data: bytes) -> bytes:
    kept = [_PNG]
    at = len(_PNG)
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise BrokenPicture
        if kind in _IN_PNG:
            kept.append(data[at:end])
        if kind == b"IEND":
            return b"".join(kept)
        at = end


_IN_WEBP = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_XMP_AND_EXIF = 0b1100


def _webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, end = 12, 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise BrokenPicture
    while at + 8 <= end:
        kind, length = struct.unpack_from("<4sI", data, at)
        if at + 8 + length > end:
            raise BrokenPicture
        yield kind, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _webp(data: bytes) -> bytes:
    body = b"WEBP"
    for kind, content in _webp_chunks(data):
        if kind not in _IN_WEBP:
            continue
        if kind == b"VP8X":
            content = bytes([content[0] & ~_XMP_AND_EXIF]) + content[1:]
        body += kind + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


_IN_GIF = {b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"}


def _gif(data: bytes) -> bytes:
    at = 13 + (3 * 2 ** ((data[10] & 7) + 1) if data[10] & 0x80 else 0)
    kept = [data[:at]]
    while True:
        if data[at] == 0x3B:
            return b"".join([*kept, b";"])
        if data[at] == 0x2C:
            blocks = at + 10 + (3 * 2 ** ((data[at + 9] & 7) + 1) if data[at + 9] & 0x80 else 0) + 1
            end = _end_of_blocks(data, blocks)
            stays = True
        elif data[at] == 0x21:
            end = _end_of_blocks(data, at + 2)
            # These extensions say how a frame is shown, and how often all the frames are.
            stays = data[at + 1] == 0xF9 or (data[at + 1] == 0xFF and data[at + 3 : at + 14] in _IN_GIF)
        else:
            raise BrokenPicture
        if stays:
            kept.append(data[at:end])
        at = end


def _end_of_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1


def _avif(data: bytes) -> bytes:
    try:
        return avif.without_metadata(data)
    except ValueError as error:
        raise BrokenPicture from error


_FORMATS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], bytes]], ...] = (
    (lambda data: data.startswith(b"\xff\xd8\xff"), _jpeg),
    (lambda data: data.startswith(_PNG), _png),
    (lambda data: data.startswith(b"RIFF") and data[8:12] == b"WEBP", _webp),
    (lambda data: data.startswith((b"GIF87a", b"GIF89a")), _gif),
    (lambda data: data[4:8] == b"ftyp" and (b"avif" in data[8:64] or b"avis" in data[8:64]), _avif),
)
