"""What a packet itself says about random access and visibility, where the container's flags cannot be trusted.

A container's key flag is also set on recovery points of intra refresh, on every packet when a table is missing,
and on open groups of pictures. Only the coded data tells them apart: ITU-T H.264 7.3.1 and D.2.8, ITU-T H.265
7.3.1.2, RFC 6386 9.1, the VP9 bitstream specification 6.2 and annex B, the AV1 specification 5.3 and 5.9.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

Parser: TypeAlias = Callable[[memoryview, bool], "PacketFacts"]


@dataclass(frozen=True, slots=True)
class PacketFacts:
    """``entry``: decoding may begin here, and all pictures not shown before this one come out right.

    ``pictures``: how many pictures the packet shows; None where this is not told without decoding.
    ``sound``: the packet's own lengths agree with its size.
    """

    entry: bool
    pictures: int = 1
    sound: bool = True


_PLAIN: Final = PacketFacts(entry=False)
_ENTRY: Final = PacketFacts(entry=True)
_HIDDEN: Final = PacketFacts(entry=False, pictures=0)
_BROKEN: Final = PacketFacts(entry=False, sound=False)

_AVCC_VERSION: Final = 1
_AVCC_LENGTH_AT: Final = 4
_HVCC_LENGTH_AT: Final = 21
_H264_SLICE, _H264_IDR_SLICE, _H264_SEI = 1, 5, 6
_RECOVERY_POINT: Final = 6
_SEI_MORE: Final = 0xFF
_HEVC_RANDOM_ACCESS: Final = range(16, 22)
_HEVC_FIRST_NON_SLICE: Final = 32
_VP9_WIDE_PROFILE: Final = 3
_VP9_SUPERFRAME: Final = 0xC0
_AV1_FRAMES: Final = frozenset({3, 6})
_AV1_SHOWN_KEY_FRAME: Final = 0x10


def parser_for(codec: str, extradata: bytes | None) -> Parser | None:
    """Return how to read the packets of ``codec``, or None if they must be decoded to be known."""
    if codec == "h264" and extradata and len(extradata) > _AVCC_LENGTH_AT and extradata[0] == _AVCC_VERSION:
        return _length_prefixed((extradata[_AVCC_LENGTH_AT] & 3) + 1, _h264_entry)
    if codec == "hevc" and extradata and len(extradata) > _HVCC_LENGTH_AT and extradata[0] == _AVCC_VERSION:
        return _length_prefixed((extradata[_HVCC_LENGTH_AT] & 3) + 1, _hevc_entry)
    return _PARSERS.get(codec)


def _length_prefixed(prefix: int, is_entry: Callable[[memoryview], bool | None]) -> Parser:
    def parse(data: memoryview, key: bool) -> PacketFacts:  # noqa: FBT001 - a callback's fixed shape
        at, entry, size = 0, None, len(data)
        while at + prefix < size:
            length = int.from_bytes(data[at : at + prefix], "big")
            at += prefix
            if key and entry is None and length:
                entry = is_entry(data[at : at + min(length, 256)])
            at += length
        if at != size:
            return _BROKEN
        return _ENTRY if entry else _PLAIN

    return parse


def _h264_entry(unit: memoryview) -> bool | None:
    """Tell whether a NAL unit makes its access unit an entry point; None: this unit does not decide."""
    kind = unit[0] & 0x1F
    if kind == _H264_IDR_SLICE:
        return True
    if kind == _H264_SEI:
        return _recovers_at_once(unit)
    return False if kind == _H264_SLICE else None


def _recovers_at_once(unit: memoryview) -> bool | None:
    """Find a recovery point message (payload type 6) with recovery_frame_cnt = 0, an open group of pictures."""
    data = bytes(unit[1:]).replace(b"\x00\x00\x03", b"\x00\x00")
    at = 0
    while at + 2 < len(data):
        kind, at = _sei_number(data, at)
        size, at = _sei_number(data, at)
        if kind == _RECOVERY_POINT and at < len(data):
            return bool(data[at] & 0x80)  # ue(v) 0 is the single bit 1
        at += size
    return None


def _sei_number(data: bytes, at: int) -> tuple[int, int]:
    total = 0
    while at < len(data) and data[at] == _SEI_MORE:
        total += 255
        at += 1
    return total + (data[at] if at < len(data) else 0), at + 1


def _hevc_entry(unit: memoryview) -> bool | None:
    kind = unit[0] >> 1 & 0x3F
    if kind in _HEVC_RANDOM_ACCESS:  # BLA, IDR, CRA: leading pictures are shown before, and skipped
        return True
    return False if kind < _HEVC_FIRST_NON_SLICE else None


def _vp8(data: memoryview, key: bool) -> PacketFacts:  # noqa: ARG001, FBT001 - a callback's fixed shape
    if not data[0] >> 4 & 1:
        return _HIDDEN
    return _PLAIN if data[0] & 1 else _ENTRY


def _vp9(data: memoryview, key: bool) -> PacketFacts:  # noqa: ARG001, FBT001 - a callback's fixed shape
    headers = _vp9_frames(data)
    if headers is None:
        return _BROKEN
    shown = 0
    first_is_key = False
    for number, head in enumerate(headers):
        profile = (head >> 5 & 1) | (head >> 3 & 2)
        bits = head << 1 if profile == _VP9_WIDE_PROFILE else head
        existing, inter, visible = bits >> 3 & 1, bits >> 2 & 1, bits >> 1 & 1
        shown += 1 if existing or visible else 0
        first_is_key |= number == 0 and not existing and not inter
    return PacketFacts(entry=first_is_key, pictures=shown)


def _vp9_frames(data: memoryview) -> list[int] | None:
    """Return the first byte of each frame of a superframe (annex B), or None if its sizes do not fit."""
    marker = data[-1]
    if marker & 0xE0 != _VP9_SUPERFRAME:
        return [data[0]]
    count, width = (marker & 7) + 1, (marker >> 3 & 3) + 1
    table = 2 + count * width
    if len(data) < table or data[-table] != marker:
        return [data[0]]
    heads, at = [], 0
    for n in range(count):
        field = len(data) - table + 1 + n * width
        size = int.from_bytes(data[field : field + width], "little")
        if at + size > len(data) - table:
            return None
        if size:
            heads.append(data[at])
        at += size
    return heads


def _av1(data: memoryview, key: bool) -> PacketFacts:  # noqa: FBT001 - a callback's fixed shape
    """Read the OBU headers of a key packet: a shown key frame after its sequence header is an entry."""
    if not key:
        return _PLAIN
    at = 0
    while at < len(data):
        kind, extended, sized = data[at] >> 3 & 15, data[at] >> 2 & 1, data[at] >> 1 & 1
        at += 1 + extended
        size, at = _leb128(data, at) if sized else (len(data) - at, at)
        if kind in _AV1_FRAMES and at < len(data):
            return _ENTRY if data[at] & 0xF0 == _AV1_SHOWN_KEY_FRAME else _PLAIN
        at += size
    return _PLAIN if at == len(data) else _BROKEN


def _leb128(data: memoryview, at: int) -> tuple[int, int]:
    value = 0
    for n in range(8):
        if at >= len(data):
            break
        value |= (data[at] & 0x7F) << 7 * n
        at += 1
        if not data[at - 1] & 0x80:
            break
    return value, at


def _intra_only(data: memoryview, key: bool) -> PacketFacts:  # noqa: ARG001, FBT001 - a callback's fixed shape
    return _ENTRY


_PARSERS: Final[dict[str, Parser]] = {
    "vp8": _vp8,
    "vp9": _vp9,
    "libdav1d": _av1,
    "prores": _intra_only,
    "dnxhd": _intra_only,
    "mjpeg": _intra_only,
}
