"""Terms as CSV: a table for spreadsheets, with a line for each term and three columns for each language."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from cms.core.admin.uploads import Unreadable
from cms.core.languages import content_languages
from cms.core.text.cells import guarded, unguarded
from cms.translation.models import Term, lines
from cms.translation.terms.rows import Row, limited

# Between words in one cell.
_BETWEEN = " | "
_YES = {"x", "1", "yes", "true", "kyllä", "ja", "да"}
_NO = {"", "0", "no", "false", "ei", "nej", "нет"}
_COLUMNS = {"names": "{}", "admitted": "{}+", "avoided": "{}-"}


def columns() -> list[str]:
    """Their names are the same in every language of the admin, so that a file may go round."""
    words = [form.format(item.tag) for item in content_languages() for form in _COLUMNS.values()]
    return ["id", *words, "name", "note"]


def write(terms: Iterable[Term]) -> bytes:
    """With semicolons and a byte order mark: so spreadsheets open it rightly in Finland."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerow(columns())
    for term in terms:
        words = [
            _BETWEEN.join(lines(getattr(term, field).get(item.tag, "")))
            for item in content_languages()
            for field in _COLUMNS
        ]
        writer.writerow([guarded(cell) for cell in [str(term.key), *words, "x" if term.is_name else "", term.note]])
    return file.getvalue().encode("utf-8-sig")


def read(content: bytes) -> list[Row]:
    """Columns may be left out, and stand in any order. Raises Unreadable."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_("It is not in UTF-8: save it as “CSV UTF-8”.")) from error
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count), strict=True)
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        _check(header)
        return limited(_rows(reader, header))
    except csv.Error as error:
        raise Unreadable(_("Line %(number)d is no CSV.") % {"number": reader.line_num}) from error


def _check(header: list[str]) -> None:
    known = columns()
    if unknown := [cell for cell in header if cell not in known]:
        raise Unreadable(
            _("There is no column “%(column)s”. The columns are: %(known)s.")
            % {"column": unknown[0][:40], "known": ", ".join(known)}
        )
    if not {item.tag for item in content_languages()} & set(header):
        raise Unreadable(_("It has no column with terms: these are called like the languages, “fi” say."))
    if len(set(header)) < len(header):
        raise Unreadable(_("Two of its columns have the same name."))


def _rows(reader: Iterable[list[str]], header: list[str]) -> Iterator[Row]:
    for number, cells in enumerate(reader, 2):
        if any(cell.strip() for cell in cells):
            yield _row(_("row %(number)d") % {"number": number}, cells, header)


def _row(place: str, cells: list[str], header: list[str]) -> Row:
    given = {name: unguarded(cell.strip()) for name, cell in zip(header, cells, strict=False)}
    texts: dict[str, dict[str, str]] = {}
    for field, form in _COLUMNS.items():
        columns_of = {item.tag: form.format(item.tag) for item in content_languages()}
        texts[field] = {tag: "\n".join(_words(given[name])) for tag, name in columns_of.items() if name in given}
    names = {tag: " ".join(text.split()) for tag, text in texts["names"].items()}
    flag, problem = given.get("name"), ""
    if len(cells) > len(header):
        problem = _("It has more cells than there are columns.")
    elif flag is not None and flag.lower() not in _YES | _NO:
        problem = _("In the column “name” stands x or nothing, not “%(text)s”.") % {"text": flag[:40]}
    return Row(
        place=place,
        key=given.get("id", ""),
        names=names,
        admitted=texts["admitted"],
        avoided=texts["avoided"],
        is_name=None if flag is None else flag.lower() in _YES,
        note=given.get("note"),
        problem=problem,
    )


def _words(cell: str) -> list[str]:
    return [word.strip() for word in re.split(r"[|\n]", cell) if word.strip()]
