"""NAL units of a packet, as MP4 and Matroska carry them (with lengths) or as streams do (with start codes)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_START: Final = b"\x00\x00\x01"
_SLICE_HEAD: Final = 64
_HEAD: Final = 4096
_TAIL: Final = 64


@dataclass(frozen=True, slots=True)
class Units:
    """The head of a packet: its units up to the first slice, of which only the first 64 bytes are given.

    ``last``: the last unit's first bytes as far as they were seen. ``whole``: the lengths agree with the size.
    """

    head: list[bytes]
    last: bytes
    whole: bool = True


def units_with_lengths(data: memoryview, prefix: int, is_slice: Callable[[bytes], bool]) -> Units:
    """Read units that each follow their length, a big-endian number of ``prefix`` bytes (ISO/IEC 14496-15)."""
    head: list[bytes] = []
    at, size, begun, start = 0, len(data), False, 0
    while at + prefix < size:
        length = int.from_bytes(data[at : at + prefix], "big")
        at += prefix
        if length:
            start = at
            if not begun:
                unit = bytes(data[at : at + min(length, _HEAD)])
                begun = bool(unit) and is_slice(unit)
                head.append(unit[:_SLICE_HEAD] if begun else unit)
        at += length
    return Units(head, bytes(data[start : start + 2]), whole=at == size)


def units_with_start_codes(data: memoryview, is_slice: Callable[[bytes], bool]) -> Units:
    """Read units that each follow a start code (ITU-T H.264 and H.265 annex B)."""
    raw = bytes(data)
    head: list[bytes] = []
    at = raw.find(_START)
    while 0 <= at < len(raw) - 4:
        at += 3
        if is_slice(raw[at : at + 2]):
            head.append(raw[at : at + _SLICE_HEAD])
            break
        after = raw.find(_START, at)
        head.append(raw[at : after if after >= 0 else len(raw)][:_HEAD])
        at = after
    last = raw.rfind(_START, max(len(raw) - _TAIL, 0))
    return Units(head, raw[last + 3 : last + 5] if last >= 0 else b"")
