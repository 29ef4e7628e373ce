"""The sound of a clip held against what is to be heard: there or not, coded as wanted, as long, and not shifted.

Each section between two cuts is judged alone: a second of silence that is none does not vanish in a minute of speech.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import BinaryIO, Final

import numpy as np

from vigtool.media.clip_sound import Reading
from vigtool.media.errors import ClipNotExact, NoSound
from vigtool.media.rendering.sounding import ClipSound
from vigtool.media.sound import SOUND_RATE, Samples, SoundTrack

SOUND_SNR_FLOOR: Final = 3.0
"""In dB: of what is audible, the difference may hold half the energy; docs/decisions/0006-clips.md has the figures."""
_AUDIBLE: Final = 1e-3
_AAC_FRAME: Final = 1024
_BESIDE_CUTS: Final = 2 * _AAC_FRAME
"""Samples beside a cut in which the coder lets the one side be heard on the other."""
_SHORTEST: Final = SOUND_RATE // 10
"""Shorter sections are judged with all the others only."""
_BLOCK: Final = SOUND_RATE


@dataclass(frozen=True, slots=True)
class SoundCheck:
    """Samples found at 48 kHz, and how far the difference lies below the sound where that is worst.

    ``snr`` is in dB; None: silence throughout.
    """

    samples: int
    snr: float | None


@dataclass(slots=True)
class _Compared:
    """The energies of a stretch of sound, and of how much the clip's differs from it."""

    samples: int = 0
    power: float = 0.0
    noise: float = 0.0

    def add(self, found: Samples, wanted: Samples) -> None:
        limited = np.clip(wanted, -1, 1)
        self.samples += len(limited)
        self.power += float(np.sum(limited * limited, dtype=np.float64))
        self.noise += float(np.sum((np.clip(found, -1, 1) - limited) ** 2, dtype=np.float64))

    def join(self, other: "_Compared") -> None:
        self.samples += other.samples
        self.power += other.power
        self.noise += other.noise

    def judged(self) -> float | None:
        """The ratio in dB, None for right silence. Raise ``ClipNotExact``."""
        least = _AUDIBLE**2 * 2 * self.samples
        if self.power < least:
            if self.noise < least or not self.samples:
                return None
            raise ClipNotExact("sound_differs")
        snr = 10 * np.log10(self.power / max(self.noise, 1e-12))
        if snr < SOUND_SNR_FLOOR:
            raise ClipNotExact("sound_differs")
        return float(snr)


def check_sound(clip: BinaryIO, wanted: ClipSound) -> SoundCheck | None:
    """Compare a clip's sound with what is to be heard; None: there is none and may be none. Raise ``ClipNotExact``."""
    clip.seek(0)
    try:
        track = SoundTrack(clip)
    except NoSound as error:
        if wanted.length:
            raise ClipNotExact("sound_missing") from error
        return None
    with track:
        if not wanted.length:
            raise ClipNotExact("sound_unexpected")
        if (track.facts.codec, track.facts.rate, track.facts.channels) != ("aac", SOUND_RATE, 2):
            raise ClipNotExact("sound_format")
        found = Reading(track.read_from(Fraction(0)))
        snrs = _sections(found, Reading(wanted.blocks()), [*wanted.cuts(), wanted.length])
        more = len(found.take(_AAC_FRAME + 1))
    if more > _AAC_FRAME:
        raise ClipNotExact("sound_length")
    return SoundCheck(wanted.length + more, min(snrs, default=None))


def _sections(found: Reading, wanted: Reading, edges: Sequence[int]) -> list[float]:
    """The ratios of all sections that are long enough, and of all together."""
    everything, judged = _Compared(), []
    for first, stop in pairwise(edges):
        inner = range(first + _BESIDE_CUTS * (first > 0), stop - _BESIDE_CUTS * (stop < edges[-1]))
        one = _section(found, wanted, range(first, stop), inner)
        everything.join(one)
        if one.samples >= _SHORTEST:
            judged.append(one.judged())
    judged.append(everything.judged())
    return [snr for snr in judged if snr is not None]


def _section(found: Reading, wanted: Reading, section: range, inner: range) -> _Compared:
    """Compare the inner part of a section; both are read up to its end."""
    compared = _Compared()
    for place in range(section.start, section.stop, _BLOCK):
        length = min(_BLOCK, section.stop - place)
        theirs, ours = wanted.take(length), found.take(length)
        if len(ours) < length:
            raise ClipNotExact("sound_length")
        part = slice(max(inner.start - place, 0), max(inner.stop - place, 0))
        compared.add(ours[part], theirs[part])
    return compared
