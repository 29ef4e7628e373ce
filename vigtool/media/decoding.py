"""One stream of a film, demuxed and decoded, every picture with the number of the packet that it comes from.

Times do not identify a frame (raw streams have none, joined streams repeat them); the packet's number does.
"""

import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Final, Self, TypeAlias

import av
from av import VideoFrame
from av.stream import Discard

from vigtool.media.frame_index import NO_TIME, UNREAD, EntryPoint
from vigtool.media.guarded_open import open_container, picture_stream

if TYPE_CHECKING:
    from av.packet import Packet
    from av.video.codeccontext import VideoCodecContext
    from av.video.stream import VideoStream

FilmPacket: TypeAlias = "Packet[VideoStream]"

_SEARCHED_PACKETS: Final = 100
"""How far after a seek the entry's packet is looked for: demuxers land on it or some packets before it."""
MAX_RANK: Final = 8
_THREADS: Final = 4
_MOST_FRAME_THREADS: Final = 9
_FRUGAL_BYTES: Final = 64 << 20
"""Of the pictures at work on at once."""
_EACH_ALONE: Final = frozenset({"prores", "dnxhd", "dvvideo"})
"""Every picture stands alone and comes in slices: with these a picture need not wait for the next ones."""
_SINGLE_THREADED: Final = frozenset({"h264"})
"""With slice threads the H.264 decoder neither conceals damage nor tells of it: the hole shows what lay in the
buffer, another picture each time. With one thread it conceals, alike each time, and says so."""


class EntryLost(Exception):
    """After the seek the entry's packet did not come."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A picture and its ``source``: 8 x packet number + rank among the pictures of that packet."""

    source: int
    picture: VideoFrame


class _Ticket:
    """A packet's number, as an object of its own.

    Trap: PyAV keys ``opaque`` by ``id()``: a shared object (a small int) is forgotten for all when one packet ends.
    """

    __slots__ = ("packet", "pictures")

    def __init__(self, packet: int) -> None:
        self.packet = packet
        self.pictures = 0


class Decoding:
    """Decode one stream from its start or from an entry point. Not thread-safe. A context manager.

    ``refused`` gathers the numbers of the packets that the decoder could make nothing of.
    ``frame_threads``: several pictures at once, quicker, but they lose the last frames after a damaged packet
    (measured with PyAV 18.1). ``frugal``: not so many that a large film takes hundreds of megabytes.
    """

    def __init__(
        self, file: BinaryIO, stream: int | None = None, *, frame_threads: bool = False, frugal: bool = False
    ) -> None:
        self._file = file
        self._wanted = stream
        self._frame_threads, self._frugal = frame_threads, frugal
        self.refused: set[int] = set()
        self._open()

    def _open(self) -> None:
        self.container = open_container(self._file)
        self._fresh = True
        try:
            self.stream = picture_stream(self.container, self._wanted)
        except BaseException:
            self.container.close()
            raise
        for other in self.container.streams:
            if other.index != self.stream.index:
                other.discard = Discard.all
        context = self.stream.codec_context
        context.copy_opaque = True
        if self._frame_threads and context.codec.name not in _EACH_ALONE:
            decode_in_frame_threads(context, frugal=self._frugal)
            return
        context.thread_type = "SLICE"
        context.thread_count = 1 if context.codec.name in _SINGLE_THREADED else _THREADS

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the container (PyAV leaves that to the cycle collector); the file stays open.

        Trap: freeing a decoder holds Python's lock and waits for the decoder's threads; one of them that lets go of a
        ticket just then waits for the lock, for ever (seen with dav1d). So everything is let go of before.
        """
        self.stream.codec_context.flush_buffers()
        self.container.close()

    @property
    def time_base(self) -> Fraction:
        """The length of a tick in seconds."""
        return self.stream.time_base or Fraction(1, av.time_base)

    @property
    def pixel_aspect(self) -> Fraction:
        """Width : height of a pixel as the stream says it now, 1 where it says nothing."""
        return self.stream.sample_aspect_ratio or Fraction(1)

    def packets(self) -> Iterator[tuple[int, FilmPacket]]:
        """Yield (number, packet) of all packets from the start, without the empty ones that ask for a flush."""
        if not self._fresh:
            self.close()
            self._open()
        self._fresh = False
        return enumerate(self._filled(), 0)

    def from_start(self) -> Iterator[Decoded]:
        """Yield all pictures in the order of presentation, as a plain player would show them."""
        yield from self.decode(self.packets())

    def from_entry(self, entry: EntryPoint, *, by_position: bool) -> Iterator[Decoded]:
        """Yield the pictures from an entry point on; those before ``entry.frame`` may be broken.

        Raise ``EntryLost`` if no seek of this container leads to the entry's packet.
        """
        return self.decode(self.packets_from(entry, by_position=by_position))

    def packets_from(self, entry: EntryPoint, *, by_position: bool) -> Iterator[tuple[int, FilmPacket]]:
        """Yield (number, packet) from an entry point's packet on. Raise ``EntryLost``."""
        for target in self._targets(entry, by_position=by_position):
            self._fresh = False
            try:
                self.container.seek(target, stream=self.stream, unsupported_byte_offset=by_position)
            except av.FFmpegError:
                continue
            packets = self._filled()
            for packet in islice(packets, _SEARCHED_PACKETS):
                if _is_entry(packet, entry):
                    return self._numbered(entry.packet, packet, packets)
        raise EntryLost

    def _targets(self, entry: EntryPoint, *, by_position: bool) -> list[int]:
        if by_position:
            return [entry.position] if entry.position >= 0 else []
        # the MP4 demuxer compares decoding times, but for the decoding time it takes the key frame before
        return [time for time in dict.fromkeys([entry.pts, entry.dts]) if time != NO_TIME]

    def _filled(self) -> Iterator[FilmPacket]:
        return (packet for packet in self.container.demux(self.stream) if packet.size)

    @staticmethod
    def _numbered(first: int, packet: FilmPacket, rest: Iterator[FilmPacket]) -> Iterator[tuple[int, FilmPacket]]:
        yield first, packet
        yield from enumerate(rest, first + 1)

    def decode(self, packets: Iterator[tuple[int, FilmPacket]]) -> Iterator[Decoded]:
        """Yield the pictures of numbered packets; a packet that the decoder refuses gives none."""
        for number, packet in packets:
            yield from self.feed(number, packet)
        yield from self.drain()

    def feed(self, number: int, packet: FilmPacket) -> list[Decoded]:
        """Return the pictures that come out when a packet goes in, often those of earlier ones."""
        packet.opaque = _Ticket(number)
        try:
            pictures = self.stream.codec_context.decode(packet)
        except av.FFmpegError:
            self.refused.add(number)
            return []
        return list(map(_decoded, pictures))

    def drain(self) -> list[Decoded]:
        """Return the last pictures; before the next packet a seek is needed."""
        context = self.stream.codec_context
        try:
            pictures = context.decode(None)
        except av.FFmpegError:
            pictures = []
        context.flush_buffers()
        return list(map(_decoded, pictures))


def frame_threads(cores: int | None) -> int:
    """Return how many pictures to decode at once: each costs memory, and a packet more before the first comes out."""
    return min((cores or 1) + 1, _MOST_FRAME_THREADS)


def decode_in_frame_threads(context: "VideoCodecContext", *, frugal: bool) -> None:
    """Let a decoder work on several pictures at once; ``frugal``: on no more than take ``_FRUGAL_BYTES``."""
    most = frame_threads(os.cpu_count())
    size = max(context.width * context.height * 3 // 2, 1)
    context.thread_type = "AUTO"
    context.thread_count = min(most, max(_FRUGAL_BYTES // size, 2)) if frugal else most


def _is_entry(packet: FilmPacket, entry: EntryPoint) -> bool:
    """Tell an entry's packet by its bytes, or by its place where the index did not read them."""
    if packet.size != entry.size:
        return False
    return packet.pos == entry.position if entry.crc == UNREAD else zlib.crc32(memoryview(packet)) == entry.crc


def _decoded(picture: VideoFrame) -> Decoded:
    ticket = picture.opaque
    if not isinstance(ticket, _Ticket):
        raise TypeError(ticket)
    rank = min(ticket.pictures, MAX_RANK - 1)
    ticket.pictures += 1
    return Decoded(ticket.packet * MAX_RANK + rank, picture)
