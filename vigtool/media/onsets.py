"""How loud a film is from millisecond to millisecond: what two cameras of one room have in common."""

from collections.abc import Iterator
from fractions import Fraction
from typing import BinaryIO, Final, TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

from vigtool.domain.progress import Progress
from vigtool.media.errors import BadWaveform
from vigtool.media.sound import SOUND_RATE, Samples, SoundTrack

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
    part, done = [np.zeros(0, np.float32)], 0
    with SoundTrack(file) as track:
        for levels in _levels(track.read_from(start)):
            wanted = levels[: bins - done]
            part.append(wanted)
            done += len(wanted)
            progress(done, bins)
            if done == bins:
                break
            if sum(map(len, part)) >= _PART:
                yield np.concatenate(part)
                part = []
    yield np.concatenate([*part, np.zeros(bins - done, np.float32)])
    progress(bins, bins)


def _levels(sound: Iterator[Samples]) -> Iterator[Loudness]:
    """Yield bins as they become whole; what is left at the end is filled up with silence."""
    rest = np.zeros(0, np.float32)
    for block in sound:
        power = np.concatenate([rest, np.square(block).mean(axis=1)])
        whole = len(power) // _SAMPLES * _SAMPLES
        yield power[:whole].reshape(-1, _SAMPLES).mean(axis=1)
        rest = power[whole:]
    if len(rest):
        yield np.array([rest.sum() / _SAMPLES], np.float32)


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
