"""The safe way to a frame of a broken film: one packet after the other, every picture around the damage shown.

H.264 is decoded by one thread, other codecs by slice threads (``Decoding``): unlike frame threads they lose no picture.
"""

from collections import OrderedDict
from collections.abc import Iterator
from fractions import Fraction
from typing import Final, NamedTuple

from av import VideoFrame

from vigtool.media.decoding import MAX_RANK, Decoded, Decoding, EntryLost, FilmPacket
from vigtool.media.decoding_order import DecodingOrder
from vigtool.media.errors import UnreachableFrame
from vigtool.media.fingerprint import fingerprint
from vigtool.media.frame_index import FrameIndex
from vigtool.media.interrupting import Interrupt, Interrupted, never

_TRIES_BY_TIME: Final = 2
"""Entry points tried in an index made from packets: the second only helps where a seek missed the first."""


class _Pass(NamedTuple):
    """Pictures on the way to a frame; those before frame ``clean_from`` may be broken.

    ``certain``: decoding from the very start is what the index was made by. A picture is then right by its place,
    even if damage makes it come out a little differently each time.
    """

    pictures: Iterator[Decoded]
    clean_from: int
    certain: bool


def _nowhere() -> _Pass:
    return _Pass(iter(()), 0, certain=False)


class SafePicture(NamedTuple):
    """A picture as it came; ``damaged``: it, or one decoded before it since its entry point, is broken."""

    picture: VideoFrame
    damaged: bool


class SafeWay:
    """Pictures of any film. Not thread-safe; ``decoding`` belongs to this way."""

    def __init__(self, decoding: Decoding, index: FrameIndex, order: DecodingOrder) -> None:
        self._decoding = decoding
        self._index = index
        self._order = order
        self._interrupt: Interrupt = never
        self._way = _nowhere()
        self._lost: set[int] = set()
        self._damage: set[int] = set()
        self._leave()

    @property
    def pixel_aspect(self) -> Fraction:
        """Width : height of a pixel as the stream says it now."""
        return self._decoding.pixel_aspect

    def close(self) -> None:
        """Let go of the decoder."""
        self._leave()
        self._decoding.close()

    def picture(self, n: int, interrupt: Interrupt) -> SafePicture:
        """Return the picture of frame ``n``. Raise ``UnreachableFrame`` or ``Interrupted``; errors of the file pass."""
        self._interrupt = interrupt
        try:
            for way in self._passes_to(n):
                if way is not self._way:
                    self._leave()
                    self._way = way
                found = self._advance_to(n)
                if found is not None:
                    return found
        except BaseException:
            self._leave()
            raise
        self._leave()
        raise UnreachableFrame(n=n)

    def _leave(self) -> None:
        self._way = _nowhere()
        self._next: int | None = None
        self._recent: OrderedDict[int, VideoFrame] = OrderedDict()

    def _passes_to(self, n: int) -> Iterator[_Pass]:
        """Yield passes to frame ``n``, the cheapest first; asking for the next one says that the last led astray."""
        nearest = self._index.entry_before(n)
        entry_frame = self._index.entries[nearest].frame if nearest >= 0 else 0
        if n in self._recent or (self._next is not None and entry_frame <= self._next <= n):
            yield self._way
        by_times = self._index.origin == "packets"
        furthest = max(nearest - _TRIES_BY_TIME, -1) if by_times else -1
        for number in range(nearest, furthest, -1):
            if number in self._lost:
                continue
            entry = self._index.entries[number]
            try:
                packets = self._decoding.packets_from(entry, by_position=self._index.by_position)
            except EntryLost:
                self._lost.add(number)
                continue
            yield _Pass(self._decoding.decode(self._asking(packets)), entry.frame, certain=False)
            if not by_times:
                self._lost.add(number)
        if furthest == -1:
            yield _Pass(self._decoding.decode(self._asking(self._decoding.packets())), 0, certain=True)

    def _asking(self, packets: Iterator[tuple[int, FilmPacket]]) -> Iterator[tuple[int, FilmPacket]]:
        for numbered in packets:
            if self._interrupt():
                raise Interrupted
            yield numbered

    def _advance_to(self, n: int) -> SafePicture | None:
        last = self._order.settled(n)
        if self._next is None or self._next <= last:
            for decoded in self._way.pictures:
                m = self._order.frame_of(decoded.source)
                if m is None or m < self._way.clean_from:
                    continue
                self._take(m, decoded)
                if m >= last:
                    break
        return self._verified(n)

    def _take(self, m: int, decoded: Decoded) -> None:
        self._next = m + 1
        self._recent[m] = decoded.picture
        if len(self._recent) > self._order.ahead + 2:
            self._recent.popitem(last=False)
        if decoded.picture.is_corrupt:
            self._damage.add(decoded.source // MAX_RANK)

    def _verified(self, n: int) -> SafePicture | None:
        picture = self._recent.get(n)
        if picture is None:
            return None
        damaged = self._is_damaged(n)
        right = picture.pts == self._index.pts_of(n)
        if len(self._index.prints) and not (right and (self._way.certain or damaged)):
            right = fingerprint(picture) == self._index.prints[n]
        return SafePicture(picture, damaged) if right else None

    def _is_damaged(self, n: int) -> bool:
        nearest = self._index.entry_before(n)
        since = self._index.entries[nearest].packet if nearest >= 0 else 0
        until = int(self._index.source[n]) // MAX_RANK
        return any(since <= packet <= until for packet in self._damage | self._decoding.refused)
