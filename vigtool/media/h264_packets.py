"""What H.264 packets tell: entry points, the two fields of a picture, and whether a picture is missing between them.

A container's key flag is also set on recovery points of intra refresh and, when a table is missing, on every packet.
Sources: ITU-T H.264 7.3.1, 7.4.1.2.4 (first slice of a picture), 7.4.3 (frame_num), D.2.8 (recovery point).
"""

from typing import Final

from vigtool.media.h264_headers import IDR_SLICE, ParameterSets, SliceHeader
from vigtool.media.h264_sei import sei_messages
from vigtool.media.nal_units import Units, units_with_lengths, units_with_start_codes
from vigtool.media.packet_facts import BROKEN, ENTRY, HIDDEN, PLAIN, PacketFacts

_SLICES: Final = range(1, 6)
_SEI: Final = 6
_RECOVERY_POINT: Final = 6
_AVCC_VERSION: Final = 1
_AVCC_LENGTH_AT: Final = 4
_AVCC_SETS_AT: Final = 5


class H264Packets:
    """Reads the packets of one stream in file order, from its start or from an entry point."""

    def __init__(self, extradata: bytes | None) -> None:
        header = extradata or b""
        self._prefix = 0
        self._sets = ParameterSets()
        self._before: SliceHeader | None = None
        self._awaits_field = False
        self._reference_number: int | None = None
        if len(header) > _AVCC_LENGTH_AT and header[0] == _AVCC_VERSION:
            self._prefix = (header[_AVCC_LENGTH_AT] & 3) + 1
            self._note(sets_of_avcc(header))
        elif header:
            self._note(units_with_start_codes(memoryview(header), _is_slice).head)

    def __call__(self, data: memoryview, key: bool) -> PacketFacts:  # noqa: FBT001 - a callback's fixed shape
        """Tell of the next packet."""
        units = self._units(data)
        if not units.whole:
            return BROKEN
        self._note(units.head)
        has_slice = bool(units.head) and _is_slice(units.head[-1])
        if self._sets.known:
            header = self._sets.slice_header(units.head[-1]) if has_slice else None
            if header is None:
                return BROKEN
            if self._is_second_field(header):
                self._awaits_field = False
                self._before = header
                return HIDDEN
            if self._awaits_field or not self._follows(header):
                return BROKEN
            self._before, self._awaits_field = header, header.parity > 0 and self._prefix == 0
        elif self._prefix == 0:
            return BROKEN
        return ENTRY if key and _is_entry(units.head) else PLAIN

    def begins_with_entry(self, head: memoryview) -> bool:
        """Tell the same of a key packet of which only the first bytes are there."""
        return _is_entry(self._units(head).head)

    def _units(self, data: memoryview) -> Units:
        if self._prefix:
            return units_with_lengths(data, self._prefix, _is_slice)
        return units_with_start_codes(data, _is_slice)

    def _note(self, units: list[bytes]) -> None:
        for unit in units:
            self._sets.note(unit)

    def _is_second_field(self, header: SliceHeader) -> bool:
        """A field of the other parity with the number of the field before; where samples are pictures there is none."""
        first = self._before
        return (
            self._awaits_field
            and first is not None
            and {first.parity, header.parity} == {1, 2}
            and first.frame_number == header.frame_number
        )

    def _follows(self, header: SliceHeader) -> bool:
        """Tell whether no reference picture is missing before this one."""
        before, number = self._reference_number, header.frame_number
        if header.is_reference:
            self._reference_number = number
        if header.idr:
            return number == 0
        if before is None or header.sequence.numbers_may_be_missing:
            return True
        return (number - before) % (1 << header.sequence.frame_number_bits) in {0, 1}


def _is_slice(unit: bytes) -> bool:
    return unit[0] & 0x1F in _SLICES


def sets_of_avcc(header: bytes) -> list[bytes]:
    """Return the parameter sets of an ``avcC`` box (ISO/IEC 14496-15 5.3.3.1), as many as are whole."""
    sets: list[bytes] = []
    at = _AVCC_SETS_AT
    for mask in (0x1F, 0xFF):
        if at >= len(header):
            break
        count, at = header[at] & mask, at + 1
        for _ in range(count):
            size = int.from_bytes(header[at : at + 2], "big")
            unit = header[at + 2 : at + 2 + size]
            if unit:
                sets.append(unit)
            at += 2 + size
    return sets


def _is_entry(units: list[bytes]) -> bool:
    for unit in units:
        kind = unit[0] & 0x1F
        if kind == _SEI:
            recovers = _recovers_at_once(unit)
            if recovers is not None:
                return recovers
        elif kind in _SLICES:
            return kind == IDR_SLICE
    return False


def _recovers_at_once(unit: bytes) -> bool | None:
    """Find a recovery point message (payload type 6) with recovery_frame_cnt = 0, an open group of pictures."""
    for kind, payload in sei_messages(unit):
        if kind == _RECOVERY_POINT and payload:
            return bool(payload[0] & 0x80)  # ue(v) 0 is the single bit 1
    return None
