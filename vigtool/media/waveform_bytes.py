"""The stored form of a film's waveform, version 1: the least and the greatest sample of each short bin; strict to read.

    "vigwaves" | u16 version | u32 rate | u32 samples a bin | u32 bins | u32 first | u32 count | pairs
    pair: i8 least | i8 greatest, full scale 127, least <= 0 <= greatest

All integers are little-endian. Bin ``k`` holds the samples ``k * samples`` to ``(k + 1) * samples`` - 1 of the film's
sound mixed to one channel, counted from the film's first picture. A film without sound has rate, samples and bins 0.
Parts on their way from the decoder have the same form; stored ones begin with bin 0.
"""

import struct
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vigtool.media.errors import BadWaveform

Pairs: TypeAlias = NDArray[np.int8]

_MAGIC: Final = b"vigwaves"
_VERSION: Final = 1
_START: Final = struct.Struct("<8sHIIIII")
_PAIR: Final = 2
_MOST_BINS: Final = 48 * 3600 * 100


@dataclass(frozen=True, slots=True, eq=False)
class Waveform:
    """Bins ``first`` and following of ``bins``: ``pairs`` is int8 of shape (count, 2), least and greatest.

    ``rate``     samples a second; ``samples`` of them are a bin.
    """

    rate: int
    samples: int
    bins: int
    first: int
    pairs: Pairs

    @property
    def silent(self) -> bool:
        """Whether the film has no sound at all."""
        return self.bins == 0

    @property
    def whole(self) -> bool:
        """Whether nothing is missing."""
        return self.first == 0 and len(self.pairs) == self.bins

    @property
    def density(self) -> float:
        """Bins a second; 0 without sound."""
        return self.rate / self.samples if self.samples else 0.0

    def joined(self, part: "Waveform") -> "Waveform":
        """Return this with the part that follows it. Raise ``BadWaveform`` when another does."""
        _demand((part.rate, part.samples, part.bins) == (self.rate, self.samples, self.bins), "same sound")
        _demand(part.first == self.first + len(self.pairs), "following part")
        return replace(self, pairs=np.concatenate([self.pairs, part.pairs]))


def no_sound() -> Waveform:
    """The waveform of a film without sound."""
    return Waveform(0, 0, 0, 0, np.zeros((0, _PAIR), np.int8))


def pack_waveform(waveform: Waveform) -> bytes:
    """Return the stored form of a waveform, or of a part."""
    one = waveform
    start = _START.pack(_MAGIC, _VERSION, one.rate, one.samples, one.bins, one.first, len(one.pairs))
    return start + one.pairs.tobytes()


def unpack_waveform(data: bytes) -> Waveform:
    """Return the waveform, or the part, in ``data``. Raise ``BadWaveform`` with the rule that is broken."""
    _demand(len(data) >= _START.size, "start")
    magic, version, rate, samples, bins, first, count = _START.unpack_from(data)
    _demand(magic == _MAGIC, "magic")
    _demand(version == _VERSION, "version")
    _demand(bins <= _MOST_BINS, "bins")
    _demand(0 < samples <= rate if bins else rate == samples == 0, "rate")
    _demand(first + count <= bins, "count")
    _demand(len(data) == _START.size + _PAIR * count, "whole length")
    pairs = np.frombuffer(data, np.int8, _PAIR * count, _START.size).reshape(count, _PAIR)
    _demand(bool((pairs[:, 0] <= 0).all() and (pairs[:, 1] >= 0).all()), "around zero")
    return Waveform(rate, samples, bins, first, pairs)


def _demand(holds: bool, rule: str) -> None:  # noqa: FBT001 - reads as an assertion
    if not holds:
        raise BadWaveform(rule=rule)
