"""The sound of a film by exact time, as 48 kHz stereo: what the player plays and what a clip is cut from.

Sample ``n`` lies at ``n / 48000`` seconds on the film's own clock, the clock of ``FrameIndex.seconds``.
A film's sound may start late, have holes, or come with coder delay: libav trims the delay, holes and what lies outside
are silence.

Of several sound tracks the default one is heard, else the first: others are languages or commentaries, which nobody
wants on top of each other. More than two channels are mixed by the gains of ITU-R BS.775-4 table 2 (centre and
surrounds at -3 dB, low-frequency effects left out), then all made softer alike, by 7.7 dB for 5.1, so that the loudest
that can come is just full scale, as ATSC A/52 section 7.8 does: nothing is clipped and nothing pumps. One channel goes
to both ears as it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import TracebackType
from typing import BinaryIO, Final, NamedTuple, Self, TypeAlias

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from numpy.typing import NDArray

from vigtool.media.codecs import AUDIO_DECODERS, CONTAINERS
from vigtool.media.errors import MediaError, NoSound, SpeedWithoutSound, UnknownCodec
from vigtool.media.guarded_open import open_container
from vigtool.media.stretching import RUN_UP, has_sound_at, stretched

Samples: TypeAlias = NDArray[np.float32]

SOUND_RATE: Final = 48_000
"""Samples a second of everything that comes out of here."""
_RUN_UP: Final = (Fraction(1, 2), Fraction(5))
"""How far before the asked time decoding begins: coders need some 0.3 s (MP3) before their sound is right."""
_WARM: Final = Fraction(3, 10)
_SLACK: Final = Fraction(1, 500)
"""Frames that follow within so much of their predecessor's end continue it: coarse clocks round to milliseconds. Where
the clock ticks once a frame (AVI) half a frame is the limit, so that a lost frame is noticed."""
_EARS: Final = 2
_MIX: Final = {"rematrix_maxval": "1.0"}
"""libav scales a mix down to what fits only for whole numbers; float sums of six channels would reach 2."""
_SILENCE_BLOCK: Final = SOUND_RATE // 2


@dataclass(frozen=True, slots=True)
class SoundFacts:
    """What the film says about its sound: the coder, the source's rate and channels, the time base of its clock."""

    codec: str
    rate: int
    channels: int
    time_base: Fraction


class _Timed(NamedTuple):
    start: Fraction
    frame: AudioFrame


class SoundTrack:
    """The sound of a film: its default sound stream, else its first. A context manager. Not thread-safe.

    ``file`` is open, binary, seekable, not shared with another reader, and stays open. Raises ``NoSound``,
    ``UnknownCodec``, and what ``open_container`` raises, which ``containers`` is for.
    """

    def __init__(self, file: BinaryIO, containers: Sequence[str] = CONTAINERS) -> None:
        self._file, self._containers = file, containers
        self._container = open_container(file, containers)
        try:
            self._stream = _sound_stream(self._container)
        except MediaError:
            self._container.close()
            raise
        context = self._stream.codec_context
        self.facts = SoundFacts(context.codec.name, context.rate, context.channels, _time_base(self._stream))
        self._at_start = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the decoder; the file stays open."""
        self._container.close()

    def samples(self, start: Fraction, end: Fraction) -> Samples:
        """The sound of ``[start, end)`` in seconds, float32 of shape (n, 2), n = ``sample_at(end) - sample_at(start)``.

        Silence where the film has none. Exact to the sample in films whose clock is; where that is coarser (Matroska:
        1 ms) or disagrees with the count of samples, within 2 ms of what the container says.
        """
        wanted = max(sample_at(end) - sample_at(start), 0)
        sound = np.zeros((wanted, 2), np.float32)
        filled = 0
        for block in self.read_from(start):
            part = block[: wanted - filled]
            sound[filled : filled + len(part)] = part
            filled += len(part)
            if filled >= wanted:
                break
        return sound

    def read_from(self, start: Fraction) -> Iterator[Samples]:
        """Yield the sound from ``start`` seconds on in blocks of shape (n, 2), without a hole, up to the film's end.

        One reading at a time: the next call of ``samples`` or ``read_from`` ends this one.
        """
        position = sample_at(start)
        for first, block in self._resampled(self._frames_from(start)):
            while position < first:
                hole = min(first - position, _SILENCE_BLOCK)
                yield np.zeros((hole, 2), np.float32)
                position += hole
            fresh = block[position - first :]
            if len(fresh):
                position += len(fresh)
                yield fresh

    def read_at(self, start: Fraction, speed: Fraction, end: Fraction | None = None) -> Iterator[Samples]:
        """Yield the sound from ``start`` seconds on as it is heard at ``speed``: blocks (n, 2), without a hole.

        Sample ``k`` belongs to ``start + k * speed / SOUND_RATE`` seconds of the film: onsets come within 10 ms, as
        heard, and at speed 1 to the sample: that is ``read_from``. The pitch stays. Up to the film's end; with
        ``end`` exactly ``sample_at((end - start) / speed)`` samples, filled up with silence, so that a loop's rounds
        join.

        Raises ``SpeedWithoutSound`` where ``has_sound_at`` says no. One reading at a time, as with ``read_from``.
        """
        if not has_sound_at(speed):
            raise SpeedWithoutSound(speed)
        if speed == 1:
            sound = self.read_from(start)
        else:
            sound = stretched(self.read_from(Fraction(sample_at(start) - RUN_UP, SOUND_RATE)), speed)
        return sound if end is None else _of_length(sound, sample_at((end - start) / speed))

    def _frames_from(self, start: Fraction) -> Iterator[_Timed]:
        for run_up in _RUN_UP:
            if start - run_up <= 0 or not self._seek(start - run_up):
                continue
            frames = self._decoded()
            first = next(frames, None)
            if first is not None and first.start <= start - _WARM:
                yield first
                yield from frames
                return
        self._rewind()
        yield from self._decoded()

    def _seek(self, seconds: Fraction) -> bool:
        self._at_start = False
        try:
            self._container.seek(int(seconds / _time_base(self._stream)), stream=self._stream)
        except av.FFmpegError:
            return False
        return True

    def _rewind(self) -> None:
        if not self._at_start:
            self._container.close()
            self._file.seek(0)
            self._container = open_container(self._file, self._containers)
            self._stream = _sound_stream(self._container)
        self._at_start = False

    def _decoded(self) -> Iterator[_Timed]:
        """Yield frames with their start; damaged packets leave a hole, a missing time continues the frame before."""
        self._at_start = False
        following = Fraction(0)
        for frame in _tolerant(self._container, self._stream):
            if not frame.samples:
                continue
            length = Fraction(frame.samples, frame.sample_rate)
            if frame.pts is not None and frame.time_base is not None:
                stated = frame.pts * frame.time_base
                if abs(stated - following) > max(_SLACK, min(2 * frame.time_base, length / 2)):
                    following = stated
            yield _Timed(following, frame)
            following += length

    @staticmethod
    def _resampled(frames: Iterator[_Timed]) -> Iterator[tuple[int, Samples]]:
        """Yield (position of the first sample, block); frames that follow each other go through one resampler."""
        resampler: AudioResampler | None = None
        position, following, kind = 0, Fraction(-1), ("", 0, "")
        for timed in frames:
            this = (timed.frame.format.name, timed.frame.sample_rate, timed.frame.layout.name)
            if resampler is None or timed.start != following or this != kind:
                for block in _pushed(resampler, None):
                    yield position, block
                    position += len(block)
                layout = "mono" if timed.frame.layout.nb_channels == 1 else "stereo"
                resampler = AudioResampler(format="flt", layout=layout, rate=SOUND_RATE, options=dict(_MIX))
                position, kind = sample_at(timed.start), this
            following = timed.start + Fraction(timed.frame.samples, timed.frame.sample_rate)
            timed.frame.pts = None
            for block in _pushed(resampler, timed.frame):
                yield position, block
                position += len(block)
        for block in _pushed(resampler, None):
            yield position, block
            position += len(block)


def sample_at(seconds: Fraction) -> int:
    """The number of the sample that lies nearest to a time, the later one of two."""
    return int((seconds * SOUND_RATE * 2 + 1) // 2)


def _of_length(sound: Iterator[Samples], wanted: int) -> Iterator[Samples]:
    """Yield the first ``wanted`` samples, and silence where there are fewer."""
    while wanted > 0:
        block = next(sound, None)
        if block is None:
            block = np.zeros((min(wanted, _SILENCE_BLOCK), _EARS), np.float32)
        yield block[:wanted]
        wanted -= len(block)


def _pushed(resampler: AudioResampler | None, frame: AudioFrame | None) -> Iterator[Samples]:
    """Yield what comes out; one channel is doubled here, since libav's own way would make it 3 dB softer."""
    if resampler is None:
        return
    for out in resampler.resample(frame):
        samples = out.to_ndarray().astype(np.float32, copy=False).reshape(-1, out.layout.nb_channels)
        yield samples if samples.shape[1] == _EARS else np.repeat(samples, _EARS, axis=1)


def _tolerant(container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame]:
    """Decode packet by packet: a damaged one costs itself, an unreadable rest ends the sound."""
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
        except av.FFmpegError:
            packet = None
        if packet is None:
            return
        try:
            yield from packet.decode()
        except (av.InvalidDataError, av.EOFError):
            continue


def _sound_stream(container: InputContainer) -> AudioStream:
    streams = container.streams.audio
    if not streams:
        raise NoSound
    stream = next((one for one in streams if one.disposition & one.disposition.default), streams[0])
    if stream.codec_context is None:
        raise UnknownCodec(codec="")
    if stream.codec_context.codec.name not in AUDIO_DECODERS:
        raise UnknownCodec(codec=stream.codec_context.codec.name)
    return stream


def _time_base(stream: AudioStream) -> Fraction:
    return stream.time_base or Fraction(1, SOUND_RATE)
