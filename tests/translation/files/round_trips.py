"""A page written as XLIFF and PO, and read again."""

from dataclasses import replace

import polib
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail_localize.models import StringTranslation, Translation

from cms.translation.files import xliff
from cms.translation.localize import po_files
from cms.translation.screen.units import UnitState, units_of
from cms.translation.texts.alignment import ADDRESS
from tests.translation.files.schemas import assert_valid


def assert_round_trips(translation: Translation) -> None:
    tag = translation.target_locale.language_code
    units = [replace(unit, words=f"[{unit.source}]", state=UnitState.DRAFT) for unit in units_of(translation)]
    for version in xliff.FORMATS:
        content = xliff.write(units, version=version, page="x", source="fi", target=tag, link="")
        assert_valid(content, version)
        [part] = xliff.read(content)
        assert [(entry.place, entry.source, entry.words) for entry in part.entries] == [
            (unit.place, unit.source, unit.words) for unit in units
        ]


def assert_po_round_trips(translation: Translation) -> None:
    """What a PO file takes out, in other words, comes back into the same places; then all is as it was."""
    po = polib.pofile(po_files.exported(translation))
    entries = [entry for entry in po if entry.msgctxt != ADDRESS and not entry.obsolete]
    meant = {(entry.msgctxt, entry.msgid): f"{entry.msgid}*" for entry in entries}
    for entry in entries:
        entry.msgstr, entry.flags = meant[entry.msgctxt, entry.msgid], []
    with transaction.atomic():
        outcome = po_files.take(ContentFile(str(po).encode()), translation, None)
        rows = StringTranslation.objects.filter(
            locale=translation.target_locale, context__object_id=translation.source.object_id
        )
        found = {
            (path, source): words
            for path, source, words in rows.values_list("context__path", "translation_of__data", "data")
        }
        assert (outcome.late, outcome.unsure, outcome.unknown) == (0, 0, [])
        assert {key: found.get(key) for key in meant} == meant
        transaction.set_rollback(True)
