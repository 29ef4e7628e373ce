"""Clips for the tests: written from a film in memory, or made wrong on purpose by an own, plain writer."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction

import av
import numpy as np
from av.audio.stream import AudioStream
from av.codec.context import Flags

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.media.clip_picture import clip_picture, coded, even
from vigtool.media.film import Film
from vigtool.media.index_building import build_index
from vigtool.media.picture import upright_size
from vigtool.media.rendering import source as rendering
from vigtool.media.rendering.checking import RenditionCheck, check_rendition
from vigtool.media.rendering.plan import plain_plan
from vigtool.media.rendering.timing import render_timing
from vigtool.media.rendering.writing import RenderFacts, write_rendition
from vigtool.media.sound import SoundTrack


class Source:
    """A film in memory: each use opens its own file, as the vault hands them out."""

    def __init__(self, film: bytes) -> None:
        self.bytes = film
        self.index = build_index(io.BytesIO(film))

    @contextmanager
    def opened(self) -> Iterator[Film]:
        with Film(io.BytesIO(self.bytes), self.index) as film:
            yield film

    def span(self, length: int = 12) -> range:
        """Frames from a third of the film on."""
        start = self.index.frames // 3
        return range(start, min(start + length, self.index.frames))

    @contextmanager
    def lent(self) -> Iterator[rendering.Source]:
        """The film as whoever writes or checks a clip gets it."""
        with self.opened() as film:
            yield rendering.Source(film, io.BytesIO(self.bytes))

    def clip(self, frames: range, progress: Progress = ignore_progress) -> tuple[io.BytesIO, RenderFacts]:
        out = io.BytesIO()
        with self.lent() as source:
            facts = write_rendition([source], plain_plan(frames), out, progress)
        return out, facts

    def check(self, clip: io.BytesIO, frames: range) -> RenditionCheck:
        with self.lent() as source:
            return check_rendition(clip, [source], plain_plan(frames))

    def wrong_clip(  # noqa: PLR0913 - each argument is one way of being wrong
        self,
        frames: range,
        *,
        turned: bool = False,
        shifted_sound: float = 0.0,
        sound: bool = True,
        tags: dict[str, str] | None = None,
        profile: str = "high",
        matrix: int = 1,
        faststart: bool = True,
        times: Callable[[int], int] = lambda tick: tick,
    ) -> io.BytesIO:
        """Write a clip as ``write_rendition`` would, but by plain PyAV and with one thing wrong."""
        timing = render_timing(plain_plan(frames), [self.index])
        options = {"fflags": "bitexact", "video_track_timescale": str(timing.timescale)}
        options |= {"moov_size": "30000"} if faststart else {}
        out = io.BytesIO()
        with self.opened() as film, av.open(out, "w", format="mp4", options=options) as container:
            container.metadata.update(tags or {})
            size = even(upright_size(film.frame(frames.start)))
            codec_options = {"crf": "18", "bf": "0", "preset": "veryfast", "profile": profile}
            video = container.add_stream("libx264", options=codec_options)
            video.width, video.height, video.pix_fmt = *size, "yuv420p"
            video.time_base = video.codec_context.time_base = Fraction(1, timing.timescale)
            video.color_range, video.color_primaries, video.color_trc, video.colorspace = 1, 1, 1, matrix
            video.codec_context.flags |= Flags.frame_duration
            audio = self._sound(container, shifted_sound, frames) if sound else None
            for n, shot in zip(frames, timing.shots, strict=True):
                picture = clip_picture(film.frame(n), size)
                frame = coded(np.ascontiguousarray(picture[::-1, ::-1]) if turned else picture)
                frame.colorspace = matrix
                frame.pts, frame.duration = times(shot.start), shot.end - shot.start
                frame.time_base = video.time_base
                container.mux(video.encode(frame))
            container.mux(video.encode(None))
            if audio is not None:
                container.mux(audio.encode(None))
        return out

    def _sound(self, container: av.container.OutputContainer, late: float, frames: range) -> AudioStream:
        with SoundTrack(io.BytesIO(self.bytes)) as track:
            first, end = self.index.seconds(frames.start), self.index.seconds(frames.stop)
            samples = track.samples(first - Fraction(late), end - Fraction(late))
        audio = container.add_stream("aac", rate=48000, layout="stereo")
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples.T), format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = 48000, 0, Fraction(1, 48000)
        container.mux(audio.encode(frame))
        return audio
