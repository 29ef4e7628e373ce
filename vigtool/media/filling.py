"""What to decode next, so that whatever the user does from here comes from memory.

A pure question, asked again after each run: which frames should lie in the store, and which of them do not yet.
Trap: a run costs the decoding from its entry point on, however short it is. So what a moving playhead leaves behind
at the far end is fetched again only when half of it is gone, unless a whole group of pictures is wanted anyway.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np

from vigtool.media.focus import BACK_RUN, LONG_GROUP, Focus, pinned, window
from vigtool.media.frame_index import Flags, FrameIndex
from vigtool.media.frame_store import FrameStore

NEAR: Final = 8
"""Frames ahead that come along with the group of the playhead."""
AHEAD: Final = 30
"""While a loop is played forward: so much of its beginning is made ready."""
_FIRST: Final = 8


def next_run(index: FrameIndex, store: FrameStore, focus: Focus) -> range | None:
    """Return the next frames to decode into ``store``, step ``focus.step``, or None when all that fits is ready.

    At rest: the group of pictures of the playhead up to it (of a long one its end first) and a few frames ahead, the
    groups before, what follows, then pins. Heading back: groups behind, then pins. Heading forward: the loop's
    beginning, then pins; what comes next is decoded by whoever shows it, and twice would be half as fast. A run lies
    within the film and holds at least one frame that the store does not.
    """
    last = index.frames - 1
    if not 0 <= focus.frame <= last:
        return None
    room = store.room
    if room is None:
        return range(max(_entry(index, focus.frame), focus.frame - _FIRST + 1), focus.frame + 1)
    if room < 1:
        return None
    return next(_runs(index, store, focus, room), None)


def _runs(index: FrameIndex, store: FrameStore, focus: Focus, room: int) -> Iterator[range]:
    if focus.heading > 0:
        yield from _over_the_seam(index, store, focus, room)
    else:
        yield from _Near(index, store, focus, room).runs_around()
    for span in pinned(focus, room):
        inside = range(span.start, min(span.stop, index.frames))
        yield from _missing(store, inside)


class _Near:
    """The window around the playhead: which of its frames are held."""

    def __init__(self, index: FrameIndex, store: FrameStore, focus: Focus, room: int) -> None:
        self._index, self._store, self._focus = index, store, focus
        self._window = window(focus, index.frames, room)
        self._at = (focus.frame - self._window.start) // focus.step
        self._held = store.held(self._window)

    def runs_around(self) -> Iterator[range]:
        own = self._group(self._at)
        if len(own) > LONG_GROUP:
            yield from self._missing_places(range(self._at - BACK_RUN, self._at + 1))
        yield from self._behind(own)
        if self._focus.heading == 0:
            yield from self._ahead(NEAR)
        while own.start > 0:
            own = self._group(own.start - 1)
            yield from self._behind(own)
        if self._focus.heading == 0:
            yield from self._ahead(len(self._window) - self._at - 1)

    def _group(self, place: int) -> range:
        """The places in the window from the entry point of the frame at ``place`` up to it."""
        entry = _entry(self._index, self._window[place])
        first = max(-(-(entry - self._window.start) // self._window.step), 0)
        return range(min(first, place), place + 1)

    def _behind(self, group: range) -> Iterator[range]:
        """A group that the window cuts through is only decoded when less than half of what is behind is ready."""
        cut = group.start == 0 and _entry(self._index, self._window[0]) < self._window[0]
        ready = _run_of_true(self._held[self._at :: -1])
        if not cut or 2 * ready <= self._at or not self._held[self._at]:
            yield from self._missing_places(group)

    def _ahead(self, most: int) -> Iterator[range]:
        ahead = range(self._at + 1, min(self._at + 1 + most, len(self._window)))
        ready = _run_of_true(self._held[ahead.start : ahead.stop])
        if 2 * ready < len(ahead):
            yield from self._missing_places(ahead)

    def _missing_places(self, places: range) -> Iterator[range]:
        yield from _run_over(self._window[places.start : places.stop], self._held[places.start : places.stop])


def _missing(store: FrameStore, numbers: range) -> Iterator[range]:
    yield from _run_over(numbers, store.held(numbers))


def _run_over(numbers: range, held: Flags) -> Iterator[range]:
    """The run from the first to the last of ``numbers`` that is not held, if any."""
    missing = np.flatnonzero(~held)
    if len(missing):
        yield numbers[int(missing[0]) : int(missing[-1]) + 1]


def _run_of_true(flags: Flags) -> int:
    missing = np.flatnonzero(~flags)
    return int(missing[0]) if len(missing) else len(flags)


def _entry(index: FrameIndex, n: int) -> int:
    number = index.entry_before(n)
    return int(index.entries.frame[number]) if number >= 0 else 0


def _over_the_seam(index: FrameIndex, store: FrameStore, focus: Focus, room: int) -> Iterator[range]:
    """The beginning of the loop that is played, so far as it is kept; the rest is the showing decoder's."""
    if focus.loop is not None and focus.loop[0] <= focus.frame < focus.loop[1]:
        start, stop, step = focus.loop[0], min(focus.loop[1], index.frames), focus.step
        until_the_seam = (stop - focus.frame) // step
        most = min(AHEAD, room // 2 - until_the_seam)
        yield from _missing(store, range(start, min(start + most * step, stop), step))
