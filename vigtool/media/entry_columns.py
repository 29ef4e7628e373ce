"""Gathers the packets at which decoding may enter while a film is read, and turns them into ``EntryPoints``."""

import zlib

import numpy as np

from vigtool.media.decoding import FilmPacket
from vigtool.media.frame_index import NO_TIME, EntryPoint, EntryPoints, Ints


class EntryColumns:
    """A growing table of packets; ``at_frames`` tells which frames they are."""

    def __init__(self) -> None:
        self._rows: list[EntryPoint] = []

    def add(self, packet: FilmPacket, number: int) -> None:
        """Note a packet, the ``number``-th of its stream."""
        self._rows.append(
            EntryPoint(
                frame=-1,
                packet=number,
                pts=NO_TIME if packet.pts is None else packet.pts,
                dts=NO_TIME if packet.dts is None else packet.dts,
                position=-1 if packet.pos is None else packet.pos,
                size=packet.size,
                crc=zlib.crc32(memoryview(packet)),
            )
        )

    def at_frames(self, packets: Ints) -> EntryPoints:
        """Return the entry points, sorted by frame; ``packets[n]`` is the packet of frame n.

        A packet that gives no frame (hidden, outside the edit list, undecodable) is no entry point.
        """
        frame_of = {packet: n for n, packet in reversed(list(enumerate(packets.tolist())))}
        rows = [row._replace(frame=frame_of[row.packet]) for row in self._rows if row.packet in frame_of]
        rows.sort()
        table = np.array(rows, np.int64).reshape(len(rows), len(EntryPoint._fields))
        return EntryPoints(*(table[:, column].copy() for column in range(table.shape[1])))
