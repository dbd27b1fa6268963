"""Terms as TBX-Basic (ISO 30042), the form in which tools of translators exchange them."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from lxml import etree

from cms.core.admin.uploads import Unreadable
from cms.core.languages import of_tool
from cms.core.text.xml_files import LANGUAGE, NOTHING_OPENED, xml_text
from cms.translation.models import Term, lines
from cms.translation.terms.rows import FIELDS, Row, limited

_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_STATUS = {
    "names": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "avoided": "deprecatedTerm-admn-sts",
}
_FIELD_OF = {status: field for field, status in _STATUS.items()} | {"supersededTerm-admn-sts": "avoided"}
# TBX-Basic has no word of its own for a name that is not translated.
_STAYS = "do-not-translate"
# An id of XML begins with a letter.
_PREFIX = "term-"
# The elements of both editions of the standard.
_CONCEPTS, _LANGUAGES, _TERMS = {"conceptEntry", "termEntry"}, {"langSec", "langSet"}, {"termSec", "tig", "ntig"}


def write(terms: Iterable[Term]) -> bytes:
    root = etree.Element(_name("tbx"), nsmap={None: _NAMESPACE}, type="TBX-Basic", style="dca")
    root.set(LANGUAGE, settings.CONTENT_LANGUAGES[0])
    source = etree.SubElement(
        etree.SubElement(etree.SubElement(root, _name("tbxHeader")), _name("fileDesc")), _name("sourceDesc")
    )
    etree.SubElement(source, _name("p")).text = settings.WAGTAIL_SITE_NAME
    body = etree.SubElement(etree.SubElement(root, _name("text")), _name("body"))
    for term in terms:
        _write_concept(body, term)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _name(local: str) -> str:
    return f"{{{_NAMESPACE}}}{local}"


def _write_concept(body: Any, term: Term) -> None:
    concept = etree.SubElement(body, _name("conceptEntry"), id=f"{_PREFIX}{term.key}")
    if term.note:
        etree.SubElement(concept, _name("note")).text = xml_text(term.note)
    for tag in settings.CONTENT_LANGUAGES:
        words = [(word, field) for field in FIELDS for word in lines(getattr(term, field).get(tag, ""))]
        if not words:
            continue
        section = etree.SubElement(concept, _name("langSec"))
        section.set(LANGUAGE, tag)
        for word, field in words:
            holder = etree.SubElement(section, _name("termSec"))
            etree.SubElement(holder, _name("term")).text = xml_text(word)
            etree.SubElement(holder, _name("termNote"), type="administrativeStatus").text = _STATUS[field]
            if term.is_name:
                etree.SubElement(holder, _name("admin"), type="projectSubset").text = _STAYS


def read(content: bytes) -> list[Row]:
    """Reads either edition, in either style. Raises Unreadable."""
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, **NOTHING_OPENED)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(_("It is no XML: %(problem)s") % {"problem": error}) from error
    if _local(root) not in {"tbx", "martif"}:
        raise Unreadable(_("It is no TBX."))
    concepts = (element for element in root.iter() if _local(element) in _CONCEPTS)
    return limited(_row(number, concept) for number, concept in enumerate(concepts, 1))


def _local(element: Any) -> str:
    # What is left of an entity has a function for its tag.
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _row(number: int, concept: Any) -> Row:
    texts: dict[str, dict[str, list[str]]] = {field: {} for field in FIELDS}
    for section in (element for element in concept if _local(element) in _LANGUAGES):
        if tag := of_tool(section.get(LANGUAGE) or ""):
            _read_language(section, tag, texts)
    has_words = any(words for by_tag in texts.values() for words in by_tag.values())
    key = concept.get("id") or ""
    return Row(
        place=_("entry %(number)d") % {"number": number},
        key=key.removeprefix(_PREFIX),
        names={tag: words[0] if words else "" for tag, words in texts["names"].items()},
        admitted={tag: "\n".join(words) for tag, words in texts["admitted"].items()},
        avoided={tag: "\n".join(words) for tag, words in texts["avoided"].items()},
        is_name=True if any(_is(element, "projectSubset", _STAYS) for element in concept.iter()) else None,
        note=_note(concept),
        problem="" if has_words else _("It has no term in a language of this site."),
    )


def _read_language(section: Any, tag: str, texts: dict[str, dict[str, list[str]]]) -> None:
    """The first preferred term is what the notion is called, and what follows may be used as well."""
    for holder in (element for element in section if _local(element) in _TERMS):
        term = next((element for element in holder.iter() if _local(element) == "term"), None)
        word = " ".join("".join(term.itertext()).split()) if term is not None else ""
        status = next((text for element in holder.iter() if (text := _value(element, "administrativeStatus"))), "")
        field = _FIELD_OF.get(status, "names")
        for name in FIELDS:
            texts[name].setdefault(tag, [])
        if word:
            texts[field][tag].append(word)
    if others := texts["names"].get(tag, [])[1:]:
        texts["admitted"][tag] = [*others, *texts["admitted"][tag]]


def _value(element: Any, category: str) -> str:
    """What an element says of a category, which is its attribute in one style and its name in the other."""
    if category not in {element.get("type"), _local(element)}:
        return ""
    return (element.text or "").strip()


def _is(element: Any, category: str, value: str) -> bool:
    return _value(element, category) == value


def _note(concept: Any) -> str | None:
    for element in concept.iter():
        if _local(element) in _LANGUAGES:
            break
        if _local(element) == "note" or "definition" in {element.get("type"), _local(element)}:
            return "".join(element.itertext())
    return None
