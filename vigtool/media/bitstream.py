"""What a packet itself says about random access and visibility, where the container's flags cannot be trusted.

A container's key flag is also set on recovery points of intra refresh, on every packet when a table is missing,
and on open groups of pictures. Only the coded data tells them apart. Here: VP8, VP9 and AV1 (RFC 6386 9.1, the VP9
bitstream specification 6.2 and annex B, the AV1 specification 5.3 and 5.9), and which reader a codec has.
"""

from typing import Final

from vigtool.media.h264_packets import H264Packets
from vigtool.media.hevc_packets import RandomAccessPackets, hevc_packets, vvc_packets
from vigtool.media.mpeg_packets import dv_packet, h263_packet, jpeg_packet, mpeg2_packet, mpeg4_packet, theora_packet
from vigtool.media.packet_facts import BROKEN, ENTRY, HIDDEN, PLAIN, PacketFacts, Parser

_VP9_WIDE_PROFILE: Final = 3
_VP9_SUPERFRAME: Final = 0xC0
_AV1_FRAMES: Final = frozenset({3, 6})
_AV1_SHOWN_KEY_FRAME: Final = 0x10


def parser_for(codec: str, extradata: bytes | None) -> Parser | None:
    """Return a reader for one pass over the packets of ``codec``, or None if they must be decoded to be known."""
    if codec == "h264":
        return H264Packets(extradata)
    if codec == "hevc":
        return hevc_packets(extradata)
    if codec == "vvc":
        return vvc_packets(extradata)
    return _PARSERS.get(codec)


def begins_with_entry(codec: str, extradata: bytes | None, head: bytes) -> bool:
    """Tell whether decoding may begin at a packet of MP4 that begins with the bytes ``head``."""
    parse = parser_for(codec, extradata)
    if isinstance(parse, H264Packets | RandomAccessPackets):
        return parse.begins_with_entry(memoryview(head))
    return parse is not None and parse(memoryview(head), True).entry  # noqa: FBT003 - a callback's fixed shape


def _vp8(data: memoryview, key: bool) -> PacketFacts:  # noqa: ARG001, FBT001 - a callback's fixed shape
    if not data[0] >> 4 & 1:
        return HIDDEN
    return PLAIN if data[0] & 1 else ENTRY


def _vp9(data: memoryview, key: bool) -> PacketFacts:  # noqa: ARG001, FBT001 - a callback's fixed shape
    headers = _vp9_frames(data)
    if headers is None:
        return BROKEN
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
        return PLAIN
    at = 0
    while at < len(data):
        kind, extended, sized = data[at] >> 3 & 15, data[at] >> 2 & 1, data[at] >> 1 & 1
        at += 1 + extended
        size, at = _leb128(data, at) if sized else (len(data) - at, at)
        if kind in _AV1_FRAMES and at < len(data):
            return ENTRY if data[at] & 0xF0 == _AV1_SHOWN_KEY_FRAME else PLAIN
        at += size
    return PLAIN if at == len(data) else BROKEN


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
    return ENTRY


_PARSERS: Final[dict[str, Parser]] = {
    "vp8": _vp8,
    "vp9": _vp9,
    "libdav1d": _av1,
    "prores": _intra_only,
    "dnxhd": _intra_only,
    "mjpeg": jpeg_packet,
    "dvvideo": dv_packet,
    "mpeg1video": mpeg2_packet,
    "mpeg2video": mpeg2_packet,
    "mpeg4": mpeg4_packet,
    "h263": h263_packet,
    "theora": theora_packet,
}
INTRA_ONLY: Final = frozenset({"prores", "dnxhd", "mjpeg", "dvvideo"})
"""Decoders whose every packet is an entry point, without a look into it."""
