"""The quick way to a frame: frame threads, a decoder that stays where it is, and nothing decoded that is not needed.

It knows nothing of damage but its first sign: then it gives up, and the frame is had the safe way. Frame threads lose
the last pictures after a damaged packet, and what they show of it differs from time to time.
"""

from typing import TYPE_CHECKING

from av import VideoFrame

from vigtool.media.decoding import Decoded, Decoding, EntryLost, FilmPacket
from vigtool.media.decoding_order import DecodingOrder
from vigtool.media.frame_index import FrameIndex
from vigtool.media.interrupting import Interrupt, Interrupted
from vigtool.media.skipping import skippable_for

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSE = 8
"""So many frames ahead the decoder goes on even over an entry point, where a seek would be possible."""


class Astray(Exception):
    """Something did not come as the index says: damage, or an entry point that leads elsewhere."""


class QuickWay:
    """Pictures of a film without damage. Not thread-safe; ``decoding`` decodes ahead and belongs to this way."""

    def __init__(self, decoding: Decoding, index: FrameIndex, order: DecodingOrder) -> None:
        self.decoding = decoding
        self.entered = -1
        self._index = index
        self._order = order
        context = decoding.stream.codec_context
        self._lost: set[int] = set()
        self._skippable = skippable_for(context.codec.name, context.extradata)
        self.leave()

    def close(self) -> None:
        """Let go of the decoder."""
        self.leave()
        self.decoding.close()

    def leave(self) -> None:
        """Forget where the decoder is: the next frame is had from an entry point."""
        self._packets: Iterator[tuple[int, FilmPacket]] | None = None
        self._out: dict[int, VideoFrame] = {}
        self._last_out = -1
        self._last_skipped = -1
        self._skipped_before = False
        self._awaited: set[int] = set()

    def goes_on_to(self, n: int) -> bool:
        """Tell whether frame ``n`` is had from where the decoder is; else it enters at the nearest entry point."""
        if n in self._out:
            return True
        if self._packets is None or n <= max(self._last_out, self._last_skipped):
            return False
        entry = self._reached_entry(n)
        entry_frame = int(self._index.entries.frame[entry]) if entry >= 0 else 0
        return entry_frame <= self._last_out + 1 or n - self._last_out <= _CLOSE

    def _reached_entry(self, n: int) -> int:
        """Return the number of the last entry point before ``n`` that a seek may find, or -1: the start."""
        entry = self._index.entry_before(n)
        while entry in self._lost:
            entry -= 1
        return entry

    def picture(self, n: int, interrupt: Interrupt) -> VideoFrame:
        """Return the picture of frame ``n``: the packet's number and the time are the index's, nothing is broken.

        Pictures between the last asked and ``n`` are lost. Raise ``Astray`` or ``Interrupted``; after the latter
        the way goes on from where it was. An error of the file passes through.
        """
        if not self.goes_on_to(n):
            self._enter(n)
        for passed in [m for m in self._out if m < n]:
            del self._out[passed]
        settled = self._order.settled(n)
        while self._last_out < settled and self._packets is not None:
            if interrupt():
                raise Interrupted
            self._go_on(n)
        if n not in self._out:
            self.leave()
            raise Astray
        return self._out[n]

    def _enter(self, n: int) -> None:
        self.leave()
        while (number := self._reached_entry(n)) >= 0:
            entry = self._index.entries[number]
            try:
                self._packets = self.decoding.packets_from(entry, by_position=self._index.by_position)
            except EntryLost:
                self._lost.add(number)
                continue
            self.entered, self._clean_from = number, entry.frame
            return
        self.entered, self._clean_from = -1, 0
        self._packets = self.decoding.packets()

    def _go_on(self, n: int) -> None:
        try:
            self._feed(n)
        except BaseException:
            self.leave()
            raise

    def _feed(self, n: int) -> None:
        number, packet = next(self._packets or iter(()), (0, None))
        if packet is None:
            self._packets = None
            for decoded in self.decoding.drain():
                self._take(decoded, n)
            if self._awaited:
                raise Astray
            return
        last = self._order.last_frame_of(number)
        if self._is_passed(last, n) and self._may_skip(packet):
            self._last_skipped = max(self._last_skipped, last or 0)
            self._skipped_before = True
            return
        self._skipped_before = False
        if last is not None and last >= self._clean_from:
            self._awaited.add(last)
        for decoded in self.decoding.feed(number, packet):
            self._take(decoded, n)
        if self.decoding.refused:
            self.decoding.refused.clear()
            raise Astray

    def _is_passed(self, last: int | None, n: int) -> bool:
        """Tell whether a packet's frame is not asked for; a second field is as its first, whose frame it is."""
        return self._skipped_before if last is None else self._clean_from <= last < n

    def _may_skip(self, packet: FilmPacket) -> bool:
        if self._skippable is None or not self._skippable(memoryview(packet)):
            return False
        return not packet.has_sidedata("new_extradata")

    def _take(self, decoded: Decoded, n: int) -> None:
        m = self._order.frame_of(decoded.source)
        if m is None or m < self._clean_from:
            return
        if m <= self._last_out or decoded.picture.is_corrupt or decoded.picture.pts != self._index.pts_of(m):
            raise Astray
        self._awaited.discard(m)
        if self._awaited and min(self._awaited) < m:
            raise Astray
        self._last_out = m
        if m >= n:
            self._out[m] = decoded.picture
