"""The operations of graphql/operations, known by every hash and every spelling under which clients send them.

A client rarely sends the bytes of the file: Apollo and urql print the document anew and add `__typename`, code
generators send one operation of a file with its fragments, Relay and codegen send a key of their own manifest. So each
operation is registered under the hashes of all these texts, and a text that comes along is compared by its syntax tree.
"""

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    NameNode,
    OperationDefinitionNode,
    SelectionSetNode,
    Visitor,
    parse,
    print_ast,
    visit,
)
from graphql.utilities import separate_operations

from engine.canonical import TYPENAME, canonical, digest

logger = logging.getLogger(__name__)

FOLDER = Path(__file__).resolve().parents[2] / "operations"
# Set in the WSGI environment of a request that asks a registered operation.
REGISTERED = "verkosto.registered"

_ALGORITHM = re.compile(r"^sha256:", re.IGNORECASE)
_HEXADECIMAL = re.compile(r"^[0-9a-fA-F]+$")


def normalised_key(key: str) -> str:
    """A key as it is compared: hashes in small letters and without the name of their algorithm."""
    key = _ALGORITHM.sub("", key.strip())
    return key.lower() if _HEXADECIMAL.match(key) else key


@dataclass(slots=True)
class Registry:
    """`texts` has the text to answer for each key, `operations` the canonical digest of each operation, and `problems`
    a sentence for each file that could not be read."""

    texts: dict[str, str] = field(default_factory=dict)
    operations: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    def add(self, text: str, key: str | None = None) -> None:
        """Adds a document to the registry. Raises GraphQLError for a text that is no document."""
        document = parse(text)
        if key is not None:
            self.texts[normalised_key(key)] = text
        for spelling in _spellings(text, document):
            self.texts.setdefault(digest(spelling), spelling)
        self.operations |= _operations_in(document)

    def named(self, key: str) -> set[str]:
        """The canonical digests of the operations that a key stands for."""
        return _operations_in(parse(self.texts[key])) if key in self.texts else set()


@cache
def registry() -> Registry:
    """Returns the operations of `graphql/operations`, as they are when the process asks for them first."""
    found = read_folder(FOLDER)
    for problem in found.problems:
        logger.error(problem)
    return found


def read_folder(folder: Path) -> Registry:
    """Documents (`*.graphql`), and the manifests (`*.json`) that Apollo, GraphQL Code Generator and Relay write."""
    found = Registry()
    for file in sorted(folder.iterdir()):
        if file.suffix not in {".graphql", ".json"}:
            continue
        try:
            text = file.read_text(encoding="utf-8")
            for key, body in [(None, text)] if file.suffix == ".graphql" else _of_manifest(json.loads(text)):
                found.add(body, key)
        except (GraphQLError, ValueError, OSError) as error:
            found.problems.append(f"{file.name} in {folder.name} is not registered: {error}")
    return found


def _of_manifest(manifest: Any) -> Iterator[tuple[str, str]]:
    """Keys and texts. Raises ValueError for JSON of another shape."""
    if not isinstance(manifest, dict):
        raise ValueError("a manifest is a JSON object.")
    if "operations" in manifest:
        if not isinstance(manifest["operations"], list):
            raise ValueError("the operations of a manifest are a list.")
        entries = [(of.get("id"), of.get("body")) for of in manifest["operations"] if isinstance(of, dict)]
    else:
        entries = list(manifest.items())
    for key, body in entries:
        if not (isinstance(key, str) and key and isinstance(body, str)):
            raise ValueError("each operation of a manifest has a key and a text.")
        yield key, body


def _spellings(text: str, document: DocumentNode) -> Iterator[str]:
    """The texts under whose hashes clients send a document, each operation of it also by itself."""
    yield from (text, text.strip())
    documents = [document]
    alone = separate_operations(document)
    if len(alone) > 1:
        documents += alone.values()
    for whole in documents:
        for written in (whole, visit(whole, _WithTypename())):
            parts = [print_ast(definition) for definition in written.definitions]
            # graphql-js prints objects closer together than graphql-core, and urql definitions.
            for spelled in (parts, [_closer(part) for part in parts]):
                yield from ("\n\n".join(spelled), "\n".join(spelled))


def _closer(printed: str) -> str:
    """`{a: 1}` for `{ a: 1 }`. Braces of selections stand at the end of a line or alone on one."""
    return re.sub(r"(?<=\S) \}", "}", re.sub(r"\{ (?=\S)", "{", printed))


class _WithTypename(Visitor):
    """Adds `__typename` where Apollo Client and urql do: at the end of each selection but the operation's own."""

    def leave_selection_set(self, node: SelectionSetNode, _key: Any, parent: Any, *_: Any) -> SelectionSetNode | None:
        names = [of.name.value for of in node.selections if isinstance(of, FieldNode)]
        if isinstance(parent, OperationDefinitionNode) or any(name.startswith("__") for name in names):
            return None
        return SelectionSetNode(selections=(*node.selections, FieldNode(name=NameNode(value=TYPENAME))))


def _operations_in(document: DocumentNode) -> set[str]:
    return {canonical(document, of) for of in document.definitions if isinstance(of, OperationDefinitionNode)}
