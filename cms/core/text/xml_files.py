"""XML files that people bring from their tools, and text that is written into such files."""

import re
from typing import Any

# The attribute that says in which language an element is.
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# For lxml's parsers, since nobody knows who made a file: nothing that it names is opened, and no entity is expanded.
NOTHING_OPENED: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
}
# Control characters, which no XML holds.
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def xml_text(text: str) -> str:
    """Returns the text as XML can hold it."""
    return _NOT_XML.sub("", text)


def append(element: Any, text: str) -> None:
    """Writes a text at the end of an element, after the elements in it."""
    text = xml_text(text)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
