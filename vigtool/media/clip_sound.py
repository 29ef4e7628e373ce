"""The sound of a clip: AAC that can be compared with the film's own sample by sample."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import av
import numpy as np
from av.audio.stream import AudioStream
from av.codec.context import Flags
from av.container import OutputContainer

from vigtool.media.sound import SOUND_RATE, Samples

_AAC: Final = {"aac_pns": "0", "aac_is": "0"}
"""No invented noise, no shared channel: the sound can then be compared with the source's."""
_AAC_BITS: Final = 160_000


class Reading:
    """Sound that comes in blocks, taken in whatever portions."""

    def __init__(self, blocks: Iterator[Samples]) -> None:
        self._blocks = blocks
        self._rest: Samples = np.zeros((0, 2), np.float32)

    def take(self, wanted: int) -> Samples:
        """The next samples, shape (n, 2); fewer than wanted at the end only."""
        while len(self._rest) < wanted:
            block = next(self._blocks, None)
            if block is None:
                break
            self._rest = np.concatenate((self._rest, block))
        part, self._rest = self._rest[:wanted], self._rest[wanted:]
        return part


def sound_stream(container: OutputContainer) -> AudioStream:
    """Add the stream for a clip's sound: AAC-LC, 48 kHz, stereo."""
    stream = container.add_stream("aac", rate=SOUND_RATE, options=dict(_AAC), layout="stereo")
    stream.bit_rate = _AAC_BITS
    stream.codec_context.flags |= Flags.bitexact
    return stream


def sound_frame(samples: Samples, at: int) -> av.AudioFrame:
    """Return samples, float32 of shape (n, 2), as the coder takes them; ``at``: samples before them."""
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples.T), format="fltp", layout="stereo")
    frame.sample_rate, frame.pts, frame.time_base = SOUND_RATE, at, Fraction(1, SOUND_RATE)
    return frame
