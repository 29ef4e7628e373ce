"""The small pictures of a film's strip: where decoding may enter first, the whole film coarsely and then finer.

Only at such an entry point does a picture cost the decoding of one packet. Frames between are decoded last, and only
where entry points lie so far apart that a stretch of the strip would stay bare.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO, Final

import numpy as np

from vigtool.domain.progress import Progress
from vigtool.media.decoding import MAX_RANK, Decoding, EntryLost
from vigtool.media.errors import UnreachableFrame
from vigtool.media.film import Film
from vigtool.media.filmstrip_bytes import HIGHEST, MOST, WIDEST, StripPicture, strip_picture
from vigtool.media.fingerprint import fingerprint
from vigtool.media.frame import Frame
from vigtool.media.frame_index import FrameIndex
from vigtool.media.orientation import orientation
from vigtool.media.picture import upright

SIZE: Final = (WIDEST, HIGHEST)
_APART: Final = 1.0
"""Seconds between pictures, as far as ``MOST`` allows."""
_BARE: Final = 1.2
"""Seconds, or places on the strip, without an entry point from which a frame between is decoded."""


@dataclass(frozen=True, slots=True)
class StripPlan:
    """Which frames a film's strip shows, each once, in the order of making.

    ``entries`` are numbers of entry points, the film's whole length first and then ever finer; ``between`` are frames
    elsewhere, in the order of the film.
    """

    entries: tuple[int, ...]
    between: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many pictures there will be."""
        return len(self.entries) + len(self.between)


def plan_strip(index: FrameIndex) -> StripPlan:
    """Choose the frames for a film's strip: at most one a second, at most ``MOST``; the same for the same index."""
    ticks = index.ticks[index.entries.frame] if len(index.entries) else index.ticks[:0]
    first, length = int(index.ticks[0]), index.end_tick - int(index.ticks[0])
    slots = int(min(max(float(length * index.time_base) / _APART, 1), MOST, index.frames))
    entries = dict.fromkeys(
        _nearest(ticks, first + length * slot // slots) for slot in refining(slots) if len(index.entries)
    )
    bare = max(_BARE / float(index.time_base), _BARE * length / slots)
    shown = np.sort(ticks[list(entries)])
    between: list[int] = []
    for slot in range(slots):
        tick = first + length * slot // slots
        last = int(index.ticks[between[-1]]) if between else tick - length
        far = not len(shown) or abs(int(shown[_nearest(shown, tick)]) - tick) >= bare
        if far and tick - last >= bare and len(entries) + len(between) < MOST:
            between.append(index.frame_at(tick))
    return StripPlan(tuple(entries), tuple(frame for frame in between if frame not in index.entries.frame))


def planned_frames(index: FrameIndex) -> list[int]:
    """The frames of a film's strip in the order of making."""
    plan = plan_strip(index)
    return [index.entries[number].frame for number in plan.entries] + list(plan.between)


def refining(count: int) -> Iterator[int]:
    """Yield 0 to ``count`` - 1, each once: the beginning, a half, a quarter, three quarters, eighths and so on."""
    seen = set[int]()
    parts = 1
    while len(seen) < count:
        for part in range(parts):
            place = part * count // parts
            if place not in seen:
                seen.add(place)
                yield place
        parts *= 2


def _nearest(ticks: np.ndarray[tuple[int], np.dtype[np.int64]], tick: int) -> int:
    after = min(int(np.searchsorted(ticks, tick)), len(ticks) - 1)
    before = max(after - 1, 0)
    return before if tick - int(ticks[before]) <= abs(int(ticks[after]) - tick) else after


def strip_pictures(
    file: BinaryIO, index: FrameIndex, had: Collection[int], progress: Progress
) -> Iterator[StripPicture]:
    """Yield the pictures of the plan whose frames are not ``had`` yet, as they are made.

    ``file`` is open, binary, seekable, and stays open; ``progress`` counts pictures of the plan. A frame that decoding
    does not give comes as an empty picture. Raise what opening the film raises.
    """
    plan = plan_strip(index)
    done = len(had)
    lost: list[int] = []
    with Decoding(file, index.stream) as decoding:
        for number in plan.entries:
            frame = index.entries[number].frame
            if frame in had:
                continue
            progress(done, plan.count)
            picture = _at_entry(decoding, index, number)
            if picture is None:
                lost.append(frame)
                continue
            done += 1
            yield picture
    for one in _by_decoding(file, index, sorted({*lost, *plan.between}.difference(had))):
        progress(done, plan.count)
        done += 1
        yield one
    progress(plan.count, plan.count)


def _at_entry(decoding: Decoding, index: FrameIndex, number: int) -> StripPicture | None:
    """The picture that the entry's packet alone gives, if it is the entry's frame beyond doubt."""
    entry = index.entries[number]
    if int(index.source[entry.frame]) // MAX_RANK != entry.packet:
        return None
    try:
        packet = islice(decoding.packets_from(entry, by_position=index.by_position), 1)
    except EntryLost:
        return None
    for decoded in decoding.decode(packet):
        picture = decoded.picture
        right = decoded.source == index.source[entry.frame] and picture.pts == index.pts_of(entry.frame)
        printed = not len(index.prints) or fingerprint(picture) == index.prints[entry.frame]
        if right and printed and not picture.is_corrupt:
            frame = Frame(entry.frame, picture.pts, picture, decoding.pixel_aspect, orientation(picture))
            return strip_picture(entry.frame, upright(frame, SIZE))
    return None


def _by_decoding(file: BinaryIO, index: FrameIndex, frames: list[int]) -> Iterator[StripPicture]:
    if not frames:
        return
    file.seek(0)
    with Film(file, index) as film:
        for frame in frames:
            try:
                yield strip_picture(frame, upright(film.frame(frame), SIZE))
            except UnreachableFrame:
                yield StripPicture(frame)
