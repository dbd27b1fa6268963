"""Makes the demo's documents: each is a PDF of one page, enough to be opened, measured and offered for download."""

from home.demo.prose import slug

_FONT = 24
_LINE = 40


def _literal(text: str) -> bytes:
    """Returns a string in the encoding of PDF's own fonts."""
    plain = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"(" + plain + b")"


def _drawable(text: str) -> bool:
    """Whether PDF's own fonts can show the text.

    They have Latin letters only, and no font is brought along for other letters.
    """
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _lines(text: str, width: int = 40) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def pdf(title: str, language: str) -> bytes:
    """Returns an A4 page with a band of colour and the title, which is also the document's title for screen readers."""
    heading = title if _drawable(title) else slug(title).replace("-", " ").capitalize()
    content = b"0.06 0.42 0.47 rg 0 762 595 80 re f 0.95 0.70 0.25 rg 0 754 595 8 re f 0.13 0.20 0.29 rg "
    content += b"BT /F1 %d Tf %d TL 56 660 Td " % (_FONT, _LINE)
    content += b" ".join(_literal(line) + b" Tj T*" for line in _lines(heading)) + b" ET"
    name = ("\ufeff" + title).encode("utf-16-be").hex().encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (%s) /ViewerPreferences << /DisplayDocTitle true >> >>"
        % language.encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title <%s> >>" % name,
    ]
    result = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(result))
        result += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(result)
    result += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return result + b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
