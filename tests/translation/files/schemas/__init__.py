"""The published schemas of XLIFF."""

from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

_HERE = Path(__file__).resolve().parent
_FILES = {"1.2": "xliff-core-1.2-strict.xsd", "2.1": "xliff-core-2.0.xsd"}


class _Local(etree.Resolver):
    """What a schema imports is taken from this folder, whatever address it gives."""

    def resolve(self, url: str, _public_id: str, context: Any) -> Any:
        return self.resolve_filename(str(_HERE / Path(url).name), context)


@cache
def _schema(version: str) -> Any:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Local())
    return etree.XMLSchema(etree.parse(str(_HERE / _FILES[version]), parser))


def assert_valid(content: bytes, version: str) -> None:
    _schema(version).assertValid(etree.fromstring(content))
