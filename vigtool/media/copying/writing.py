"""Writing a clip of copied pictures, with ends coded anew, and its sound: an MP4 as ``rendering`` makes them."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple, Protocol, cast

import av
from av.container import OutputContainer
from av.packet import Packet

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.media.ahead import made_ahead
from vigtool.media.clip_room import index_room
from vigtool.media.clip_sound import Reading, sound_frame, sound_stream
from vigtool.media.clip_timing import ClipTiming
from vigtool.media.copying.coded_units import is_instant_refresh, packet_of
from vigtool.media.copying.end_pictures import CodedPicture, EndPictures
from vigtool.media.copying.plan import CopyPlan, copied_units
from vigtool.media.film import Film
from vigtool.media.sound import Samples, sample_at

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.video.stream import VideoStream


_SOUND_BLOCK: Final = 1024
_SOUND_AHEAD: Final = 1024
"""Blocks of sound that lie ready at most: coded, some 400 KB."""


class ClipVoice(Protocol):
    """The sound of a clip, as ``rendering.sounding`` makes it."""

    @property
    def length(self) -> int:
        """Samples at 48 kHz in all; 0: none."""

    def blocks(self) -> Iterator[Samples]:
        """Yield them from front to back."""


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """What was written: (width, height), frames, how many of them copied, seconds, samples of sound (0: none)."""

    size: tuple[int, int]
    frames: int
    copied: int
    duration: Fraction
    sound_samples: int


class _CodedSound(NamedTuple):
    """Packets of the sound before sample ``stop``."""

    stop: int
    packets: "list[Packet[AudioStream]]"


def write_copied(
    film: Film,
    plan: CopyPlan,
    timing: ClipTiming,
    sound: ClipVoice,
    out: BinaryIO,
    progress: Progress = ignore_progress,
) -> CopyFacts:
    """Write the clip of ``copy_plan(film, frames)`` to ``out``.

    ``timing`` is that of its frames. Arguments and errors are those of ``rendering.writing.write_rendition``; that it
    came out right, ``check_copied`` tells.
    """
    options = {
        "fflags": "bitexact",
        "video_track_timescale": str(timing.timescale),
        "moov_size": str(index_room(len(plan.frames), sound.length)),
    }
    container = av.open(out, "w", format="mp4", options=options)
    try:
        size = _fill(container, film, sound, plan, timing, progress)
    except BaseException:
        with suppress(av.FFmpegError):  # a full disk fails again at the end of the file; the first error is told
            container.close()
        raise
    container.close()
    progress(len(plan.frames), len(plan.frames))
    return CopyFacts(size, len(plan.frames), len(plan.copied), timing.duration, sound.length)


def _fill(
    container: OutputContainer,
    film: Film,
    sound: ClipVoice,
    plan: CopyPlan,
    timing: ClipTiming,
    progress: Progress,
) -> tuple[int, int]:
    ends = EndPictures(container, film, plan, timing)
    voice = _Voice(container, sound)
    container.start_encoding()
    total, coded = len(plan.frames), list[CodedPicture]()
    with made_ahead(voice.coded, _SOUND_AHEAD) as ahead:
        for picture in ends.coded():
            progress(len(coded), total)
            coded.append(picture)
        for done, packet in enumerate(_timed(_in_order(film, plan, coded), plan, timing)):
            progress(max(done, len(coded)), total)
            packet.stream = ends.stream
            container.mux(packet)
            voice.put_in(ahead, sample_at(Fraction(timing.starts[done], timing.timescale)))
        voice.put_in(ahead, sound.length + 1)
    return ends.stream.width, ends.stream.height


class _Voice:
    """The clip's stream of sound: coded in a thread of its own, put in as far as the pictures are."""

    def __init__(self, container: OutputContainer, sound: ClipVoice) -> None:
        self._container, self._sound = container, sound
        self._stream = sound_stream(container) if sound.length else None
        self._reached = 0

    def coded(self) -> Iterator[_CodedSound]:
        """Yield all of it. The file is not touched."""
        if self._stream is None:
            return
        reading, given = Reading(self._sound.blocks()), 0
        while len(samples := reading.take(_SOUND_BLOCK)):
            packets = self._stream.encode(sound_frame(samples, given))
            given += len(samples)
            yield _CodedSound(given, packets)
        yield _CodedSound(given + 1, self._stream.encode(None))

    def put_in(self, coded: Iterator[_CodedSound], until: int) -> None:
        """Put in what was coded of the samples before ``until``."""
        while self._reached < until and (one := next(coded, None)) is not None:
            self._container.mux(one.packets)
            self._reached = one.stop


def _in_order(film: Film, plan: CopyPlan, coded: list[CodedPicture]) -> Iterator[CodedPicture]:
    """Yield all pictures in the order of decoding. Raise ``UnreachableFrame`` if the film is not the planned one."""
    before = len(plan.ends[0])
    yield from coded[:before]
    for n, units in copied_units(film, plan):
        yield CodedPicture(n, packet_of(units), is_instant_refresh(units))
    yield from coded[before:]


def _timed(pictures: Iterator[CodedPicture], plan: CopyPlan, timing: ClipTiming) -> "Iterator[Packet[VideoStream]]":
    """Yield the packets with their times; a picture is decoded as early as the rise of all times demands.

    The times of decoding are the times of showing in their own order, all a little earlier (``wait``). The last packet
    lasts as the last frame does, whichever it is: from its length the muxer knows when the clip ends.
    """
    first = plan.frames.start
    order = [*plan.ends[0], *plan.order, *plan.ends[1]]
    wait = max(start - timing.starts[n - first] for start, n in zip(timing.starts, order, strict=True))
    times = (*timing.starts, timing.end)
    for place, picture in enumerate(pictures):
        shown = picture.n - first
        lasting = shown if place + 1 < len(order) else len(order) - 1
        packet = cast("Packet[VideoStream]", Packet(picture.data))
        packet.pts, packet.dts = times[shown], times[place] - wait
        packet.duration, packet.time_base = times[lasting + 1] - times[lasting], Fraction(1, timing.timescale)
        packet.is_keyframe = picture.key
        yield packet
