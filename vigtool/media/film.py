"""A film's frames by number: frame n or an error, never a neighbour."""

from collections.abc import Iterator
from contextlib import suppress
from types import TracebackType
from typing import BinaryIO, Final, Self

from av import VideoFrame

from vigtool.media.decoding import Decoding
from vigtool.media.decoding_order import DecodingOrder
from vigtool.media.errors import UnreachableFrame
from vigtool.media.fingerprint import fingerprint
from vigtool.media.focus import BACK_RUN, Focus, window
from vigtool.media.frame import Frame
from vigtool.media.frame_index import FrameIndex
from vigtool.media.frame_store import FrameStore
from vigtool.media.interrupting import Interrupt, never
from vigtool.media.orientation import Orientations
from vigtool.media.quick_way import Astray, QuickWay
from vigtool.media.safe_way import SafeWay

KEEP_BYTES: Final = 48 << 20
_STEP_BACK: Final = 8
"""A frame so little before the last asked is a step back: more of them will follow."""


class Film:
    """Exact frames of one stream. A context manager. Not thread-safe: one thread opens, uses and closes it.

    ``file`` is open, binary, seekable, and stays open; other readers may take turns at it. ``index`` is the index of
    this very file. Frames are kept in ``store``, which several films of one index may share; without one, the film
    keeps some around the last asked. ``frugal``: large pictures are decoded by fewer threads, in less memory.
    ``interrupt`` is asked before each packet: when it says True, ``Interrupted`` is raised and the film stays usable.
    """

    def __init__(
        self, file: BinaryIO, index: FrameIndex, store: FrameStore | None = None, *, frugal: bool = False
    ) -> None:
        self.index = index
        self.interrupt: Interrupt = never
        self.store = FrameStore(KEEP_BYTES) if store is None else store
        self._owns_store = store is None
        self.file = file
        self._order = DecodingOrder(index)
        self._quick = QuickWay(Decoding(file, index.stream, frame_threads=True, frugal=frugal), index, self._order)
        self._safe: SafeWay | None = None
        self._unsafe: set[int] = set()
        self._proven: dict[int, int] = {}
        self._orientations = Orientations()
        self._last_asked = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def only_safely(self) -> frozenset[int]:
        """Numbers of the entry points (-1: the film's start) from which frames are only had the safe way."""
        return frozenset(self._unsafe)

    def close(self) -> None:
        """Let go of the decoders; the file and the store stay as they are, a store of its own is emptied."""
        if self._owns_store:
            self.store.clear()
        self._quick.close()
        if self._safe is not None:
            self._safe.close()

    def frame(self, n: int) -> Frame:
        """Return frame ``n``, the very picture that the index has. The next frame needs no seek.

        Raise ``NoSuchFrame``, ``UnreachableFrame`` if decoding does not give that picture, or ``Interrupted``.
        """
        self.index.check(n)
        if self._owns_store:
            self.store.focus(Focus(n))
        stepping_back = 0 < self._last_asked - n <= _STEP_BACK
        self._last_asked = n
        if stepping_back and not self.store.holds(n):
            with suppress(UnreachableFrame):  # of one before it: that is told when it is asked for
                for _frame in self.frames(self._first_to_keep(n), n):
                    pass
        return self._frame(n)

    def frames(self, start: int, stop: int, step: int = 1) -> Iterator[Frame]:
        """Yield the frames of ``range(start, stop, step)``, each exact and put into the store.

        A run that begins where the last ended needs no seek. Raise as ``frame`` does.
        """
        for n in range(start, stop, step):
            self.index.check(n)
            yield self._frame(n)

    def _first_to_keep(self, n: int) -> int:
        """Return where to begin decoding for a step back to ``n``, so that the next steps back are ready too."""
        room = self.store.room
        if not room:
            return n
        entry = self.index.entry_before(n)
        first = int(self.index.entries.frame[entry]) if entry >= 0 else 0
        return max(first, n - BACK_RUN, window(Focus(n), self.index.frames, room).start)

    def _frame(self, n: int) -> Frame:
        frame = self.store.get(n)
        if frame is None:
            frame = self._quickly(n) or self._safely(n)
            self.store.put(frame)
        return frame

    def _quickly(self, n: int) -> Frame | None:
        """Have a frame the quick way, None at the first sign of damage. What went astray on the way is tried afresh."""
        group = self.index.entry_before(n)
        while group not in self._unsafe:
            goes_on = self._quick.goes_on_to(n)
            try:
                picture = self._quick.picture(n, self.interrupt)
            except Astray:
                picture = None
            if picture is not None and self._is_right(n, picture):
                return self._made(n, picture, damaged=False)
            self._quick.leave()
            if not goes_on:
                self._unsafe.add(group)
        return None

    def _is_right(self, n: int, picture: VideoFrame) -> bool:
        """Hold a picture to its fingerprint, once for each entry point that led to it."""
        if not len(self.index.prints) or self._proven.get(n) == self._quick.entered:
            return True
        right = fingerprint(picture) == int(self.index.prints[n])
        if right:
            self._proven[n] = self._quick.entered
        return right

    def _safely(self, n: int) -> Frame:
        if self._safe is None:
            self._safe = SafeWay(Decoding(self.file, self.index.stream), self.index, self._order)
        found = self._safe.picture(n, self.interrupt)
        return self._made(n, found.picture, damaged=found.damaged)

    def _made(self, n: int, picture: VideoFrame, *, damaged: bool) -> Frame:
        pixel_aspect = self._quick.decoding.pixel_aspect
        orientation = self._orientations.of(picture)
        return Frame(n, self.index.pts_of(n), picture, pixel_aspect, orientation, damaged=damaged)
