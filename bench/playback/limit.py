"""The limit: libavcodec with frame threads, from the nearest key frame to the target, and not one step more.

The plain file, where key frames lie known beforehand, nothing converted. No player that decodes to a frame anew can
be faster; one that has kept the frame can.
"""

from bisect import bisect_right
from time import perf_counter
from typing import TYPE_CHECKING

import av
from av import VideoFrame
from av.stream import Discard

from bench.playback.luma import print_of_decoded
from bench.playback.players import NothingShown, Print, Sight, Target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.container import InputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream


class KeyFrames:
    """Times of all frames in the order of presentation, and where the key frames lie, from the packets."""

    def __init__(self, path: str) -> None:
        with av.open(path) as film:
            stream = film.streams.video[0]
            packets = [packet for packet in film.demux(stream) if packet.size and not packet.is_discard]
            self.pts = sorted(_pts(packet) for packet in packets)
            self._keys = sorted(_pts(packet) for packet in packets if packet.is_keyframe)

    def entry_before(self, pts: int) -> int:
        """Return the time of the last key frame shown no later than ``pts``, which is the time to seek to.

        Its decoding time would lead a whole group of pictures further back (MP4, measured with FFmpeg 8).
        """
        return self._keys[max(bisect_right(self._keys, pts) - 1, 0)]


class Limit:
    """Plain decoding."""

    def __init__(self) -> None:
        self._path = ""
        self._keys: KeyFrames | None = None
        self._film: InputContainer | None = None
        self._pictures: Iterator[VideoFrame] = iter(())
        self._shown: VideoFrame | None = None

    def prepare(self, film: Sight) -> None:
        """Find the key frames."""
        self._path = film.path
        self._keys = KeyFrames(film.path)

    def open(self) -> float:
        """Open the container, decode one picture."""
        self.close()
        self._film = av.open(self._path)
        self._stream.thread_type = "FRAME"
        for other in self._film.streams:
            if other.index != self._stream.index:
                other.discard = Discard.all
        self._pictures = self._film.decode(self._stream)
        self._shown = next(self._pictures)
        return perf_counter()

    def seek(self, target: Target) -> float:
        """Decode from the key frame before the target."""
        if self._film is None or self._keys is None:
            raise NothingShown
        pts = self._keys.pts[target.frame]
        self._film.seek(self._keys.entry_before(pts), stream=self._stream)
        self._pictures = self._film.decode(self._stream)
        return self._go_on_to(pts)

    def forward(self, target: Target) -> float:
        """Go on decoding."""
        if self._keys is None:
            raise NothingShown
        return self._go_on_to(self._keys.pts[target.frame])

    def back(self, target: Target) -> float:
        """Seek anew: what was decoded is gone."""
        return self.seek(target)

    def shown(self) -> Print:
        """Look at the picture as coded."""
        if self._shown is None:
            raise NothingShown
        return print_of_decoded(self._shown)

    def close(self) -> None:
        """Close the container."""
        if self._film is not None:
            self._film.close()
            self._film = None

    def _go_on_to(self, pts: int) -> float:
        for picture in self._pictures:
            if picture.pts is not None and picture.pts >= pts:
                self._shown = picture
                return perf_counter()
        raise NothingShown

    @property
    def _stream(self) -> "VideoStream":
        if self._film is None:
            raise NothingShown
        return self._film.streams.video[0]


def player() -> Limit:
    """Make the limit."""
    return Limit()


def _pts(packet: "Packet[VideoStream]") -> int:
    if packet.pts is None:
        raise NothingShown
    return packet.pts
