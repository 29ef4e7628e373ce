"""The sound of a clip held against the film's: there or not, coded as wanted, as long as the span, and not shifted."""

from dataclasses import dataclass
from fractions import Fraction
from typing import BinaryIO, Final, Literal, TypeAlias

import numpy as np

from vigtool.media.errors import NoSound
from vigtool.media.sound import SOUND_RATE, Samples, SoundTrack

SoundFault: TypeAlias = Literal["sound_missing", "sound_unexpected", "sound_format", "sound_length", "sound_differs"]

SOUND_SNR_FLOOR: Final = 3.0
"""In dB: of what is audible, the difference may hold half the energy; docs/decisions/0006-clips.md has the figures."""
_AUDIBLE: Final = 1e-3
_AAC_FRAME: Final = 1024


@dataclass(frozen=True, slots=True)
class SoundCheck:
    """Samples found at 48 kHz, and how far the difference to the film's sound lies below it (dB; None: silence)."""

    samples: int
    snr: float | None


def sound_against(
    clip: BinaryIO, sound_file: BinaryIO | None, span: tuple[Fraction, Fraction]
) -> SoundCheck | SoundFault | None:
    """Compare the clip's sound with the film's sound of a span in seconds; None: there is none and may be none."""
    wanted = None if sound_file is None else _film_sound(sound_file, span)
    if wanted is not None and not len(wanted):
        wanted = None
    try:
        track = SoundTrack(clip)
    except NoSound:
        return None if wanted is None else "sound_missing"
    with track:
        if wanted is None:
            return "sound_unexpected"
        if (track.facts.codec, track.facts.rate, track.facts.channels) != ("aac", SOUND_RATE, 2):
            return "sound_format"
        found = _all_of(track, len(wanted) + 3 * _AAC_FRAME)
    if not 0 <= len(found) - len(wanted) <= _AAC_FRAME:
        return "sound_length"
    return _alike(found[: len(wanted)], wanted)


def _film_sound(file: BinaryIO, span: tuple[Fraction, Fraction]) -> Samples | None:
    file.seek(0)
    try:
        with SoundTrack(file) as track:
            return track.samples(*span)
    except NoSound:
        return None


def _all_of(track: SoundTrack, limit: int) -> Samples:
    blocks, length = [np.zeros((0, 2), np.float32)], 0
    for block in track.read_from(Fraction(0)):
        blocks.append(block)
        length += len(block)
        if length > limit:
            break
    return np.concatenate(blocks)


def _alike(found: Samples, wanted: Samples) -> SoundCheck | SoundFault:
    limited = np.clip(wanted, -1, 1)
    power = float(np.mean(limited * limited))
    noise = float(np.mean((np.clip(found, -1, 1) - limited) ** 2))
    if power < _AUDIBLE**2:
        return SoundCheck(len(found), None) if noise < _AUDIBLE**2 else "sound_differs"
    snr = 10 * np.log10(power / max(noise, 1e-12))
    return SoundCheck(len(found), float(snr)) if snr >= SOUND_SNR_FLOOR else "sound_differs"
