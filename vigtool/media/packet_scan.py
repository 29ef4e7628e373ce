"""One pass over a film's packets without decoding: which pictures they show, when, and where decoding may begin."""

import time
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

import numpy as np

from vigtool.domain.progress import Progress
from vigtool.media.bitstream import parser_for
from vigtool.media.decoding import Decoding, FilmPacket
from vigtool.media.entry_columns import EntryColumns
from vigtool.media.frame_index import NO_TIME, EntryPoint, Ints
from vigtool.media.packet_facts import PacketFacts, Parser

_REPORT_EVERY: Final = 256
LONGEST_REORDER: Final = 64
"""No codec shows a picture more than 16 pictures (32 fields) later or earlier than it is sent."""
_UNTOLD, _AT_ONCE, _HELD = -1, 0, 1


class PacketsLie(Exception):
    """The packets do not tell the film's pictures for certain."""


class PacketScan:
    """The pictures found so far, in the order of their packets.

    ``pts``        ``NO_TIME`` where a packet has no time.
    ``duration``   ticks, 0 where unknown.
    ``packet``     number of the packet that the picture begins in.
    ``reference``  1 for a picture shown when the next such one comes, 0 for one shown at once, -1 where not told.
    ``packets``    how many packets were read.
    """

    def __init__(self, *, from_before: bool = False) -> None:
        self.pts = array("q")
        self.duration = array("q")
        self.packet = array("q")
        self.reference = array("b")
        self.entries = EntryColumns(from_before=from_before)
        self.packets = 0

    def add(self, number: int, packet: FilmPacket, facts: PacketFacts) -> None:
        """Take the next packet. Raise ``PacketsLie`` if it is broken."""
        if packet.is_corrupt or not facts.sound or facts.pictures > 1:
            raise PacketsLie
        self.packets = number + 1
        shown = facts.pictures > 0 and not packet.is_discard
        self.entries.see(packet, number, entry=shown and facts.entry)
        if not shown:
            return
        self.pts.append(NO_TIME if packet.pts is None else packet.pts)
        self.duration.append(packet.duration or 0)
        self.packet.append(number)
        self.reference.append(_UNTOLD if facts.reference is None else int(facts.reference))

    def up_to(self, entry: EntryPoint, *, from_before: bool) -> "PacketScan":
        """Return what was found before an entry point."""
        packet = entry.packet
        pictures = bisect_left(self.packet, packet)
        scan = PacketScan()
        scan.pts, scan.duration = self.pts[:pictures], self.duration[:pictures]
        scan.packet, scan.reference = self.packet[:pictures], self.reference[:pictures]
        rows = (row for row in self.entries.rows if row.packet < packet)
        scan.entries = EntryColumns(rows, from_before=from_before, position=entry.position)
        scan.packets = packet
        return scan

    def begins_as(self, other: "PacketScan") -> bool:
        """Tell whether all that ``other`` has found stands at the beginning of this."""
        pictures, entries = len(other.pts), len(other.entries.rows)
        return (
            self.pts[:pictures] == other.pts
            and self.duration[:pictures] == other.duration
            and self.packet[:pictures] == other.packet
            and self.reference[:pictures] == other.reference
            and self.entries.rows[:entries] == other.entries.rows
        )

    def order(self) -> Ints:
        """Return the order of presentation, as positions in the columns. Raise ``PacketsLie`` if it is not certain."""
        pts = np.frombuffer(self.pts, np.int64)
        kinds = np.frombuffer(self.reference, np.int8)
        if not len(pts):
            raise PacketsLie
        order = np.argsort(pts, kind="stable") if bool((kinds == _UNTOLD).any()) else _order_of_kinds(kinds)
        times = pts[order]
        told = bool((pts != NO_TIME).all()) and bool((times[1:] > times[:-1]).all())
        if not told or int(np.abs(order - np.arange(len(order))).max()) > LONGEST_REORDER:
            raise PacketsLie
        return order


def _order_of_kinds(kinds: np.ndarray[tuple[int], np.dtype[np.int8]]) -> Ints:
    order, held = [], None
    for n, kind in enumerate(kinds.tolist()):
        if kind == _AT_ONCE:
            order.append(n)
        else:
            if held is not None:
                order.append(held)
            held = n
    return np.array(order if held is None else [*order, held], np.int64)


def scan_packets(
    decoding: Decoding, scan: PacketScan, packets: Iterator[tuple[int, FilmPacket]], pace: "Pace"
) -> Iterator[PacketScan]:
    """Read ``packets`` to their end into ``scan``, yielding it every few seconds, between two packets.

    Raise ``PacketsLie`` at the first sign that they lie.
    """
    parse = reader_of(decoding)
    for number, packet in packets:
        if number % _REPORT_EVERY == 0:
            pace.report(packet)
            if scan.entries.rows and pace.is_due():
                yield scan
        if packet.has_sidedata("new_extradata"):
            parse = _reader_from_here(decoding, packet)
        scan.add(number, packet, parse(memoryview(packet), packet.is_keyframe))


def reader_of(decoding: Decoding) -> Parser:
    """Return a reader for one pass over the film's packets. Raise ``PacketsLie`` if its codec has none."""
    codec = decoding.stream.codec_context
    parse = parser_for(codec.codec.name, codec.extradata)
    if parse is None:
        raise PacketsLie
    return parse


def _reader_from_here(decoding: Decoding, packet: FilmPacket) -> Parser:
    """A film of several parts has a new header at the start of each, which may count lengths differently."""
    parse = parser_for(decoding.stream.codec_context.codec.name, bytes(packet.get_sidedata("new_extradata")))
    if parse is None:
        raise PacketsLie
    return parse


class Pace:
    """Tells the progress of a pass in bytes of the film, and when ``every`` seconds have gone by."""

    def __init__(self, size: int, progress: Progress, every: float) -> None:
        self._size = size
        self._progress = progress
        self._every = every
        self._at = 0
        self._last = time.monotonic()

    def begin_at(self, position: int) -> None:
        """Let the pass begin at a byte of the film."""
        self._at = min(max(position, 0), self._size)

    def report(self, packet: FilmPacket) -> None:
        """Tell that the pass is at ``packet``; some do not know where they are."""
        self._at = min(max(packet.pos or 0, self._at), self._size)
        self._progress(self._at, self._size)

    def is_due(self) -> bool:
        """Tell whether so much time has gone by since it last had."""
        now = time.monotonic()
        due = now - self._last >= self._every
        self._last = now if due else self._last
        return due
