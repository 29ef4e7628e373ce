"""What the sets of parameters and the slice headers of H.264 tell of a picture (ITU-T H.264 7.3.2 and 7.3.3)."""

from dataclasses import dataclass
from typing import Final

from vigtool.media.bit_reader import BitReader, EndOfBits

IDR_SLICE: Final = 5
_SEQUENCE_SET, _PICTURE_SET = 7, 8
_WITH_CHROMA_FORMAT: Final = frozenset({44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244})
_SEPARATE_PLANES: Final = 3
_SMALL_LISTS: Final = 6


@dataclass(frozen=True, slots=True)
class Sequence:
    """Of a sequence parameter set: what a slice header needs to be read, and how its numbers run."""

    frame_number_bits: int
    separate_planes: bool
    may_have_fields: bool
    numbers_may_be_missing: bool


@dataclass(frozen=True, slots=True)
class SliceHeader:
    """The beginning of a slice; ``parity`` is 0 for a frame, 1 for a top and 2 for a bottom field."""

    idr: bool
    is_reference: bool
    frame_number: int
    parity: int
    sequence: Sequence


class ParameterSets:
    """The sets seen so far, by their numbers."""

    def __init__(self) -> None:
        self._sequences: dict[int, Sequence] = {}
        self._pictures: dict[int, int] = {}

    @property
    def may_have_fields(self) -> bool:
        """Whether a picture may come as two fields."""
        return any(one.may_have_fields for one in self._sequences.values())

    @property
    def known(self) -> bool:
        """Whether there is a set of each kind, so that slice headers can be read."""
        return bool(self._sequences and self._pictures)

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers taken by sets of either kind."""
        return frozenset(self._sequences) | frozenset(self._pictures)

    def note(self, unit: bytes) -> None:
        """Keep a unit that is a set; any other is passed over, and so is a set that ends too early."""
        kind = unit[0] & 0x1F
        try:
            if kind == _SEQUENCE_SET:
                number, sequence = _sequence(unit)
                self._sequences[number] = sequence
            elif kind == _PICTURE_SET:
                reader = BitReader(unit[1:])
                picture = reader.number()
                self._pictures[picture] = reader.number()
        except EndOfBits:
            return

    def slice_header(self, unit: bytes) -> SliceHeader | None:
        """Read the beginning of a slice, or None if its sets are not known or it ends too early."""
        reader = BitReader(unit[1:])
        try:
            reader.number()  # first_mb_in_slice
            reader.number()  # slice_type
            sequence = self._sequences.get(self._pictures.get(reader.number(), -1))
            if sequence is None:
                return None
            reader.bits(2 if sequence.separate_planes else 0)
            number = reader.bits(sequence.frame_number_bits)
            field = sequence.may_have_fields and reader.flag()
            parity = (2 if reader.flag() else 1) if field else 0
        except EndOfBits:
            return None
        return SliceHeader(unit[0] & 0x1F == IDR_SLICE, bool(unit[0] & 0x60), number, parity, sequence)


def _sequence(unit: bytes) -> tuple[int, Sequence]:
    reader = BitReader(unit[1:])
    profile = reader.bits(8)
    reader.bits(16)
    number = reader.number()
    separate = False
    if profile in _WITH_CHROMA_FORMAT:
        separate = _chroma(reader)
    frame_number_bits = reader.number() + 4
    _order_count(reader)
    reader.number()  # max_num_ref_frames
    missing = reader.flag()
    reader.number()  # width
    reader.number()  # height
    return number, Sequence(frame_number_bits, separate, not reader.flag(), missing)


def _chroma(reader: BitReader) -> bool:
    chroma = reader.number()
    separate = chroma == _SEPARATE_PLANES and reader.flag()
    reader.number()  # depth of luma
    reader.number()  # depth of chroma
    reader.flag()
    if reader.flag():
        for number in range(12 if chroma == _SEPARATE_PLANES else 8):
            if reader.flag():
                _pass_scaling_list(reader, 16 if number < _SMALL_LISTS else 64)
    return separate


def _pass_scaling_list(reader: BitReader, size: int) -> None:
    last = following = 8
    for _ in range(size):
        if following:
            following = (last + reader.signed()) % 256
        last = following or last


def _order_count(reader: BitReader) -> None:
    kind = reader.number()
    if kind == 0:
        reader.number()
    elif kind == 1:
        reader.flag()
        reader.signed()
        reader.signed()
        for _ in range(reader.number()):
            reader.signed()
