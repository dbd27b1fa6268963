"""A page written as XLIFF and read again."""

from dataclasses import replace

from wagtail_localize.models import Translation

from cms.translation.files import xliff
from cms.translation.screen.units import UnitState, units_of


def assert_round_trips(translation: Translation) -> None:
    tag = translation.target_locale.language_code
    units = [replace(unit, words=f"[{unit.source}]", state=UnitState.DRAFT) for unit in units_of(translation)]
    for version in xliff.FORMATS:
        content = xliff.write(units, version=version, page="x", source="fi", target=tag, link="")
        [part] = xliff.read(content)
        assert [(entry.place, entry.source, entry.words) for entry in part.entries] == [
            (unit.place, unit.source, unit.words) for unit in units
        ]
