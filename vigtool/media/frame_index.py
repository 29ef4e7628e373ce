"""The frame index of one stream of a film: every frame's number, time and origin, and where decoding may enter.

The rule of the project: a frame is an integer, and "nearly" does not exist. How the index is made is written in
docs/decisions/0007-exact-frames.md.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vigtool.media.errors import NoSuchFrame

Ints: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
Origin: TypeAlias = Literal["packets", "decoding"]

NO_TIME = np.iinfo(np.int64).min
"""Stands in ``EntryPoints.pts`` and ``.dts`` where the container has no time."""
UNREAD = -1
"""Stands in ``EntryPoints.crc`` where the packet was not read: its place in the file and its size tell it."""


class EntryPoint(NamedTuple):
    """A packet at which decoding may begin, and the first frame that comes out right from there."""

    frame: int
    packet: int
    pts: int
    dts: int
    position: int
    size: int
    crc: int


@dataclass(frozen=True, slots=True, eq=False)
class EntryPoints:
    """Columns of ``EntryPoint``, each int64 of shape (entries,), ``frame`` strictly increasing.

    ``packet`` counts the stream's packets in file order from 0. ``position`` is the packet's byte in the file; where
    that does not lead to it (MPEG-PS) the byte of a packet before it; or -1. ``crc`` is CRC-32 of the packet's bytes:
    it tells the right packet after a seek, whatever its times say; or it is ``UNREAD``.
    """

    frame: Ints
    packet: Ints
    pts: Ints
    dts: Ints
    position: Ints
    size: Ints
    crc: Ints

    def __len__(self) -> int:
        return len(self.frame)

    def __getitem__(self, number: int) -> EntryPoint:
        columns = (self.frame, self.packet, self.pts, self.dts, self.position, self.size, self.crc)
        return EntryPoint(*(int(column[number]) for column in columns))


@dataclass(frozen=True, slots=True, eq=False)
class FrameIndex:
    """All frames of one stream in the order of presentation; arrays are read-only, shape (frames,).

    ``pts``         int64, the container's own time, 0 where ``has_pts`` is False.
    ``ticks``       int64, strictly increasing: the times that moments use. Equal to ``pts`` wherever these
                    increase; else repaired (see ``presentation_times``).
    ``end_tick``    the tick at which the last frame ends; spans are half-open.
    ``source``      int64, 8 x the number of the packet that a frame comes out of + its rank in that packet.
    ``prints``      uint32 CRC-32 of a frame's native planes (``fingerprint``), or empty: pictures of an index
                    made from packets are held to their times alone.
    ``by_position`` entry points are reached by byte, not by time (MPEG-TS and -PS).
    """

    stream: int
    time_base: Fraction
    origin: Origin
    pts: Ints
    has_pts: Flags
    ticks: Ints
    end_tick: int
    source: Ints
    prints: NDArray[np.uint32]
    entries: EntryPoints
    by_position: bool

    def __post_init__(self) -> None:
        columns = [getattr(self.entries, name) for name in EntryPoint._fields]
        for array in (self.pts, self.has_pts, self.ticks, self.source, self.prints, *columns):
            array.flags.writeable = False

    @property
    def frames(self) -> int:
        """The number of frames; frames are numbered 0 to ``frames`` - 1."""
        return len(self.ticks)

    @property
    def key(self) -> Flags:
        """Shape (frames,): True where decoding may enter, so that the picture is quickly had."""
        flags = np.zeros(self.frames, np.bool_)
        flags[self.entries.frame] = True
        return flags

    def pts_of(self, n: int) -> int | None:
        """Return the container's own time of frame ``n`` in ``time_base``, or None. Raise ``NoSuchFrame``."""
        self.check(n)
        return int(self.pts[n]) if self.has_pts[n] else None

    def tick(self, n: int) -> int:
        """Return the time of frame ``n``; ``n`` = ``frames`` gives ``end_tick``. Raise ``NoSuchFrame``."""
        if n == self.frames:
            return self.end_tick
        self.check(n)
        return int(self.ticks[n])

    def seconds(self, n: int) -> Fraction:
        """Return the exact time of frame ``n`` on the film's own clock, in seconds, as ``tick`` does."""
        return self.tick(n) * self.time_base

    def frame_at(self, tick: int) -> int:
        """Return the frame that is on the screen at ``tick``: the first before the film, the last after it."""
        return max(int(np.searchsorted(self.ticks, tick, side="right")) - 1, 0)

    def entry_before(self, n: int) -> int:
        """Return the number of the last entry point from which frame ``n`` comes out right, or -1."""
        return int(np.searchsorted(self.entries.frame, n, side="right")) - 1

    def check(self, n: int) -> None:
        """Raise ``NoSuchFrame`` unless ``n`` is a frame's number."""
        if not 0 <= n < self.frames:
            raise NoSuchFrame(n=n, frames=self.frames)
