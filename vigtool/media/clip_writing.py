"""Writing a clip: the exact frames of a span, with their sound, as an MP4 that every player shows alike.

Re-encoded, because a copied stream can begin at key frames only. What is settled, and why, is in
docs/decisions/0006-clips.md. Nothing is written anywhere but to the given file.
"""

from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, BinaryIO, Final

import av
from av import VideoFrame
from av.bitstream import BitStreamFilterContext
from av.codec.context import Flags, ThreadType
from av.container import OutputContainer
from av.video.frame import PictureType
from av.video.stream import VideoStream

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.media.clip_picture import clip_frame, even
from vigtool.media.clip_room import index_room
from vigtool.media.clip_sound import SpanSound, sound_frame, sound_stream
from vigtool.media.clip_timing import ClipTiming, clip_timing
from vigtool.media.errors import NoSound
from vigtool.media.film import Film
from vigtool.media.picture import upright_size
from vigtool.media.sound import Samples, SoundTrack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from av.packet import Packet

_X264: Final = {
    "preset": "veryfast",
    "crf": "18",
    "profile": "high",
    "bf": "0",
    "x264-params": "keyint=48:min-keyint=1",
}
"""Without B-frames no edit list shifts the picture, and any player can step back."""
_NO_SEI: Final = "filter_units=remove_types=6"
"""The H.264 coder's name and all its settings stand in an SEI unit."""
_BT709, _LIMITED = 1, 1


@dataclass(frozen=True, slots=True)
class ClipFacts:
    """What was written: (width, height), frames, seconds, and samples of sound at 48 kHz (0: no sound)."""

    size: tuple[int, int]
    frames: int
    duration: Fraction
    sound_samples: int


def write_clip(
    film: Film, sound_file: BinaryIO | None, frames: range, out: BinaryIO, progress: Progress = ignore_progress
) -> ClipFacts:
    """Write the frames ``[frames.start, frames.stop)`` of a film, with their sound, to ``out``.

    ``sound_file`` is a second open file of the same film, or None for a clip without sound; a film without sound gives
    such a clip too. ``out`` is binary, seekable, empty, and stays open. Raise ``NoFrames``, ``NoSuchFrame``,
    ``UnreachableFrame``, what ``SoundTrack`` raises but ``NoSound``, and the errors of the files. What
    ``progress`` raises (``Cancelled``) passes through. After an error ``out`` holds a part that the caller removes.
    """
    timing = clip_timing(film.index, frames)
    if sound_file is None:
        return _write(film, None, frames, timing, out, progress)
    try:
        track = SoundTrack(sound_file)
    except NoSound:
        return _write(film, None, frames, timing, out, progress)
    with track:
        return _write(film, track, frames, timing, out, progress)


def _write(
    film: Film, track: SoundTrack | None, frames: range, timing: ClipTiming, out: BinaryIO, progress: Progress
) -> ClipFacts:
    size = even(upright_size(film.frame(frames.start)))
    first, end = film.index.seconds(frames.start), film.index.seconds(frames.stop)
    sound = None if track is None else SpanSound(track, first, end)
    samples = 0 if sound is None else sound.length
    clip = _Clip(out, size, timing, samples)
    try:
        ends = (*timing.starts[1:], timing.end)
        for done, (n, start, until) in enumerate(zip(frames, timing.starts, ends, strict=True)):
            progress(done, len(frames))
            clip.add_picture(clip_frame(film.frame(n), size), start, until - start)
            if sound is not None:
                clip.add_sound(sound.up_to(Fraction(until, timing.timescale)))
        clip.finish()
    except BaseException:
        with suppress(av.FFmpegError):  # a full disk fails again at the end of the file; the first error is told
            clip.close()
        raise
    clip.close()
    progress(len(frames), len(frames))
    return ClipFacts(size, len(frames), timing.duration, samples)


class _Clip:
    """The file being written: one picture stream, one sound stream if there are samples."""

    def __init__(self, out: BinaryIO, size: tuple[int, int], timing: ClipTiming, samples: int) -> None:
        options = {
            "fflags": "bitexact",
            "video_track_timescale": str(timing.timescale),
            "moov_size": str(index_room(len(timing.starts), samples)),
        }
        self._samples = 0
        self._clock = Fraction(1, timing.timescale)
        self._container = av.open(out, "w", format="mp4", options=options)
        self._video = _video_stream(self._container, size, timing)
        self._audio = sound_stream(self._container) if samples else None
        self._container.start_encoding()
        self._without_sei = BitStreamFilterContext(_NO_SEI, in_stream=self._video)

    def add_picture(self, picture: VideoFrame, start: int, duration: int) -> None:
        picture.pts, picture.duration, picture.time_base = start, duration, self._clock
        picture.pict_type = PictureType.NONE
        self._mux_video(self._video.encode(picture))

    def add_sound(self, samples: Samples) -> None:
        if self._audio is not None and len(samples):
            self._container.mux(self._audio.encode(sound_frame(samples, self._samples)))
            self._samples += len(samples)

    def finish(self) -> None:
        self._mux_video(self._video.encode(None))
        self._mux_video([None])
        if self._audio is not None:
            self._container.mux(self._audio.encode(None))

    def close(self) -> None:
        self._container.close()

    def _mux_video(self, packets: "Sequence[Packet[VideoStream] | None]") -> None:
        for packet in packets:
            for kept in self._without_sei.filter(packet):
                kept.stream = self._video
                self._container.mux(kept)


def _video_stream(container: OutputContainer, size: tuple[int, int], timing: ClipTiming) -> VideoStream:
    average = (len(timing.starts) / timing.duration).limit_denominator(1001)
    stream = container.add_stream("libx264", rate=max(average, Fraction(1, 1001)), options=dict(_X264))
    stream.width, stream.height = size
    stream.pix_fmt = "yuv420p"
    stream.time_base = stream.codec_context.time_base = Fraction(1, timing.timescale)
    stream.sample_aspect_ratio = Fraction(1)
    stream.color_range, stream.colorspace = _LIMITED, _BT709
    stream.color_primaries, stream.color_trc = _BT709, _BT709
    stream.codec_context.flags |= Flags.frame_duration | Flags.bitexact
    stream.codec_context.thread_type = ThreadType.FRAME
    return stream
