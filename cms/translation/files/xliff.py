"""XLIFF 1.2 and 2.1: the texts of a page for a translator's own tool, and what comes back."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from cms.core.admin.uploads import Unreadable
from cms.core.text.xml_files import NOTHING_OPENED, xml_text
from cms.translation.files import inline
from cms.translation.screen.units import Unit, UnitState
from cms.translation.texts.applying import sent_mark

LIMIT = 5 * 1024 * 1024
_SENT = re.compile(r"sent:[0-9a-f]{16}")


@dataclass(frozen=True)
class Format:
    """What the two versions call the same things."""

    version: str
    namespace: str
    unit: str
    place: str
    pair: str
    single: str
    states: dict[UnitState, str]
    unsure: frozenset[str]

    def name(self, local: str) -> str:
        return f"{{{self.namespace}}}{local}"


FORMATS = {
    "1.2": Format(
        version="1.2",
        namespace="urn:oasis:names:tc:xliff:document:1.2",
        unit="trans-unit",
        place="resname",
        pair="g",
        single="x",
        states={
            UnitState.NEW: "new",
            UnitState.CHANGED: "needs-review-translation",
            UnitState.MACHINE: "needs-review-translation",
            UnitState.DRAFT: "translated",
            UnitState.PUBLISHED: "final",
        },
        unsure=frozenset({"new", "needs-translation", "needs-adaptation", "needs-l10n", "needs-review-translation"}),
    ),
    "2.1": Format(
        version="2.1",
        namespace="urn:oasis:names:tc:xliff:document:2.0",
        unit="unit",
        place="name",
        pair="pc",
        single="ph",
        states={
            UnitState.NEW: "initial",
            UnitState.CHANGED: "initial",
            UnitState.MACHINE: "initial",
            UnitState.DRAFT: "translated",
            UnitState.PUBLISHED: "final",
        },
        unsure=frozenset({"initial"}),
    ),
}


@dataclass(frozen=True)
class Entry:
    """One text of a file, with its markup. `is_unsure` when the tool does not call it translated.

    `sent` is the mark of the words that went with it, "" where the file has none.
    """

    place: str
    source: str
    words: str
    is_unsure: bool
    sent: str = ""


@dataclass(frozen=True)
class Part:
    """The texts of one page in a file. `page` is the name of its translation. What the file does not say is ""."""

    page: str
    target: str
    entries: list[Entry]
    # By the place: texts whose codes are broken.
    broken: list[str]


def write(units: Iterable[Unit], *, version: str, page: str, source: str, target: str, link: str) -> bytes:
    """Makes the file of one page. `page` is the name of its translation, `link` leads to the page in its language."""
    form = FORMATS[version]
    root = etree.Element(form.name("xliff"), nsmap={None: form.namespace}, version=form.version)
    if version == "1.2":
        file = etree.SubElement(root, form.name("file"), original=page, datatype="html")
        file.set("source-language", source)
        file.set("target-language", target)
        header = etree.SubElement(file, form.name("header"))
        etree.SubElement(header, form.name("note")).text = link
        body = etree.SubElement(file, form.name("body"))
    else:
        root.set("srcLang", source)
        root.set("trgLang", target)
        body = etree.SubElement(root, form.name("file"), id="page", original=page)
        notes = etree.SubElement(body, form.name("notes"))
        etree.SubElement(notes, form.name("note")).text = link
    for number, unit in enumerate(units, 1):
        _write_unit(body, form, number, unit)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return made


def _write_unit(body: Any, form: Format, number: int, unit: Unit) -> None:
    made = etree.SubElement(body, form.name(form.unit), {"id": f"u{number}", form.place: unit.place})
    notes = [str(unit.label), *([unit.was] if unit.was else [])]
    if unit.words:
        notes.append(sent_mark(xml_text(unit.words)))
    state = form.states[unit.state] if unit.is_final is None else ("final" if unit.is_final else "translated")
    pair, single = form.name(form.pair), form.name(form.single)
    if form.version == "1.2":
        if state == "final":
            made.set("approved", "yes")
        inline.fill(etree.SubElement(made, form.name("source")), unit.source, pair, single)
        if unit.words:
            target = etree.SubElement(made, form.name("target"), state=state)
            inline.fill(target, unit.words, pair, single)
        for note in notes:
            etree.SubElement(made, form.name("note")).text = xml_text(note)
        return
    listed = etree.SubElement(made, form.name("notes"))
    for note in notes:
        etree.SubElement(listed, form.name("note")).text = xml_text(note)
    segment = etree.SubElement(made, form.name("segment"), state=state)
    inline.fill(etree.SubElement(segment, form.name("source")), unit.source, pair, single)
    if unit.words:
        inline.fill(etree.SubElement(segment, form.name("target")), unit.words, pair, single)


def read(content: bytes) -> list[Part]:
    """Reads a file of either version. Raises Unreadable."""
    parser = etree.XMLParser(**NOTHING_OPENED)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(str(error)) from error
    form = next((form for form in FORMATS.values() if root.tag == form.name("xliff")), None)
    if form is None or root.getroottree().docinfo.doctype:
        raise Unreadable("XLIFF 1.2, 2.0, 2.1?")
    return [_part(file, form, root) for file in root.iter(form.name("file"))]


def _part(file: Any, form: Format, root: Any) -> Part:
    target = file.get("target-language") if form.version == "1.2" else root.get("trgLang")
    entries, broken = [], []
    for unit in file.iter(form.name(form.unit)):
        place = unit.get(form.place) or ""
        try:
            entries += list(_entries(unit, form, place))
        except inline.UnknownCode:
            broken.append(place)
    return Part(file.get("original") or "", target or "", entries, broken)


def _entries(unit: Any, form: Format, place: str) -> Iterator[Entry]:
    notes = [note.text or "" for note in unit.iter(form.name("note"))]
    sent = next((note for note in notes if _SENT.fullmatch(note)), "")
    holders = [unit] if form.version == "1.2" else list(unit.iter(form.name("segment")))
    for holder in holders:
        source, target = holder.find(form.name("source")), holder.find(form.name("target"))
        if source is None or target is None:
            continue
        state = target.get("state", "") if form.version == "1.2" else holder.get("state", "initial")
        words = inline.markup_of(target).strip()
        if words:
            yield Entry(place, inline.markup_of(source), words, is_unsure=state in form.unsure, sent=sent)
