"""PO files that translators send back: taken whole, or refused with a word on what is wrong."""

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import polib
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import Translation

from cms.translation.localize import values

LIMIT = 5 * 1024 * 1024
_NAMED = 5
_OWNER = "X-WagtailLocalize-TranslationID"


def problem(file: Any, translation: Translation) -> str:
    """Why an uploaded file cannot be imported; "" when it can, or when wagtail-localize's own view says why not."""
    if file is None:
        return _("Choose a PO file to upload.")
    if (file.size or 0) > LIMIT:
        return _("The file is larger than %(limit)d MB.") % {"limit": LIMIT // 1024**2}
    content = file.read()
    file.seek(0)
    if b"\x00" in content:
        return _("Please upload a valid PO file.")
    if _OWNER.encode() not in content:
        return _("This is no PO file that was downloaded here: it does not say which translation it belongs to.")
    po = _parsed(content)
    if po is None or _OWNER not in po.metadata:
        return _("Please upload a valid PO file.")
    return _problem_of_entries(po, translation) if po.metadata[_OWNER] == str(translation.uuid) else ""


def _parsed(content: bytes) -> polib.POFile | None:
    # polib takes text for the name of a file when there is one of that name.
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(content)
    try:
        return polib.pofile(file.name)
    except (OSError, UnicodeDecodeError, LookupError):  # A syntax error is an OSError; so is an unknown encoding.
        return None
    finally:
        with suppress(OSError):
            Path(file.name).unlink()


def _problem_of_entries(po: polib.POFile, translation: Translation) -> str:
    """One text that its block or field does not take, and nothing of the file is imported."""
    source = translation.source.as_instance()
    found = []
    for entry in po:
        if entry.msgstr and entry.msgctxt:
            problem = values.problem(source, entry.msgctxt, values.text_of(entry.msgstr))
            if problem:
                found.append(f"“{entry.msgstr}”: {problem}")
    if not found:
        return ""
    first = ngettext(
        "Nothing was imported: %(count)d text cannot be taken.",
        "Nothing was imported: %(count)d texts cannot be taken.",
        len(found),
    ) % {"count": len(found)}
    return " ".join([first, *found[:_NAMED]])
