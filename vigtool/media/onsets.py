"""How loud a film is from millisecond to millisecond: what two cameras of one room have in common."""

from collections.abc import Iterator
from fractions import Fraction
from typing import BinaryIO, Final, TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

from vigtool.domain.progress import Progress
from vigtool.media.errors import BadWaveform
from vigtool.media.sound import SOUND_RATE, SoundTrack

Loudness: TypeAlias = NDArray[np.float32]
"""Mean power of each bin, full scale 1; never negative."""

BINS_A_SECOND: Final = 1000
_SAMPLES: Final = SOUND_RATE // BINS_A_SECOND
_PART: Final = 60 * BINS_A_SECOND
"""Bins that are given out together."""
_PLACES: Final = "<f4"


class LoudnessWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The film's first and last moment in seconds as (numerator, denominator)."""

    start: tuple[int, int]
    end: tuple[int, int]


def loudness_parts(file: BinaryIO, start: Fraction, end: Fraction, progress: Progress) -> Iterator[Loudness]:
    """Yield the loudness of ``[start, end)`` (seconds on the film's clock) in bins of a millisecond, part after part.

    Silence where the film has no sound in that time. ``progress`` counts bins. Raise ``NoSound``, ``UnknownCodec``, and
    what ``open_container`` raises.
    """
    bins = int((end - start) * BINS_A_SECOND)
    done = 0
    rest = np.zeros(0, np.float32)
    with SoundTrack(file) as track:
        for block in track.read_from(start):
            rest = np.concatenate([rest, np.square(block).mean(axis=1)])
            ready = min(len(rest) // _SAMPLES, bins - done)
            if ready >= _PART or done + ready == bins:
                yield rest[: ready * _SAMPLES].reshape(-1, _SAMPLES).mean(axis=1)
                rest, done = rest[ready * _SAMPLES :], done + ready
            progress(min(done + len(rest) // _SAMPLES, bins), bins)
            if done == bins:
                return
    last = np.zeros((bins - done) * _SAMPLES, np.float32)
    last[: len(rest)] = rest
    yield last.reshape(-1, _SAMPLES).mean(axis=1)
    progress(bins, bins)


def loudness_task(file: BinaryIO, argument: bytes, progress: Progress) -> Iterator[bytes]:
    """Yield the loudness part after part. Raise ``BadWaveform`` for a wish that is none, as ``loudness_parts`` does."""
    try:
        wish = msgspec.msgpack.decode(argument, type=LoudnessWish)
        start, end = Fraction(*wish.start), Fraction(*wish.end)
    except (msgspec.DecodeError, ZeroDivisionError) as error:
        raise BadWaveform(rule="wish") from error
    for part in loudness_parts(file, start, end, progress):
        yield part.astype(_PLACES).tobytes()


def unpack_loudness(data: bytes) -> Loudness:
    """Read what ``loudness_task`` yields. Raises ``BadWaveform``: the engine is not trusted."""
    if len(data) % np.dtype(_PLACES).itemsize:
        raise BadWaveform(rule="length")
    loudness = np.frombuffer(data, _PLACES).astype(np.float32)
    if not np.isfinite(loudness).all() or (loudness < 0).any():
        raise BadWaveform(rule="power")
    return loudness
