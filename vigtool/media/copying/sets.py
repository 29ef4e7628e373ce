"""The parameter sets of a film and those of pictures coded anew, side by side in one header.

Each picture names its set by number, so pictures of two coders can follow one another in one stream when their sets
have different numbers. Source: ISO/IEC 14496-15 5.3.3.1 (``avcC``).
"""

from dataclasses import dataclass
from typing import Final

from vigtool.media.copying.coded_units import LENGTH_BYTES
from vigtool.media.h264_headers import ParameterSets
from vigtool.media.h264_packets import sets_of_avcc

PROFILES: Final = {66: "baseline", 77: "main", 100: "high"}
"""What x264 can code as well: eight bits, 4:2:0."""
_HIGH: Final = 100
_HIGH_TAIL: Final = bytes([0xFD, 0xF8, 0xF8, 0])
"""4:2:0, eight bits each, no extension sets."""
_VERSION, _HEAD_BYTES = 1, 7
_SEQUENCE_SET: Final = 7
_SEQUENCE_NUMBERS: Final = range(1, 32)


@dataclass(frozen=True, slots=True)
class Sets:
    """Of an ``avcC`` box: bytes of a length, profile, constraint flags and level, and the sets of both kinds."""

    length_bytes: int
    profile: int
    constraints: int
    level: int
    sequences: tuple[bytes, ...]
    pictures: tuple[bytes, ...]

    @property
    def all(self) -> tuple[bytes, ...]:
        """The sets of both kinds."""
        return self.sequences + self.pictures

    @property
    def free_number(self) -> int | None:
        """Return a number that no set has, None if there is none."""
        taken = self._parsed().numbers
        return next((number for number in _SEQUENCE_NUMBERS if number not in taken), None)

    @property
    def of_plain_frames(self) -> bool:
        """Whether there is one sequence set, of whole frames, in a profile of eight bits and 4:2:0."""
        parsed = self._parsed()
        whole = len(self.sequences) == 1 and parsed.known and not parsed.may_have_fields
        return whole and self.profile in PROFILES and self.sequences[0][1] == self.profile

    @property
    def differ_in_number(self) -> bool:
        """Whether no two sets of one kind have the same number; a decoder would forget the one for the other."""
        return all(len(set(map(_number, kind))) == len(kind) for kind in (self.sequences, self.pictures))

    def _parsed(self) -> ParameterSets:
        parsed = ParameterSets()
        for unit in self.all:
            parsed.note(unit)
        return parsed


def _number(unit: bytes) -> frozenset[int]:
    parsed = ParameterSets()
    parsed.note(unit)
    return parsed.numbers


def sets_of(extradata: bytes | None) -> Sets | None:
    """Return the sets of an ``avcC`` box, None if it is none."""
    header = extradata or b""
    if len(header) < _HEAD_BYTES or header[0] != _VERSION:
        return None
    units = sets_of_avcc(header)
    sequences = tuple(unit for unit in units if unit[0] & 0x1F == _SEQUENCE_SET)
    pictures = tuple(unit for unit in units if unit[0] & 0x1F != _SEQUENCE_SET)
    return Sets((header[4] & 3) + 1, header[1], header[2], header[3], sequences, pictures)


def joined(film: Sets, own: Sets | None) -> bytes:
    """Return the ``avcC`` box of a clip of the film's pictures, and of pictures coded anew by ``own``."""
    both = (film,) if own is None else (film, own)
    constraints = film.constraints if own is None else film.constraints & own.constraints
    head = [_VERSION, film.profile, constraints, max(one.level for one in both), 0xFC | LENGTH_BYTES - 1]
    sequences = [unit for one in both for unit in one.sequences]
    pictures = [unit for one in both for unit in one.pictures]
    tail = _HIGH_TAIL if film.profile == _HIGH else b""
    return (
        bytes([*head, 0xE0 | len(sequences)]) + _listed(sequences) + bytes([len(pictures)]) + _listed(pictures) + tail
    )


def _listed(units: list[bytes]) -> bytes:
    return b"".join(len(unit).to_bytes(2, "big") + unit for unit in units)
