"""Global IDs: base64 of `Type:key`. Clients keep them and never look inside."""

import base64
import binascii
from collections.abc import Sequence
from typing import NamedTuple

from engine.errors import InvalidArgument


class GlobalID(NamedTuple):
    type_name: str
    pk: int


def encode(type_name: str, pk: int) -> str:
    return base64.b64encode(f"{type_name}:{pk}".encode()).decode("ascii")


def decode(value: str, argument: str) -> GlobalID:
    """Returns the type name and primary key of a global ID.

    Raises InvalidArgument for what was never one of this API.
    """
    try:
        type_name, colon, key = base64.b64decode(value, validate=True).decode("utf-8").partition(":")
    except (binascii.Error, UnicodeError, ValueError):
        type_name = colon = key = ""
    # PostgreSQL's bigint: a larger number names nothing.
    if not (type_name and colon and key.isascii() and key.isdigit() and len(key) < 19):
        raise InvalidArgument(argument, f"{value[:60]!r} is not an ID of this API.")
    return GlobalID(type_name, int(key))


def decode_all(values: Sequence[str], type_name: str, argument: str) -> list[int]:
    """Keys of IDs that must all be of one type."""
    keys = []
    for value in values:
        identifier = decode(value, argument)
        if identifier.type_name != type_name:
            raise InvalidArgument(argument, f"{value!r} is an ID of {identifier.type_name}, not of {type_name}.")
        keys.append(identifier.pk)
    return keys
