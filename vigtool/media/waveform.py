"""The shape of a film's sound for the strip: decoded once, as fast as libav decodes, into least and greatest values.

The sound is taken as the film has it, at its own rate, without a resampler: a waveform of an hour costs little more
than decoding it. Frames are joined to half seconds before numpy sees them, for a coder's frame lasts 20 ms.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, BinaryIO, Final

import av
import numpy as np
from av.audio.fifo import AudioFifo
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Discard
from numpy.typing import NDArray

from vigtool.domain.progress import Progress
from vigtool.media.guarded_open import open_container
from vigtool.media.sound import _sound_stream, _tolerant
from vigtool.media.waveform_bytes import Pairs, Waveform

_BINS_A_SECOND: Final = 100
_PART: Final = 30 * _BINS_A_SECOND
"""Bins that are given out together."""
_RUN_UP: Final = Fraction(1, 2)
"""Seconds that coders need until their sound is right."""
_SLACK: Final = Fraction(1, 500)
_BLOCKS_A_SECOND: Final = 2
"""Sound handed to numpy at once; a whole second of 48 kHz would be fresh pages of memory each time."""
_FULL: Final = 127
_HALF_RANGE: Final = {"u8": 1 << 7, "s16": 1 << 15, "s32": 1 << 31, "s64": 1 << 63}


def waveform_parts(file: BinaryIO, start: Fraction, end: Fraction, done: int, progress: Progress) -> Iterator[Waveform]:
    """Yield the waveform of ``[start, end)`` (seconds on the film's clock) from bin ``done`` on, part after part.

    Where the film has no sound in that time there is silence. ``progress`` counts bins. Raise ``NoSound``,
    ``UnknownCodec``, and what ``open_container`` raises.
    """
    with open_container(file) as container:
        stream = _sound_stream(container)
        for other in container.streams:
            if other.index != stream.index:
                other.discard = Discard.all
        rate = stream.codec_context.rate
        samples = max(round(rate / _BINS_A_SECOND), 1)
        origin, bins = round(start * rate), bins_between(start, end, rate, samples)
        shape = _Shape(samples, np.zeros((bins, 2), np.float32))
        clock = _Clock(
            stream.time_base or Fraction(1, rate), rate, max(rate // _BLOCKS_A_SECOND // samples, 1) * samples
        )
        for position, mono in _joined(_from(container, stream, start + Fraction(done * samples, rate)), clock):
            shape.fold(position - origin, mono, done)
            ready = min((position - origin + len(mono)) // samples, bins)
            progress(min(max(ready, done), bins), bins)
            if ready - done >= _PART:
                yield Waveform(rate, samples, bins, done, shape.eighth_bits(done, ready))
                done = ready
            if ready == bins:
                break
    for first in range(done, bins, _PART):
        yield Waveform(rate, samples, bins, first, shape.eighth_bits(first, min(first + _PART, bins)))
    progress(bins, bins)


def bins_between(start: Fraction, end: Fraction, rate: int, samples: int) -> int:
    """How many bins of so many samples the time ``[start, end)`` has, at least one."""
    return max(-(-(round(end * rate) - round(start * rate)) // samples), 1)


@dataclass(slots=True)
class _Shape:
    """Least and greatest values of bins of so many samples, zero included: float32 of shape (bins, 2)."""

    samples: int
    pairs: NDArray[np.float32]

    def fold(self, position: int, mono: NDArray[np.float32], kept: int) -> None:
        """Take in what sounds from a sample (counted from bin 0) on; bins before ``kept`` stay as they are."""
        first = max(position, kept * self.samples)
        skipped = first - position
        wanted = mono[skipped : skipped + max(len(self.pairs) * self.samples - first, 0)]
        if not len(wanted):
            return
        begin, lead = divmod(first, self.samples)
        rest = -(lead + len(wanted)) % self.samples
        if lead or rest:
            wanted = np.pad(wanted, (lead, rest))
        rows = wanted.reshape(-1, self.samples)
        into = self.pairs[begin : begin + len(rows)]
        np.fmin(into[:, 0], rows.min(axis=1), out=into[:, 0])
        np.fmax(into[:, 1], rows.max(axis=1), out=into[:, 1])

    def eighth_bits(self, first: int, end: int) -> Pairs:
        """Bins as they are kept: int8, full scale 127."""
        return np.rint(np.clip(self.pairs[first:end], -1, 1) * _FULL).astype(np.int8)


def _from(container: InputContainer, stream: AudioStream, wanted: Fraction) -> Iterator[AudioFrame]:
    """Yield the frames from some time before ``wanted`` on; from the very start where seeking leads elsewhere."""
    base = stream.time_base or Fraction(1, stream.codec_context.rate)
    begin = wanted - _RUN_UP
    try:
        if begin > 0:
            container.seek(int(begin / base), stream=stream)
            frames = _tolerant(container, stream)
            first = next(frames, None)
            if first is not None and first.pts is not None and first.pts * base <= begin:
                yield first
                yield from frames
                return
            container.seek(0, stream=stream, any_frame=True)
    except av.FFmpegError:
        pass
    yield from _tolerant(container, stream)


class _Clock:
    """Counts a stream's times in samples. In whole numbers: a film of an hour asks 170,000 times.

    ``block`` is how many samples are handed on together.
    """

    def __init__(self, base: Fraction, rate: int, block: int) -> None:
        self.rate = rate
        self.block = block
        self._ticks, self._samples = base.denominator, base.numerator * rate
        self._slack = int(max(_SLACK, 2 * base) * rate)

    def position(self, pts: int | None, following: int) -> int:
        """The sample at a time; what differs by less than the clock can tell goes on without a hole."""
        if pts is None:
            return following
        stated = (2 * pts * self._samples + self._ticks) // (2 * self._ticks)
        return stated if abs(stated - following) > self._slack else following


def _joined(frames: Iterator[AudioFrame], clock: _Clock) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Yield (position of the first sample, some sound mixed to one channel) at the clock's rate."""
    fifo = AudioFifo()
    following = 0
    for frame in frames:
        if not frame.samples or frame.sample_rate != clock.rate:
            continue
        stated = clock.position(frame.pts, following)
        frame.pts = None
        if stated != following:
            yield from _blocks(fifo, following, 0)
            fifo, following = AudioFifo(), stated
        try:
            fifo.write(frame)
        except ValueError:  # the sound goes on in another sample format or with other channels
            yield from _blocks(fifo, following, 0)
            fifo = AudioFifo()
            fifo.write(frame)
        following += frame.samples
        if fifo.samples >= clock.block:
            yield from _blocks(fifo, following, clock.block)
    yield from _blocks(fifo, following, 0)


def _blocks(fifo: AudioFifo, end: int, size: int) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Yield blocks of ``size`` samples, as many as there are (0: all there is); ``end`` follows the last one."""
    while fifo.samples and fifo.samples >= size:
        position = end - fifo.samples
        block = fifo.read(size)
        if block is not None:
            yield position, _mono(block)


def _mono(block: AudioFrame) -> NDArray[np.float32]:
    """The channels' mean, full scale 1."""
    values: NDArray[Any] = block.to_ndarray()
    if not block.format.is_planar:
        values = values.reshape(-1, block.layout.nb_channels).T
    half = _HALF_RANGE.get(block.format.packed.name)
    mixed: NDArray[np.float32] = values[0].astype(np.float32)
    for channel in values[1:]:  # a sixth of the time of numpy's mean over so few rows
        mixed += channel
    mixed /= np.float32(len(values) * (half or 1))
    if block.format.packed.name == "u8":
        mixed -= np.float32(1)
    return mixed
