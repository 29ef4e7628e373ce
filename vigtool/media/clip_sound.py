"""The sound of a clip: a span of the film's own, as AAC that can be compared with it sample by sample."""

from fractions import Fraction
from typing import Final

import av
import numpy as np
from av.audio.stream import AudioStream
from av.codec.context import Flags
from av.container import OutputContainer

from vigtool.media.sound import SOUND_RATE, Samples, SoundTrack, sample_at

_AAC: Final = {"aac_pns": "0", "aac_is": "0"}
"""No invented noise, no shared channel: the sound can then be compared with the source's."""
_AAC_BITS: Final = 160_000


class SpanSound:
    """The sound of a span in seconds, handed out from front to back; silence where the film's sound has ended.

    ``length`` is counted in samples at 48 kHz.
    """

    def __init__(self, track: SoundTrack, start: Fraction, end: Fraction) -> None:
        self.length = max(sample_at(end) - sample_at(start), 0)
        self._blocks = track.read_from(start)
        self._rest: Samples = np.zeros((0, 2), np.float32)
        self._given = 0

    def up_to(self, seconds: Fraction) -> Samples:
        """The samples not yet given, up to a time counted from the start of the span."""
        wanted = min(sample_at(seconds), self.length) - self._given
        while len(self._rest) < wanted:
            block = next(self._blocks, None)
            fresh = np.zeros((wanted - len(self._rest), 2), np.float32) if block is None else block
            self._rest = np.concatenate((self._rest, fresh))
        part, self._rest = self._rest[:wanted], self._rest[wanted:]
        self._given += len(part)
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
