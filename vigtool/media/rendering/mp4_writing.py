"""The MP4 file of a clip while it is written: H.264 and AAC, as docs/decisions/0006-clips.md settles it.

Nothing is written anywhere but to the given file, and nothing of a film but pictures and sound goes along.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
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

from vigtool.media.clip_room import index_room
from vigtool.media.clip_sound import sound_frame, sound_stream
from vigtool.media.sound import Samples

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
_LARGE: Final = 3840 * 2160 // 2
"""From so many pixels on the coder looks ahead less and shares one picture among its threads, not one each: it then
takes 300 MB less, and the clip is as large."""
_FRUGAL: Final = ":rc-lookahead=2:sync-lookahead=0:threads=2:sliced-threads=1"
_NO_SEI: Final = "filter_units=remove_types=6"
"""The H.264 coder's name and all its settings stand in an SEI unit."""
_BT709, _LIMITED = 1, 1


@dataclass(frozen=True, slots=True)
class ClipForm:
    """What the file must know before the first picture: size, ticks a second, pictures, length, samples (0: none)."""

    size: tuple[int, int]
    timescale: int
    pictures: int
    duration: Fraction
    samples: int


class Mp4Clip:
    """A clip being written to ``out``: binary, seekable, empty; it stays open. Not thread-safe."""

    def __init__(self, out: BinaryIO, form: ClipForm) -> None:
        options = {
            "fflags": "bitexact",
            "video_track_timescale": str(form.timescale),
            "moov_size": str(index_room(form.pictures, form.samples)),
        }
        self._samples = 0
        self._clock = Fraction(1, form.timescale)
        self._container = av.open(out, "w", format="mp4", options=options)
        self._video = _video_stream(self._container, form)
        self._audio = sound_stream(self._container) if form.samples else None
        self._container.start_encoding()
        self._without_sei = BitStreamFilterContext(_NO_SEI, in_stream=self._video)

    def add_picture(self, picture: VideoFrame, start: int, duration: int) -> None:
        """Add a yuv420p picture of the clip's size; its time in ticks is set on it."""
        picture.pts, picture.duration, picture.time_base = start, duration, self._clock
        picture.pict_type = PictureType.NONE
        self._mux_video(self._video.encode(picture))

    def add_sound(self, samples: Samples) -> None:
        """Add the next samples, float32 of shape (n, 2) at 48 kHz."""
        if self._audio is None or not len(samples):
            return
        self._container.mux(self._audio.encode(sound_frame(samples, self._samples)))
        self._samples += len(samples)

    def finish(self) -> None:
        """Put in what the coders still hold."""
        self._mux_video(self._video.encode(None))
        self._mux_video([None])
        if self._audio is not None:
            self._container.mux(self._audio.encode(None))

    def close(self) -> None:
        """Write the index and let go of ``out``."""
        self._container.close()

    def _mux_video(self, packets: "Sequence[Packet[VideoStream] | None]") -> None:
        for packet in packets:
            for kept in self._without_sei.filter(packet):
                kept.stream = self._video
                self._container.mux(kept)


@contextmanager
def mp4_clip(out: BinaryIO, form: ClipForm) -> Iterator[Mp4Clip]:
    """Give a clip to fill; it is finished when the block ends. After an error ``out`` holds a part of it."""
    clip = Mp4Clip(out, form)
    try:
        yield clip
        clip.finish()
    except BaseException:
        with suppress(av.FFmpegError):  # a full disk fails again at the end of the file; the first error is told
            clip.close()
        raise
    clip.close()


def _video_stream(container: OutputContainer, form: ClipForm) -> VideoStream:
    average = (form.pictures / form.duration).limit_denominator(1001)
    stream = container.add_stream("libx264", rate=max(average, Fraction(1, 1001)), options=_x264(form.size))
    stream.width, stream.height = form.size
    stream.pix_fmt = "yuv420p"
    stream.time_base = stream.codec_context.time_base = Fraction(1, form.timescale)
    stream.sample_aspect_ratio = Fraction(1)
    stream.color_range, stream.colorspace = _LIMITED, _BT709
    stream.color_primaries, stream.color_trc = _BT709, _BT709
    stream.codec_context.flags |= Flags.frame_duration | Flags.bitexact
    stream.codec_context.thread_type = ThreadType.FRAME
    return stream


def _x264(size: tuple[int, int]) -> dict[str, str]:
    frugal = _FRUGAL if size[0] * size[1] >= _LARGE else ""
    return _X264 | {"x264-params": _X264["x264-params"] + frugal}
