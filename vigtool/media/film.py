"""A film's frames by number: frame n or an error, never a neighbour."""

from collections.abc import Iterator
from types import TracebackType
from typing import BinaryIO, Final, NamedTuple, Self

import numpy as np

from vigtool.media.decoding import MAX_RANK, Decoded, Decoding, EntryLost
from vigtool.media.errors import UnreachableFrame
from vigtool.media.fingerprint import fingerprint
from vigtool.media.focus import Focus
from vigtool.media.frame import Frame
from vigtool.media.frame_index import FrameIndex
from vigtool.media.frame_store import FrameStore
from vigtool.media.interrupting import Interrupt, Interrupted, never
from vigtool.media.orientation import Orientations
from vigtool.media.recent_pictures import Kept, RecentPictures

KEEP_BYTES: Final = 48 << 20
_TRIES_BY_TIME: Final = 2
"""Entry points tried in an index made from packets: the second only helps where a seek missed the first."""


class _Way(NamedTuple):
    """Pictures on the way to a frame; those before frame ``clean_from`` may be broken.

    ``certain``: decoding from the very start is what the index was made by. A picture is then right by its place,
    even if damage makes it come out a little differently each time.
    """

    pictures: Iterator[Decoded]
    clean_from: int
    certain: bool


class Film:
    """Exact frames of one stream. A context manager. Not thread-safe: one thread opens, uses and closes it.

    ``file`` is open, binary, seekable, and stays open; ``index`` is the index of this very file. Frames are kept in
    ``store``, which several films of one index may share; without one, the film keeps some around the last asked.
    ``interrupt`` is asked before each packet: when it says True, ``Interrupted`` is raised and the film stays usable.
    """

    def __init__(self, file: BinaryIO, index: FrameIndex, store: FrameStore | None = None) -> None:
        self.index = index
        self.interrupt: Interrupt = never
        self.store = FrameStore(KEEP_BYTES) if store is None else store
        self._owns_store = store is None
        self._decoding = Decoding(file, index.stream)
        self._orientations = Orientations()
        self._way = _Way(iter(()), 0, certain=False)
        self._next: int | None = None
        self._damage: set[int] = set()
        self._unsettled: set[int] = set()
        self._lost: set[int] = set()
        self._order = np.argsort(index.source)
        self._sources = index.source[self._order]
        # the last frame shown among those decoded no later than frame n: when it is out, damage up to n is known
        self._settled = np.empty_like(self._order)
        self._settled[self._order] = np.maximum.accumulate(self._order)
        ahead = int((self._settled - np.arange(index.frames)).max())
        self._recent = RecentPictures(0, at_least=ahead + 2)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the decoder and the last frame; the file stays open."""
        self._recent.clear()
        self._decoding.close()

    def frame(self, n: int) -> Frame:
        """Return frame ``n``, the very picture that the index has. The next frame needs no seek.

        Raise ``NoSuchFrame``, or ``UnreachableFrame`` if decoding does not give that picture.
        """
        self.index.check(n)
        if self._owns_store:
            self.store.focus(Focus(n))
        frame = self.store.get(n) or self._decoded(n)
        self.store.put(frame)
        return frame

    def frames(self, start: int, stop: int, step: int = 1) -> Iterator[Frame]:
        """Yield the frames of ``range(start, stop, step)``, each exact and put into the store.

        A run that begins where the last ended needs no seek. Raise as ``frame`` does.
        """
        for n in range(start, stop, step):
            yield self.frame(n)

    def _decoded(self, n: int) -> Frame:
        if self.interrupt():
            raise Interrupted
        kept = None if n in self._unsettled else self._recent.get(n)
        frame = self._verified(n, kept) if kept is not None else None
        if frame is not None:
            return frame
        for way in self._ways_to(n):
            self._follow(way)
            frame = self._advance_to(n)
            if frame is not None:
                return frame
        self._next = None
        raise UnreachableFrame(n=n)

    def _ways_to(self, n: int) -> Iterator[_Way]:
        """Yield ways to frame ``n``, the cheapest first; asking for the next one says that the last led astray."""
        nearest = self.index.entry_before(n)
        entry_frame = self.index.entries[nearest].frame if nearest >= 0 else 0
        if n in self._unsettled or (self._next is not None and entry_frame <= self._next <= n):
            yield self._way
        by_times = self.index.origin == "packets"
        furthest = max(nearest - _TRIES_BY_TIME, -1) if by_times else -1
        for number in range(nearest, furthest, -1):
            if number in self._lost:
                continue
            entry = self.index.entries[number]
            try:
                pictures = self._decoding.from_entry(entry, by_position=self.index.by_position)
            except EntryLost:
                self._lost.add(number)
                continue
            yield _Way(pictures, entry.frame, certain=False)
            if not by_times:
                self._lost.add(number)
        if furthest == -1:
            yield _Way(self._decoding.from_start(), 0, certain=True)

    def _follow(self, way: _Way) -> None:
        if way is not self._way:
            for m in self._unsettled:
                self._recent.drop(m)
            self._unsettled.clear()
            self._way = way

    def _advance_to(self, n: int) -> Frame | None:
        last = self._settled[n]
        for decoded in self._way.pictures:
            m = self._number_of(decoded.source)
            if m is None or m < self._way.clean_from:
                continue
            self._take(m, decoded)
            if m >= last:
                break
        kept = self._recent.get(n)
        return None if kept is None else self._verified(n, kept)

    def _take(self, m: int, decoded: Decoded) -> None:
        self._next = m + 1
        self._recent.keep(m, Kept(decoded.picture, self._way.certain))
        self._unsettled.add(m)
        self._unsettled = {k for k in self._unsettled if self._settled[k] > m}
        if decoded.picture.is_corrupt:
            self._damage.add(decoded.source // MAX_RANK)

    def _number_of(self, source: int) -> int | None:
        at = int(np.searchsorted(self._sources, source))
        if at == len(self._sources) or self._sources[at] != source:
            return None
        return int(self._order[at])

    def _verified(self, n: int, kept: Kept) -> Frame | None:
        pts = self.index.pts_of(n)
        damaged = self._is_damaged(n)
        right = kept.picture.pts == pts
        if len(self.index.prints) and not (right and (kept.certain or damaged)):
            right = fingerprint(kept.picture) == self.index.prints[n]
        if right:
            return Frame(
                n, pts, kept.picture, self._decoding.pixel_aspect, self._orientations.of(kept.picture), damaged=damaged
            )
        self._recent.drop(n)
        return None

    def _is_damaged(self, n: int) -> bool:
        """Tell whether frame ``n``, or a picture decoded before it since its entry point, is broken."""
        nearest = self.index.entry_before(n)
        since = self.index.entries[nearest].packet if nearest >= 0 else 0
        until = int(self.index.source[n]) // MAX_RANK
        return any(since <= packet <= until for packet in self._damage | self._decoding.refused)
