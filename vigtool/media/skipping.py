"""Which packets no other picture depends on: on the way to a later frame they need not be decoded at all.

Leaving them out is bit-exact by the standards: ITU-T H.264 7.4.1 (nal_ref_idc 0), ITU-T H.265 7.4.2.2 (sub-layer
non-reference pictures, of the highest sub-layer only), ISO/IEC 13818-2 6.3.9 and 14496-2 6.3.5 (B pictures). A packet
that holds anything else, such as parameter sets, stays.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

Skippable: TypeAlias = Callable[[memoryview], bool]
"""Whether a packet's pictures are needed by no other picture."""

_CONFIGURATION: Final = 1
_AVCC_LENGTH_AT, _HVCC_LENGTH_AT = 4, 21
_H264_SLICE: Final = 1
_H264_BESIDE: Final = frozenset({6, 9, 12})
"""SEI, access unit delimiter, filler."""
_HEVC_SLICES: Final = range(10)
_HEVC_BESIDE: Final = frozenset({35, 38, 39, 40})
"""Access unit delimiter, filler, SEI before and after."""
_START_CODE: Final = re.compile(rb"\x00\x00\x01(?=.)", re.DOTALL)
_MPEG12_PICTURE, _MPEG12_EXTENSION, _MPEG12_USER_DATA = 0x00, 0xB5, 0xB2
_MPEG12_SLICES: Final = range(0x01, 0xB0)
_MPEG12_CODING_EXTENSION: Final = 8
_MPEG12_B: Final = 3
_MPEG4_VOP, _MPEG4_USER_DATA = 0xB6, 0xB2
_MPEG4_B: Final = 2


def skippable_for(codec: str, extradata: bytes | None) -> Skippable | None:
    """Return how to tell such packets of ``codec`` (FFmpeg's decoder), or None where this is not known for sure."""
    head = extradata or b""
    configured = bool(head) and head[0] == _CONFIGURATION
    if codec == "h264":
        if not configured:
            return lambda data: _h264(_after_start_codes(data))
        prefix = (head[_AVCC_LENGTH_AT] & 3) + 1 if len(head) > _AVCC_LENGTH_AT else 0
        return (lambda data: _h264(_by_length(data, prefix))) if prefix else None
    if codec == "hevc" and configured and len(head) > _HVCC_LENGTH_AT:
        layers, prefix = head[_HVCC_LENGTH_AT] >> 3 & 7, (head[_HVCC_LENGTH_AT] & 3) + 1
        return (lambda data: _hevc(_by_length(data, prefix), layers)) if layers else None
    return _BY_START_CODE.get(codec)


def _by_length(data: memoryview, prefix: int) -> Iterator[memoryview | None]:
    """Yield the NAL units, then None if their lengths do not add up."""
    at, size = 0, len(data)
    while at + prefix < size:
        length = int.from_bytes(data[at : at + prefix], "big")
        at += prefix
        yield data[at : at + length] if length else None
        at += length
    if at != size:
        yield None


def _after_start_codes(data: memoryview) -> Iterator[memoryview]:
    return (data[found.end() :] for found in _START_CODE.finditer(data))


def _h264(units: Iterator[memoryview | None]) -> bool:
    slices = 0
    for unit in units:
        if not unit:
            return False
        kind, wanted = unit[0] & 0x1F, unit[0] & 0x60
        if kind == _H264_SLICE and not wanted:
            slices += 1
        elif kind not in _H264_BESIDE:
            return False
    return slices > 0


def _hevc(units: Iterator[memoryview | None], layers: int) -> bool:
    slices = 0
    for unit in units:
        if not unit or len(unit) < 2:  # noqa: PLR2004 - a NAL unit's header
            return False
        kind = unit[0] >> 1 & 0x3F
        layer = (unit[0] & 1) << 5 | unit[1] >> 3
        if layer == 0 and kind in _HEVC_SLICES and kind % 2 == 0 and unit[1] & 7 == layers:
            slices += 1
        elif kind not in _HEVC_BESIDE:
            return False
    return slices > 0


def _mpeg12(data: memoryview) -> bool:
    pictures = 0
    for unit in _after_start_codes(data):
        kind = unit[0]
        if kind == _MPEG12_PICTURE and len(unit) > 2 and unit[2] >> 3 & 7 == _MPEG12_B:  # noqa: PLR2004 - its place
            pictures += 1
        elif kind == _MPEG12_EXTENSION and len(unit) > 1 and unit[1] >> 4 == _MPEG12_CODING_EXTENSION:
            continue
        elif kind not in _MPEG12_SLICES and kind != _MPEG12_USER_DATA:
            return False
    return pictures > 0


def _mpeg4(data: memoryview) -> bool:
    """One B-VOP alone: packed streams put it into one packet with the picture that it depends on."""
    pictures = 0
    for unit in _after_start_codes(data):
        if unit[0] == _MPEG4_VOP and len(unit) > 1 and unit[1] >> 6 == _MPEG4_B:
            pictures += 1
        elif unit[0] != _MPEG4_USER_DATA:
            return False
    return pictures == 1


_BY_START_CODE: Final[dict[str, Skippable]] = {"mpeg1video": _mpeg12, "mpeg2video": _mpeg12, "mpeg4": _mpeg4}
