"""The messages of an SEI unit of H.264 (ITU-T H.264 7.3.2.3)."""

from collections.abc import Iterator
from typing import Final

_MORE: Final = 0xFF


def sei_messages(unit: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the payload type and the payload, as much of it as is there, of each message of a unit."""
    data = unit[1:].replace(b"\x00\x00\x03", b"\x00\x00")
    at = 0
    while at + 2 < len(data):
        kind, at = _number(data, at)
        size, at = _number(data, at)
        yield kind, data[at : at + size]
        at += size


def _number(data: bytes, at: int) -> tuple[int, int]:
    total = 0
    while at < len(data) and data[at] == _MORE:
        total += _MORE
        at += 1
    return total + (data[at] if at < len(data) else 0), at + 1
