"""JSON that is written one way only and read without goodwill.

What is written can be read back, or it is not written; what is read holds exactly the fields of its type.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

import msgspec

from vigtool.exchange.errors import UnknownVersion, UnreadableDocument

Document = TypeVar("Document")

_WHERE: Final = re.compile(r"- at `(\$[^`]*)`$")


@dataclass(frozen=True, slots=True)
class _Head:
    """What says whether the rest can be understood at all."""

    format: str
    version: int


def encode(document: object, name: str) -> bytes:
    """A document as UTF-8 JSON with two spaces of indent, its fields in the order of its type, a newline at the end.

    Raises ``UnreadableDocument`` for a text that has no UTF-8 (half a surrogate pair).
    """
    try:
        return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"
    except UnicodeEncodeError:
        raise UnreadableDocument(name, "$") from None


def decode(data: bytes, kind: type[Document], name: str, version: int) -> Document:
    """The document in some bytes, which has to be of the format ``name`` and this version.

    Raises ``UnreadableDocument`` or ``UnknownVersion``.
    """
    try:
        head = msgspec.json.decode(data, type=_Head)
        if head.format == name and head.version != version:
            raise UnknownVersion(name, head.version)
        document = msgspec.json.decode(data, type=kind)
        # msgspec lets unknown fields of a dataclass pass and fills defaults in; comparing with the bare JSON does not.
        complete = msgspec.json.decode(data) == msgspec.json.decode(msgspec.json.encode(document))
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        # "from None": the message of msgspec quotes the value that it did not like.
        raise UnreadableDocument(name, place_of(error)) from None
    if not complete:
        raise UnreadableDocument(name, "$")
    return document


def renewed(data: bytes, change: Callable[[object], object]) -> bytes:
    """A document after a change to its plain values; what is no JSON stays, for ``decode`` to say what is wrong."""
    try:
        plain = msgspec.json.decode(data)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return data
    changed = change(plain)
    return data if changed is plain else msgspec.json.encode(changed)


def place_of(error: Exception) -> str:
    """The path of the mistake that ``msgspec`` tells, ``$`` where it tells none."""
    found = _WHERE.search(str(error))
    return found[1] if found else "$"
