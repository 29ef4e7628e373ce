"""What packets of HEVC and VVC tell: entry points, and pictures that a decoder would not show.

Sources: ITU-T H.265 7.4.2.2 and 7.4.7.1, ITU-T H.266 7.4.2.2; lengths: ISO/IEC 14496-15.
"""

from typing import Final, NamedTuple

from vigtool.media.nal_units import Units, units_with_lengths, units_with_start_codes
from vigtool.media.packet_facts import BROKEN, ENTRY, PLAIN, PacketFacts

_HVCC_VERSION: Final = 1
_HVCC_LENGTH_AT: Final = 21
_VVCC_RESERVED: Final = 0xF8


class _Kinds(NamedTuple):
    """The kinds of units that matter. ``breaks``: after these a decoder leaves pictures out."""

    slices: range
    entries: frozenset[int]
    cleaning: frozenset[int]
    breaks: frozenset[int]


_HEVC: Final = _Kinds(range(32), frozenset(range(16, 22)), frozenset({19, 20}), frozenset({16, 17, 18, 36, 37}))
_VVC: Final = _Kinds(range(12), frozenset({7, 8, 9}), frozenset(), frozenset({21, 22}))
_NO_OUTPUT_OF_PRIOR: Final = 0x40


class RandomAccessPackets:
    """Reads the packets of one stream in file order, from its start or from an entry point."""

    def __init__(self, kinds: _Kinds, prefix: int) -> None:
        self._kinds = kinds
        self._prefix = prefix
        self._begun = False
        self._broken_off = False

    def __call__(self, data: memoryview, key: bool) -> PacketFacts:  # noqa: FBT001 - a callback's fixed shape
        """Tell of the next packet."""
        units = self._units(data)
        first = units.head[-1] if units.head else b""
        if not units.whole or len(first) <= 2 or not self._is_slice(first):  # noqa: PLR2004 - two bytes of header
            return BROKEN
        kind = self._kind(first)
        if self._broken_off or (self._begun and self._leaves_out(units, first)):
            return BROKEN
        self._begun = True
        self._broken_off = len(units.last) > 1 and self._kind(units.last) in self._kinds.breaks
        if kind in self._kinds.entries:
            self._broken_off &= kind not in self._kinds.breaks
            return ENTRY if key else PLAIN
        return PLAIN

    def begins_with_entry(self, head: memoryview) -> bool:
        """Tell the same of a key packet of which only the first bytes are there."""
        units = self._units(head).head
        kind = self._kind(units[-1]) if units and self._is_slice(units[-1]) else -1
        return kind in self._kinds.entries - self._kinds.breaks

    def _units(self, data: memoryview) -> Units:
        if self._prefix:
            return units_with_lengths(data, self._prefix, self._is_slice)
        return units_with_start_codes(data, self._is_slice)

    def _leaves_out(self, units: Units, first: bytes) -> bool:
        """Tell whether pictures are dropped here: leading ones after a break, waiting ones at an IDR that says so."""
        kinds = {self._kind(unit) for unit in units.head if len(unit) > 1}
        if kinds & self._kinds.breaks:
            return True
        return bool(kinds & self._kinds.cleaning) and bool(first[2] & _NO_OUTPUT_OF_PRIOR)

    def _is_slice(self, unit: bytes) -> bool:
        return len(unit) > 1 and self._kind(unit) in self._kinds.slices

    def _kind(self, unit: bytes) -> int:
        return unit[1] >> 3 if self._kinds is _VVC else unit[0] >> 1 & 0x3F


def hevc_packets(extradata: bytes | None) -> RandomAccessPackets:
    """Return the reader of an HEVC stream."""
    header = extradata or b""
    with_lengths = len(header) > _HVCC_LENGTH_AT and header[0] == _HVCC_VERSION
    return RandomAccessPackets(_HEVC, (header[_HVCC_LENGTH_AT] & 3) + 1 if with_lengths else 0)


def vvc_packets(extradata: bytes | None) -> RandomAccessPackets:
    """Return the reader of a VVC stream."""
    header = extradata or b""
    with_lengths = bool(header) and header[0] & _VVCC_RESERVED == _VVCC_RESERVED
    return RandomAccessPackets(_VVC, (header[0] >> 1 & 3) + 1 if with_lengths else 0)
