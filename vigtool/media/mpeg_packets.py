"""What packets of MPEG-1, -2 and -4, H.263, Theora, Motion JPEG and DV tell of the picture that they hold.

Sources: ISO/IEC 11172-2 and 13818-2 6.2.3, ISO/IEC 14496-2 6.2.5, ITU-T H.263 5.1, the Theora specification 7.1,
ITU-T T.81 B.1, IEC 61834-2.
"""

from typing import Final

from vigtool.media.packet_facts import BROKEN, ENTRY, HIDDEN, PLAIN, PacketFacts

_PICTURE: Final = b"\x00\x00\x01\x00"
_SEQUENCE: Final = b"\x00\x00\x01\xb3"
_EXTENSION: Final = b"\x00\x00\x01\xb5"
_PICTURE_CODING: Final = 8
_WHOLE_FRAME: Final = 3
_INTRA, _PREDICTED, _BIDIRECTIONAL = 1, 2, 3
_VOP: Final = b"\x00\x00\x01\xb6"
_VOP_BIDIRECTIONAL: Final = 2
_SHORTEST_CODED_VOP: Final = 16
"""A VOP that is not coded ends after its header; a coded one has at least a bit for each macroblock."""
_H263_EXTENDED: Final = 7
_H263_START: Final = 0b1_00000
_DIF_HEADER: Final = 0
_JPEG: Final = b"\xff\xd8"

_OF_KIND: Final = {
    (False, True): PacketFacts(entry=False, reference=True),
    (True, True): PacketFacts(entry=True, reference=True),
    (False, False): PacketFacts(entry=False, reference=False),
}


def mpeg2_packet(data: memoryview, key: bool) -> PacketFacts:  # noqa: FBT001 - a callback's fixed shape
    """Tell of a packet of MPEG-1 or -2: one frame, or the two fields of one."""
    raw = bytes(data)
    at = raw.find(_PICTURE)
    if not 0 <= at < len(raw) - 8:
        return BROKEN
    kind = raw[at + 5] >> 3 & 7
    extension = raw.find(_EXTENSION, at + 8, at + 16)
    structure = _WHOLE_FRAME
    if extension >= 0 and len(raw) > extension + 6 and raw[extension + 4] >> 4 == _PICTURE_CODING:
        structure = raw[extension + 6] & 3
    second = raw.find(_PICTURE, at + 4)
    alone = second < 0 if structure == _WHOLE_FRAME else second >= 0 and raw.find(_PICTURE, second + 4) < 0
    if not alone or kind not in {_INTRA, _PREDICTED, _BIDIRECTIONAL}:
        return BROKEN
    entry = key and kind == _INTRA and 0 <= raw.find(_SEQUENCE) < at
    return _OF_KIND[entry, kind != _BIDIRECTIONAL]


def mpeg4_packet(data: memoryview, key: bool) -> PacketFacts:  # noqa: FBT001 - a callback's fixed shape
    """Tell of a packet of MPEG-4 part 2; several VOPs in one packet, or one not coded, must be decoded to be known."""
    raw = bytes(data)
    at = raw.find(_VOP)
    if at < 0 or len(raw) - at < _SHORTEST_CODED_VOP or raw.find(_VOP, at + 4) >= 0:
        return BROKEN
    kind = raw[at + 4] >> 6
    return _OF_KIND[key and kind == 0, kind != _VOP_BIDIRECTIONAL]


def h263_packet(data: memoryview, key: bool) -> PacketFacts:  # noqa: ARG001, FBT001 - a callback's fixed shape
    """Tell of a packet of baseline H.263; extended types of pictures must be decoded to be known."""
    if len(data) < 8:  # noqa: PLR2004 - a picture header
        return BROKEN
    bits = int.from_bytes(data[:8], "big")
    start, format_, inter, both = bits >> 42, bits >> 26 & 7, bits >> 25 & 1, bits >> 21 & 1
    if start != _H263_START or format_ in {0, _H263_EXTENDED} or both:
        return BROKEN
    return PLAIN if inter else ENTRY


def theora_packet(data: memoryview, key: bool) -> PacketFacts:  # noqa: ARG001, FBT001 - a callback's fixed shape
    """Tell of a packet of Theora: the first bit marks a header, the second a picture predicted from another."""
    if data[0] & 0x80:
        return HIDDEN
    return PLAIN if data[0] & 0x40 else ENTRY


def jpeg_packet(data: memoryview, key: bool) -> PacketFacts:  # noqa: ARG001, FBT001 - a callback's fixed shape
    """Tell of a packet of Motion JPEG: every picture stands alone."""
    return ENTRY if bytes(data[:2]) == _JPEG else BROKEN


def dv_packet(data: memoryview, key: bool) -> PacketFacts:  # noqa: ARG001, FBT001 - a callback's fixed shape
    """Tell of a packet of DV: it begins with a header block, and every picture stands alone."""
    return ENTRY if data[0] >> 5 == _DIF_HEADER else BROKEN
