"""Gathers the packets at which decoding may enter while a film is read, and turns them into ``EntryPoints``."""

import zlib
from collections.abc import Iterable

import numpy as np

from vigtool.media.decoding import FilmPacket
from vigtool.media.frame_index import NO_TIME, EntryPoint, EntryPoints, Ints


class EntryColumns:
    """A growing table of packets; ``at_frames`` tells which frames they are.

    ``from_before``: an entry point's position is that of a packet before it. In MPEG-PS a packet begins amid another,
    and what comes first after a seek has the rest of that other one in it. ``position``: that of the last packet seen.
    """

    def __init__(self, rows: Iterable[EntryPoint] = (), *, from_before: bool = False, position: int = -1) -> None:
        self.rows = list(rows)
        self._from_before = from_before
        self._position = position

    def see(self, packet: FilmPacket, number: int, *, entry: bool) -> None:
        """Take a packet, the ``number``-th of its stream, and note it if it is an entry point."""
        position = -1 if packet.pos is None else packet.pos
        if entry:
            self._note(packet, number, self._position if self._from_before and self._position >= 0 else position)
        self._position = position if position >= 0 else self._position

    def _note(self, packet: FilmPacket, number: int, position: int) -> None:
        self.rows.append(
            EntryPoint(
                frame=-1,
                packet=number,
                pts=NO_TIME if packet.pts is None else packet.pts,
                dts=NO_TIME if packet.dts is None else packet.dts,
                position=position,
                size=packet.size,
                crc=zlib.crc32(memoryview(packet)),
            )
        )

    def before_last(self) -> EntryPoint | None:
        """Return the last packet but one, if there are two."""
        return self.rows[-2] if len(self.rows) > 1 else None

    def at_frames(self, packets: Ints) -> EntryPoints:
        """Return the entry points, sorted by frame; ``packets[n]`` is the packet of frame n.

        A packet that gives no frame (hidden, outside the edit list, undecodable) is no entry point.
        """
        table = np.array(self.rows, np.int64).reshape(len(self.rows), len(EntryPoint._fields))
        by_packet = np.argsort(packets, kind="stable")
        at = np.searchsorted(packets[by_packet], table[:, 1])
        at[at == len(packets)] = 0
        frame = by_packet[at]
        table[:, 0] = frame
        table = table[packets[frame] == table[:, 1]]
        table = table[np.argsort(table[:, 0], kind="stable")]
        return EntryPoints(*(table[:, column].copy() for column in range(table.shape[1])))
