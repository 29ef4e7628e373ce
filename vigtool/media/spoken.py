"""Spoken comments, which may come from anywhere: decoded in the engine as films are, never in the app."""

from collections.abc import Iterator
from fractions import Fraction
from typing import BinaryIO, Final

import numpy as np

from vigtool.domain.progress import Progress
from vigtool.media.codecs import SOUND_CONTAINERS
from vigtool.media.sound import SoundTrack
from vigtool.media.spoken_form import MOST_SPOKEN_BYTES, SAMPLE_BYTES, SPOKEN_RATE

_PART: Final = SPOKEN_RATE * SAMPLE_BYTES
_FULL: Final = 32_768


def spoken_task(file: BinaryIO, _argument: bytes, progress: Progress) -> Iterator[bytes]:
    """Yield a WAV or FLAC as ``spoken_form``, a second at a time; of longer ones more than ``MOST_SPOKEN_BYTES``.

    Raises as ``SoundTrack``.
    """
    pending, given = bytearray(), 0
    with SoundTrack(file, SOUND_CONTAINERS) as track:
        for block in track.read_from(Fraction(0)):
            numbers = np.rint(block.mean(axis=1) * _FULL).clip(-_FULL, _FULL - 1)
            pending += np.nan_to_num(numbers).astype("<i2").tobytes()
            if len(pending) >= _PART:
                yield bytes(pending)
                given += len(pending)
                pending.clear()
                progress(min(given, MOST_SPOKEN_BYTES), MOST_SPOKEN_BYTES)
                if given > MOST_SPOKEN_BYTES:
                    return
    if pending:
        yield bytes(pending)
