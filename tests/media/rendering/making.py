"""Renditions of drawn films, and what is seen in them: read by number, time and colour from the written file alone."""

import io
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from tests.media.clip_making import Source
from tests.media.drawn_films import drawn_film, read_number
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.media.film import Film
from vigtool.media.fingerprint import native_planes
from vigtool.media.index_building import build_index
from vigtool.media.picture import upright
from vigtool.media.rendering import source as rendering
from vigtool.media.rendering.checking import RenditionCheck, check_rendition
from vigtool.media.rendering.plan import RenderPlan
from vigtool.media.rendering.writing import RenderFacts, write_rendition
from vigtool.media.sound import Samples, SoundTrack

Pixels = NDArray[np.uint8]


def film(**traits: object) -> Source:
    return Source(drawn_film(**traits).getvalue())


@contextmanager
def lent(films: Sequence[Source]) -> Iterator[list[rendering.Source]]:
    with ExitStack() as opened:
        yield [opened.enter_context(one.lent()) for one in films]


def written(plan: RenderPlan, *films: Source, progress: Progress = ignore_progress) -> tuple[io.BytesIO, RenderFacts]:
    out = io.BytesIO()
    with lent(films) as sources:
        return out, write_rendition(sources, plan, out, progress)


def checked(clip: io.BytesIO, plan: RenderPlan, *films: Source) -> RenditionCheck:
    with lent(films) as sources:
        return check_rendition(clip, sources, plan)


def right(plan: RenderPlan, *films: Source) -> io.BytesIO:
    """Write a clip and have it checked."""
    clip, facts = written(plan, *films)
    assert checked(clip, plan, *films).frames == facts.frames
    return clip


class Seen:
    """A written clip as a stranger sees it."""

    def __init__(self, clip: io.BytesIO) -> None:
        index = build_index(io.BytesIO(clip.getvalue()))
        self.times = [tick * index.time_base for tick in (*index.ticks.tolist(), index.end_tick)]
        with Film(io.BytesIO(clip.getvalue()), index) as film:
            frames = [film.frame(n) for n in range(index.frames)]
            self.luma = [np.array(next(native_planes(frame.native))) for frame in frames]
            self.pictures = [upright(frame).copy() for frame in frames]

    @property
    def numbers(self) -> list[int | None]:
        return [read_number(luma) for luma in self.luma]


def heard(clip: io.BytesIO, start: Fraction, end: Fraction) -> Samples:
    with SoundTrack(io.BytesIO(clip.getvalue())) as track:
        return track.samples(start, end)


def loudness(sound: Samples) -> float:
    return float(np.sqrt(np.mean(sound**2)))


def pitch(sound: Samples) -> float:
    """The loudest frequency in hertz."""
    strengths = np.abs(np.fft.rfft(sound[:, 0] * np.hanning(len(sound))))
    return float(np.argmax(strengths)) * 48_000 / len(sound)


def png(rgba: Pixels) -> bytes:
    """RGBA, uint8, shape (height, width, 4), as PNG (ISO/IEC 15948), every row unfiltered."""
    height, width = rgba.shape[:2]
    rows = b"".join(b"\0" + row.tobytes() for row in rgba)
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def flat(size: tuple[int, int], rgba: tuple[int, int, int, int]) -> Pixels:
    """One colour of (width, height)."""
    return np.full((size[1], size[0], 4), rgba, np.uint8)
